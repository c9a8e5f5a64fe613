/** "Did you mean": the word that a misspelt one was most likely meant to be. */
import type { Text } from '../text/message.ts';

/** The nearest candidate within a third of the word's length in edits, or one that is cut short or lacks its topic. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const offered = candidate.toLowerCase();
    const isPart = offered.endsWith(`/${wanted}`) || (wanted.length > 2 && offered.startsWith(wanted));
    const distance = isPart ? 1 : editDistance(wanted, offered, least);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): Text {
  const guess = nearest(word, candidates);
  return guess === undefined ? { en: '', zh: '' } : { en: ` Did you mean "${guess}"?`, zh: `您是不是要写“${guess}”？` };
}

/** Insertions, deletions, replacements and swaps of neighbours; `limit` or more once that is certain. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
