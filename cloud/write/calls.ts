/** Steps as API calls (ECS 2014-05-26), and what makes a repeated call the same call. */
import { createHash } from 'node:crypto';
import type { SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import type { Call, NewRule, Plan, PlannedGroup, Step } from './plan.ts';
import { withoutId } from './rules.ts';

/** How many rules one call takes. */
const most = 100;
/** Characters: parameters travel in the address of the request, of which gateways take 8,192 and more. */
const longest = 6000;

/** Steps of one call each, in the order in which they must be done: nothing that is to stay open closes in between. */
export function stepsOf(
  change: {
    readonly add?: readonly NewRule[];
    readonly change?: readonly (readonly [before: SnapshotRule, after: SnapshotRule])[];
    readonly remove?: readonly SnapshotRule[];
  },
  order: readonly Step['do'][] = ['add', 'change', 'remove'],
): readonly Step[] {
  const steps: Readonly<Record<Step['do'], readonly Step[]>> = {
    add: inCalls('add', change.add ?? []),
    change: (change.change ?? []).map(([before, after]) => ({
      do: 'change',
      direction: before.direction,
      before,
      after,
    })),
    remove: inCalls('remove', change.remove ?? []),
  };
  return order.flatMap((one) => steps[one]);
}

function inCalls(what: 'add' | 'remove', rules: readonly SnapshotRule[]): readonly Step[] {
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    // Ids and keys are not taken together in one call.
    [true, false].flatMap((named) => {
      const some = rules.filter((rule) => rule.direction === direction && (rule.id !== undefined) === named);
      return packed(some, what === 'remove' && named).map((rules) => ({ do: what, direction, rules }));
    }),
  );
}

/** As many rules together as one call takes, in order. */
function packed(rules: readonly SnapshotRule[], byId: boolean): readonly (readonly SnapshotRule[])[] {
  const calls: SnapshotRule[][] = [];
  let length = 0;
  for (const rule of rules) {
    const own = byId ? `SecurityGroupRuleId.100=${rule.id}&`.length : lengthOf(rule);
    const last = calls.at(-1);
    if (last && last.length < most && length + own <= longest) {
      last.push(rule);
      length += own;
    } else {
      calls.push([rule]);
      length = own;
    }
  }
  return calls;
}

function lengthOf(rule: SnapshotRule): number {
  const members = Object.entries(wireOf(rule, { id: '', vpcId: undefined }));
  return members.reduce(
    (sum, [name, value]) => sum + `Permissions.100.${name}=&`.length + encodeURIComponent(value).length,
    0,
  );
}

export function callsOf(region: string, group: PlannedGroup, steps: readonly Step[]): readonly Call[] {
  return steps.map((step) => callOf(region, group, step));
}

function callOf(region: string, group: PlannedGroup, step: Step): Call {
  const where = { RegionId: region, SecurityGroupId: group.id };
  const suffix = step.direction === 'egress' ? 'Egress' : '';
  if (step.do === 'change') {
    return {
      action: `ModifySecurityGroup${suffix}Rule`,
      parameters: { ...where, SecurityGroupRuleId: step.before.id, ...wireOf(step.after, group) },
    };
  }
  const permissions = { Permissions: step.rules.map((rule) => wireOf(rule, group)) };
  if (step.do === 'add') return { action: `AuthorizeSecurityGroup${suffix}`, parameters: { ...where, ...permissions } };
  const ids = step.rules.flatMap(({ id }) => id ?? []);
  return {
    action: `RevokeSecurityGroup${suffix}`,
    parameters: { ...where, ...(ids.length > 0 ? { SecurityGroupRuleId: ids } : permissions) },
  };
}

/** A rule by the names of the wire, which are those of the snapshot with a capital. */
function wireOf(rule: SnapshotRule, { vpcId }: PlannedGroup): Readonly<Record<string, string>> {
  const { direction: _, nicType, ...fields } = withoutId(rule);
  // Where nothing is said the service means intranet in a VPC, and internet in the classic network.
  const nic = nicType ?? (vpcId === undefined ? 'intranet' : undefined);
  const members = Object.entries({ ...fields, nicType: nic }).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return Object.fromEntries(
    members.map(([name, value]) => [name.slice(0, 1).toUpperCase() + name.slice(1), String(value)]),
  );
}

/** At most 64 characters of ASCII; the same for the same step of the same plan. */
export function tokenOf({ id }: Pick<Plan, 'id'>, step: number): string {
  return createHash('sha256').update(`${id} ${step}`).digest('hex').slice(0, 48);
}
