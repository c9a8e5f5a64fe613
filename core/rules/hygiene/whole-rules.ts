/** The rules of a group that are wholly known, and what the API takes for one and the same rule. */

import { prefixLists, type RuleGroup, ruleGroupKeys } from '../../network/groups.ts';
import type { NetworkModel, SecurityGroupRule } from '../../network/model.ts';
import { PortSet } from '../../network/ports.ts';
import { casesOf, type Direction, type RuleCase } from '../../network/rule-cases.ts';

export const directions: readonly Direction[] = ['ingress', 'egress'];

export interface WholeRule {
  readonly rule: SecurityGroupRule;
  /** One for each peer that it names; never empty. */
  readonly cases: readonly RuleCase[];
}

/** Rules of the group that exist in every case and of which everything is known, in the order of the text. */
export function wholeRules(model: NetworkModel, { rules }: RuleGroup, direction: Direction): readonly WholeRule[] {
  const lists = prefixLists(model);
  return rules.flatMap((rule) => {
    // Without a direction a rule would be in both of them.
    if (rule.direction?.kind !== 'known' || ruleGroupKeys(rule).length !== 1) return [];
    const { known, certain } = casesOf(rule, direction, lists);
    return certain && known.length > 0 ? [{ rule, cases: known }] : [];
  });
}

/**
 * The same text for what is one rule to the API: source, ports, protocol and policy are its key, the priority is not
 * (ECS API, AuthorizeSecurityGroup). A prefix list is another source than the blocks that it has.
 */
export function ruleKey({ rule, policy, box, peer }: RuleCase): string {
  const { protocol, ports = PortSet.all, member, sourcePorts = PortSet.all, local } = box;
  const list = peer !== undefined && peer === rule?.peerPrefixList ? 'list ' : '';
  const who = member ?? `${list}${box.peer}`;
  return [policy, protocol, ports, who, sourcePorts, local ?? ''].join(' | ');
}
