/** Who gets in at an instance or interface: the rules of all its groups are put together, and sorted as one list. */
import type { ExposureRow, RowReach } from '../../../../core/exposure/row.ts';
import { memberRows, rowsOf } from '../../../../core/exposure/rows.ts';
import { type Entry, entriesOf } from '../../../../core/network/entries.ts';
import { effectiveRules, openedBy as openedIn, pooledRules, type RuleGroup } from '../../../../core/network/groups.ts';
import { type Interface, interfacesOf } from '../../../../core/network/interfaces.ts';
import type { NetworkModel } from '../../../../core/network/model.ts';
import { aclBlocks } from '../../../../core/network/network-acls.ts';
import { PortSet } from '../../../../core/network/ports.ts';
import { protocolsOverlap } from '../../../../core/network/protocol.ts';
import type { Direction } from '../../../../core/network/rule-cases.ts';
import { type DirectionFacts, directionFacts, type GroupFacts } from '../group-facts.ts';
import type { Region } from './account-parts.ts';
import { type Opened, openedBy, type Way, withOpened } from './ways.ts';
import type { Letting } from './who-gets-in.ts';

export interface MachineFacts extends Letting {
  readonly groups: readonly GroupFacts[];
  readonly egress: DirectionFacts;
  readonly ways: readonly Way[];
}

/** @param id of an instance or network interface; `undefined` for what the engine does not follow */
export function machineFacts({ model, groups: all }: Region, id: string): MachineFacts | undefined {
  const member = interfacesOf(model).find(({ entity }) => entity.resource.address === id);
  if (!member?.instance) return undefined;
  const groups = [...all.values()].filter(({ ruleGroup }) => member.groups.has(ruleGroup.key));
  const ruleGroup: RuleGroup = {
    key: `machine:${id}`,
    group: undefined,
    rules: groups.flatMap((group) => group.ruleGroup.rules),
  };
  const entries = entriesOf(model).get(member) ?? [];
  const rows = pooledRows(model, groups, ruleGroup).map((row) => withReach(row, reaching(model, member, entries, row)));
  const pooled = (direction: Direction): DirectionFacts => {
    const { certain } = pooledRules(
      model,
      groups.map((group) => group.ruleGroup),
      direction,
    );
    return { ...directionFacts(ruleGroup, direction, model, []), byDefault: certain?.byDefault };
  };
  return {
    model,
    ruleGroup,
    rows,
    groups,
    isRead: groups.every(({ group }) => group.rules !== undefined),
    ingress: pooled('ingress'),
    egress: pooled('egress'),
    ways: entries.map((entry) => ({ entry, member, open: openAt(model, member, entry, rows) })),
  };
}

function pooledRows(model: NetworkModel, groups: readonly GroupFacts[], ruleGroup: RuleGroup): readonly ExposureRow[] {
  const own = groups.map((group) => group.ruleGroup);
  // One group alone is asked as it is, so that what its members may do among themselves counts.
  const { certain, possible } =
    own.length > 1 ? pooledRules(model, own, 'ingress') : effectiveRules(model, own[0] ?? ruleGroup, 'ingress');
  const decisions = certain ?? possible;
  if (!decisions || ruleGroup.rules.length === 0) return [];
  return [
    ...openedIn(decisions).flatMap((opened) => rowsOf(model, ruleGroup, opened, 'certain')),
    ...memberRows(ruleGroup, decisions),
  ];
}

/** The ways that end at what a row opens, through the network ACL of the vSwitch. */
function reaching(
  model: NetworkModel,
  { instance }: Interface,
  entries: readonly Entry[],
  row: ExposureRow,
): readonly Entry[] {
  const { from, protocol, ports = PortSet.all } = row;
  if (from.kind !== 'addresses' || from.addresses.publicPart().isEmpty) return [];
  const blocked = instance && aclBlocks(model, instance, { protocol, ports, peer: from.addresses });
  return entries.filter(
    (entry) =>
      protocolsOverlap(entry.protocol, protocol) &&
      (entry.ports === undefined || entry.ports.overlaps(ports)) &&
      // What a load balancer forwards comes from its own addresses, not from those who ask.
      (entry.kind === 'listener' || !blocked),
  );
}

function withReach(row: ExposureRow, entries: readonly Entry[]): ExposureRow {
  const there = entries.filter(({ truth }) => truth === 'yes' || truth === 'maybe');
  const reach: RowReach =
    row.reach === 'internal' ? 'internal' : there.length > 0 ? 'exposed' : entries.length > 0 ? 'unknown' : 'open';
  return { ...row, reach, ways: [...new Set(there.map(({ name }) => name))] };
}

function openAt(model: NetworkModel, member: Interface, entry: Entry, rows: readonly ExposureRow[]): readonly Opened[] {
  return rows
    .filter((row) => reaching(model, member, [entry], row).length > 0)
    .reduce<readonly Opened[]>((list, row) => withOpened(list, openedBy(row, entry)), []);
}
