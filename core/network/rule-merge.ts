/**
 * A smaller set of rules with the same effect: idle and redundant rules left out, neighbours made one (80/80 and 81/81,
 * 10.0.0.0/9 and 10.128.0.0/9). Proven equal by the algebra before it is proposed.
 */
import { effectiveRules, inPrecedence, type RuleGroup } from './groups.ts';
import type { NetworkModel } from './model.ts';
import { PortSet } from './ports.ts';
import { type Direction, hasSameKey, type RuleCase } from './rule-cases.ts';
import { ruleEffects, sameVerdicts } from './rule-effects.ts';

/** One rule in place of several. */
export interface Merge {
  readonly into: RuleCase;
  /** Two or more. */
  readonly from: readonly RuleCase[];
}

export interface Proposal {
  /** All rules as proposed, in order of precedence. */
  readonly cases: readonly RuleCase[];
  readonly merges: readonly Merge[];
}

/** Larger groups are not looked at: nobody merges hundreds of rules by hand, and pairs are compared. */
const maxRules = 300;

/** A smaller set for a group of which all is known; `undefined` where no two rules can be one. */
export function smallerRules(model: NetworkModel, group: RuleGroup, direction: Direction): Proposal | undefined {
  const { certain, possible } = effectiveRules(model, group, direction);
  if (!certain || certain !== possible || certain.cases.length > maxRules) return undefined;
  const needless = new Set(ruleEffects(model, group, direction).map(({ rule }) => rule));
  const left = certain.cases.filter(({ rule }) => rule === undefined || !needless.has(rule));
  const merges = mergesOf(left.filter(({ rule }) => rule !== undefined));
  if (merges.length === 0) return undefined;
  const replaced = new Set(merges.flatMap(({ from }) => from));
  const cases = inPrecedence([...left.filter((one) => !replaced.has(one)), ...merges.map(({ into }) => into)]);
  return sameVerdicts(left, cases) ? { cases: cases.filter(({ rule }) => rule !== undefined), merges } : undefined;
}

function mergesOf(cases: readonly RuleCase[]): readonly Merge[] {
  let merges: readonly Merge[] = cases.map((one) => ({ into: one, from: [one] }));
  for (let again = true; again; ) {
    again = false;
    for (const [i, one] of merges.entries()) {
      const j = merges.findIndex((other, place) => place > i && union(one.into, other.into) !== undefined);
      const other = merges[j];
      const into = other && union(one.into, other.into);
      if (!into) continue;
      const made: Merge = { into, from: [...one.from, ...other.from] };
      merges = merges.flatMap((merge, place) => (place === i ? [made] : place === j ? [] : [merge]));
      again = true;
      break;
    }
  }
  return merges.filter(({ from }) => from.length > 1);
}

/** Both as one rule that can be written: they differ in the ports or in the addresses only, and these are neighbours. */
function union(a: RuleCase, b: RuleCase): RuleCase | undefined {
  if (a.priority !== b.priority) return undefined;
  const { ports = PortSet.all, peer } = a.box;
  const samePorts = { ...b, box: { ...b.box, ports: a.box.ports } };
  if (hasSameKey(a, samePorts)) {
    const both = ports.union(b.box.ports ?? PortSet.all);
    return both.intervals.length === 1 ? { ...a, box: { ...a.box, ports: both } } : undefined;
  }
  if (!peer || !b.box.peer || !hasSameKey(a, { ...b, box: { ...b.box, peer } })) return undefined;
  const both = peer.union(b.box.peer);
  return both.toCidrs().length === 1 ? { ...a, box: { ...a.box, peer: both } } : undefined;
}
