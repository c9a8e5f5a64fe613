/** How a row of drift is marked, and which comes first. */
import type { ToldRow } from '../../../core/drift/told.ts';
import type { DriftMark } from '../node.ts';

const order: Readonly<Record<DriftMark, number>> = {
  exposed: 0,
  opens: 1,
  mayOpen: 2,
  closes: 3,
  unknown: 4,
  same: 5,
};

export function markOf({ effects, kind }: ToldRow): DriftMark {
  const opens = effects.filter(({ change }) => change === 'opens');
  if (opens.some(({ certainty, isExposed }) => certainty === 'certain' && isExposed)) return 'exposed';
  if (opens.some(({ certainty }) => certainty === 'certain')) return 'opens';
  if (opens.length > 0) return 'mayOpen';
  if (kind === 'unknown') return 'unknown';
  return effects.length > 0 ? 'closes' : 'same';
}

export function worstOf(marks: readonly DriftMark[]): DriftMark {
  return marks.reduce<DriftMark>((worst, mark) => (byMark(mark, worst) < 0 ? mark : worst), 'same');
}

export function byMark(a: DriftMark, b: DriftMark): number {
  return order[a] - order[b];
}

/** The account certainly lets through what no template does. */
export function opensMore(row: ToldRow): boolean {
  const mark = markOf(row);
  return mark === 'exposed' || mark === 'opens';
}

/** What the templates leave open: it may be no drift at all. */
export function isUncertain({ kind, certainty }: ToldRow): boolean {
  return kind === 'unknown' || certainty === 'possible';
}
