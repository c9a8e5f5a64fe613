/**
 * What each rule of a group does at all: some never decide about a packet because rules before them take all of theirs,
 * some change nothing because the next rule says the same. Exact, and certain: only rules that are wholly known take
 * anything from others.
 */
import { type Diagram, Diagrams } from './first-match.ts';
import { type Decisions, decisionsOf, effectiveRules, noPacket, noRule, type RuleGroup } from './groups.ts';
import type { NetworkModel, SecurityGroupRule } from './model.ts';
import { valuesWithin } from './packet-regions.ts';
import { cellsOf, type PacketBox, spaceOf } from './packets.ts';
import { type Direction, overlap, type RuleCase } from './rule-cases.ts';

export interface Effect {
  readonly rule: SecurityGroupRule;
  /** The rule itself. */
  readonly own: readonly RuleCase[];
  /**
   * shadowed: never decides, and some of its packets meet the opposite verdict; covered: never decides, and all of them
   * meet the same; redundant: decides, but the rules behind it would say the same.
   */
  readonly effect: 'shadowed' | 'covered' | 'redundant';
  /** Rules that decide instead, the first ones of them; those with the opposite verdict first. */
  readonly by: readonly RuleCase[];
}

/** Nodes of diagrams that are looked at to explain a group's rules; beyond that the rest is not explained. */
const maxLooks = 2_000_000;

const cache = new WeakMap<RuleGroup, Partial<Record<Direction, readonly Effect[]>>>();

/** The rules of a group that do less than they say, in the order of the text. */
export function ruleEffects(model: NetworkModel, group: RuleGroup, direction: Direction): readonly Effect[] {
  const before = cache.get(group) ?? {};
  const found = before[direction] ?? effectsIn(model, group, direction);
  cache.set(group, { ...before, [direction]: found });
  return found;
}

function effectsIn(model: NetworkModel, group: RuleGroup, direction: Direction): readonly Effect[] {
  if (group.rules.length < 2) return [];
  const { certain: cautious, possible } = effectiveRules(model, group, direction);
  const known = cautious?.cases.filter(({ assumed }) => !assumed) ?? [];
  const certain = known.length === cautious?.cases.length ? cautious : decisionsOf(known, 'drop');
  if (!certain) return [];
  const idle = idleEffects(certain);
  const idleRules = new Set(idle.map(({ rule }) => rule));
  const rest = certain.cases.filter(({ rule }) => rule === undefined || !idleRules.has(rule));
  // What the next rule says is known only where all rules are.
  const needless = certain === possible ? redundantEffects(rest) : [];
  const place = new Map(group.rules.map((rule, i) => [rule, i]));
  return [...idle, ...needless].sort((a, b) => (place.get(a.rule) ?? 0) - (place.get(b.rule) ?? 0));
}

/** Rules of which no case ever decides. */
function idleEffects({ cases, space, diagram }: Decisions): readonly Effect[] {
  const deciding = new Set(valuesWithin(diagram, []));
  const active = new Set([...deciding].map((decider) => cases[decider]?.rule));
  const looks = { left: maxLooks };
  const effects: Effect[] = [];
  for (const rule of rulesOf(cases)) {
    if (active.has(rule)) continue;
    const own = cases.filter((one) => one.rule === rule);
    const deciders = new Set(own.flatMap(({ box }) => [...valuesWithin(diagram, cellsOf(box, space), looks)]));
    if (looks.left <= 0) break;
    deciders.delete(noPacket);
    const policy = own[0]?.policy;
    // What members of the group may do among themselves is not what a rule is about.
    const by = [...deciders]
      .sort((a, b) => a - b)
      .map((decider) => cases[decider])
      .filter((one): one is RuleCase => one?.rule !== undefined);
    const opposite = by.filter((one) => one.policy !== policy);
    const effect = opposite.length > 0 ? 'shadowed' : 'covered';
    effects.push({ rule, own, effect, by: [...opposite, ...by.filter((one) => one.policy === policy)] });
  }
  return effects;
}

/**
 * Rules that could go: what stands behind them says the same about every packet that they decide. The default does not
 * count, because an explicit rule says what is meant. Of two rules that make each other redundant the later one is told.
 */
function redundantEffects(cases: readonly RuleCase[]): readonly Effect[] {
  const removed = new Set<SecurityGroupRule>();
  const effects: Effect[] = [];
  for (const [rule, next] of [...followers(cases)].reverse()) {
    const own = cases.filter((one) => one.rule === rule);
    const uncertain = next.some((one) => one.rule && removed.has(one.rule));
    if (uncertain) {
      // Of packets that are not its own nothing changes, so that rules which have none of these need not be asked.
      const left = cases.filter(
        (one) => !(one.rule && removed.has(one.rule)) && own.some(({ box }) => overlap(box, one.box)),
      );
      const without = left.filter((one) => one.rule !== rule);
      if (!sameVerdicts(left, without)) continue;
    }
    removed.add(rule);
    effects.push({ rule, own, effect: 'redundant', by: next });
  }
  return effects;
}

/** Rules whose packets all have a next rule with the same verdict, with those next rules. */
function followers(cases: readonly RuleCase[]): ReadonlyMap<SecurityGroupRule, readonly RuleCase[]> {
  const pairs = diagramOf(
    cases.map(({ box }) => box),
    ([first = noRule, second = noRule]) => `${first} ${second}`,
    2,
  );
  const next = new Map<SecurityGroupRule, Set<number>>();
  for (const pair of pairs ? valuesWithin(pairs, []) : []) {
    const [first = noRule, second = noRule] = pair.split(' ').map(Number);
    const rule = cases[first]?.rule;
    if (!rule) continue;
    const seen = next.get(rule) ?? new Set<number>();
    next.set(rule, seen.add(second));
  }
  const found = new Map<SecurityGroupRule, readonly RuleCase[]>();
  for (const rule of rulesOf(cases)) {
    const policy = cases.find((one) => one.rule === rule)?.policy;
    const behind = [...(next.get(rule) ?? [])].map((second) => cases[second]);
    const same = behind.every((one) => one !== undefined && one.rule !== rule && one.policy === policy);
    if (same && behind.length > 0)
      found.set(
        rule,
        behind.filter((one) => one !== undefined),
      );
  }
  return found;
}

/** Whether two lists of cases, each in order of precedence, decide alike, and where none of them decides. */
export function sameVerdicts(a: readonly RuleCase[], b: readonly RuleCase[]): boolean {
  const boxes = [...a, ...b].map(({ box }) => box);
  const space = spaceOf(boxes);
  const diagrams = new Diagrams<string>();
  const [left, right] = [a, b].map((cases) =>
    diagrams.firstMatch(
      cases.map(({ box }) => cellsOf(box, space)),
      space.sizes,
      ([first]) => (first === undefined ? 'none' : (cases[first]?.policy ?? 'none')),
    ),
  );
  return left !== undefined && left === right;
}

function diagramOf<T>(
  boxes: readonly PacketBox[],
  decide: (matches: readonly number[]) => T,
  depth: 1 | 2,
): Diagram<T> | undefined {
  const space = spaceOf(boxes);
  const cells = boxes.map((box) => cellsOf(box, space));
  return new Diagrams<T>().firstMatch(cells, space.sizes, decide, depth);
}

function rulesOf(cases: readonly RuleCase[]): readonly SecurityGroupRule[] {
  return [...new Set(cases.map(({ rule }) => rule))].filter((rule) => rule !== undefined);
}
