/** What is said about a file goes to the client. */
import { pathToFileURL } from 'node:url';
import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { pathOf } from './folder.ts';
import type { Linted } from './linted.ts';

/** What all folders say about a file (absolute path), once where several say the same. */
export function publish(
  { sendDiagnostics }: Pick<Connection, 'sendDiagnostics'>,
  documents: TextDocuments<TextDocument>,
  folders: readonly Linted[],
  path: string,
): void {
  const all = folders.flatMap(({ found }) => found.get(path) ?? []);
  const distinct = new Map(all.map((one) => [JSON.stringify([one.range, one.code, one.message]), one]));
  const document = documents.all().find(({ uri }) => pathOf(uri) === path);
  sendDiagnostics({
    uri: document?.uri ?? pathToFileURL(path).href,
    ...(document && { version: document.version }),
    diagnostics: [...distinct.values()],
  });
}
