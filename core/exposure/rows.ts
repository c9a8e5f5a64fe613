/**
 * Who can reach what, as rows: for each security group, public listener and Service of a unit the sources that get in,
 * on which ports, by which rules, and the ways that lead there from the internet. For reviewers, and for comparing two
 * versions; rules report single mistakes instead.
 */
import type { Unit } from '../dialects/unit.ts';
import { AddressSet } from '../network/addresses.ts';
import type { Entry } from '../network/entries.ts';
import {
  assumedAccepts,
  type Decisions,
  effectiveRules,
  isAccepted,
  type Opened,
  openedBy,
  type RuleGroup,
  ruleGroups,
} from '../network/groups.ts';
import type { NetworkModel } from '../network/model.ts';
import { valuesWithin } from '../network/packet-regions.ts';
import { PortSet } from '../network/ports.ts';
import { hasPorts, type Protocol } from '../network/protocol.ts';
import { reachOf } from '../network/reach.ts';
import type { RuleCase } from '../network/rule-cases.ts';
import type { Location } from '../text/source.ts';
import { kubernetesRows } from './kubernetes-rows.ts';
import { listenerRows } from './listener-rows.ts';
import { type ExposureRow, nameOf, servicesOn, shortWords, shown, sourceKey } from './row.ts';

/** Everything that a unit lets in, in the order of the text. */
export function exposureRows(unit: Unit): readonly ExposureRow[] {
  const { model, kubernetes } = unit;
  const groups = ruleGroups(model).flatMap((group) => groupRows(model, group));
  return [...groups, ...listenerRows(model), ...(kubernetes ? kubernetesRows(kubernetes) : [])];
}

const groupCache = new WeakMap<RuleGroup, readonly ExposureRow[]>();

/** What one group lets in. */
export function groupRows(model: NetworkModel, group: RuleGroup): readonly ExposureRow[] {
  const before = groupCache.get(group);
  if (before) return before;
  const { certain, possible } = effectiveRules(model, group, 'ingress');
  const sure = certain ? openedBy(certain) : [];
  const perhaps = possible && possible !== certain ? beyond(openedBy(possible), sure) : [];
  const rows = merged([
    ...sure.flatMap((opened) => rowsOf(model, group, opened, 'certain')),
    ...perhaps.flatMap((opened) => rowsOf(model, group, opened, 'possible')),
    ...(certain ? memberRows(group, certain) : []),
    ...unknownRows(model, group),
  ]);
  groupCache.set(group, rows);
  return rows;
}

/** Rules that may let in something of which the source or the ports are not known at all. */
export function unknownRows(model: NetworkModel, group: RuleGroup): readonly ExposureRow[] {
  const told = new Set(effectiveRules(model, group, 'ingress').possible?.cases.map(({ rule }) => rule));
  return assumedAccepts(model, group, 'ingress').flatMap((one): readonly ExposureRow[] => {
    const { rule, box, peer } = one;
    if (!rule || told.has(rule)) return [];
    const { protocol, ports, peer: addresses, member } = box;
    const words = peer ? peer.at.source.text.slice(peer.at.start, peer.at.end) : '?';
    const openPorts = rule.ports !== undefined && rule.ports.kind !== 'known';
    return [
      {
        to: nameOf(group.key),
        from: addresses
          ? { kind: 'addresses', addresses }
          : member === undefined
            ? { kind: 'unknown', words: shortWords(words) }
            : { kind: 'members', of: nameOf(member) },
        protocol,
        ports: openPorts ? undefined : ports,
        ...(openPorts ? { unknownPorts: true } : {}),
        services: !openPorts && ports ? servicesOn(ports, protocol) : [],
        ways: [],
        by: namesOf([one]),
        certainty: 'possible',
        reach: 'unknown',
        at: placeOf([one], group),
      },
    ];
  });
}

/** Rows that differ in their ports only, as one. */
export function merged(rows: readonly ExposureRow[]): readonly ExposureRow[] {
  const found = new Map<string, ExposureRow>();
  for (const row of rows) {
    const { to, from, protocol, except, ways, by, certainty, reach, at } = row;
    const key = [to, sourceKey(from), protocol, except, ways, by, certainty, reach, at.start].join('\0');
    const before = found.get(key);
    if (!before) {
      found.set(key, row);
      continue;
    }
    const ports = before.ports && row.ports ? before.ports.union(row.ports) : row.ports;
    found.set(key, { ...row, ports, services: ports ? servicesOn(ports, protocol) : [] });
  }
  return [...found.values()];
}

/** What is opened in the one and not in the other. */
function beyond(opened: readonly Opened[], sure: readonly Opened[]): readonly Opened[] {
  return opened.flatMap((one) => {
    const { protocols, others, ports } = one;
    const rest = new Map<string, { ports: PortSet[]; peers: AddressSet }>();
    const covering = sure.filter((other) => sharesProtocol(one, other) && other.ports.overlaps(ports));
    for (const piece of pieces(
      ports,
      covering.map((other) => other.ports),
    )) {
      const taken = AddressSet.unionOf(
        covering.filter((other) => other.ports.overlaps(piece)).map(({ peers }) => peers),
      );
      const peers = one.peers.subtract(taken);
      if (peers.isEmpty) continue;
      const key = peers.toString();
      rest.set(key, { ports: [...(rest.get(key)?.ports ?? []), piece], peers });
    }
    return [...rest.values()].map(({ ports: left, peers }) => ({
      protocols,
      others,
      ports: PortSet.unionOf(left),
      peers,
      cases: casesFor(one.cases, peers),
    }));
  });
}

/** Those of the cases that let in some of the addresses. */
function casesFor(cases: readonly RuleCase[], peers: AddressSet): readonly RuleCase[] {
  return cases.filter(({ box }) => !box.peer || box.peer.overlaps(peers));
}

function sharesProtocol(a: Opened, b: Opened): boolean {
  return b.protocols.includes('all') || a.protocols.some((one) => b.protocols.includes(one));
}

/** The ports cut where others begin and end, so that each piece is in another set wholly or not at all. */
function pieces(ports: PortSet, others: readonly PortSet[]): readonly PortSet[] {
  let parts: readonly PortSet[] = [ports];
  for (const other of others) {
    parts = parts.flatMap((part) => [part.intersect(other), part.subtract(other)]).filter((part) => !part.isEmpty);
  }
  return parts;
}

const ported: readonly Protocol[] = ['tcp', 'udp', 'icmp', 'icmpv6', 'gre'];

/** What is opened to strangers, one row for each protocol. */
export function rowsOf(
  model: NetworkModel,
  group: RuleGroup,
  { protocols, others, ports, peers, cases: all }: Opened,
  certainty: ExposureRow['certainty'],
): readonly ExposureRow[] {
  // Those that let in strangers before those that let in the own network: the row is about who gets in at worst.
  const cases = all.toSorted((a, b) => Number(letsInStrangers(b)) - Number(letsInStrangers(a)));
  const named = protocols.includes('all') || others ? (['all'] as const) : protocols;
  const except = others && !protocols.includes('all') ? ported.filter((one) => !protocols.includes(one)) : [];
  return named.map((protocol): ExposureRow => {
    const isPublic = !peers.publicPart().isEmpty;
    const range = protocol === 'all' || hasPorts(protocol) ? ports : undefined;
    const { truth, entries } = isPublic
      ? reachOf(model, group.key, protocol, range ?? PortSet.all, peers)
      : { truth: 'no' as const, entries: [] };
    return {
      to: nameOf(group.key),
      from: { kind: 'addresses', addresses: peers },
      protocol,
      ...(except.length > 0 ? { except } : {}),
      ports: range,
      services: range ? servicesOn(range, protocol) : [],
      ways: waysOf(entries),
      by: namesOf(cases),
      certainty,
      reach: !isPublic ? 'internal' : truth === 'no' ? 'open' : truth === 'unknown' ? 'unknown' : 'exposed',
      at: placeOf(cases, group),
    };
  });
}

function letsInStrangers({ box }: RuleCase): boolean {
  return !box.peer?.publicPart().isEmpty;
}

/** Rules that let in members of groups, as far as any of their packets get through. */
export function memberRows(group: RuleGroup, decisions: Decisions): readonly ExposureRow[] {
  const deciding = valuesWithin(decisions.diagram, []);
  return decisions.cases.flatMap((one, i): readonly ExposureRow[] => {
    const { member, protocol, ports } = one.box;
    if (member === undefined || !one.rule || !deciding.has(i) || !isAccepted(decisions, i)) return [];
    const range = protocol === 'all' || hasPorts(protocol) ? (ports ?? PortSet.all) : undefined;
    return [
      {
        to: nameOf(group.key),
        from: { kind: 'members', of: nameOf(member) },
        protocol,
        ports: range,
        services: range ? servicesOn(range, protocol) : [],
        ways: [],
        by: namesOf([one]),
        certainty: 'certain',
        reach: 'internal',
        at: placeOf([one], group),
      },
    ];
  });
}

function waysOf(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.map(({ name }) => name))].slice(0, shown);
}

function namesOf(cases: readonly RuleCase[]): readonly string[] {
  return [...new Set(cases.flatMap(({ rule }) => (rule ? [rule.resource.address] : [])))].slice(0, shown);
}

function placeOf(cases: readonly RuleCase[], { group, rules }: RuleGroup): Location {
  const [first] = cases;
  const at = first?.peer?.at ?? first?.rule?.at ?? group?.at ?? (rules[0] as RuleGroup['rules'][number]).at;
  return at.source.outermost(at);
}
