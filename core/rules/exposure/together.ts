/** What rules of one group open to everyone together, though none of them does alone: 0.0.0.0/1 and 128.0.0.0/1. */
import { groupedBy } from '../../config/lookup.ts';
import { AddressSet } from '../../network/addresses.ts';
import { effectiveRules, openedBy, type RuleGroup, ruleGroupKeys, ruleGroups } from '../../network/groups.ts';
import type { NetworkModel } from '../../network/model.ts';
import { PortSet } from '../../network/ports.ts';
import type { Protocol } from '../../network/protocol.ts';
import { type Opening, openings } from './openings.ts';

export interface Together {
  /** In the order of the text; each lets in a part of the internet. */
  readonly parts: readonly Opening[];
  readonly ranges: ReadonlyMap<Protocol, PortSet>;
}

/** Everyone by several sources, one for each set of rules that is responsible. */
export function worldTogether(model: NetworkModel): readonly Together[] {
  const open = openings(model).filter(({ admits, world }) => admits === 'yes' && world === 'no');
  const byGroup = groupedBy(open, ({ rule }) => ruleGroupKeys(rule)[0]);
  return ruleGroups(model).flatMap((group) => togetherIn(model, group, byGroup.get(group.key) ?? []));
}

function togetherIn(model: NetworkModel, group: RuleGroup, parts: readonly Opening[]): readonly Together[] {
  const sources = parts.map(({ source }) => (source.kind === 'known' ? source.value : AddressSet.none));
  if (parts.length < 2 || !AddressSet.unionOf(sources).amountsToWorld) return [];
  const { certain } = effectiveRules(model, group, 'ingress');
  const found = new Map<string, { parts: readonly Opening[]; ranges: Map<Protocol, PortSet> }>();
  for (const { protocols, ports, peers, cases } of certain ? openedBy(certain) : []) {
    if (!peers.amountsToWorld || cases.some(({ box }) => box.peer?.amountsToWorld)) continue;
    const responsible = parts.filter(({ rule }) => cases.some((one) => one.rule === rule));
    const key = responsible.map((part) => parts.indexOf(part)).join();
    const { ranges } = found.get(key) ?? { ranges: new Map<Protocol, PortSet>() };
    for (const protocol of protocols) ranges.set(protocol, ports.union(ranges.get(protocol) ?? PortSet.none));
    found.set(key, { parts: responsible, ranges });
  }
  return [...found.values()];
}
