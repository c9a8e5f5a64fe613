/**
 * What a code lens leads to: who reaches a group, load balancer or Service, as a Markdown document that cannot be
 * edited. The server writes it; what is shown is asked for anew each time that the command is called.
 */
import { commands, Disposable, EventEmitter, type TextDocumentContentProvider, Uri, window, workspace } from 'vscode';

const scheme = 'portguard-exposure';

/** Markdown about the resource of this address in a document. */
export type Ask = (uri: string, address: string) => Promise<string>;

/** Registers the command of the code lenses and the documents that it shows. */
export function exposureDocuments(ask: Ask): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ query, fragment }) => ask(query, fragment),
  };
  const show = async (uri: string, address: string): Promise<void> => {
    const document = Uri.from({ scheme, path: `/${address.replaceAll('/', '∕')}.md`, query: uri, fragment: address });
    changed.fire(document);
    // The preview is an extension of VS Code that can be switched off; the text itself reads well, too.
    const all = await commands.getCommands();
    if (all.includes('markdown.showPreview')) await commands.executeCommand('markdown.showPreview', document);
    else await window.showTextDocument(await workspace.openTextDocument(document), { preview: true });
  };
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, provider),
    commands.registerCommand('portguard.showExposure', show),
  );
}
