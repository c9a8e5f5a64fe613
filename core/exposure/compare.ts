import { AddressSet } from '../network/addresses.ts';
import { type Diagram, Diagrams } from '../network/first-match.ts';
import { boxesOf, type Decisions, deciders, effectiveRules, isAccepted, type Opened } from '../network/groups.ts';
import { peerRegions, portRegions } from '../network/packet-regions.ts';
import { spaceOf } from '../network/packets.ts';
import { PortSet } from '../network/ports.ts';
import type { RuleCase } from '../network/rule-cases.ts';
import { kubernetesRows } from './kubernetes-rows.ts';
import { listenerRows } from './listener-rows.ts';
import { groupsOf, type PlacedGroup, type PlacedUnit, paired } from './pairs.ts';
import { type ExposureRow, servicesOn, sourceKey, toldOnce } from './row.ts';
import { groupRows, memberRows, merged, rowsOf, unknownRows } from './rows.ts';

export interface Change {
  readonly change: 'opens' | 'closes';
  /** As it is where it opens, as it was where it closes; `certainty` is that of the change. */
  readonly row: ExposureRow;
}

export function changes(before: readonly PlacedUnit[], after: readonly PlacedUnit[]): readonly Change[] {
  const pairs = paired(groupsOf(before), groupsOf(after));
  const inGroups = pairs.flatMap(([old, now]) => groupChanges(old, now));
  return toldOnce([...inGroups, ...otherChanges(before, after)], ({ row }) => row);
}

/** A packet's state: whether it gets in, and which case lets it. */
type State = `${'yes' | 'maybe'}:${number}` | 'no';

function groupChanges(before: PlacedGroup | undefined, after: PlacedGroup | undefined): readonly Change[] {
  if (!before || !after) {
    const one = (before ?? after) as PlacedGroup;
    const change = before ? 'closes' : 'opens';
    return groupRows(one.model, one.group).map((row) => ({ change, row }));
  }
  const [old, now] = [before, after].map(({ model, group }) => effectiveRules(model, group, 'ingress'));
  const lists = [old?.certain, old?.possible, now?.certain, now?.possible];
  if (!lists.every((one) => one !== undefined)) return [];
  const [oldCertain, oldPossible, newCertain, newPossible] = lists as [Decisions, Decisions, Decisions, Decisions];
  const space = spaceOf(lists.flatMap((one) => boxesOf(one?.cases ?? [])));
  const diagrams = new Diagrams<number>();
  const states = new Diagrams<State>();
  const state = (certain: Decisions, possible: Decisions): Diagram<State> | undefined => {
    const sure = deciders(certain.cases, space, diagrams);
    const perhaps = certain === possible ? sure : deciders(possible.cases, space, diagrams);
    if (!sure || !perhaps) return undefined;
    return states.combine(sure, perhaps, (a, b) =>
      isAccepted(certain, a) ? `yes:${a}` : isAccepted(possible, b) ? `maybe:${b}` : 'no',
    );
  };
  const [was, is] = [state(oldCertain, oldPossible), state(newCertain, newPossible)];
  const both =
    was &&
    is &&
    new Diagrams<string>().combine(was, is, (a, b) => (a.slice(0, 2) === b.slice(0, 2) ? '' : `${a}|${b}`));
  if (!both) return [];
  const found: Change[] = [];
  for (const { protocols, others, ports, rest } of portRegions(both, space)) {
    for (const [kind, { peers, cases }] of byChange(
      peerRegions(rest, space, true),
      [oldCertain, oldPossible],
      [newCertain, newPossible],
    )) {
      const [change, certainty] = kind.split(' ') as [Change['change'], ExposureRow['certainty']];
      const side = change === 'opens' ? after : before;
      const opened: Opened = { protocols, others, ports, peers, cases };
      found.push(...rowsOf(side.model, side.group, opened, certainty).map((row) => ({ change, row })));
    }
  }
  return [
    ...mergedChanges(found),
    ...memberChanges(before, after, oldCertain, newCertain),
    ...reachChanges(before, after),
  ];
}

interface Part {
  readonly peers: AddressSet;
  readonly cases: readonly RuleCase[];
}

type Sides = readonly [certain: Decisions, possible: Decisions];

/** Addresses by what changes for them, `opens certain`, with the cases that let them in where they get in. */
function byChange(
  regions: readonly { readonly peers: AddressSet; readonly values: ReadonlySet<string> }[],
  old: Sides,
  now: Sides,
): ReadonlyMap<string, Part> {
  const parts = new Map<string, { peers: AddressSet[]; cases: Set<RuleCase> }>();
  for (const { peers, values } of regions) {
    for (const value of values) {
      const [a = '', b = ''] = value.split('|');
      const kind = kindOf(a, b);
      if (!kind) continue;
      const part = parts.get(kind) ?? { peers: [], cases: new Set<RuleCase>() };
      part.peers.push(peers);
      const by = kind.startsWith('opens') ? caseOf(b, now) : caseOf(a, old);
      if (by) part.cases.add(by);
      parts.set(kind, part);
    }
  }
  return new Map(
    Array.from(parts, ([kind, { peers, cases }]) => [kind, { peers: AddressSet.unionOf(peers), cases: [...cases] }]),
  );
}

function kindOf(before: string, after: string): string | undefined {
  const [a, b] = [weight(before), weight(after)];
  if (a === b) return undefined;
  const certainty = Math.abs(a - b) === 2 ? 'certain' : 'possible';
  return `${a < b ? 'opens' : 'closes'} ${certainty}`;
}

function weight(state: string): number {
  return state.startsWith('yes') ? 2 : state.startsWith('maybe') ? 1 : 0;
}

function caseOf(state: string, [certain, possible]: Sides): RuleCase | undefined {
  const decider = Number(state.split(':')[1]);
  return (state.startsWith('yes') ? certain : possible).cases[decider];
}

function mergedChanges(found: readonly Change[]): readonly Change[] {
  return (['opens', 'closes'] as const).flatMap((change) =>
    merged(found.filter((one) => one.change === change).map(({ row }) => row)).map((row) => ({ change, row })),
  );
}

/** Members of groups, and sources that are not known, that get in by rules on the one side and not on the other. */
function memberChanges(before: PlacedGroup, after: PlacedGroup, old: Decisions, now: Decisions): readonly Change[] {
  const was = [...memberRows(before.group, old), ...unknownRows(before.model, before.group)];
  const is = [...memberRows(after.group, now), ...unknownRows(after.model, after.group)];
  const [all, allNow] = [before, after].map(({ model, group }) => groupRows(model, group));
  return [
    ...without(is, all ?? []).map((row): Change => ({ change: 'opens', row })),
    ...without(was, allNow ?? []).map((row): Change => ({ change: 'closes', row })),
  ];
}

/** What was open and not reachable, and is reachable now; and the other way round. */
function reachChanges(before: PlacedGroup, after: PlacedGroup): readonly Change[] {
  const [was, is] = [before, after].map(({ model, group }) => groupRows(model, group));
  const exposed = (rows: readonly ExposureRow[] = []) => rows.filter(({ reach }) => reach === 'exposed');
  const open = (rows: readonly ExposureRow[] = []) =>
    rows.filter(({ reach }) => reach === 'open' || reach === 'unknown');
  return [
    ...within(exposed(is), open(was)).map((row): Change => ({ change: 'opens', row })),
    ...within(exposed(was), open(is)).map((row): Change => ({ change: 'closes', row })),
  ];
}

/** Rows of listeners and of Kubernetes, which are no security groups: place by place, then what has moved. */
function otherChanges(before: readonly PlacedUnit[], after: readonly PlacedUnit[]): readonly Change[] {
  const [was, is] = [otherRows(before), otherRows(after)];
  const found: Change[] = [];
  const left: Record<'was' | 'is', ExposureRow[]> = { was: [], is: [] };
  for (const place of new Set([...was.keys(), ...is.keys()])) {
    const [old, now] = [was.get(place), is.get(place)];
    if (old && now) found.push(...rowChanges(old, now));
    else if (old) left.was.push(...old);
    else if (now) left.is.push(...now);
  }
  return [...found, ...rowChanges(left.was, left.is)];
}

function rowChanges(was: readonly ExposureRow[], is: readonly ExposureRow[]): readonly Change[] {
  return [
    ...without(is, was).map((row): Change => ({ change: 'opens', row })),
    ...without(was, is).map((row): Change => ({ change: 'closes', row })),
  ];
}

function otherRows(units: readonly PlacedUnit[]): ReadonlyMap<string, readonly ExposureRow[]> {
  const rows = new Map<string, readonly ExposureRow[]>();
  for (const { place, unit } of units) {
    const { model, kubernetes } = unit;
    const found = [...listenerRows(model), ...(kubernetes ? kubernetesRows(kubernetes) : [])];
    rows.set(place, [...(rows.get(place) ?? []), ...found]);
  }
  return rows;
}

/** What of the rows no other row has, by target, protocol, source and port. */
function without(rows: readonly ExposureRow[], others: readonly ExposureRow[]): readonly ExposureRow[] {
  return rows.flatMap((row) => {
    const ports = others
      .filter((other) => covers(other, row))
      .reduce((left, other) => left.subtract(other.ports ?? PortSet.all), row.ports ?? PortSet.all);
    return ports.isEmpty ? [] : [withPorts(row, ports)];
  });
}

/** What of the rows other rows have too. */
function within(rows: readonly ExposureRow[], others: readonly ExposureRow[]): readonly ExposureRow[] {
  return rows.flatMap((row) => {
    const shared = PortSet.unionOf(
      others.filter((other) => covers(other, row)).map((other) => other.ports ?? PortSet.all),
    );
    const ports = (row.ports ?? PortSet.all).intersect(shared);
    return ports.isEmpty ? [] : [withPorts(row, ports)];
  });
}

function withPorts(row: ExposureRow, ports: PortSet): ExposureRow {
  return row.ports === undefined ? row : { ...row, ports, services: servicesOn(ports, row.protocol) };
}

function covers(outer: ExposureRow, inner: ExposureRow): boolean {
  if (outer.to !== inner.to || (outer.protocol !== 'all' && outer.protocol !== inner.protocol)) return false;
  if (outer.unknownPorts !== inner.unknownPorts) return false;
  if (outer.from.kind === 'addresses' && inner.from.kind === 'addresses') {
    return outer.from.addresses.covers(inner.from.addresses);
  }
  return sourceKey(outer.from) === sourceKey(inner.from);
}
