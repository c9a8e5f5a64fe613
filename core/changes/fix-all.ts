/**
 * Many fixes, one after the other. The texts are looked at again after each: two rules may each be needless while the
 * other is there, and what one fix writes may be another one's.
 */

import { groupedBy } from '../config/lookup.ts';
import type { Finding } from '../lint.ts';
import { SourceText } from '../text/source.ts';
import type { Fix } from './change.ts';
import { applyEdits, type FileEdit } from './edit.ts';
import { editsOf } from './write.ts';

/** Texts by path, in the place of those that were found in. */
export type Changed = ReadonlyMap<string, SourceText>;

export interface Applied {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface FixRequest {
  readonly findings: readonly Finding[];
  /** What is found once these texts have changed. */
  readonly lint: (changed: Changed) => readonly Finding[];
  /** Whether a fix may be applied without a person's look. */
  readonly isWanted: (finding: Finding, fix: Fix) => boolean;
  readonly mayChange: (path: string) => boolean;
  /** Files with different answers are looked at apart from each other, so that they can change at the same time. */
  readonly apart?: (path: string) => unknown;
}

export interface FixRun {
  readonly changed: Changed;
  /** In the order in which they were applied. */
  readonly applied: readonly Applied[];
  /** What is left. */
  readonly findings: readonly Finding[];
}

/** Rounds before it ends, whatever is left: one that would not end must not go on for ever. */
const mostRounds = 200;

export function fixAll({ findings, lint, isWanted, mayChange, apart = () => undefined }: FixRequest): FixRun {
  const changed = new Map<string, SourceText>();
  const applied: Applied[] = [];
  let left = findings;
  for (let round = 0; round < mostRounds; round++) {
    const taken = new Set<unknown>();
    for (const finding of left) {
      const found = firstWritable(finding);
      const keys = found?.edits.map(({ source }) => apart(source.path)) ?? [];
      if (!found || keys.some((key) => taken.has(key))) continue;
      for (const key of keys) taken.add(key);
      for (const [source, own] of groupedBy(found.edits, (edit) => edit.source)) {
        changed.set(source.path, new SourceText(source.path, applyEdits(source.text, own)));
      }
      applied.push({ finding, fix: found.fix });
    }
    if (taken.size === 0) break;
    left = lint(changed);
  }
  return { changed, applied, findings: left };

  function firstWritable(finding: Finding): { readonly fix: Fix; readonly edits: readonly FileEdit[] } | undefined {
    if (finding.certainty !== 'certain') return undefined;
    for (const fix of finding.fixes?.() ?? []) {
      const edits = isWanted(finding, fix) ? editsOf(fix) : undefined;
      if (edits && edits.length > 0 && edits.every(({ source }) => mayChange(source.path))) return { fix, edits };
    }
    return undefined;
  }
}

/** It takes access from nobody and gives it to nobody. */
export function isSafe(_: Finding, { safe }: Fix): boolean {
  return safe === true;
}
