/** From what somebody wants, and a fresh snapshot, to a plan; or why there is none. Pure: nothing is asked or sent. */
import type { RegionSnapshot, Snapshot, SnapshotGroup, SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import { callsOf, stepsOf } from './calls.ts';
import { checkRule } from './check-rule.ts';
import { closing } from './close-port.ts';
import { exposureChanges } from './exposure.ts';
import { type Intent, isRefusal, type Plan, planVersion, type Refusal, refusal, type Step } from './plan.ts';
import { quotaProblem } from './quota.ts';
import { replacing } from './replacing.ts';
import { restoring } from './restoring.ts';
import { afterSteps, fingerprintOf, isSame, keyOf } from './rules.ts';
import { managed, unknownGroup, unknownRule, whatFor } from './sentences.ts';

export interface Made {
  /** Of the plan: new for each. */
  readonly id: string;
  readonly at: Date;
  readonly account?: string | undefined;
}

/** @param snapshot has the region, with all that shall count for exposure and quotas */
export function planChange(
  intent: Intent,
  { region: name, group: id, snapshot }: { region: string; group: string; snapshot: Snapshot },
  made: Made,
): Plan | Refusal {
  const region = snapshot.regions.find((one) => one.region === name);
  const group = region?.securityGroups?.find((one) => one.id === id);
  if (!region?.securityGroups) return unread(id, snapshot);
  if (!group) return unknownGroup(id, name);
  if (group.serviceManaged) return managed(id);
  if (!group.rules) return unread(id, snapshot);
  const steps = stepsFor(intent, group, group.rules, region);
  if (isRefusal(steps)) return steps;
  const rules = afterSteps(group.rules, steps);
  const quota = quotaProblem(group, rules, region);
  if (quota) return quota;
  const planned = { id, name: group.name, vpcId: group.vpcId };
  return {
    portguardPlan: planVersion,
    id: made.id,
    madeAt: made.at.toISOString(),
    kind: intent.kind,
    account: made.account,
    region: name,
    group: planned,
    what: whatFor(intent, id),
    fingerprint: fingerprintOf(group.rules),
    steps,
    calls: callsOf(name, planned, steps),
    exposure: exposureChanges(region, snapshot.problems, id, rules),
    ...(intent.kind === 'close' && intent.minutes !== undefined ? { minutes: intent.minutes } : {}),
  };
}

function unread(id: string, { problems }: Snapshot): Refusal {
  const why = problems.find(({ resource, lists }) => resource === id || lists?.includes('securityGroups'))?.problem
    .message;
  return refusal(
    'unread-group',
    `The rules of ${id} could not be read. ${why?.en ?? ''}`.trim(),
    `未能读取 ${id} 的规则。${why?.zh ?? ''}`,
  );
}

type Steps = readonly Step[] | Refusal;

function stepsFor(intent: Intent, group: SnapshotGroup, rules: readonly SnapshotRule[], region: RegionSnapshot): Steps {
  switch (intent.kind) {
    case 'authorize':
      return authorizing(intent.rule, group, rules, region);
    case 'revoke':
      return revoking(intent.rules, rules);
    case 'modify':
      return modifying(intent, group, rules, region);
    case 'close': {
      const { stuck, ...closed } = closing(intent, rules, region);
      if (stuck) return withoutItsId();
      const steps = stepsOf(closed);
      return steps.length > 0 ? steps : nothingOpen();
    }
    case 'restore':
      return restoring(intent.changes, group, rules, region);
  }
}

function authorizing(
  rule: Extract<Intent, { kind: 'authorize' }>['rule'],
  group: SnapshotGroup,
  rules: readonly SnapshotRule[],
  region: RegionSnapshot,
): Steps {
  const problem = checkRule(rule, group, region);
  if (problem) return problem;
  const twin = rules.find((one) => keyOf(one) === keyOf(rule));
  if (!twin) return stepsOf({ add: [rule] });
  if (isSame(twin, rule))
    return refusal('nothing-to-do', `This rule is there already: ${twin.id ?? ''}`, `该规则已存在：${twin.id ?? ''}`);
  return refusal(
    'nothing-to-do',
    `The same rule is there with priority ${twin.priority}, and the service would keep that one. Modify it instead: ${twin.id ?? ''}`,
    `相同的规则已存在（优先级 ${twin.priority}），服务会保留原规则。请改为修改该规则：${twin.id ?? ''}`,
  );
}

function revoking(ids: readonly string[], rules: readonly SnapshotRule[]): Steps {
  const found = ids.map((id) => rules.find((rule) => rule.id === id));
  const missing = ids.find((_, i) => found[i] === undefined);
  if (missing !== undefined) return unknownRule(missing);
  const remove = [...new Set(found)] as SnapshotRule[];
  return remove.length > 0 ? stepsOf({ remove }) : nothingOpen();
}

/** The service changes neither the kind of the other side nor the network, and empties nothing: a new rule does. */
function modifying(
  { rule: id, to }: Extract<Intent, { kind: 'modify' }>,
  group: SnapshotGroup,
  rules: readonly SnapshotRule[],
  region: RegionSnapshot,
): Steps {
  const before = rules.find((rule) => rule.id === id);
  if (!before) return unknownRule(id);
  const after: SnapshotRule = { ...before, ...to };
  const problem = checkRule(after, group, region);
  if (problem) return problem;
  if (isSame(before, after))
    return refusal('nothing-to-do', `The rule is like that already: ${id}`, `该规则已是如此：${id}`);
  const twin = rules.find((one) => one !== before && keyOf(one) === keyOf(after));
  if (twin) {
    return refusal(
      'not-valid',
      `Another rule is like that already, and the service refuses two that are the same: ${twin.id ?? ''}`,
      `已有相同的规则，服务不接受两条相同规则：${twin.id ?? ''}`,
    );
  }
  return replacing(before, after);
}

function nothingOpen(): Refusal {
  return refusal(
    'nothing-to-do',
    'No rule of the group opens this: there is nothing to do.',
    '该安全组没有规则放行此访问，无需变更。',
  );
}

function withoutItsId(): Refusal {
  return refusal(
    'not-valid',
    'A drop rule for this port comes too late, and the service tells no id by which its priority could be changed. Change it in the console.',
    '已有针对该端口的拒绝规则但优先级过低，且服务没有返回其 ID，无法修改优先级。请在控制台修改。',
  );
}
