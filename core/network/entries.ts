/**
 * The ways from the internet to what stands behind security groups. A public or elastic address leads to every port, a
 * DNAT entry and a public listener to those that they forward to.
 */
import type { Text } from '../text/message.ts';
import type { Location } from '../text/source.ts';
import { allOf, anyOf, holds, type Truth } from '../values/truth.ts';
import type { Value } from '../values/value.ts';
import { keysOf } from './identity.ts';
import { type Interface, interfacesOf, referrersOf } from './interfaces.ts';
import { letsInStrangers, listenerFacesInternet, partsOf } from './load-balancers.ts';
import type { Backend, Identity, Instance, Listener, NatForward, NetworkModel } from './model.ts';
import { PortSet } from './ports.ts';
import type { Protocol } from './protocol.ts';

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
  /** Address of the resource that is the entry. */
  readonly name: string;
  /** Addresses of the server groups that a listener forwards to and that have the interface. */
  readonly serverGroups: readonly string[];
  readonly stations: readonly Station[];
}

const cache = new WeakMap<NetworkModel, ReadonlyMap<Interface, readonly Entry[]>>();

/** The ways in to every interface; those that are ruled out are left out. */
export function entriesOf(model: NetworkModel): ReadonlyMap<Interface, readonly Entry[]> {
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
  return [way('address', allOf(has, exists), resource.address, [{ at: place, message }])];
}

function way(
  kind: Entry['kind'],
  truth: Truth,
  name: string,
  stations: readonly Station[],
  through: Partial<Pick<Entry, 'protocol' | 'ports' | 'serverGroups'>> = {},
): Entry {
  return { kind, truth, protocol: 'all', ports: undefined, name, serverGroups: [], stations, ...through };
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
  const referrers = referrersOf(model).get(one.entity.resource.address) ?? [];
  // What forwards to it is a way of its own, and leads to some ports only.
  const forwarding = forwardersOf(model);
  const made = [...referrers].filter((address) => !forwarding.has(address)).map((address) => `ref:${address}`);
  return model.addressAssociations.map(({ instance, exists, at, resource }) => {
    const message = {
      en: `${resource.address} binds a public IP address to it`,
      zh: `${resource.address} 为其绑定了公网 IP`,
    };
    const place = instance?.at ?? at;
    const bound = anyOf(names(instance, one.key), ...made.map((key) => names(instance, key)));
    return way('elastic-address', allOf(bound, exists), resource.address, [{ at: place, message }]);
  });
}

const forwarders = new WeakMap<NetworkModel, ReadonlySet<string>>();

/** Addresses of the resources that forward to others: NAT gateways and DNAT entries, load balancers, server groups. */
function forwardersOf(model: NetworkModel): ReadonlySet<string> {
  const before = forwarders.get(model);
  if (before) return before;
  const { natForwards, listeners, backends, loadBalancers } = model;
  const all = [...natForwards, ...listeners, ...backends, ...loadBalancers];
  const made = new Set(all.map(({ resource }) => resource.address));
  forwarders.set(model, made);
  return made;
}

function forwardsTo(forward: NatForward, { key, instance }: Interface): readonly Entry[] {
  if (!instance) return [];
  const { internalPorts, protocol, at, resource, exists } = forward;
  const truth = allOf(anyOf(names(forward.internalHost, key), hasAddress(forward, instance.privateAddress)), exists);
  const message = {
    en: `${resource.address} forwards from the internet to it`,
    zh: `${resource.address} 把互联网流量转发到它`,
  };
  return [
    way('dnat', truth, resource.address, [{ at: internalPorts?.at ?? at, message }], {
      protocol: protocol?.kind === 'known' ? protocol.value : 'all',
      ports: internalPorts?.kind === 'known' ? internalPorts.value : undefined,
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
  if (behind.length === 0) return [];
  const faces = listenerFacesInternet(model, listener);
  const open =
    faces === 'no' && isBehindAnother(model, listener) ? 'unknown' : allOf(faces, letsInStrangers(model, listener));
  const message = { en: `${resource.address} listens on the internet`, zh: `${resource.address} 在互联网上监听` };
  const udp = protocol?.kind === 'known' && (protocol.value === 'udp' || protocol.value === 'quic');
  return behind.map(({ truth, serverGroups, ...inside }) =>
    way('listener', allOf(truth, exists, open), resource.address, [{ at: ports?.at ?? at, message }], {
      protocol: udp ? 'udp' : 'tcp',
      ports: inside.ports ?? outside,
      serverGroups,
    }),
  );
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

/** How a listener forwards to an interface. */
interface Behind {
  readonly truth: Truth;
  /** Ports of the interface; `undefined` for those of the listener. */
  readonly ports: PortSet | undefined;
  readonly serverGroups: readonly string[];
}

/**
 * Whether a listener forwards to an interface, and to which of its ports; where it is not known whether it does, apart
 * from where it is. A load balancer is its own listener's interface.
 */
function behindListener(model: NetworkModel, listener: Listener, { key, instance }: Interface): readonly Behind[] {
  if (!instance) {
    const truth = names(listener.loadBalancer, key);
    return truth === 'no' ? [] : [{ truth, ports: undefined, serverGroups: [] }];
  }
  const byRules = partsOf(model, listener).flatMap(({ serverGroups }) => serverGroups ?? []);
  const targets = [...(listener.serverGroups ?? (listener.loadBalancer ? [listener.loadBalancer] : [])), ...byRules];
  const found = model.backends.flatMap((backend) => {
    const serves = anyOf('no', ...(backend.servers ?? []).map((server) => isServer(server, key, instance)));
    if (serves === 'no') return [];
    const named = anyOf('no', ...targets.map((one) => sameTarget(one, backend.target)));
    const truth = allOf(named === 'no' ? viaRules(model, listener, backend) : named, serves);
    const at = backend.ports ?? listener.backendPorts ?? listener.ports;
    const ports = at?.kind === 'known' ? at.value : undefined;
    return truth === 'no' ? [] : [{ truth, ports, serverGroup: backend.resource.address }];
  });
  const open = found.filter(({ truth }) => truth === 'unknown');
  return [found.filter((one) => !open.includes(one)), open].flatMap((some): readonly Behind[] => {
    if (some.length === 0) return [];
    const truth = anyOf(...some.map((one) => one.truth));
    const serverGroups = [...new Set(some.map(({ serverGroup }) => serverGroup))];
    const known = some.flatMap(({ ports }) => ports ?? []);
    // A port that is not known may be any, and may be another.
    if (known.length < some.length) return [{ truth: allOf(truth, 'unknown'), ports: PortSet.all, serverGroups }];
    return [{ truth, ports: PortSet.unionOf(known), serverGroups }];
  });
}

/** CLB's forwarding rules name a port, not a listener: a group of the load balancer may be behind any of its listeners. */
function viaRules(model: NetworkModel, { loadBalancer }: Listener, { target }: Backend): Truth {
  if (!loadBalancer || !target) return 'no';
  const [key] = keysOf(target);
  const group = model.serverGroups.find((one) => `ref:${one.resource.address}` === key);
  return group?.loadBalancer && sameTarget(loadBalancer, group.loadBalancer) !== 'no' ? 'unknown' : 'no';
}

/** A scaling group stands for the instances of its configuration. */
export function isServer(server: Value<Identity>, key: string, { scalingGroup }: Instance): Truth {
  return anyOf(names(server, key), ...keysOf(scalingGroup).map((group) => names(server, group)));
}

export function sameTarget(a: Value<Identity>, b: Value<Identity> | undefined): Truth {
  if (b === undefined) return 'no';
  if (a.kind === 'unknown' || b.kind === 'unknown') return 'unknown';
  const shared = keysOf(a).some((key) => keysOf(b).includes(key));
  if (!shared) return 'no';
  return a.kind === 'known' && b.kind === 'known' ? 'yes' : 'maybe';
}
