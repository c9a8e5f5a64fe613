/**
 * Drift: how the security groups of an account and those of templates differ, rule by rule, matched by what rules mean.
 * What is not known on one side is neither missing nor extra on the other; it is told as not known.
 */
import type { Unit } from '../dialects/unit.ts';
import type { PlacedGroup } from '../exposure/pairs.ts';
import { nameOf } from '../exposure/row.ts';
import { ruleGroups } from '../network/groups.ts';
import type { NetworkModel } from '../network/model.ts';
import type { Direction } from '../network/rule-cases.ts';
import { type Difference, type DifferenceKind, differencesOf } from './differences.ts';
import { comparedSides, type Effect, effectsOf } from './effects.ts';
import { type AccountGroup, type GroupPair, type Pairing, pairedGroups, type TemplateUnit } from './group-pairs.ts';
import { accountNaming, type Naming, type SideRule, sideRules, templateNaming } from './side-rules.ts';

export interface DriftRow extends Difference {
  readonly pair: GroupPair;
  readonly direction: Direction;
  readonly effects: readonly Effect[];
}

export interface Drift {
  readonly rows: readonly DriftRow[];
  readonly pairing: Pairing;
  /** Groups that have too many rules to say what their drift comes to: their rows have no effects. */
  readonly unbounded: readonly GroupPair[];
}

const directions: readonly Direction[] = ['ingress', 'egress'];
const order: readonly DifferenceKind[] = ['only-in-account', 'differs', 'only-in-template', 'unknown'];

/** @param account units of a snapshot, each a region */
export function driftOf(units: readonly TemplateUnit[], account: readonly Unit[]): Drift {
  const pairing = pairedGroups(units, account);
  const all = pairing.pairs.map((pair) => ({ pair, ...driftOfPair(pair, pairing) }));
  return {
    rows: all.flatMap(({ rows }) => rows),
    pairing,
    unbounded: all.flatMap(({ pair, isBounded }) => (isBounded ? [] : [pair])),
  };
}

export interface PairDrift {
  readonly rows: readonly DriftRow[];
  /** False where there are too many rules to say what their drift comes to: the rows have no effects. */
  readonly isBounded: boolean;
}

/** The drift of one group, for whoever has other things to do between two of them. */
export function driftOfPair(pair: GroupPair, pairing: Pairing): PairDrift {
  const naming = namingOf(pair.account.model, pairing);
  let isBounded = true;
  const rows = directions.flatMap((direction) => {
    const live = sideRules(pair.account.group, direction, accountNaming(pair.account.model));
    const written = pair.template.flatMap((one) => sideRules(one.group, direction, naming(one.model)));
    const strays = straysOf(pair.template, pairing).flatMap((one) =>
      sideRules(one.group, direction, naming(one.model)),
    );
    const open = strays.map((one): SideRule => ({ ...one, isSettled: false }));
    const differences = differencesOf(live, written, open);
    if (differences.length === 0) return [];
    const compared = comparedSides(pair.account, [live, [...written, ...open]], direction);
    if (!compared) isBounded = false;
    const told = differences.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    return told.map((one): DriftRow => {
      const effects = compared ? effectsOf(compared, [...one.account, ...one.template]) : [];
      return { ...one, pair, direction, effects };
    });
  });
  return { rows, isBounded };
}

function namingOf(account: NetworkModel, { ids }: Pairing): (model: NetworkModel) => Naming {
  const known = new Map<NetworkModel, Naming>();
  return (model) => {
    const before = known.get(model) ?? templateNaming(model, account, ids.get(model));
    known.set(model, before);
    return before;
  };
}

/** Rules of which the same units do not know the group: they may be in any. */
function straysOf(template: readonly PlacedGroup[], { ids }: Pairing): readonly PlacedGroup[] {
  const placed = new Map(template.map((one) => [one.model, one]));
  return [...placed.values()].flatMap(({ place, model }) =>
    ruleGroups(model)
      .filter(({ key }) => key.startsWith('?:') && !ids.get(model)?.has(key))
      .map((group): PlacedGroup => ({ place, model, group })),
  );
}

/** What the account lets through, for certain, that no template does. */
export function opensMore({ effects }: Pick<DriftRow, 'effects'>): boolean {
  return effects.some(({ change, certainty }) => change === 'opens' && certainty === 'certain');
}

/** The name of a group of the account as people know it. */
export function accountName({ id, group: { group } }: AccountGroup): string {
  const { name } = group;
  return name?.kind === 'known' && name.value !== '' ? `${name.value} (${id})` : id;
}

/** The name of a group of the templates. */
export function templateName({ group }: PlacedGroup): string {
  return nameOf(group.key);
}
