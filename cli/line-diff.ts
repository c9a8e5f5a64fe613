/** Two texts as a diff of lines, with three lines around each change, as `git diff` shows it. */
import type { Paint } from './terminal.ts';

type Mark = ' ' | '-' | '+';

interface DiffLine {
  readonly mark: Mark;
  readonly text: string;
}

const around = 3;

export function lineDiff(path: string, before: string, after: string, paint: Paint): string {
  const lines = diffLines(before.split('\n'), after.split('\n'));
  const shown: string[] = [paint('bold', `--- ${path}`), paint('bold', `+++ ${path}`)];
  let [old, now] = [1, 1];
  let last = -1;
  for (const [i, { mark, text }] of lines.entries()) {
    const isNear = lines.slice(Math.max(0, i - around), i + around + 1).some((one) => one.mark !== ' ');
    if (isNear) {
      if (last !== i - 1 || shown.length === 2) shown.push(paint('dim', `@@ -${old} +${now} @@`));
      last = i;
      shown.push(mark === ' ' ? ` ${text}` : paint(mark === '+' ? 'green' : 'red', `${mark}${text}`));
    }
    if (mark !== '+') old++;
    if (mark !== '-') now++;
  }
  return `${shown.join('\n')}\n`;
}

function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const same = (text: string): DiffLine => ({ mark: ' ', text });
  return [
    ...before.slice(0, start).map(same),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

/** By the longest common subsequence; beyond this many pairs of lines the one as a whole in the place of the other. */
const maxPairs = 4_000_000;

function middle(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const [n, m] = [before.length, after.length];
  const taken = before.map((text): DiffLine => ({ mark: '-', text }));
  const added = after.map((text): DiffLine => ({ mark: '+', text }));
  if (n * m > maxPairs) return [...taken, ...added];
  // Lengths of the longest common subsequences of the ends from i and from j.
  const lengths = Array.from({ length: n + 1 }, () => new Uint32Array(m + 1));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const length = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      (lengths[i] as Uint32Array)[j] = length;
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < n && j < m) {
    if (before[i] === after[j]) {
      lines.push({ mark: ' ', text: before[i++] as string });
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) lines.push(taken[i++] as DiffLine);
    else lines.push(added[j++] as DiffLine);
  }
  return [...lines, ...taken.slice(i), ...added.slice(j)];
}
