/** An edit of the server's, applied; the first text that it brings is shown. */
import { Range, TextEditorRevealType, Uri, WorkspaceEdit, window, workspace } from 'vscode';

interface LspEdit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly newText: string;
}

/** LSP's WorkspaceEdit, in both of its forms. */
export interface ServerEdit {
  readonly changes?: { readonly [uri: string]: readonly LspEdit[] };
  readonly documentChanges?: readonly {
    readonly textDocument: { readonly uri: string };
    readonly edits: readonly LspEdit[];
  }[];
}

export async function applyServerEdit(edit: ServerEdit): Promise<void> {
  const files = filesOf(edit);
  const all = new WorkspaceEdit();
  for (const { uri, edits } of files) {
    for (const { range, newText } of edits) all.replace(Uri.parse(uri), rangeOf(range), newText);
  }
  if (!(await workspace.applyEdit(all))) return;
  const [first] = files;
  const [text] = first?.edits ?? [];
  if (!first || !text) return;
  const editor = await window.showTextDocument(Uri.parse(first.uri), { preserveFocus: false });
  const start = rangeOf(text.range).start;
  const end = editor.document.positionAt(editor.document.offsetAt(start) + text.newText.length);
  editor.revealRange(new Range(start, end), TextEditorRevealType.InCenterIfOutsideViewport);
}

function filesOf({ changes, documentChanges }: ServerEdit): readonly { uri: string; edits: readonly LspEdit[] }[] {
  if (documentChanges) return documentChanges.map(({ textDocument: { uri }, edits }) => ({ uri, edits }));
  return Object.entries(changes ?? {}).map(([uri, edits]) => ({ uri, edits }));
}

function rangeOf({ start, end }: LspEdit['range']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
