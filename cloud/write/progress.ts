/** How far steps have come, as the rules of the group show it: what a lost answer would have said. */
import type { SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import type { Step } from './plan.ts';
import { isSame } from './rules.ts';

export type State = 'done' | 'partly' | 'not-done';

/** @param before the rules of the group before the first step: one that was there already is no sign of an addition */
export function progressOf(
  steps: readonly Step[],
  before: readonly SnapshotRule[],
  now: readonly SnapshotRule[],
): State {
  return joined(steps.map((step) => stepProgress(step, before, now)));
}

export function stepProgress(step: Step, before: readonly SnapshotRule[], now: readonly SnapshotRule[]): State {
  switch (step.do) {
    case 'add':
      return joined(step.rules.map((rule) => (count(now, rule) > count(before, rule) ? 'done' : 'not-done')));
    case 'remove':
      return joined(step.rules.map((rule) => (isThere(rule, now) ? 'not-done' : 'done')));
    case 'change': {
      const rule = now.find(({ id }) => id === step.before.id);
      return rule !== undefined && isSame(rule, step.after) ? 'done' : 'not-done';
    }
  }
}

function count(rules: readonly SnapshotRule[], wanted: SnapshotRule): number {
  return rules.filter((rule) => isSame(rule, wanted)).length;
}

function isThere(wanted: SnapshotRule, rules: readonly SnapshotRule[]): boolean {
  return wanted.id === undefined
    ? rules.some((rule) => isSame(rule, wanted))
    : rules.some(({ id }) => id === wanted.id);
}

function joined(states: readonly State[]): State {
  const [first = 'done'] = states;
  return states.every((one) => one === first) ? first : 'partly';
}
