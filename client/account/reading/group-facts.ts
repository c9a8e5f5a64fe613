/** What is to be known of each security group of a region: who gets in, its rules in order, and what is behind it. */

import type { RegionSnapshot, SnapshotGroup, SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import type { Unit } from '../../../core/dialects/unit.ts';
import { entryOf } from '../../../core/exposure/entry.ts';
import type { ExposureRow } from '../../../core/exposure/row.ts';
import { groupRows } from '../../../core/exposure/rows.ts';
import { effectiveRules, type RuleGroup, ruleGroups } from '../../../core/network/groups.ts';
import { keyOf } from '../../../core/network/identity.ts';
import type { SecurityGroupRule } from '../../../core/network/model.ts';
import { PortSet } from '../../../core/network/ports.ts';
import type { Direction, Policy } from '../../../core/network/rule-cases.ts';
import { type Effect, ruleEffects } from '../../../core/network/rule-effects.ts';
import type { Settings } from '../../../core/rules/rule.ts';
import type { Span } from '../../../core/text/source.ts';
import { type AccountRisk, worst } from '../node.ts';
import { type Machine, machinesByGroup } from './machines.ts';

export interface RuleFacts {
  readonly rule: SnapshotRule;
  readonly place: Span;
  readonly effect: Effect['effect'] | undefined;
  /** Rules that decide instead, or say the same. */
  readonly by: readonly SnapshotRule[];
  readonly risk: AccountRisk;
}

export interface DirectionFacts {
  /** In order of evaluation. */
  readonly rules: readonly RuleFacts[];
  /** What becomes of the rest; `undefined` where that is not known. */
  readonly byDefault: Policy | undefined;
}

export interface GroupFacts {
  readonly region: RegionSnapshot;
  readonly group: SnapshotGroup;
  readonly place: Span | undefined;
  readonly rows: readonly ExposureRow[];
  readonly risk: AccountRisk;
  /** How many ports strangers reach. */
  readonly exposed: number | 'all';
  readonly ingress: DirectionFacts;
  readonly egress: DirectionFacts;
  readonly machines: readonly Machine[];
}

/** One group after the other, because each takes some time. */
export function* groupFacts(
  region: RegionSnapshot,
  { model }: Unit,
  settings: Settings | undefined,
): Generator<GroupFacts> {
  const groups = new Map(ruleGroups(model).map((group) => [group.key, group]));
  const entities = new Map(model.securityGroups.map((entity) => [entity.resource.address, entity]));
  const machines = machinesByGroup(region, (id) => spanOf(model.resources.get(id)?.blockAt));
  for (const group of region.securityGroups ?? []) {
    const entity = entities.get(group.id);
    const ruleGroup = entity && groups.get(keyOf(entity));
    if (!ruleGroup) continue;
    const rows = groupRows(model, ruleGroup);
    const risks = rows.flatMap((row) => {
      const entry = entryOf(row, settings, 'en');
      return entry ? [{ at: row.at, risk: entry.risk }] : [];
    });
    const direction = (which: Direction): DirectionFacts => directionFacts(ruleGroup, which, model, risks);
    yield {
      region,
      group,
      place: spanOf(entity.resource.blockAt),
      rows,
      risk: group.rules === undefined ? 'unknown' : worst(risks.map(({ risk }) => risk)),
      exposed: exposedPorts(rows),
      ingress: direction('ingress'),
      egress: direction('egress'),
      machines: machines.get(group.id) ?? [],
    };
  }
}

function directionFacts(
  group: RuleGroup,
  direction: Direction,
  model: Unit['model'],
  risks: readonly { readonly at: Span; readonly risk: AccountRisk }[],
): DirectionFacts {
  const { certain, possible } = effectiveRules(model, group, direction);
  const decisions = certain ?? possible;
  const inOrder = decisions?.cases.flatMap(({ rule }) => rule ?? []) ?? [];
  const own = group.rules.filter((rule) => rule.direction?.kind === 'known' && rule.direction.value === direction);
  const effects = new Map(ruleEffects(model, group, direction).map((effect) => [effect.rule, effect]));
  return {
    rules: [...new Set([...inOrder, ...own])].flatMap((entity): readonly RuleFacts[] => {
      const rule = written(entity);
      if (!rule) return [];
      const effect = effects.get(entity);
      const { start, end } = entity.at;
      return [
        {
          rule,
          place: { start, end },
          effect: effect?.effect,
          by: [...new Set(effect?.by.flatMap((one) => one.rule ?? []))].flatMap((one) => written(one) ?? []),
          risk: worst(risks.filter(({ at }) => at.start >= start && at.end <= end).map(({ risk }) => risk)),
        },
      ];
    }),
    byDefault: certain && certain.byDefault === possible?.byDefault ? certain.byDefault : undefined,
  };
}

/** A rule as it stands in the snapshot. */
function written({ at }: SecurityGroupRule): SnapshotRule | undefined {
  try {
    return JSON.parse(at.source.text.slice(at.start, at.end)) as SnapshotRule;
  } catch {
    // What stands in for rules that were not read has no text of its own.
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
