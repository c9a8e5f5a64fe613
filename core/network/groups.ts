/**
 * Effective rules: what a security group really lets through once priority, drop, ties and defaults have had their say.
 * Rules are sorted by priority, drop before accept at a tie; the first that matches decides, else the default of the
 * group's type (ECS user guide, security group rules). Exact in all dimensions of a quintuple rule.
 *
 * What is not known makes two answers of it: what certainly is let through, and what may be.
 */

import type { Resource } from '../dialects/resource.ts';
import { holds, type Truth } from '../values/truth.ts';
import type { Value } from '../values/value.ts';
import { AddressSet } from './addresses.ts';
import { type Diagram, Diagrams } from './first-match.ts';
import { identityKey, keyOf } from './identity.ts';
import type { Identity, NetworkModel, SecurityGroup, SecurityGroupRule } from './model.ts';
import { peerRegions, portRegions } from './packet-regions.ts';
import { cellsOf, mixedFamilies, type PacketBox, type Space, spaceOf } from './packets.ts';
import type { PortSet } from './ports.ts';
import type { Protocol } from './protocol.ts';
import {
  type Cases,
  casesOf,
  type Direction,
  type Policy,
  type PrefixLists,
  type RuleCase,
  widestCase,
} from './rule-cases.ts';

/** A group with its rules in one unit; the group itself may be elsewhere. */
export interface RuleGroup {
  /** `ref:address`, `id:sg-…`, or the text of what names it where that is not known. */
  readonly key: string;
  readonly group: SecurityGroup | undefined;
  /** In the order of the text. */
  readonly rules: readonly SecurityGroupRule[];
}

/** Deciders that are no case: the default, and what decides about packets that do not exist. */
export const noRule = -1;
export const noPacket = -2;

/** Cases in order of precedence, and who decides about each packet: an index of `cases`, or `noRule`. */
export interface Decisions {
  readonly cases: readonly RuleCase[];
  readonly space: Space;
  readonly diagram: Diagram<number>;
  readonly byDefault: Policy;
}

/** Both are the same object where everything is known; `undefined` where it would be too much work. */
export interface EffectiveRules {
  /** What is accepted here is accepted, whatever is not known turns out to be. */
  readonly certain: Decisions | undefined;
  /** What is dropped here is dropped in any case, as far as it is known of at all. */
  readonly possible: Decisions | undefined;
}

const groupsCache = new WeakMap<NetworkModel, readonly RuleGroup[]>();

/** All groups that are declared, or that a rule names. */
export function ruleGroups(model: NetworkModel): readonly RuleGroup[] {
  const before = groupsCache.get(model);
  if (before) return before;
  const declared = new Map(model.securityGroups.map((group) => [keyOf(group), group]));
  const rules = new Map<string, SecurityGroupRule[]>([...declared.keys()].map((key) => [key, []]));
  for (const rule of model.securityGroupRules) {
    for (const key of ruleGroupKeys(rule)) {
      const list = rules.get(key);
      if (list) list.push(rule);
      else rules.set(key, [rule]);
    }
  }
  const groups = Array.from(rules, ([key, list]): RuleGroup => ({ key, group: declared.get(key), rules: list }));
  groupsCache.set(model, groups);
  return groups;
}

/** The groups that a rule may be in. */
export function ruleGroupKeys({ group, resource }: SecurityGroupRule): readonly string[] {
  return groupKeys(group, resource);
}

/** Whether all is known of a rule, and in which group it is. */
export function isSettled(rule: SecurityGroupRule, { certain }: Cases): boolean {
  return certain && ruleGroupKeys(rule).length === 1;
}

/** The groups that a value may name. What is not known is the same wherever the same thing is not known in the same words. */
export function groupKeys(group: Value<Identity> | undefined, of?: Resource): readonly string[] {
  if (group === undefined) return [];
  if (group.kind === 'known') return [identityKey(group.value)];
  if (group.kind === 'oneOf') return [...new Set(group.options.flatMap((option) => groupKeys(option, of)))];
  const { at, reason } = group;
  const words = at.source.text.slice(at.start, at.end);
  return [`?:${reason.code}:${reason.subject}:${instanceOf(of, words)}${words}`];
}

/**
 * Whose words they are: each call of a module has variables of its own, and each instance of a block its own `count` and
 * `each`.
 */
function instanceOf(resource: Resource | undefined, words: string): string {
  if (!resource) return '';
  if (/\b(?:count|each)\b/.test(words)) return `${resource.address} `;
  const [module = ''] = /^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)*/.exec(resource.address) ?? [];
  return module === '' ? '' : `${module} `;
}

const listsCache = new WeakMap<NetworkModel, PrefixLists>();

/** Entries of the prefix lists that stand in the same files and are known. */
export function prefixLists(model: NetworkModel): PrefixLists {
  const before = listsCache.get(model);
  if (before) return before;
  const lists = new Map<string, AddressSet>();
  for (const list of model.prefixLists) {
    const entries = list.entries ?? [];
    const sets = entries.map((entry) => (entry.kind === 'known' ? entry.value : undefined));
    if (sets.every((set) => set !== undefined)) lists.set(keyOf(list), AddressSet.unionOf(sets));
  }
  listsCache.set(model, lists);
  return lists;
}

const effectiveCache = new WeakMap<RuleGroup, Partial<Record<Direction, EffectiveRules>>>();

/** The effective rules of a group alone, as an interface has them that is in no other. */
export function effectiveRules(model: NetworkModel, group: RuleGroup, direction: Direction): EffectiveRules {
  const before = effectiveCache.get(group) ?? {};
  const made = before[direction] ?? pooledRules(model, [group], direction);
  effectiveCache.set(group, { ...before, [direction]: made });
  return made;
}

/** The effective rules of an interface that is in all of these groups: their rules are put together and sorted. */
export function pooledRules(model: NetworkModel, groups: readonly RuleGroup[], direction: Direction): EffectiveRules {
  const lists = prefixLists(model);
  const certain: RuleCase[] = [];
  const possible: RuleCase[] = [];
  let allKnown = true;
  for (const { group, key, rules } of groups) {
    const inner = innerAccess(group);
    const among: RuleCase = {
      rule: undefined,
      policy: 'accept',
      priority: 0,
      box: { protocol: 'all', member: key },
      peer: undefined,
    };
    if (inner === 'yes') certain.push(among);
    if (inner !== 'no') possible.push(among);
    for (const rule of rules) {
      const cases = casesOf(rule, direction, lists);
      const isCertain = isSettled(rule, cases);
      if (isCertain) certain.push(...cases.known);
      else {
        allKnown = false;
        const drop = widestCase(rule, direction, lists, 'drop');
        if (drop) certain.push(drop);
      }
      possible.push(...cases.known.filter(({ policy }) => isCertain || policy === 'accept'));
    }
  }
  const defaults = defaultsOf(groups, direction);
  const first = decisionsOf(certain, defaults.certain);
  const same = certain.length === possible.length && certain.every((one, i) => one === possible[i]);
  if (!same || defaults.certain !== defaults.possible) {
    return { certain: first, possible: decisionsOf(possible, defaults.possible) };
  }
  // Alike, as far as it is known: a rule of which nothing can be counted stands among them.
  return { certain: first, possible: allKnown ? first : first && { ...first } };
}

/** The most that rules may let in of which something is not known: beyond what effective rules count as possible. */
export function assumedAccepts(model: NetworkModel, { rules }: RuleGroup, direction: Direction): readonly RuleCase[] {
  const lists = prefixLists(model);
  return rules
    .filter((rule) => !isSettled(rule, casesOf(rule, direction, lists)))
    .map((rule) => widestCase(rule, direction, lists, 'accept'))
    .filter((one) => one !== undefined);
}

/** Members of a basic group reach one another unless that is switched off; those of an advanced group never do. */
function innerAccess(group: SecurityGroup | undefined): Truth {
  if (group === undefined) return 'unknown';
  if (group.kind && holds(group.kind, (kind) => kind === 'enterprise') === 'yes') return 'no';
  const isBasic = group.kind ? holds(group.kind, (kind) => kind !== 'enterprise') : 'yes';
  const open = group.innerAccess ? holds(group.innerAccess, (on) => on) : 'yes';
  return isBasic === 'yes' ? open : open === 'no' ? 'no' : 'unknown';
}

/** Nothing comes in by default; a basic group lets everything out, an advanced one nothing (ECS, security groups). */
function defaultsOf(
  groups: readonly RuleGroup[],
  direction: Direction,
): { readonly certain: Policy; readonly possible: Policy } {
  if (direction === 'ingress') return { certain: 'drop', possible: 'drop' };
  const basic = groups.map(({ group }): Truth => {
    if (group === undefined) return 'unknown';
    return group.kind ? holds(group.kind, (kind) => kind !== 'enterprise') : 'yes';
  });
  return {
    certain: basic.every((truth) => truth === 'yes') ? 'accept' : 'drop',
    possible: basic.includes('no') ? 'drop' : 'accept',
  };
}

/** Sorted as they apply; the order of the text decides where nothing else does, and then changes no verdict. */
export function inPrecedence(cases: readonly RuleCase[]): readonly RuleCase[] {
  return cases.toSorted((a, b) => a.priority - b.priority || rank(a) - rank(b));
}

function rank({ policy }: RuleCase): number {
  return policy === 'drop' ? 0 : 1;
}

/** Who decides about each packet, divided so that those of `about` are told apart; `undefined` beyond the bound of work. */
export function decisionsOf(
  unsorted: readonly RuleCase[],
  byDefault: Policy,
  about: readonly PacketBox[] = [],
): Decisions | undefined {
  const cases = inPrecedence(unsorted);
  const space = spaceOf([...boxesOf(cases), ...about]);
  const diagram = deciders(cases, space, new Diagrams<number>());
  return diagram && { cases, space, diagram, byDefault };
}

/** The boxes of cases, behind those of packets that do not exist where own addresses matter. */
export function boxesOf(cases: readonly RuleCase[]): readonly PacketBox[] {
  const impossible = cases.some(({ box }) => box.local) ? mixedFamilies : [];
  return [...impossible, ...cases.map(({ box }) => box)];
}

/** The diagram of who decides, in a space that has the boxes of these cases and may have others'. */
export function deciders(
  cases: readonly RuleCase[],
  space: Space,
  diagrams: Diagrams<number>,
): Diagram<number> | undefined {
  const boxes = boxesOf(cases);
  const impossible = boxes.length - cases.length;
  return diagrams.firstMatch(
    boxes.map((box) => cellsOf(box, space)),
    space.sizes,
    ([first]) => (first === undefined ? noRule : first < impossible ? noPacket : first - impossible),
  );
}

/** Whether packets get through that this decides about. */
export function isAccepted({ cases, byDefault }: Decisions, decider: number): boolean {
  return decider !== noPacket && (cases[decider]?.policy ?? byDefault) === 'accept';
}

/** Who may come in by some protocols and ports, and by which cases. */
export interface Opened {
  readonly protocols: readonly Protocol[];
  /** And all protocols that no rule names. */
  readonly others: boolean;
  readonly ports: PortSet;
  /** Strangers' addresses: not as members of a group or of a prefix list that is not known. */
  readonly peers: AddressSet;
  readonly cases: readonly RuleCase[];
}

const openedCache = new WeakMap<Decisions, readonly Opened[]>();

/** What is let through to strangers, by protocol and port. From a part of the source ports or to a part of the own addresses counts. */
export function openedBy(decisions: Decisions): readonly Opened[] {
  const before = openedCache.get(decisions);
  if (before) return before;
  const { cases, space, diagram } = decisions;
  const opened: Opened[] = [];
  const seen = new Map<Diagram<number>, ReadonlySet<number>>();
  for (const { protocols, others, ports, rest } of portRegions(diagram, space)) {
    const deciders = new Set<number>();
    const peers: AddressSet[] = [];
    for (const region of peerRegions(rest, space, true, seen)) {
      const accepting = [...region.values].filter((decider) => isAccepted(decisions, decider));
      if (accepting.length > 0) peers.push(region.peers);
      for (const decider of accepting) deciders.add(decider);
    }
    if (peers.length === 0) continue;
    const by = [...deciders].sort((a, b) => a - b).map((decider) => cases[decider]);
    opened.push({
      protocols,
      others,
      ports,
      peers: AddressSet.unionOf(peers),
      cases: by.filter((one) => one !== undefined),
    });
  }
  openedCache.set(decisions, opened);
  return opened;
}
