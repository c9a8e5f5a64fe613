/** What stands behind security groups: instances, network interfaces, and load balancers that have a group. */
import type { Value } from '../values/value.ts';
import { isReference } from '../values/value.ts';
import { groupKeys } from './groups.ts';
import { keyOf, keysOf } from './identity.ts';
import type { Identity, Instance, LoadBalancer, NetworkModel } from './model.ts';

export interface Interface {
  readonly key: string;
  readonly entity: Instance | LoadBalancer;
  readonly instance: Instance | undefined;
  /** Keys of its groups. */
  readonly groups: ReadonlySet<string>;
  /** It may be in further groups, or in others than these. */
  readonly open: boolean;
}

const cache = new WeakMap<NetworkModel, readonly Interface[]>();

export function interfacesOf(model: NetworkModel): readonly Interface[] {
  const before = cache.get(model);
  if (before) return before;
  const joined = new Map<string, Value<Identity>[]>();
  let anyone = false;
  for (const { interfaces, group } of model.groupAttachments) {
    for (const one of interfaces ?? []) {
      if (one.kind === 'unknown') anyone = true;
      for (const key of group ? keysOf(one) : [])
        joined.set(key, [...(joined.get(key) ?? []), group as Value<Identity>]);
    }
  }
  const of = (entity: Instance | LoadBalancer, key: string, instance: Instance | undefined): Interface => {
    const groups = [...(entity.securityGroups ?? []), ...(joined.get(key) ?? [])];
    return {
      key,
      entity,
      instance,
      groups: new Set(groups.flatMap((group) => groupKeys(group, entity.resource))),
      open: anyone || groups.some((group) => group.kind !== 'known'),
    };
  };
  const interfaces = [
    ...model.instances.map((instance) => of(instance, keyOf(instance), instance)),
    ...balancers(model.loadBalancers).map((balancer) => of(balancer, keyOf(balancer), undefined)),
  ];
  cache.set(model, interfaces);
  return interfaces;
}

/** Load balancers with what other resources attach to them. */
function balancers(all: readonly LoadBalancer[]): readonly LoadBalancer[] {
  return all
    .filter(({ of }) => of === undefined)
    .map((balancer) => {
      const attached = all.filter(({ of }) => keysOf(of).includes(keyOf(balancer)));
      const groups = attached.flatMap(({ securityGroups }) => securityGroups ?? []);
      return groups.length === 0
        ? balancer
        : { ...balancer, securityGroups: [...(balancer.securityGroups ?? []), ...groups] };
    });
}

const referrersCache = new WeakMap<NetworkModel, ReadonlyMap<string, ReadonlySet<string>>>();

/** By address of a resource: the addresses of all resources that refer to it anywhere. */
export function referrersOf(model: NetworkModel): ReadonlyMap<string, ReadonlySet<string>> {
  const before = referrersCache.get(model);
  if (before) return before;
  const referrers = new Map<string, Set<string>>();
  for (const { address, attributes } of model.resources.values()) {
    for (const target of referredIn({ kind: 'known', value: attributes, at: undefined as never })) {
      const by = referrers.get(target) ?? new Set<string>();
      referrers.set(target, by.add(address));
    }
  }
  referrersCache.set(model, referrers);
  return referrers;
}

function referredIn(value: Value): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const pending: Value[] = [value];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === 'oneOf') pending.push(...next.options);
    if (next.kind !== 'known' || typeof next.value !== 'object' || next.value === null || seen.has(next.value))
      continue;
    seen.add(next.value);
    if (isReference(next.value)) found.add(next.value.resource);
    else if (next.value.type === 'list') pending.push(...next.value.items);
    else for (const member of next.value.entries.values()) pending.push(member.value);
  }
  return found;
}
