/**
 * Reach: the ways from the internet to what stands behind a security group. A public or elastic address leads to every
 * port, a DNAT entry and a public listener to those that they forward to. A port that a group opens is exposed where
 * such a way ends at it; else it is open, and one address away from being exposed.
 */
import type { Text } from '../text/message.ts';
import type { Location } from '../text/source.ts';
import { allOf, anyOf, holds, type Truth } from '../values/truth.ts';
import type { Value } from '../values/value.ts';
import { AddressSet } from './addresses.ts';
import { type EffectiveRules, openedBy, pooledRules, ruleGroups } from './groups.ts';
import { keysOf } from './identity.ts';
import { type Interface, interfacesOf, referrersOf } from './interfaces.ts';
import { letsInStrangers, listenerFacesInternet, partsOf } from './load-balancers.ts';
import type { Backend, Identity, Instance, Listener, NatForward, NetworkModel } from './model.ts';
import { aclBlocks } from './network-acls.ts';
import type { PacketBox } from './packets.ts';
import { PortSet } from './ports.ts';
import { type Protocol, protocolsOverlap } from './protocol.ts';

/** One step of a way, in the order in which a packet takes them. */
export interface Station {
  readonly at: Location;
  readonly message: Text;
}

/** A way in to an interface. */
export interface Entry {
  readonly kind: 'address' | 'elastic-address' | 'dnat' | 'listener';
  /** Whether it is there: `unknown` where nothing says so, and it cannot be ruled out. */
  readonly truth: Truth;
  readonly protocol: Protocol;
  /** Ports at the interface; `undefined` for all. */
  readonly ports: PortSet | undefined;
  /** Ports at the entry, where these are others. */
  readonly outside: PortSet | undefined;
  /** The resource that is the entry. */
  readonly at: Location;
  readonly name: string;
  readonly stations: readonly Station[];
}

const cache = new WeakMap<NetworkModel, ReadonlyMap<Interface, readonly Entry[]>>();

/** The ways in to every interface; those that are ruled out are left out. */
function entriesOf(model: NetworkModel): ReadonlyMap<Interface, readonly Entry[]> {
  const before = cache.get(model);
  if (before) return before;
  const entries = new Map<Interface, readonly Entry[]>();
  for (const one of interfacesOf(model)) {
    const found = [
      ...ownAddress(one),
      ...elasticAddresses(model, one),
      ...model.natForwards.flatMap((forward) => forwardsTo(forward, one)),
      ...model.listeners.flatMap((listener) => listensFor(model, listener, one)),
    ];
    entries.set(
      one,
      found.filter(({ truth }) => truth !== 'no'),
    );
  }
  cache.set(model, entries);
  return entries;
}

function ownAddress({ instance }: Interface): readonly Entry[] {
  if (!instance) return [];
  const { publicAddress, kind, resource, at, exists } = instance;
  // An interface has a public address by an elastic address only.
  const isInterface = kind?.kind === 'known' && kind.value === 'network-interface';
  const said = publicAddress ? holds(publicAddress, (yes) => yes) : isInterface ? 'no' : 'unknown';
  // A parameter that is off by default is there to be switched on.
  const byName = publicAddress?.kind === 'known' && publicAddress.definedAt !== undefined;
  const has = said === 'no' && byName ? 'unknown' : said;
  const place = publicAddress && !(publicAddress.kind === 'known' && publicAddress.byDefault) ? publicAddress.at : at;
  const message = { en: `${resource.address} has a public address`, zh: `${resource.address} 有公网地址` };
  return [way('address', allOf(has, exists), at, resource.address, [{ at: place, message }])];
}

function way(
  kind: Entry['kind'],
  truth: Truth,
  at: Location,
  name: string,
  stations: readonly Station[],
  through: Partial<Pick<Entry, 'protocol' | 'ports' | 'outside'>> = {},
): Entry {
  return { kind, truth, protocol: 'all', ports: undefined, outside: undefined, at, name, stations, ...through };
}

/** Does the value name this key? `unknown` where it may. */
function names(value: Value<Identity> | undefined, key: string): Truth {
  if (value === undefined) return 'no';
  if (value.kind === 'unknown') return 'unknown';
  if (!keysOf(value).includes(key))
    return value.kind === 'oneOf' && value.options.some(({ kind }) => kind === 'unknown') ? 'unknown' : 'no';
  return value.kind === 'known' ? 'yes' : 'maybe';
}

/** Bound to the interface itself, or to an address of it that a resource of its own makes (IPv6). */
function elasticAddresses(model: NetworkModel, one: Interface): readonly Entry[] {
  const made = [...(referrersOf(model).get(one.entity.resource.address) ?? [])].map((address) => `ref:${address}`);
  return model.addressAssociations.map(({ instance, exists, at, resource }) => {
    const message = {
      en: `${resource.address} binds a public IP address to it`,
      zh: `${resource.address} 为其绑定了公网 IP`,
    };
    const place = instance?.at ?? at;
    const bound = anyOf(names(instance, one.key), ...made.map((key) => names(instance, key)));
    return way('elastic-address', allOf(bound, exists), at, resource.address, [{ at: place, message }]);
  });
}

function forwardsTo(forward: NatForward, { key, instance }: Interface): readonly Entry[] {
  if (!instance) return [];
  const { internalPorts, externalPorts, protocol, at, resource, exists } = forward;
  const truth = allOf(anyOf(names(forward.internalHost, key), hasAddress(forward, instance.privateAddress)), exists);
  const message = {
    en: `${resource.address} forwards from the internet to it`,
    zh: `${resource.address} 把互联网流量转发到它`,
  };
  return [
    way('dnat', truth, at, resource.address, [{ at: internalPorts?.at ?? at, message }], {
      protocol: protocol?.kind === 'known' ? protocol.value : 'all',
      ports: internalPorts?.kind === 'known' ? internalPorts.value : undefined,
      outside: externalPorts?.kind === 'known' ? externalPorts.value : undefined,
    }),
  ];
}

/** An address that is given out at deployment may be any. */
function hasAddress(
  { internalAddress, internalHost }: NatForward,
  own: NonNullable<Interface['instance']>['privateAddress'],
): Truth {
  if (internalHost || !internalAddress) return 'no';
  if (internalAddress.kind !== 'known' || own?.kind !== 'known') return 'unknown';
  return internalAddress.value.equals(own.value) ? 'yes' : 'no';
}

function listensFor(model: NetworkModel, listener: Listener, one: Interface): readonly Entry[] {
  const { resource, at, ports, protocol, exists } = listener;
  const outside = ports?.kind === 'known' ? ports.value : undefined;
  const behind = behindListener(model, listener, one);
  if (behind.truth === 'no') return [];
  const faces = listenerFacesInternet(model, listener);
  const open =
    faces === 'no' && isBehindAnother(model, listener) ? 'unknown' : allOf(faces, letsInStrangers(model, listener));
  const truth = allOf(behind.truth, exists, open);
  const message = { en: `${resource.address} listens on the internet`, zh: `${resource.address} 在互联网上监听` };
  const udp = protocol?.kind === 'known' && (protocol.value === 'udp' || protocol.value === 'quic');
  return [
    way('listener', truth, at, resource.address, [{ at: ports?.at ?? at, message }], {
      protocol: udp ? 'udp' : 'tcp',
      ports: behind.ports ?? outside,
      outside,
    }),
  ];
}

/** An internal load balancer that DNAT, an address, or another load balancer leads to: a chain that is not followed. */
function isBehindAnother(model: NetworkModel, { loadBalancer }: Listener): boolean {
  return keysOf(loadBalancer).some(
    (key) =>
      model.natForwards.some(({ internalHost }) => names(internalHost, key) !== 'no') ||
      model.addressAssociations.some(({ instance }) => names(instance, key) !== 'no') ||
      model.backends.some(({ servers }) => (servers ?? []).some((server) => names(server, key) !== 'no')),
  );
}

/** Whether a listener forwards to an interface, and to which of its ports. A load balancer is its own listener's interface. */
function behindListener(
  model: NetworkModel,
  listener: Listener,
  { key, instance }: Interface,
): { readonly truth: Truth; readonly ports: PortSet | undefined } {
  if (!instance) return { truth: names(listener.loadBalancer, key), ports: undefined };
  const byRules = partsOf(model, listener).flatMap(({ serverGroups }) => serverGroups ?? []);
  const targets = [...(listener.serverGroups ?? (listener.loadBalancer ? [listener.loadBalancer] : [])), ...byRules];
  let truth: Truth = 'no';
  const ports: (PortSet | undefined)[] = [];
  for (const backend of model.backends) {
    const serves = anyOf('no', ...(backend.servers ?? []).map((server) => isServer(server, key, instance)));
    if (serves === 'no') continue;
    const named = anyOf('no', ...targets.map((one) => sameTarget(one, backend.target)));
    const target = named === 'no' ? viaRules(model, listener, backend) : named;
    if (target === 'no') continue;
    truth = anyOf(truth, allOf(target, serves));
    const at = backend.ports ?? listener.backendPorts ?? listener.ports;
    ports.push(at?.kind === 'known' ? at.value : undefined);
  }
  const known = ports.filter((set) => set !== undefined);
  // A port that is not known may be any, and may be another.
  if (known.length < ports.length) return { truth: allOf(truth, 'unknown'), ports: PortSet.all };
  return { truth, ports: PortSet.unionOf(known) };
}

/** CLB's forwarding rules name a port, not a listener: a group of the load balancer may be behind any of its listeners. */
function viaRules(model: NetworkModel, { loadBalancer }: Listener, { target }: Backend): Truth {
  if (!loadBalancer || !target) return 'no';
  const [key] = keysOf(target);
  const group = model.serverGroups.find((one) => `ref:${one.resource.address}` === key);
  return group?.loadBalancer && sameTarget(loadBalancer, group.loadBalancer) !== 'no' ? 'unknown' : 'no';
}

/** A scaling group stands for the instances of its configuration. */
function isServer(server: Value<Identity>, key: string, { scalingGroup }: Instance): Truth {
  return anyOf(names(server, key), ...keysOf(scalingGroup).map((group) => names(server, group)));
}

function sameTarget(a: Value<Identity>, b: Value<Identity> | undefined): Truth {
  if (b === undefined) return 'no';
  if (a.kind === 'unknown' || b.kind === 'unknown') return 'unknown';
  const shared = keysOf(a).some((key) => keysOf(b).includes(key));
  if (!shared) return 'no';
  return a.kind === 'known' && b.kind === 'known' ? 'yes' : 'maybe';
}

export interface Reach {
  /** `no`: the group has members in these files, and no way leads to such a port of any of them. */
  readonly truth: Truth;
  /** Ways that are there, certain ones first. */
  readonly entries: readonly Entry[];
  /** What has the group. */
  readonly members: readonly Interface[];
}

/** Who in a group can be reached from the internet on some ports, by some of the addresses. */
export function reachOf(
  model: NetworkModel,
  group: string,
  protocol: Protocol,
  ports: PortSet,
  peer: AddressSet = AddressSet.all,
): Reach {
  const all = interfacesOf(model);
  const members = all.filter(({ groups }) => groups.has(group));
  const ways = entriesOf(model);
  const fits = (entry: Entry): boolean =>
    protocolsOverlap(entry.protocol, protocol) && (entry.ports === undefined || entry.ports.overlaps(ports));
  const entries = members.flatMap((member) => {
    const found = (ways.get(member) ?? []).filter(fits);
    // What a load balancer forwards comes from its own addresses, not from those who ask.
    const direct =
      found.some(({ kind }) => kind !== 'listener') && getsThrough(model, member, { protocol, ports, peer });
    return direct ? found : found.filter(({ kind }) => kind === 'listener');
  });
  const others = all.some((one) => one.open && !one.groups.has(group) && (ways.get(one) ?? []).some(fits));
  const unseen =
    members.length === 0 ||
    others ||
    usedElsewhere(model, group, members) ||
    members.some((one) => hasUnseenWay(model, one) || hasUnseenListener(model, one));
  const truth = anyOf('no', unseen ? 'unknown' : 'no', ...entries.map((entry) => entry.truth));
  const there = entries.filter((entry) => entry.truth === 'yes' || entry.truth === 'maybe');
  return { truth, entries: there.sort((a, b) => rank(a) - rank(b)), members };
}

/** A server behind something of which the listeners are not in these files. */
function hasUnseenListener(model: NetworkModel, { key, instance }: Interface): boolean {
  if (!instance) return false;
  return model.backends.some(({ target, servers }) => {
    if (!(servers ?? []).some((server) => isServer(server, key, instance) !== 'no')) return false;
    const [balancer] = keysOf(target);
    const here = model.loadBalancers.some((one) => `ref:${one.resource.address}` === balancer);
    return !here && !model.listeners.some((listener) => leadsTo(model, listener, target));
  });
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
function hasUnseenWay(model: NetworkModel, { entity }: Interface): boolean {
  const read = new Set(
    [
      ...[...model.addressAssociations, ...model.natForwards, ...model.backends, ...model.interfaceAttachments],
      ...[...model.listeners, ...model.loadBalancers, ...model.groupAttachments],
    ].map(({ resource }) => resource.address),
  );
  return [...(referrersOf(model).get(entity.resource.address) ?? [])].some(
    (address) => !read.has(address) && !harmless.test(model.resources.get(address)?.type ?? ''),
  );
}

function rank({ truth }: Entry): number {
  return truth === 'yes' ? 0 : 1;
}

/** Whether the controls at an interface may let such packets through: all of its groups together, and network ACLs. */
function getsThrough(
  model: NetworkModel,
  member: Interface,
  box: Required<Pick<PacketBox, 'protocol' | 'ports' | 'peer'>>,
): boolean {
  if (member.instance && aclBlocks(model, member.instance, box)) return false;
  if (member.groups.size < 2 || member.open) return true;
  const { possible } = rulesOf(model, member);
  if (!possible) return true;
  const { protocol, ports, peer } = box;
  return openedBy(possible).some(
    (opened) =>
      opened.ports.overlaps(ports ?? PortSet.all) &&
      (protocol === 'all' || opened.protocols.includes('all') || opened.protocols.includes(protocol)) &&
      !opened.peers.intersect(peer ?? AddressSet.all).publicPart().isEmpty,
  );
}

const pooled = new WeakMap<Interface, EffectiveRules>();

/** The effective rules of an interface: those of all its groups put together. */
function rulesOf(model: NetworkModel, member: Interface): EffectiveRules {
  const before = pooled.get(member);
  if (before) return before;
  const groups = ruleGroups(model).filter(({ key }) => member.groups.has(key));
  const rules = pooledRules(model, groups, 'ingress');
  pooled.set(member, rules);
  return rules;
}

/** Whether something has the group of which we do not know what it is: a cluster, a database proxy, a function. */
function usedElsewhere(model: NetworkModel, group: string, members: readonly Interface[]): boolean {
  if (!group.startsWith('ref:')) return true;
  const known = new Set([
    ...members.map(({ entity }) => entity.resource.address),
    ...[...model.securityGroupRules, ...model.groupAttachments, ...model.loadBalancers, ...model.securityGroups].map(
      (entity) => entity.resource.address,
    ),
  ]);
  return [...(referrersOf(model).get(group.slice('ref:'.length)) ?? [])].some((address) => !known.has(address));
}
