/** `source.fixAll.portguard`: every fix of a file that takes access from nobody and gives it to nobody. */
import { applyEdits, type FileEdit } from '../../core/changes/edit.ts';
import { editsOf } from '../../core/changes/write.ts';
import type { Finding } from '../../core/lint.ts';
import type { SourceText } from '../../core/text/source.ts';
import { changedLines } from './changed-lines.ts';

/** Fixes that are applied one after the other before it ends, whatever is left. */
const mostRounds = 200;

/**
 * The edit that makes of a text what it is after all safe fixes. One fix at a time, and looked at again after each: two
 * rules may each be needless while the other is there.
 * @param lint what is found in the text when it is this one
 */
export function allSafeFixes(
  before: SourceText,
  findings: readonly Finding[],
  lint: (text: string) => readonly Finding[],
): FileEdit | undefined {
  let { text } = before;
  let found = findings;
  for (let round = 0; round < mostRounds; round++) {
    const edits = firstSafe(found, before.path);
    if (!edits) break;
    text = applyEdits(text, edits);
    found = lint(text);
  }
  return text === before.text ? undefined : changedLines(before, text);
}

function firstSafe(findings: readonly Finding[], path: string): readonly FileEdit[] | undefined {
  for (const finding of findings) {
    if (finding.certainty !== 'certain') continue;
    for (const fix of finding.fixes?.() ?? []) {
      const edits = fix.safe ? editsOf(fix) : undefined;
      if (edits && edits.length > 0 && edits.every(({ source }) => source.path === path)) return edits;
    }
  }
  return undefined;
}
