/** Making one rule another: the service changes some of it, and a new rule must do for the rest. */
import type { SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import { stepsOf } from './calls.ts';
import type { Step } from './plan.ts';
import { keyOf, peerOf, withoutId } from './rules.ts';

/** Where the service would take the new rule for the old one, the old one must go first. */
export function replacing(before: SnapshotRule, after: SnapshotRule): readonly Step[] {
  if (before.id !== undefined && isModifiable(before, after)) return stepsOf({ change: [[before, after]] });
  const change = { add: [withoutId(after)], remove: [before] };
  return keyOf(before) === keyOf(after) ? stepsOf(change, ['remove', 'add']) : stepsOf(change);
}

/** ModifySecurityGroupRule keeps the kind of the other side and the network, and empties nothing. */
function isModifiable(before: SnapshotRule, after: SnapshotRule): boolean {
  const fields = Object.keys(before) as (keyof SnapshotRule)[];
  const empties = fields.some((field) => (before[field] ?? '') !== '' && (after[field] ?? '') === '');
  const portsMove = (before.portRange === '') !== (after.portRange === '');
  return !empties && !portsMove && before.nicType === after.nicType && peerOf(before)?.field === peerOf(after)?.field;
}
