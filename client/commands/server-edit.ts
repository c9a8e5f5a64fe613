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
  readonly documentChanges?: readonly (LspCreation | LspDocumentEdit)[];
}

interface LspCreation {
  readonly kind: 'create';
  readonly uri: string;
}

interface LspDocumentEdit {
  /** The version of an open document that the edits are about; `null` for a file on disk. */
  readonly textDocument: { readonly uri: string; readonly version: number | null };
  readonly edits: readonly LspEdit[];
}

/** @returns whether it was applied: to another text than the server knew it is not */
export async function applyServerEdit(edit: ServerEdit): Promise<boolean> {
  const files = filesOf(edit);
  if (files.some(isOutdated)) return false;
  const all = new WorkspaceEdit();
  for (const { uri } of creationsOf(edit)) all.createFile(Uri.parse(uri), { ignoreIfExists: true });
  for (const { uri, edits } of files) {
    for (const { range, newText } of edits) all.replace(Uri.parse(uri), rangeOf(range), newText);
  }
  if (!(await workspace.applyEdit(all))) return false;
  const [first] = files;
  const [text] = first?.edits ?? [];
  if (!first || !text) return true;
  const editor = await window.showTextDocument(Uri.parse(first.uri), { preserveFocus: false });
  const start = rangeOf(text.range).start;
  const end = editor.document.positionAt(editor.document.offsetAt(start) + text.newText.length);
  editor.revealRange(new Range(start, end), TextEditorRevealType.InCenterIfOutsideViewport);
  return true;
}

interface FileEdits {
  readonly uri: string;
  readonly version: number | null;
  readonly edits: readonly LspEdit[];
}

function filesOf({ changes, documentChanges }: ServerEdit): readonly FileEdits[] {
  if (!documentChanges) return Object.entries(changes ?? {}).map(([uri, edits]) => ({ uri, version: null, edits }));
  return documentChanges.flatMap((one) =>
    'kind' in one ? [] : [{ uri: one.textDocument.uri, version: one.textDocument.version, edits: one.edits }],
  );
}

function creationsOf({ documentChanges = [] }: ServerEdit): readonly LspCreation[] {
  return documentChanges.flatMap((one) => ('kind' in one ? [one] : []));
}

function isOutdated({ uri, version }: FileEdits): boolean {
  const known = Uri.parse(uri).toString();
  const open = workspace.textDocuments.find((one) => one.uri.toString() === known);
  return version !== null && open !== undefined && open.version !== version;
}

function rangeOf({ start, end }: LspEdit['range']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
