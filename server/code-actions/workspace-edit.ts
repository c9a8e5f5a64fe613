/** Edits of files as LSP has them: with versions for what is open, and with a selected text where the client can. */
import type {
  CreateFile,
  SnippetTextEdit,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { FileEdit } from '../../core/changes/edit.ts';
import { groupedBy } from '../../core/config/lookup.ts';
import type { ClientFeatures } from '../capabilities.ts';
import { uriOf } from '../paths.ts';
import { rangeOf } from '../ranges.ts';

/** The document that is open at an absolute path. */
export type OpenDocuments = (path: string) => { readonly uri: string; readonly version: number } | undefined;

export interface EditOptions {
  readonly client: ClientFeatures;
  readonly openAt: OpenDocuments;
  /** Absolute paths of files that the edits make. */
  readonly made?: readonly string[];
}

export function workspaceEdit(edits: readonly FileEdit[], { client, openAt, made = [] }: EditOptions): WorkspaceEdit {
  const byPath = groupedBy(edits, ({ source }) => source.path);
  const documentUri = (path: string): string => openAt(path)?.uri ?? uriOf(path);
  if (!client.documentChanges) {
    const changes = [...byPath].map(([path, own]): [string, TextEdit[]] => [documentUri(path), own.map(plainEdit)]);
    return { changes: Object.fromEntries(changes) };
  }
  const creations = made.map(
    (path): CreateFile => ({ kind: 'create', uri: documentUri(path), options: { ignoreIfExists: true } }),
  );
  const documents = [...byPath].map(
    ([path, own]): TextDocumentEdit => ({
      textDocument: { uri: documentUri(path), version: openAt(path)?.version ?? null },
      edits: own.map((edit) =>
        client.snippets && edit.placeholder ? snippet(edit, edit.placeholder) : plainEdit(edit),
      ),
    }),
  );
  return { documentChanges: [...creations, ...documents] };
}

function plainEdit({ source, start, end, text }: FileEdit): TextEdit {
  return { range: rangeOf({ source, start, end }), newText: text };
}

/** The placeholder is a stop of the cursor; what a snippet would read as more of them is written as text. */
function snippet({ source, start, end, text }: FileEdit, placeholder: string): SnippetTextEdit {
  const at = text.indexOf(placeholder);
  const value =
    at < 0
      ? escaped(text)
      : `${escaped(text.slice(0, at))}\${1:${escaped(placeholder)}}${escaped(text.slice(at + placeholder.length))}`;
  return { range: rangeOf({ source, start, end }), snippet: { kind: 'snippet', value } };
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, (mark) => `\\${mark}`);
}
