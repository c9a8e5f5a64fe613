/**
 * Security group rules as boxes of packets. Where a field is not known, or one of several, a rule is several cases:
 * what it certainly does, what it may do, and the most that it could cut off.
 */
import { possibilities, type Value } from '../values/value.ts';
import type { AddressSet } from './addresses.ts';
import { identityKey } from './identity.ts';
import type { Identity, SecurityGroupRule } from './model.ts';
import type { PacketBox } from './packets.ts';
import { PortSet } from './ports.ts';
import { hasPorts, protocolsOverlap } from './protocol.ts';

export type Direction = 'ingress' | 'egress';
export type Policy = 'accept' | 'drop';

/** One rule with one peer and one value for each field. */
export interface RuleCase {
  /** `undefined`: what members of a group may do among themselves. */
  readonly rule: SecurityGroupRule | undefined;
  readonly policy: Policy;
  /** 1 is first. */
  readonly priority: number;
  readonly box: PacketBox;
  /** Who is on the other side, as it is written. */
  readonly peer: Value<AddressSet> | Value<Identity> | undefined;
  /** The rule is not wholly known: this is the most that it could be. */
  readonly assumed?: true;
}

/** Entries of the prefix lists in these files, by key. */
export type PrefixLists = ReadonlyMap<string, AddressSet>;

/** A rule's precedence goes from 1 to 100 (ECS API, AuthorizeSecurityGroup); unset it is 1. */
const firstPriority = 1;
const lastPriority = 100;

/** Further combinations of possible values are not told apart. */
const maxCases = 64;

/** Known values of a field, and whether it may be something else. */
interface Choices<T> {
  readonly values: readonly T[];
  readonly open: boolean;
}

function choices<T>(field: Value<T> | undefined, absent: T): Choices<T> {
  if (field === undefined) return { values: [absent], open: false };
  const open =
    field.kind === 'unknown' || (field.kind === 'oneOf' && field.options.some(({ kind }) => kind === 'unknown'));
  return { values: possibilities(field).map(({ value }) => value), open };
}

/** With the most that a field may be where it is not known: what only limits a rule hides nothing that it lets in. */
function widened<T>({ values, open }: Choices<T>, most: T): Choices<T> {
  return open ? { values: [...values, most], open } : { values, open };
}

export interface Cases {
  /**
   * Every combination of known values, and of the first place and the fewest limits where these are not known; none
   * where another field has none, or where there are too many.
   */
  readonly known: readonly RuleCase[];
  /** These are all that the rule can be, each peer's once, and it exists. */
  readonly certain: boolean;
}

const none: Cases = { known: [], certain: true };

/** What a rule is for a direction. A rule that is refused at deployment is nothing. */
export function casesOf(rule: SecurityGroupRule, direction: Direction, lists: PrefixLists): Cases {
  const directions = choices(rule.direction, direction);
  if (!(directions.open || directions.values.includes(direction)) || isRefused(rule)) return none;
  const policies = choices<Policy>(rule.policy, 'accept');
  const priorities = widened(choices(rule.priority, firstPriority), firstPriority);
  const protocols = choices(rule.protocol, 'all');
  const ports = choices<PortSet | undefined>(rule.ports, undefined);
  const sourcePorts = widened(choices<PortSet | undefined>(rule.sourcePorts, undefined), undefined);
  const locals = [
    widened(choices<AddressSet | undefined>(rule.localCidr, undefined), undefined),
    widened(choices<AddressSet | undefined>(rule.localIpv6Cidr, undefined), undefined),
  ];
  const fields = [directions, policies, priorities, protocols, ports, sourcePorts, ...locals];
  const { peers, open: openPeers } = peersOf(rule, lists);
  const count = fields.reduce((product, { values }) => product * values.length, peers.length);
  const certain =
    rule.exists === 'yes' &&
    !(policies.values.includes('drop') && isDoubtful(rule)) &&
    !openPeers &&
    peers.every((peer) => peer.certain) &&
    fields.every(({ values, open }) => !open && values.length === 1);
  if (count > maxCases) return { known: [], certain: false };
  const known: RuleCase[] = [];
  // Nested loops say a product more plainly than a fold over lists of different types does.
  for (const policy of policies.values)
    for (const priority of priorities.values)
      for (const protocol of protocols.values)
        for (const range of ports.values)
          for (const from of sourcePorts.values)
            for (const local of localsOf(locals))
              for (const { side, value } of peers) {
                const box = { protocol, ports: range, sourcePorts: from, local, ...side };
                known.push({ rule, policy, priority, box, peer: value });
              }
  return { known, certain };
}

function localsOf(locals: readonly Choices<AddressSet | undefined>[]): (AddressSet | undefined)[] {
  const [v4, v6] = locals.map(({ values }) => values);
  return (v4 ?? []).flatMap((one) => (v6 ?? []).map((other) => (one && other ? one.union(other) : (one ?? other))));
}

/**
 * The most that a rule may drop or accept, at the first place that it may have; `undefined` where it does not. What is
 * not known of it may be anything.
 */
export function widestCase(
  rule: SecurityGroupRule,
  direction: Direction,
  lists: PrefixLists,
  policy: Policy,
): RuleCase | undefined {
  const directions = choices(rule.direction, direction);
  const policies = choices<Policy>(rule.policy, 'accept');
  if (!(directions.open || directions.values.includes(direction)) || isRefused(rule)) return undefined;
  if (!(policies.open || policies.values.includes(policy))) return undefined;
  const protocols = choices(rule.protocol, 'all');
  const ports = choices<PortSet | undefined>(rule.ports, undefined);
  const [protocol = 'all'] = protocols.values;
  const { peers, open } = peersOf(rule, lists);
  const peer = peers.length === 1 && peers[0]?.certain && !open ? peers[0].side : {};
  const box: PacketBox = {
    protocol: protocols.open || protocols.values.length > 1 ? 'all' : protocol,
    ports:
      ports.open || ports.values.includes(undefined)
        ? undefined
        : PortSet.unionOf(ports.values.map((set) => set ?? PortSet.all)),
    ...peer,
  };
  const value = peers[0]?.value ?? rule.peerCidr ?? rule.peerIpv6Cidr ?? rule.peerGroup ?? rule.peerPrefixList;
  return { rule, policy, priority: placesOf(rule).first, box, peer: value, assumed: true };
}

/** The first and the last place that a rule may have. */
export function placesOf({ priority }: SecurityGroupRule): { readonly first: number; readonly last: number } {
  const { values, open } = choices(priority, firstPriority);
  return { first: open ? firstPriority : Math.min(...values), last: open ? lastPriority : Math.max(...values) };
}

/**
 * Whether the API refuses a rule as it is written: TCP or UDP with -1/-1, all protocols with a range, a priority that does
 * not exist. Who believes that such a drop closes something must not be believed.
 */
function isDoubtful({ protocol, ports, priority }: SecurityGroupRule): boolean {
  if (priority?.kind === 'known' && (priority.value < firstPriority || priority.value > lastPriority)) return true;
  if (protocol?.kind !== 'known' || ports?.kind !== 'known' || ports.byDefault) return false;
  const { source, start, end } = ports.definedAt ?? ports.at;
  const isAllWritten = /-1\s*\/\s*-1/.test(source.text.slice(start, end));
  return protocol.value === 'all' ? !isAllWritten : hasPorts(protocol.value) && isAllWritten;
}

/** TCP or UDP without a range, and a rule without a peer, are refused at deployment (hygiene/never-applied). */
function isRefused({ protocol, ports, peerCidr, peerIpv6Cidr, peerGroup, peerPrefixList }: SecurityGroupRule): boolean {
  const needsRange = protocol?.kind === 'known' && (protocol.value === 'tcp' || protocol.value === 'udp');
  if (needsRange && ports?.kind === 'known' && ports.byDefault) return true;
  return !peerCidr && !peerIpv6Cidr && !peerGroup && !peerPrefixList;
}

interface Peer {
  readonly side: Pick<PacketBox, 'peer' | 'member'>;
  readonly value: RuleCase['peer'];
  readonly certain: boolean;
}

interface Peers {
  readonly peers: readonly Peer[];
  /** One is not known, so that it has no alternatives here. */
  readonly open: boolean;
}

/** An address block wins over a group, and both over a prefix list (ECS API; the provider does the same). */
function peersOf(rule: SecurityGroupRule, lists: PrefixLists): Peers {
  const cidrs = [rule.peerCidr, rule.peerIpv6Cidr].filter((value) => value !== undefined);
  if (cidrs.length > 0) return together(cidrs.map((value) => alternatives(value, (peer) => ({ peer }))));
  const { peerGroup, peerPrefixList } = rule;
  if (peerGroup) return alternatives(peerGroup, (group) => ({ member: identityKey(group) }));
  if (!peerPrefixList) return { peers: [], open: false };
  return alternatives(peerPrefixList, (list) => {
    const entries = lists.get(identityKey(list));
    return entries ? { peer: entries } : { member: identityKey(list) };
  });
}

function together(all: readonly Peers[]): Peers {
  return { peers: all.flatMap(({ peers }) => peers), open: all.some(({ open }) => open) };
}

function alternatives<T extends AddressSet | Identity>(value: Value<T>, sideOf: (value: T) => Peer['side']): Peers {
  const { values, open } = choices<T>(value, undefined as never);
  const certain = !open && values.length === 1;
  const peers = values.map((one) => ({ side: sideOf(one), value: value as RuleCase['peer'], certain }));
  return { peers, open };
}

/**
 * Whether two cases are one rule to the API: source, ports, protocol and policy are its key, the priority is not (ECS
 * API, AuthorizeSecurityGroup).
 */
export function hasSameKey(a: RuleCase, b: RuleCase): boolean {
  return (
    a.policy === b.policy &&
    a.box.protocol === b.box.protocol &&
    a.box.member === b.box.member &&
    sameSet(a.box.ports, b.box.ports) &&
    sameSet(a.box.peer, b.box.peer) &&
    sameSet(a.box.sourcePorts, b.box.sourcePorts) &&
    sameSet(a.box.local, b.box.local)
  );
}

function sameSet<S extends { equals(other: S): boolean }>(a: S | undefined, b: S | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.equals(b));
}

/** A quick look whether two boxes can have a packet in common. */
export function overlap(a: PacketBox, b: PacketBox): boolean {
  return (
    protocolsOverlap(a.protocol, b.protocol) &&
    (!a.ports || !b.ports || a.ports.overlaps(b.ports)) &&
    (!a.peer || !b.peer || a.peer.overlaps(b.peer))
  );
}
