/** Diagnostics for clients that do not ask for them: what is said about a file goes there when it changes. */
import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnosing } from './diagnosing.ts';
import { pathOf, uriOf } from './paths.ts';

export type Publish = (paths: Iterable<string>) => void;

export function publishing(
  { sendDiagnostics }: Pick<Connection, 'sendDiagnostics'>,
  documents: Pick<TextDocuments<TextDocument>, 'all'>,
  reportOf: Diagnosing['reportOf'],
): Publish {
  /** Result ids of what the client has of files that are not open, where it has something. */
  const published = new Map<string, string>();
  return (paths) => {
    const open = new Map(documents.all().map((document) => [pathOf(document.uri), document]));
    for (const path of paths) {
      const { items, resultId } = reportOf(path);
      const document = open.get(path);
      const isKnown = items.length === 0 ? !published.has(path) : published.get(path) === resultId;
      // An open document's version is news, too.
      if (!document && isKnown) continue;
      if (items.length > 0) published.set(path, resultId);
      else published.delete(path);
      void sendDiagnostics({
        uri: document?.uri ?? uriOf(path),
        ...(document && { version: document.version }),
        diagnostics: items,
      });
    }
  };
}
