/** Texts with a marker where the cursor stands, and what the server answers about that place. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type CompletionItem,
  CompletionRequest,
  DefinitionRequest,
  type Location,
  type LocationLink,
  type Position,
  type Range,
  ReferencesRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folder, type start } from './client.ts';

const cursor = '‸';

type Client = Awaited<ReturnType<typeof start>>;

interface Place {
  readonly client: Client;
  readonly top: string;
  readonly uri: string;
  readonly text: string;
  readonly position: Position;
}

/** Opens the file that has the cursor; the others lie beside it. */
export async function openAt(client: Client, files: Readonly<Record<string, string>>): Promise<Place> {
  const [path, marked] = Object.entries(files).find(([, text]) => text.includes(cursor)) ?? [];
  if (path === undefined || marked === undefined) throw new Error('no cursor');
  const text = marked.replace(cursor, '');
  const top = folder({ ...files, [path]: text });
  const uri = await client.open(top, path, text);
  const position = TextDocument.create(uri, 'any', 1, text).positionAt(marked.indexOf(cursor));
  return { client, top, uri, text, position };
}

/** Each place as `file:line text`, lines counted from 1. */
export async function definitionAt(client: Client, files: Readonly<Record<string, string>>): Promise<string[]> {
  const { top, uri, position } = await openAt(client, files);
  const found = await client.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position });
  return (Array.isArray(found) ? found : []).map((one: Location | LocationLink) =>
    'uri' in one ? shown(top, one.uri, one.range) : shown(top, one.targetUri, one.targetSelectionRange),
  );
}

export async function referencesAt(
  client: Client,
  files: Readonly<Record<string, string>>,
  includeDeclaration = true,
): Promise<string[]> {
  const { top, uri, position } = await openAt(client, files);
  const context = { includeDeclaration };
  const found = await client.connection.sendRequest(ReferencesRequest.type, {
    textDocument: { uri },
    position,
    context,
  });
  return (found ?? []).map((one) => shown(top, one.uri, one.range)).sort();
}

function shown(top: string, uri: string, range: Range): string {
  const path = fileURLToPath(uri);
  const document = TextDocument.create(uri, 'any', 1, readFileSync(path, 'utf8'));
  return `${relative(top, path)}:${range.start.line + 1} ${document.getText(range)}`;
}

/** What is offered, in the order in which an editor shows it. */
export async function completionsAt(client: Client, files: Readonly<Record<string, string>>): Promise<Completions> {
  const { uri, text, position } = await openAt(client, files);
  const found = await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
  const items = Array.isArray(found) ? found : (found?.items ?? []);
  const sorted = [...items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  const document = TextDocument.create(uri, 'any', 1, text);
  return {
    items: sorted,
    labels: sorted.map(({ label }) => label),
    chosen(label) {
      const item = sorted.find((one) => one.label === label);
      if (!item?.textEdit || !('range' in item.textEdit)) throw new Error(`not offered: ${label}`);
      const { range } = item.textEdit;
      // An editor takes no edit that is not on the cursor's line around the cursor.
      if (range.start.line !== position.line || range.end.line !== position.line) throw new Error('another line');
      if (range.start.character > position.character || range.end.character < position.character)
        throw new Error('aside');
      const line = TextDocument.applyEdits(document, [item.textEdit]).split('\n')[position.line] ?? '';
      return line.trim();
    },
  };
}

export interface Completions {
  readonly items: readonly CompletionItem[];
  readonly labels: readonly string[];
  /** The line of the cursor once an item was chosen. */
  chosen(label: string): string;
}
