/** What listener rules must know about the load balancer in front: does it face the internet, who may come in. */

import { allOf, anyOf, holds, not, type Truth } from '../values/truth.ts';
import type { Value } from '../values/value.ts';
import { AddressSet } from './addresses.ts';
import { identityKey, keyOf, keysOf } from './identity.ts';
import type { Listener, ListenerPart, LoadBalancer, NetworkModel } from './model.ts';

interface Links {
  readonly balancers: ReadonlyMap<string, LoadBalancer>;
  /** What an elastic IP address is bound to, by key: a binding that a condition governs is there only sometimes. */
  readonly bound: ReadonlyMap<string, Truth>;
  readonly parts: ReadonlyMap<string, readonly ListenerPart[]>;
  /** Keys of load balancers that have a security group. */
  readonly grouped: ReadonlySet<string>;
}

const cache = new WeakMap<NetworkModel, Links>();

function linksOf(model: NetworkModel): Links {
  const before = cache.get(model);
  if (before) return before;
  const parts = new Map<string, ListenerPart[]>();
  for (const part of model.listenerParts) {
    for (const key of keysOf(part.listener)) {
      const list = parts.get(key);
      if (list) list.push(part);
      else parts.set(key, [part]);
    }
  }
  const links = {
    balancers: new Map(model.loadBalancers.map((balancer) => [keyOf(balancer), balancer])),
    bound: bindings(model),
    parts,
    grouped: new Set(
      model.loadBalancers
        .filter(({ securityGroups }) => (securityGroups?.length ?? 0) > 0)
        .flatMap((balancer) => (balancer.of ? keysOf(balancer.of) : [keyOf(balancer)])),
    ),
  };
  cache.set(model, links);
  return links;
}

function bindings({ addressAssociations }: NetworkModel): ReadonlyMap<string, Truth> {
  const bound = new Map<string, Truth>();
  for (const { instance, exists } of addressAssociations) {
    const keys = keysOf(instance);
    const truth = keys.length === 1 ? exists : 'maybe';
    for (const key of keys) bound.set(key, anyOf(truth, bound.get(key) ?? 'no'));
  }
  return bound;
}

/** The load balancer of a listener, where it stands in the same files. */
export function balancerOf(model: NetworkModel, { loadBalancer }: Listener): LoadBalancer | undefined {
  const [key] = keysOf(loadBalancer);
  return key === undefined ? undefined : linksOf(model).balancers.get(key);
}

/**
 * Whether the load balancer itself faces the internet: by its address type, or by an elastic IP address on an internal
 * one.
 */
function facesInternet(model: NetworkModel, balancer: LoadBalancer): Truth {
  const bound = linksOf(model).bound.get(keyOf(balancer)) ?? 'no';
  return anyOf(bound, balancer.internet ? holds(balancer.internet, (internet) => internet) : 'unknown');
}

/**
 * Whether a listener faces the internet. Its load balancer may stand outside of the files: named by id (or by a name
 * that nothing has) it exists and may be public, which is possible; set at deployment, nothing is known.
 */
export function listenerFacesInternet(model: NetworkModel, listener: Listener): Truth {
  const { product, loadBalancer } = listener;
  // A Global Accelerator is an entry from the internet by its nature.
  if (product?.kind === 'known' && product.value === 'ga') return 'yes';
  if (loadBalancer === undefined) return 'maybe';
  if (loadBalancer.kind === 'unknown') return loadBalancer.reason.code === 'invalid' ? 'maybe' : 'unknown';
  const answers = optionsOf(loadBalancer).map((option): Truth => {
    if (option === undefined) return 'unknown';
    const balancer = linksOf(model).balancers.get(option);
    return balancer ? facesInternet(model, balancer) : 'maybe';
  });
  if (answers.every((answer) => answer === 'yes')) return 'yes';
  if (answers.every((answer) => answer === 'no')) return 'no';
  return answers.some((answer) => answer === 'yes' || answer === 'maybe') ? 'maybe' : 'unknown';
}

function optionsOf(value: Value<Parameters<typeof identityKey>[0]>): readonly (string | undefined)[] {
  if (value.kind === 'known') return [identityKey(value.value)];
  if (value.kind === 'unknown') return [undefined];
  return value.options.map((option) => (option.kind === 'known' ? identityKey(option.value) : undefined));
}

/** Whether strangers are kept out: a white list on the listener, or a security group on the load balancer. */
function isGuarded(model: NetworkModel, listener: Listener): Truth {
  const { aclEnabled, aclType } = listener;
  const own = allOf(
    aclEnabled ? holds(aclEnabled, (on) => on) : 'no',
    // The API wants a type with the switch; without one the list's kind is not known.
    aclType ? holds(aclType, (type) => type === 'white') : 'unknown',
  );
  const attached = partsOf(model, listener).map(({ aclType: type }) =>
    type ? holds(type, (kind) => kind === 'white') : 'no',
  );
  const { grouped } = linksOf(model);
  const hasGroup = keysOf(listener.loadBalancer).some((key) => grouped.has(key));
  // Which sources the group lets in is a question of its own; that there is one is enough to be silent.
  return anyOf(own, ...attached, hasGroup ? 'unknown' : 'no');
}

export function isUnguarded(model: NetworkModel, listener: Listener): Truth {
  return not(isGuarded(model, listener));
}

/**
 * Whether strangers get through a listener: nothing guards it, or a white list that has everyone in it. A list that is
 * not in these files, or is empty here, may have.
 */
export function letsInStrangers(model: NetworkModel, listener: Listener): Truth {
  const guarded = isGuarded(model, listener);
  if (guarded !== 'yes') return not(guarded);
  const ids = [listener, ...partsOf(model, listener)].flatMap(({ aclIds }) => aclIds ?? []);
  const keys = new Set(ids.flatMap((id) => keysOf(id)));
  const lists = model.accessLists.filter((list) => [keyOf(list), ...keysOf(list.list)].some((key) => keys.has(key)));
  const entries = lists.flatMap((list) => list.entries ?? []);
  const known = entries.flatMap((entry) => (entry.kind === 'known' ? [entry.value] : []));
  if (AddressSet.unionOf(known).amountsToWorld) return 'yes';
  return entries.length === 0 || known.length < entries.length ? 'unknown' : 'no';
}

/** Forwarding rules and ACL associations that stand in resources of their own. */
export function partsOf(model: NetworkModel, listener: Listener): readonly ListenerPart[] {
  return linksOf(model).parts.get(keyOf(listener)) ?? [];
}
