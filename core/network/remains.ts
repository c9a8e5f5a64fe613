/**
 * What is left of one rule when the drops of its group that stand before it have had their say: the part of its packets
 * that it can let in at all. The first question about every opening, so it is asked of the drops alone.
 */
import { AddressSet } from './addresses.ts';
import { Diagrams } from './first-match.ts';
import { isSettled, prefixLists, type RuleGroup, ruleGroupKeys, ruleGroups } from './groups.ts';
import type { NetworkModel, SecurityGroupRule } from './model.ts';
import { peerRegions, portRegions } from './packet-regions.ts';
import { cellsOf, mixedFamilies, type PacketBox, spaceOf } from './packets.ts';
import { PortSet } from './ports.ts';
import type { Protocol } from './protocol.ts';
import { casesOf, type Direction, overlap, placesOf, type RuleCase, widestCase } from './rule-cases.ts';

/** Strangers' packets that get past the drops: by protocol and port, from whom. */
export interface Rest {
  readonly protocols: readonly Protocol[];
  readonly others: boolean;
  readonly ports: PortSet;
  readonly peers: AddressSet;
}

export interface Remains {
  /** What gets past every drop that there may be. */
  readonly certain: readonly Rest[];
  /** What gets past the drops that are certain. */
  readonly possible: readonly Rest[];
}

interface Drops {
  readonly certain: readonly RuleCase[];
  readonly widest: readonly RuleCase[];
}

const dropsCache = new WeakMap<RuleGroup, Partial<Record<Direction, Drops>>>();

function dropsOf(model: NetworkModel, group: RuleGroup, direction: Direction): Drops {
  const before = dropsCache.get(group) ?? {};
  const known = before[direction];
  if (known) return known;
  const lists = prefixLists(model);
  const certain: RuleCase[] = [];
  const widest: RuleCase[] = [];
  for (const rule of group.rules) {
    const cases = casesOf(rule, direction, lists);
    if (isSettled(rule, cases)) {
      const drops = cases.known.filter(({ policy }) => policy === 'drop');
      certain.push(...drops);
      widest.push(...drops);
    } else {
      const drop = widestCase(rule, direction, lists, 'drop');
      if (drop) widest.push(drop);
    }
  }
  const drops = { certain, widest };
  dropsCache.set(group, { ...before, [direction]: drops });
  return drops;
}

const byKey = new WeakMap<NetworkModel, ReadonlyMap<string, RuleGroup>>();

function groupOf(model: NetworkModel, rule: SecurityGroupRule): RuleGroup | undefined {
  let groups = byKey.get(model);
  if (!groups) {
    groups = new Map(ruleGroups(model).map((one) => [one.key, one]));
    byKey.set(model, groups);
  }
  const keys = ruleGroupKeys(rule);
  return keys.length === 1 ? groups.get(keys[0] as string) : undefined;
}

/**
 * What is left of the packets of `box`, which a rule lets in; `undefined` where no drop touches them. A box that is
 * wider than what the rule lets in asks whether any drop touches it at all.
 */
export function remainsOf(
  model: NetworkModel,
  rule: SecurityGroupRule,
  direction: Direction,
  box: PacketBox,
): Remains | undefined {
  const group = groupOf(model, rule);
  const drops = group && dropsOf(model, group, direction);
  if (!drops || drops.widest.length === 0) return undefined;
  const { first, last } = placesOf(rule);
  const before = (cases: readonly RuleCase[], place: number): PacketBox[] =>
    cases.filter((one) => one.rule !== rule && one.priority <= place && overlap(one.box, box)).map((one) => one.box);
  const widest = before(drops.widest, last);
  if (widest.length === 0) return undefined;
  const known = before(drops.certain, first);
  const possible = restOf(known, box);
  const same = known.length === widest.length && known.every((one, i) => one === widest[i]);
  // Where it is too much work nothing is certain, and everything possible.
  return { certain: (same ? possible : restOf(widest, box)) ?? [], possible: possible ?? [wholeOf(box)] };
}

function wholeOf({ protocol, ports = PortSet.all, peer = AddressSet.all }: PacketBox): Rest {
  return { protocols: [protocol], others: protocol === 'all', ports, peers: peer };
}

function restOf(drops: readonly PacketBox[], box: PacketBox): readonly Rest[] | undefined {
  const impossible = [box, ...drops].some(({ local }) => local) ? mixedFamilies : [];
  const boxes = [...impossible, ...drops, box];
  const own = boxes.length - 1;
  const space = spaceOf(boxes);
  const diagram = new Diagrams<boolean>().firstMatch(
    boxes.map((one) => cellsOf(one, space)),
    space.sizes,
    ([first]) => first === own,
  );
  if (!diagram) return undefined;
  return portRegions(diagram, space).flatMap(({ rest, ...region }) => {
    const peers = peerRegions(rest, space, true).filter(({ values }) => values.has(true));
    return peers.length === 0 ? [] : [{ ...region, peers: AddressSet.unionOf(peers.map((one) => one.peers)) }];
  });
}
