/** What nodes of the account lead to: the snapshot's JSON, and who gets in at a group as Markdown. Neither can be edited. */
import { Disposable, EventEmitter, l10n, Range, Uri, window, workspace } from 'vscode';
import { showMarkdown } from '../markdown-preview.ts';

const scheme = 'portguard-account';

export interface AccountDocuments extends Disposable {
  /** The snapshot's text, with the characters from `start` to `end` selected. */
  showSnapshot(text: string, place: { readonly start: number; readonly end: number } | undefined): Promise<void>;
  /** @param name of the page, in the title of its tab */
  showPage(name: string, markdown: string): Promise<void>;
}

export function accountDocuments(): AccountDocuments {
  const changed = new EventEmitter<Uri>();
  const texts = new Map<string, string>();
  const put = (path: string, text: string): Uri => {
    const uri = Uri.from({ scheme, path });
    texts.set(uri.toString(), text);
    changed.fire(uri);
    return uri;
  };
  const registered = Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? l10n.t('Open the account again to see this.'),
    }),
    workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
  return {
    async showSnapshot(text, place) {
      const document = await workspace.openTextDocument(put('/snapshot.json', text));
      const selection = place && new Range(document.positionAt(place.start), document.positionAt(place.end));
      await window.showTextDocument(document, { preview: true, ...(selection ? { selection } : {}) });
    },
    showPage: (name, markdown) => showMarkdown(put(`/${name.replaceAll('/', '∕')}.md`, markdown)),
    dispose: () => registered.dispose(),
  };
}
