/**
 * What a code lens and the Exposure view lead to: who reaches a group, load balancer or Service, as a Markdown document
 * that cannot be edited. The server writes it; what is shown is asked for anew each time that the command is called.
 */
import { commands, Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import { showMarkdown } from '../markdown-preview.ts';

const scheme = 'portguard-exposure';

/** Markdown about the resource of this address in a document. */
export type Ask = (uri: string, address: string) => Promise<string>;

/** Registers the command and the documents that it shows. */
export function exposureDocuments(ask: Ask): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ query, fragment }) => ask(query, fragment),
  };
  const show = async (uri: string, address: string): Promise<void> => {
    const document = Uri.from({ scheme, path: `/${address.replaceAll('/', '∕')}.md`, query: uri, fragment: address });
    changed.fire(document);
    await showMarkdown(document);
  };
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, provider),
    commands.registerCommand('portguard.showExposure', show),
  );
}
