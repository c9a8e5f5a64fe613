/** Edits are only offered when the text is as well-formed after them as before. */

import { groupedBy } from '../config/lookup.ts';
import { manifestOf } from '../dialects/kubernetes/manifest.ts';
import { hclFileOf } from '../syntax/parsed.ts';
import { SourceText } from '../text/source.ts';
import { applyEdits, type Edit, type FileEdit } from './edit.ts';

export function isSound(edits: readonly FileEdit[]): boolean {
  return [...groupedBy(edits, ({ source }) => source)].every(([source, own]) => {
    if (overlap(own) || own.some((edit) => takesActionsOut(source, edit))) return false;
    const after = new SourceText(source.path, applyEdits(source.text, own));
    // What changes nothing mends nothing.
    if (after.text === source.text) return false;
    return problemsIn(after) <= problemsIn(source);
  });
}

function overlap(edits: readonly Edit[]): boolean {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return inOrder.some(({ start }, i) => start < (inOrder[i - 1]?.end ?? 0));
}

/** What a template's actions write or govern goes with them, and nobody has looked at it. */
function takesActionsOut({ text }: SourceText, { start, end, text: by }: Edit): boolean {
  return by === '' && text.slice(start, end).includes('{{');
}

function problemsIn(source: SourceText): number {
  const isTerraform = /\.(?:tf|tofu|tfvars)$/.test(source.path);
  // Of a template what remains when its actions are masked.
  return (isTerraform ? hclFileOf(source) : manifestOf(source).file).problems.length;
}

/** New lines end as the others of the file do. */
export function withLineEnds(edit: FileEdit): FileEdit {
  return edit.source.text.includes('\r\n') ? { ...edit, text: edit.text.replace(/\r?\n/g, '\r\n') } : edit;
}
