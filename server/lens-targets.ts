/**
 * What a code lens stands above, and what it is about: security groups, public listeners and load balancers, Services
 * of type LoadBalancer. One name in the text may be several of them (`count`, a module that is called several times).
 */
import type { Unit } from '../core/dialects/unit.ts';
import { kubernetesRows } from '../core/exposure/kubernetes-rows.ts';
import { listenerRows } from '../core/exposure/listener-rows.ts';
import type { ExposureRow } from '../core/exposure/row.ts';
import { groupRows } from '../core/exposure/rows.ts';
import { effectiveRules, openedBy, type RuleGroup, ruleGroups } from '../core/network/groups.ts';
import { keyOf } from '../core/network/identity.ts';
import type { Entity } from '../core/network/model.ts';
import type { Location } from '../core/text/source.ts';
import { holds } from '../core/values/truth.ts';
import { idleRules } from './group-text.ts';

export interface Target {
  readonly unit: Unit;
  readonly address: string;
  /** Its name in the document. */
  readonly at: Location;
  /** `undefined` for what is no security group. */
  readonly group: RuleGroup | undefined;
}

/** Everything in the file at this absolute path, by where its name begins. */
export function targetsIn(units: readonly Unit[], path: string): ReadonlyMap<number, readonly Target[]> {
  const places = new Map<number, Target[]>();
  for (const unit of units) {
    for (const target of targetsOf(unit, path)) {
      const here = places.get(target.at.start) ?? [];
      here.push(target);
      places.set(target.at.start, here);
    }
  }
  return places;
}

function targetsOf(unit: Unit, path: string): readonly Target[] {
  const { model, kubernetes } = unit;
  const named = ({ resource }: Pick<Entity, 'resource'>, group?: RuleGroup): Target[] => {
    if (resource.nameAt.source.path !== path) return [];
    const at = resource.nameAt.source.outermost(resource.nameAt);
    return at.source.path === path ? [{ unit, address: resource.address, at, group }] : [];
  };
  const groups = new Map(ruleGroups(model).map((group) => [group.key, group]));
  const services = kubernetes?.services.filter(({ type }) => holds(type, (kind) => kind === 'LoadBalancer') !== 'no');
  return [
    ...model.securityGroups.flatMap((group) => named(group, groups.get(keyOf(group)))),
    ...model.loadBalancers.filter(({ of }) => of === undefined).flatMap((balancer) => named(balancer)),
    // Those that stand inside of their load balancer are told there.
    ...model.listeners.filter(({ at, resource }) => at === resource.nameAt).flatMap((listener) => named(listener)),
    ...(services ?? []).flatMap((service) => named(service)),
  ];
}

/** Whether something is open to strangers, or wrong: cheap, for most of it was computed for the rules. */
export function isWorthTelling(target: Target): boolean {
  const { unit, group } = target;
  if (!group) return publicRows(target).length > 0;
  const { certain, possible } = effectiveRules(unit.model, group, 'ingress');
  const most = possible ?? certain;
  const isOpen = most !== undefined && openedBy(most).some(({ peers }) => !peers.publicPart().isEmpty);
  return isOpen || idleRules(unit.model, group) > 0;
}

/** What strangers may reach, as far as no way is asked for. */
export function publicRows({ unit, address, group }: Target): readonly ExposureRow[] {
  if (group) return groupRows(unit.model, group).filter(({ reach }) => reach !== 'internal');
  return otherRows(unit).filter(({ to, ways }) => to === address || ways.includes(address));
}

const cache = new WeakMap<Unit, readonly ExposureRow[]>();

/** Of listeners and Services, which have no group. */
function otherRows(unit: Unit): readonly ExposureRow[] {
  const before = cache.get(unit);
  if (before) return before;
  const { model, kubernetes } = unit;
  const rows = [...listenerRows(model), ...(kubernetes ? kubernetesRows(kubernetes) : [])];
  cache.set(unit, rows);
  return rows;
}
