/** Taking a change back: the rules that it removed come back exactly, those that it added go, as far as it is still right. */
import { randomUUID } from 'node:crypto';
import type { SnapshotGroup, SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import { readGroup } from '../read/security-groups.ts';
import { accountOf } from './account.ts';
import { foreignTo, type Writing } from './apply.ts';
import { callsOf, stepsOf } from './calls.ts';
import { type Change, changesIn } from './changes.ts';
import { exposureChanges } from './exposure.ts';
import { isRefusal, type Plan, planVersion, type Refusal, refusal, type Step } from './plan.ts';
import { replacing } from './replacing.ts';
import { afterSteps, findRule, fingerprintOf, isSame, keyOf, withoutId } from './rules.ts';
import { managed, undoing, unknownGroup } from './sentences.ts';

/** @param id of a change; without it the last one that is in effect and takes nothing back itself */
export async function planUndo(id: string | undefined, writing: Writing): Promise<Plan | Refusal> {
  const change = changeToUndo(id, changesIn(writing.journal.lines()));
  if (isRefusal(change)) return change;
  const { region: name, group } = change.plan;
  const region = writing.session.inRegion(name);
  const account = await accountOf(region);
  const elsewhere = foreignTo(change.plan, account);
  if (elsewhere) return elsewhere;
  const now = await readGroup(region, group.id);
  if (!now) return unknownGroup(group.id, name);
  if (now.serviceManaged) return managed(group.id);
  return undoPlan(change, now, { id: randomUUID(), at: writing.now(), account: change.plan.account ?? account });
}

function changeToUndo(id: string | undefined, changes: readonly Change[]): Change | Refusal {
  const change =
    id === undefined
      ? changes.findLast(
          ({ state, undone, plan }) => plan.kind !== 'undo' && !undone && (state === 'done' || state === 'partly'),
        )
      : changes.find((one) => one.id === id);
  if (!change) {
    return id === undefined
      ? refusal('unknown-change', 'There is no change that could be undone.', '没有可撤销的变更。')
      : refusal('unknown-change', `The journal has no such change: ${id}`, `日志中没有此变更：${id}`, 'list-changes');
  }
  if (change.undone) {
    return refusal('not-undoable', `This change was undone before: ${change.id}`, `该变更已撤销过：${change.id}`);
  }
  if (change.state === 'unfinished') {
    return refusal(
      'not-undoable',
      `It is not known yet whether this change was made: ${change.id}`,
      `尚不清楚该变更是否已生效：${change.id}`,
      'find-out',
    );
  }
  if (change.state !== 'not-done') return change;
  return refusal('not-undoable', `Nothing was changed by it: ${change.id}`, `该变更没有改动任何内容：${change.id}`);
}

function undoPlan(
  change: Change,
  now: SnapshotGroup,
  made: { readonly id: string; readonly at: Date; readonly account: string | undefined },
): Plan | Refusal {
  const { plan } = change;
  const rules = now.rules ?? [];
  const steps = reversed(change, rules);
  if (isRefusal(steps)) return steps;
  const region = { region: plan.region, securityGroups: [now] };
  const group = { id: now.id, name: now.name, vpcId: now.vpcId };
  return {
    portguardPlan: planVersion,
    id: made.id,
    madeAt: made.at.toISOString(),
    kind: 'undo',
    undoes: plan.id,
    account: made.account,
    region: plan.region,
    group,
    what: undoing(plan.what),
    fingerprint: fingerprintOf(rules),
    steps,
    calls: callsOf(plan.region, group, steps),
    exposure: exposureChanges(region, [], now.id, afterSteps(rules, steps)),
  };
}

/** The steps that take the change back from the rules as they are now; what is back already is left alone. */
function reversed({ plan, after = [] }: Change, rules: readonly SnapshotRule[]): readonly Step[] | Refusal {
  const [add, remove]: [SnapshotRule[], SnapshotRule[]] = [[], []];
  const changed: Step[] = [];
  for (const step of plan.steps) {
    if (step.do === 'change') {
      const found = findRule(rules, step.after);
      if (found && isSame(found, step.after)) changed.push(...replacing(found, { ...step.before, id: found.id }));
      else if (!found || !isSame(found, step.before)) return otherwise(plan);
    }
    if (step.do === 'add') {
      for (const rule of step.rules) {
        const found = findRule(rules, after.find((one) => isSame(one, rule)) ?? rule);
        if (found && !isSame(found, rule)) return otherwise(plan);
        if (found) remove.push(found);
      }
    }
  }
  const left = rules.filter((rule) => !remove.includes(rule));
  for (const rule of plan.steps.flatMap((step) => (step.do === 'remove' ? step.rules : []))) {
    const found = findRule(left, rule);
    if (found ? !isSame(found, rule) : left.some((one) => keyOf(one) === keyOf(rule))) return otherwise(plan);
    if (!found) add.push(rule);
  }
  // The service would take one that comes back for one that is to go.
  const collide = add.some((rule) => remove.some((one) => keyOf(one) === keyOf(rule)));
  const steps = [...changed, ...stepsOf({ add: add.map(withoutId), remove }, collide ? ['remove', 'add'] : undefined)];
  return steps.length > 0
    ? steps
    : refusal(
        'nothing-to-do',
        `It has been taken back by others already: ${plan.id}`,
        `该变更已被他人恢复：${plan.id}`,
      );
}

function otherwise({ id, group }: Plan): Refusal {
  return refusal(
    'changed',
    `The rules of ${group.id} that this change is about have been changed since; undoing it would not bring back what was there. Nothing was done: ${id}`,
    `该变更涉及的 ${group.id} 规则此后又被修改，撤销无法恢复原状，未做任何变更：${id}`,
    'list-changes',
  );
}
