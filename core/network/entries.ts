/**
 * The ways from the internet to what stands behind security groups. A public or elastic address leads to every port, a
 * DNAT entry and a public listener to those that they forward to.
 */
import type { Text } from '../text/message.ts';
import type { Location } from '../text/source.ts';
import { allOf, anyOf, holds, type Truth } from '../values/truth.ts';
import type { Value } from '../values/value.ts';
import { keyOf, keysOf } from './identity.ts';
import { type Interface, interfacesOf, referrersOf } from './interfaces.ts';
import { letsInStrangers, listenerFacesInternet, partsOf } from './load-balancers.ts';
import type {
  AddressAssociation,
  Backend,
  Identity,
  Listener,
  NatForward,
  NetworkModel,
  ServerGroup,
} from './model.ts';
import { mayBeAny, type NamedBy, namedBy, names, sameTarget } from './naming.ts';
import { PortSet } from './ports.ts';
import type { Protocol } from './protocol.ts';
import { type Serving, servedBy } from './served-by.ts';

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
  const ways = waysIn(model);
  for (const one of interfacesOf(model)) {
    const found = [
      ...ownAddress(one),
      ...elasticAddresses(model, ways, one),
      ...ways.forwards([one.key]).flatMap((forward) => forwardsTo(forward, one)),
      ...listenersFor(model, ways, one),
    ];
    entries.set(
      one,
      found.filter(({ truth }) => truth !== 'no'),
    );
  }
  cache.set(model, entries);
  return entries;
}

/** What may lead to an interface, by what it names: there may be hundreds of each, and hundreds of interfaces. */
interface WaysIn {
  readonly associations: NamedBy<AddressAssociation>;
  readonly forwards: NamedBy<NatForward>;
  /** By their load balancers and server groups. */
  readonly listeners: NamedBy<Listener>;
  /** Whether strangers get to a listener at all. */
  readonly openTo: (listener: Listener) => Truth;
}

function waysIn(model: NetworkModel): WaysIn {
  const open = new Map<Listener, Truth>();
  return {
    associations: namedBy(model.addressAssociations, ({ instance }) => [instance]),
    // By its address an interface is found only where none is named.
    forwards: namedBy(model.natForwards, ({ internalHost, internalAddress }) =>
      internalHost || !internalAddress ? [internalHost] : 'any',
    ),
    listeners: namedBy(model.listeners, (one) => [one.loadBalancer, ...targetsOf(model, one)]),
    openTo(listener) {
      const truth = open.get(listener) ?? isOpen(model, listener);
      open.set(listener, truth);
      return truth;
    },
  };
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

/** Bound to the interface itself, or to an address of it that a resource of its own makes (IPv6). */
function elasticAddresses(model: NetworkModel, { associations }: WaysIn, one: Interface): readonly Entry[] {
  const referrers = referrersOf(model).get(one.entity.resource.address) ?? [];
  // What forwards to it is a way of its own, and leads to some ports only.
  const forwarding = forwardersOf(model);
  const made = [...referrers].filter((address) => !forwarding.has(address)).map((address) => `ref:${address}`);
  return associations([one.key, ...made]).map(({ instance, exists, at, resource }) => {
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

function listenersFor(model: NetworkModel, { listeners, openTo }: WaysIn, one: Interface): readonly Entry[] {
  const { key, instance } = one;
  if (!instance) return listeners([key]).flatMap((listener) => listensFor(listener, balancing(listener, key), openTo));
  const served = servedBy(model, key, instance);
  if (served.length === 0) return [];
  const leading = served.flatMap(({ backend: { target } }) => [target, balancerOf(model, target)]);
  const candidates = leading.some((value) => value && mayBeAny(value))
    ? model.listeners
    : listeners(leading.flatMap(keysOf));
  return candidates.flatMap((listener) => listensFor(listener, behindListener(model, listener, served), openTo));
}

function listensFor(listener: Listener, behind: readonly Behind[], openTo: WaysIn['openTo']): readonly Entry[] {
  if (behind.length === 0) return [];
  const { resource, at, ports, protocol, exists } = listener;
  const outside = ports?.kind === 'known' ? ports.value : undefined;
  const open = openTo(listener);
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

function isOpen(model: NetworkModel, listener: Listener): Truth {
  const faces = listenerFacesInternet(model, listener);
  return faces === 'no' && isBehindAnother(model, listener)
    ? 'unknown'
    : allOf(faces, letsInStrangers(model, listener));
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

/** A load balancer is its own listener's interface. */
function balancing({ loadBalancer }: Listener, key: string): readonly Behind[] {
  const truth = names(loadBalancer, key);
  return truth === 'no' ? [] : [{ truth, ports: undefined, serverGroups: [] }];
}

/**
 * Whether a listener forwards to a machine, and to which of its ports; where it is not known whether it does, apart from
 * where it is.
 */
function behindListener(model: NetworkModel, listener: Listener, served: readonly Serving[]): readonly Behind[] {
  const targets = targetsOf(model, listener);
  const found = served.flatMap(({ backend, serves }) => {
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

/** What a listener forwards to by itself and by its forwarding rules. */
function targetsOf(model: NetworkModel, listener: Listener): readonly Value<Identity>[] {
  const byRules = partsOf(model, listener).flatMap(({ serverGroups }) => serverGroups ?? []);
  return [...(listener.serverGroups ?? (listener.loadBalancer ? [listener.loadBalancer] : [])), ...byRules];
}

/** CLB's forwarding rules name a port, not a listener: a group of the load balancer may be behind any of its listeners. */
function viaRules(model: NetworkModel, { loadBalancer }: Listener, { target }: Backend): Truth {
  const balancer = loadBalancer && balancerOf(model, target);
  return balancer && sameTarget(loadBalancer, balancer) !== 'no' ? 'unknown' : 'no';
}

/** The load balancer of a server group. */
function balancerOf(model: NetworkModel, target: Value<Identity> | undefined): Value<Identity> | undefined {
  const [key] = keysOf(target);
  return key === undefined ? undefined : serverGroupsOf(model).get(key)?.loadBalancer;
}

const serverGroups = new WeakMap<NetworkModel, ReadonlyMap<string, ServerGroup>>();

/** By key; of two with one address the first. */
function serverGroupsOf(model: NetworkModel): ReadonlyMap<string, ServerGroup> {
  const before = serverGroups.get(model);
  if (before) return before;
  const made = new Map(model.serverGroups.map((group) => [keyOf(group), group] as const).reverse());
  serverGroups.set(model, made);
  return made;
}
