/** Findings of a file with the folder that says them. */
import type { Finding } from '../../core/lint.ts';
import type { Linted } from '../linted.ts';

export interface Placed {
  readonly finding: Finding;
  readonly linted: Linted;
}

/** What all folders say about a file, once where several say the same. */
export function findingsIn(around: readonly Linted[], path: string): readonly Placed[] {
  const told = new Map<string, Placed>();
  for (const linted of around) {
    for (const finding of linted.findings.get(path) ?? []) {
      const { rule, at, message } = finding;
      const key = [rule, at.start, at.end, message.en].join('\0');
      if (!told.has(key)) told.set(key, { finding, linted });
    }
  }
  return [...told.values()];
}
