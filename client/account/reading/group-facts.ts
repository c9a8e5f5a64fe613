/** What is to be known of each security group of a region: who gets in, its rules in order, and what is behind it. */

import type { RegionSnapshot, SnapshotGroup, SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import type { Unit } from '../../../core/dialects/unit.ts';
import { entryOf } from '../../../core/exposure/entry.ts';
import type { ExposureRow } from '../../../core/exposure/row.ts';
import { groupRows } from '../../../core/exposure/rows.ts';
import { effectiveRules, type RuleGroup, ruleGroups } from '../../../core/network/groups.ts';
import { keyOf } from '../../../core/network/identity.ts';
import type { NetworkModel, SecurityGroupRule } from '../../../core/network/model.ts';
import { PortSet } from '../../../core/network/ports.ts';
import type { Direction, Policy } from '../../../core/network/rule-cases.ts';
import { type Effect, ruleEffects } from '../../../core/network/rule-effects.ts';
import type { Settings } from '../../../core/rules/rule.ts';
import type { Span } from '../../../core/text/source.ts';
import { type AccountRisk, worst } from '../node.ts';
import { type Machine, machinesByGroup } from './machines.ts';

/** A rule as it stands in the snapshot, and where. */
export interface WrittenRule {
  readonly rule: SnapshotRule;
  readonly place: Span;
}

export interface RuleFacts extends WrittenRule {
  readonly effect: Effect['effect'] | undefined;
  /** Rules that decide instead, or say the same. */
  readonly by: readonly WrittenRule[];
  readonly risk: AccountRisk;
}

export interface DirectionFacts {
  /** In order of evaluation. */
  readonly rules: readonly RuleFacts[];
  /** What becomes of the rest; `undefined` where that is not known. */
  readonly byDefault: Policy | undefined;
}

/** What the tree shows of a group before anybody opens it. */
export interface GroupSummary {
  readonly region: RegionSnapshot;
  readonly group: SnapshotGroup;
  readonly place: Span | undefined;
  readonly risk: AccountRisk;
  /** How many ports strangers reach. */
  readonly exposed: number | 'all';
  readonly machines: readonly Machine[];
}

export interface GroupFacts extends GroupSummary {
  readonly model: NetworkModel;
  /** The same group, as the engine knows it. */
  readonly ruleGroup: RuleGroup;
  readonly rows: readonly ExposureRow[];
  readonly ingress: DirectionFacts;
  readonly egress: DirectionFacts;
}

/** One group after the other, because each takes some time. What it took to find them out is let go. */
export function* groupSummaries(
  region: RegionSnapshot,
  unit: Unit,
  settings: Settings | undefined,
): Generator<GroupSummary> {
  for (const facts of groupsIn(region, unit, settings).values()) {
    // What is computed of a group is kept as long as the object that stands for it.
    const { group, place, risk, exposed, machines } = factsOf({ ...facts.ruleGroup }, facts, settings);
    yield { region, group, place, risk, exposed, machines };
  }
}

/** All groups of a region by id, in the order of the text. What takes time is computed when it is asked for. */
export function groupsIn(
  region: RegionSnapshot,
  { model }: Unit,
  settings: Settings | undefined,
): ReadonlyMap<string, GroupFacts> {
  const groups = new Map(ruleGroups(model).map((group) => [group.key, group]));
  const entities = new Map(model.securityGroups.map((entity) => [entity.resource.address, entity]));
  const machines = machinesByGroup(region, (id) => spanOf(model.resources.get(id)?.blockAt));
  const found = new Map<string, GroupFacts>();
  for (const group of region.securityGroups ?? []) {
    const entity = entities.get(group.id);
    const ruleGroup = entity && groups.get(keyOf(entity));
    if (!ruleGroup) continue;
    const place = spanOf(entity.resource.blockAt);
    const known = { region, model, group, place, machines: machines.get(group.id) ?? [] };
    found.set(group.id, factsOf(ruleGroup, known, settings));
  }
  return found;
}

type Known = Pick<GroupFacts, 'region' | 'model' | 'group' | 'place' | 'machines'>;

function factsOf(
  ruleGroup: RuleGroup,
  { region, model, group, place, machines }: Known,
  settings: Settings | undefined,
): GroupFacts {
  const rows = once(() => groupRows(model, ruleGroup));
  const risks = once(() =>
    rows().flatMap((row) => {
      const entry = entryOf(row, settings, 'en');
      return entry ? [{ at: row.at, risk: entry.risk }] : [];
    }),
  );
  const [ingress, egress] = (['ingress', 'egress'] as const).map((direction) =>
    once(() => directionFacts(ruleGroup, direction, model, risks())),
  ) as [() => DirectionFacts, () => DirectionFacts];
  return {
    region,
    model,
    group,
    ruleGroup,
    place,
    machines,
    get rows() {
      return rows();
    },
    get risk() {
      return group.rules === undefined ? 'unknown' : worst(risks().map(({ risk }) => risk));
    },
    get exposed() {
      return exposedPorts(rows());
    },
    get ingress() {
      return ingress();
    },
    get egress() {
      return egress();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** @param risks of what rules open, by the places of the rules */
export function directionFacts(
  group: RuleGroup,
  direction: Direction,
  model: NetworkModel,
  risks: readonly { readonly at: Span; readonly risk: AccountRisk }[],
): DirectionFacts {
  const { certain, possible } = effectiveRules(model, group, direction);
  const decisions = certain ?? possible;
  const inOrder = decisions?.cases.flatMap(({ rule }) => rule ?? []) ?? [];
  const own = group.rules.filter((rule) => rule.direction?.kind === 'known' && rule.direction.value === direction);
  const effects = new Map(ruleEffects(model, group, direction).map((effect) => [effect.rule, effect]));
  return {
    rules: [...new Set([...inOrder, ...own])].flatMap((entity): readonly RuleFacts[] => {
      const own = written(entity);
      if (!own) return [];
      const effect = effects.get(entity);
      const { start, end } = entity.at;
      return [
        {
          ...own,
          effect: effect?.effect,
          by: [...new Set(effect?.by.flatMap((one) => one.rule ?? []))].flatMap((one) => written(one) ?? []),
          risk: worst(risks.filter(({ at }) => at.start >= start && at.end <= end).map(({ risk }) => risk)),
        },
      ];
    }),
    byDefault: certain && certain.byDefault === possible?.byDefault ? certain.byDefault : undefined,
  };
}

const writtenCache = new WeakMap<SecurityGroupRule, WrittenRule>();

/** A rule as it stands in the snapshot; the same rule is the same object. */
export function written(entity: SecurityGroupRule): WrittenRule | undefined {
  const before = writtenCache.get(entity);
  if (before) return before;
  const { source, start, end } = entity.at;
  // What stands in for rules that were not read is no rule in the text.
  const rule = ruleIn(source.text.slice(start, end));
  if (!rule) return undefined;
  const made: WrittenRule = { rule, place: { start, end } };
  writtenCache.set(entity, made);
  return made;
}

function ruleIn(text: string): SnapshotRule | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && 'ipProtocol' in read ? (read as SnapshotRule) : undefined;
  } catch {
    return undefined;
  }
}

function exposedPorts(rows: readonly ExposureRow[]): number | 'all' {
  const byProtocol = new Map<string, PortSet>();
  for (const { reach, protocol, ports } of rows) {
    if (reach !== 'exposed') continue;
    if (protocol === 'all' && (!ports || ports.isAll)) return 'all';
    if (!ports) continue;
    if (ports.isAll) return 'all';
    const key = String(protocol);
    byProtocol.set(key, ports.union(byProtocol.get(key) ?? PortSet.none));
  }
  return [...byProtocol.values()].reduce((sum, { size }) => sum + size, 0);
}

function spanOf(at: Span | undefined): Span | undefined {
  return at && { start: at.start, end: at.end };
}
