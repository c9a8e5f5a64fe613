/** Edits are only offered when the text is as well-formed after them as before. */

import { groupedBy } from '../config/lookup.ts';
import { dataFileOf, hclFileOf } from '../syntax/parsed.ts';
import { SourceText } from '../text/source.ts';
import { applyEdits, type Edit, type FileEdit } from './edit.ts';

export function isSound(edits: readonly FileEdit[]): boolean {
  return [...groupedBy(edits, ({ source }) => source)].every(([source, own]) => {
    if (overlap(own)) return false;
    const after = new SourceText(source.path, applyEdits(source.text, own));
    return problemsIn(after) <= problemsIn(source);
  });
}

function overlap(edits: readonly Edit[]): boolean {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return inOrder.some(({ start }, i) => start < (inOrder[i - 1]?.end ?? 0));
}

function problemsIn(source: SourceText): number {
  const isTerraform = /\.(?:tf|tofu|tfvars)$/.test(source.path);
  return (isTerraform ? hclFileOf(source) : dataFileOf(source)).problems.length;
}

/** New lines end as the others of the file do. */
export function withLineEnds(edit: FileEdit): FileEdit {
  return edit.source.text.includes('\r\n') ? { ...edit, text: edit.text.replace(/\r?\n/g, '\r\n') } : edit;
}
