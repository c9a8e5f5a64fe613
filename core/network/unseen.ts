/**
 * What these files do not show: ways that may lead to a machine, and machines that may have a group. Nothing is called
 * unreachable where one of them is there.
 */
import type { Value } from '../values/value.ts';
import { keysOf } from './identity.ts';
import { type Interface, referrersOf } from './interfaces.ts';
import { partsOf } from './load-balancers.ts';
import type { Backend, Entity, Identity, Listener, NetworkModel } from './model.ts';
import { sameTarget } from './naming.ts';
import { servedBy } from './served-by.ts';

/** A server behind something of which the listeners are not in these files. */
export function hasUnseenListener(model: NetworkModel, { key, instance }: Interface): boolean {
  if (!instance) return false;
  return servedBy(model, key, instance).some(({ backend }) => isUnseen(model, backend));
}

const unseenCache = new WeakMap<NetworkModel, Map<Backend, boolean>>();

/** Whether what has these servers is not in these files, nor anything that leads to it. */
function isUnseen(model: NetworkModel, backend: Backend): boolean {
  const known = unseenCache.get(model) ?? new Map<Backend, boolean>();
  unseenCache.set(model, known);
  const before = known.get(backend);
  if (before !== undefined) return before;
  const [balancer] = keysOf(backend.target);
  const here = model.loadBalancers.some((one) => `ref:${one.resource.address}` === balancer);
  const unseen = !here && !model.listeners.some((listener) => leadsTo(model, listener, backend.target));
  known.set(backend, unseen);
  return unseen;
}

function leadsTo(model: NetworkModel, listener: Listener, target: Value<Identity> | undefined): boolean {
  const byRules = partsOf(model, listener).flatMap(({ serverGroups }) => serverGroups ?? []);
  const targets = [
    ...(listener.serverGroups ?? []),
    ...byRules,
    ...(listener.loadBalancer ? [listener.loadBalancer] : []),
  ];
  return targets.some((one) => sameTarget(one, target) !== 'no');
}

/** Types whose resources do something on a machine, or tell of it, and lead nobody to it. */
const harmless =
  /assignipv6|ipv6_?address|command|invocation|script|disk|snapshot|keypair|key_pair|backup|alarm|monitor|cms_|::CMS::|tag|image|dns|record|route|wait|user|account|password|security_?center|securitygroup|security_group|ros_stack_output|autoenable|ram_|::RAM::|deployment_?set/i;

/** Whether a resource that may be a way in, and that we cannot read, refers to a member. */
export function hasUnseenWay(model: NetworkModel, { entity }: Interface): boolean {
  const { read } = understood(model);
  return [...(referrersOf(model).get(entity.resource.address) ?? [])].some(
    (address) => !read.has(address) && !harmless.test(model.resources.get(address)?.type ?? ''),
  );
}

/** Whether something has the group of which we do not know what it is: a cluster, a database proxy, a function. */
export function usedElsewhere(model: NetworkModel, group: string, members: readonly Interface[]): boolean {
  if (!group.startsWith('ref:')) return true;
  const { naming } = understood(model);
  const own = new Set(members.map(({ entity }) => entity.resource.address));
  return [...(referrersOf(model).get(group.slice('ref:'.length)) ?? [])].some(
    (address) => !own.has(address) && !naming.has(address),
  );
}

interface Understood {
  /** Resources that lead to machines and are read as what they are. */
  readonly read: ReadonlySet<string>;
  /** Resources that name a group without being in it, or that are looked at as members. */
  readonly naming: ReadonlySet<string>;
}

const cache = new WeakMap<NetworkModel, Understood>();

/** By address, once for a model: every group and every machine asks. */
function understood(model: NetworkModel): Understood {
  const before = cache.get(model);
  if (before) return before;
  const addresses = (...lists: readonly (readonly Entity[])[]): ReadonlySet<string> =>
    new Set(lists.flatMap((list) => list.map(({ resource }) => resource.address)));
  const { groupAttachments, loadBalancers } = model;
  const made = {
    read: addresses(
      model.addressAssociations,
      model.natForwards,
      model.backends,
      model.interfaceAttachments,
      model.listeners,
      loadBalancers,
      groupAttachments,
    ),
    naming: addresses(model.securityGroupRules, model.securityGroups, groupAttachments, loadBalancers),
  };
  cache.set(model, made);
  return made;
}
