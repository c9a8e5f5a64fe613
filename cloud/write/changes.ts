/** The journal's lines as changes: what was planned, how it ended, whether it is still in effect, when it is taken back. */
import type { SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import type { Line } from './journal.ts';
import type { Plan } from './plan.ts';
import type { State } from './progress.ts';

export interface Change {
  readonly id: string;
  /** ISO 8601, UTC: when it began. */
  readonly at: string;
  readonly plan: Plan;
  /** The rules of the group before it. */
  readonly before: readonly SnapshotRule[];
  /** The rules of the group behind it, with the ids of new ones; absent while it is unfinished. */
  readonly after: readonly SnapshotRule[] | undefined;
  readonly state: State | 'unfinished';
  /** Whether a later change has taken it back. */
  readonly undone: boolean;
  /** Milliseconds since 1970: when a closing for some time ends; absent once it was taken back. */
  readonly until: number | undefined;
}

/** In the order in which they began. */
export function changesIn(lines: readonly Line[]): readonly Change[] {
  const begun = lines.filter((line) => line.line === 'begin');
  const ends = new Map(lines.flatMap((line) => (line.line === 'end' ? [[line.id, line] as const] : [])));
  const settled = new Set(lines.flatMap(({ line, id }) => (line === 'settled' ? [id] : [])));
  const undone = new Map<string, boolean>();
  // Backwards, because an undoing counts as long as it was not undone itself.
  for (const { id, plan } of begun.toReversed()) {
    const counts = ends.get(id)?.state === 'done' && !undone.get(id);
    if (plan.undoes !== undefined && counts) undone.set(plan.undoes, true);
  }
  return begun.map(({ id, at, plan, before }) => {
    const end = ends.get(id);
    const isUndone = (undone.get(id) ?? false) || settled.has(id);
    const isInEffect = !isUndone && end?.state !== 'not-done';
    return {
      id,
      at,
      plan,
      before,
      after: end?.after,
      state: end?.state ?? 'unfinished',
      undone: isUndone,
      until: plan.minutes !== undefined && isInEffect ? Date.parse(at) + plan.minutes * 60_000 : undefined,
    };
  });
}

/** Closings whose time is over. */
export function dueAt(changes: readonly Change[], now: number): readonly Change[] {
  return changes.filter(({ state, until }) => state !== 'unfinished' && until !== undefined && until <= now);
}
