/**
 * What one security group rule lets in, as sets: an opening is an ingress accept with one source, as far as the drops
 * that stand before it leave it. The exposure rules ask openings, never texts.
 */
import type { AddressSet } from '../../network/addresses.ts';
import { prefixLists } from '../../network/groups.ts';
import { identityKey } from '../../network/identity.ts';
import type { NetworkModel, SecurityGroupRule } from '../../network/model.ts';
import type { PacketBox } from '../../network/packets.ts';
import { PortSet } from '../../network/ports.ts';
import type { Protocol } from '../../network/protocol.ts';
import { type Remains, type Rest, remainsOf } from '../../network/remains.ts';
import type { Joint } from '../../values/joint.ts';
import { jointly } from '../../values/joint.ts';
import { allOf, holds, type Truth, unknownsOf } from '../../values/truth.ts';
import { type Known, known, sameWay, type Unknown, type Value } from '../../values/value.ts';

export interface Opening {
  readonly rule: SecurityGroupRule;
  /** Whether the rule lets traffic in at all: direction and policy. */
  readonly admits: Truth;
  readonly source: Value<AddressSet>;
  /** Whether the source is everyone. */
  readonly world: Truth;
  readonly protocol: Value<Protocol>;
  readonly ports: Value<PortSet>;
  /** Whether nearly every port is open: then one finding says so and the rules for single ports are silent. */
  readonly everything: Joint<Protocol, PortSet>;
}

/**
 * From here on "all ports" is the honest word: 1024/65535 leaves out 1023 of 65,535, and naming every service behind it
 * would be a dozen findings for one fact.
 */
const nearlyAll = 64_512;

const cache = new WeakMap<NetworkModel, readonly Opening[]>();

/** Every ingress accept with addresses for a source, one opening for each source. Kept as long as the model lives. */
export function openings(model: NetworkModel): readonly Opening[] {
  const before = cache.get(model);
  if (before) return before;
  const found = model.securityGroupRules.flatMap((rule) =>
    openingsOf(model, rule).flatMap((one) => effective(model, one)),
  );
  cache.set(model, found);
  return found;
}

function openingsOf(model: NetworkModel, rule: SecurityGroupRule): Opening[] {
  const admits = allOf(
    rule.direction ? holds(rule.direction, (direction) => direction === 'ingress') : 'unknown',
    rule.policy ? holds(rule.policy, (policy) => policy === 'accept') : 'yes',
  );
  if (admits === 'no' || rule.protocol === undefined) return [];
  const { protocol } = rule;
  const ports = rule.ports ?? known(PortSet.all, rule.at);
  // tcp or udp without a range is refused at deployment, and nobody wrote "all ports": hygiene/never-applied says so.
  const needsRange = protocol.kind === 'known' && (protocol.value === 'tcp' || protocol.value === 'udp');
  if (needsRange && ports.kind === 'known' && ports.byDefault) return [];
  return sourcesOf(model, rule).map((source) => openingOf(rule, admits, source, protocol, ports));
}

/** Address blocks, or else the entries of a prefix list that stands in the same files. */
function sourcesOf(model: NetworkModel, rule: SecurityGroupRule): readonly Value<AddressSet>[] {
  const blocks = [rule.peerCidr, rule.peerIpv6Cidr].filter((source) => source !== undefined);
  const { peerPrefixList: list } = rule;
  if (blocks.length > 0 || rule.peerGroup || list?.kind !== 'known') return blocks;
  const entries = prefixLists(model).get(identityKey(list.value));
  return entries ? [sameWay(entries, list)] : [];
}

function openingOf(
  rule: SecurityGroupRule,
  admits: Truth,
  source: Value<AddressSet>,
  protocol: Value<Protocol>,
  ports: Value<PortSet>,
): Opening {
  const world = holds(source, (addresses) => addresses.amountsToWorld);
  return { rule, admits, source, world, protocol, ports, everything: jointly(protocol, ports, isEverything) };
}

/** An opening as the drops before it leave it: unchanged, narrowed, in parts, or not at all. */
function effective(model: NetworkModel, opening: Opening): readonly Opening[] {
  const { rule, source, protocol, ports } = opening;
  if (source.kind !== 'known' || protocol.kind !== 'known' || ports.kind !== 'known') {
    const touched = remainsOf(model, rule, 'ingress', { protocol: 'all' }) !== undefined;
    return touched ? [{ ...opening, admits: allOf(opening.admits, 'maybe') }] : [opening];
  }
  const box = { protocol: protocol.value, ports: ports.value, peer: source.value, ...ownSide(rule) };
  const remains = remainsOf(model, rule, 'ingress', box);
  return remains ? leftOf(opening, remains, { source, protocol, ports }) : [opening];
}

/** The further limits of a quintuple rule, where they are known. */
function ownSide({
  sourcePorts,
  localCidr,
  localIpv6Cidr,
}: SecurityGroupRule): Pick<PacketBox, 'sourcePorts' | 'local'> {
  const local = localCidr ?? localIpv6Cidr;
  return {
    sourcePorts: sourcePorts?.kind === 'known' ? sourcePorts.value : undefined,
    local: local?.kind === 'known' ? local.value : undefined,
  };
}

interface KnownFields {
  readonly source: Known<AddressSet>;
  readonly protocol: Known<Protocol>;
  readonly ports: Known<PortSet>;
}

/**
 * The parts of an opening that are left. Where its source is as open as before it stays as it is written; where a drop
 * takes a part of the world away, the rest is a source of its own.
 */
function leftOf(opening: Opening, { certain, possible }: Remains, fields: KnownFields): readonly Opening[] {
  const kind = kindOf(fields.source.value);
  const kindOfRest = ({ peers }: Rest) =>
    kind === 'world' && isNearlyAll(peers, fields.source.value) ? kind : kindOf(peers);
  const alike = (rests: readonly Rest[]) => rests.filter((rest) => kindOfRest(rest) === kind);
  const left: Opening[] = [];
  const add = (protocol: Protocol, ports: PortSet, admits: Truth, source: Known<AddressSet> = fields.source): void => {
    if (ports.isEmpty) return;
    const same = ports.equals(fields.ports.value) ? fields.ports : sameWay(ports, fields.ports);
    const over = protocol === fields.protocol.value ? fields.protocol : sameWay(protocol, fields.protocol);
    left.push(openingOf(opening.rule, admits, source, over, same));
  };
  const sure = byProtocol(fields.protocol.value, alike(certain));
  for (const [protocol, ports] of sure) add(protocol, ports, opening.admits);
  for (const [protocol, ports] of byProtocol(fields.protocol.value, alike(possible))) {
    const counted = sure.get(protocol) ?? sure.get('all');
    add(protocol, counted ? ports.subtract(counted) : ports, allOf(opening.admits, 'maybe'));
  }
  if (kind !== 'world') return left;
  const parts = certain.length > 0 ? certain : possible;
  const admits = certain.length > 0 ? opening.admits : allOf(opening.admits, 'maybe');
  for (const rest of parts) {
    if (kindOfRest(rest) !== 'public') continue;
    for (const [protocol, ports] of byProtocol(fields.protocol.value, [rest])) {
      add(protocol, ports, admits, sameWay(rest.peers, fields.source));
    }
  }
  return left;
}

/** Everyone but a few: a block list of less than a /8 (IPv6: a /16) keeps no scanner out. */
function isNearlyAll(peers: AddressSet, source: AddressSet): boolean {
  const missing = source.subtract(peers).publicPart();
  const v4 = missing.v4.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return v4 < 2 ** 24 && (missing.widestPublicPrefix(6) ?? 128) > 16;
}

function kindOf(addresses: AddressSet): 'world' | 'public' | 'private' {
  if (addresses.amountsToWorld) return 'world';
  return addresses.isPrivate ? 'private' : 'public';
}

/**
 * Ports by protocol. All protocols stay one word where all are left alike; what TCP or UDP has beyond that counts of its
 * own, unless that is everything already.
 */
function byProtocol(protocol: Protocol, rests: readonly Rest[]): ReadonlyMap<Protocol, PortSet> {
  const portsFor = (name: Protocol): PortSet =>
    PortSet.unionOf(
      rests.filter(({ protocols }) => protocols.includes('all') || protocols.includes(name)).map(({ ports }) => ports),
    );
  if (protocol !== 'all') return new Map([[protocol, portsFor(protocol)]]);
  const [tcp, udp] = [portsFor('tcp'), portsFor('udp')];
  const common = rests.some(({ others }) => others) ? tcp.intersect(udp) : PortSet.none;
  if (isEverything('all', common)) return new Map([['all', common]]);
  return new Map<Protocol, PortSet>([
    ['all', common],
    ['tcp', tcp.subtract(common)],
    ['udp', udp.subtract(common)],
  ]);
}

/**
 * Whether a protocol and range leave next to nothing closed. ICMP and GRE have no ports and never do. `all` comes with
 * -1/-1; with a range it is refused (hygiene/never-applied), and is read as that range, which is what was meant.
 */
export function isEverything(protocol: Protocol | undefined, ports: PortSet | undefined): boolean | undefined {
  if (protocol === 'all' && ports === undefined) return true;
  if (hasRange(protocol) === false) return false;
  if (ports === undefined) return undefined;
  if (ports.size < nearlyAll) return false;
  return protocol === undefined ? undefined : true;
}

/** Whether packets of this protocol can have the ports of the rule. */
export function hasRange(protocol: Protocol | undefined): boolean | undefined {
  return protocol === undefined ? undefined : protocol === 'tcp' || protocol === 'udp' || protocol === 'all';
}

/** A question about the range of an opening that is not "everything". */
export function inRange(
  opening: Opening,
  predicate: (ports: PortSet, protocol: Protocol) => boolean,
): Joint<Protocol, PortSet> {
  return jointly(opening.protocol, opening.ports, (protocol, ports) => {
    const everything = isEverything(protocol, ports);
    if (everything === true) return false;
    const ranged = hasRange(protocol);
    if (ranged === false) return false;
    if (ports === undefined) return undefined;
    if (protocol === undefined) return predicate(ports, 'tcp') || predicate(ports, 'udp') ? undefined : false;
    return predicate(ports, protocol);
  });
}

/** What was not known about an opening. */
export function unknownsOfOpening({ rule, source, protocol, ports }: Opening): Unknown[] {
  return unknownsOf(...[rule.direction, rule.policy, source, protocol, ports].filter((value) => value !== undefined));
}
