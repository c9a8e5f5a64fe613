/** Security group rules that do less than they say, because of the rules around them (network/rule-effects.ts). */

import { idleRemoval, removeRule } from '../../changes/removing.ts';
import { effectiveRules, type RuleGroup, ruleGroups } from '../../network/groups.ts';
import type { NetworkModel, SecurityGroupRule } from '../../network/model.ts';
import { type Direction, hasSameKey } from '../../network/rule-cases.ts';
import { type Effect, ruleEffects } from '../../network/rule-effects.ts';
import { unknown, type Value } from '../../values/value.ts';
import { rosIngress, terraformIngress } from '../exposure/examples.ts';
import { defineRule, type Rule } from '../rule.ts';
import { caseText, decidedBy } from './case-text.ts';
import { directions } from './whole-rules.ts';

interface Told extends Effect {
  readonly direction: Direction;
}

function effectsOf(model: NetworkModel): readonly Told[] {
  return ruleGroups(model).flatMap((group) =>
    directions.flatMap((direction) => ruleEffects(model, group, direction).map((effect) => ({ ...effect, direction }))),
  );
}

/** Fewer rules never are. */
const manyRules = 100;

/** Whether the rules of a group are beyond what is worked out. */
function isTooMuch(model: NetworkModel, group: RuleGroup): boolean {
  if (group.rules.length < manyRules) return false;
  return directions.some((direction) => effectiveRules(model, group, direction).certain === undefined);
}

/** Where a rule says whom it is for: what a person looks at first. */
function peerOf({
  peerCidr,
  peerIpv6Cidr,
  peerGroup,
  peerPrefixList,
  at,
}: SecurityGroupRule): Value<unknown> | SecurityGroupRule['at'] {
  return peerCidr ?? peerIpv6Cidr ?? peerGroup ?? peerPrefixList ?? at;
}

const deadAccept = [
  { ports: '22/22', source: '203.0.113.0/24', priority: 10 },
  { ports: '22/22', source: '0.0.0.0/0', policy: 'drop', priority: 5 },
] as const;
const liveAccept = [
  { ports: '22/22', source: '203.0.113.0/24', priority: 5 },
  { ports: '22/22', source: '0.0.0.0/0', policy: 'drop', priority: 10 },
] as const;

export const shadowedRule: Rule = defineRule({
  id: 'hygiene/shadowed-rule',
  severity: 'warning',
  recommended: true,
  title: { en: 'Security group rule without effect', zh: '不起作用的安全组规则' },
  description: {
    en: `Rules with a higher precedence take every packet of this rule, and decide otherwise: it never applies. Precedence goes by priority (1 first); at the same priority drop goes before accept. An accept behind a drop leaves people locked out; a drop behind an accept closes nothing, though it looks as if it did.

Every packet is accounted for, so several rules together can shadow one. Rules that are not wholly known take nothing away. Only rules of the same group in these files count.`,
    zh: `优先级更高的规则已命中本规则的所有报文，并作出相反的决定：本规则永远不会生效。优先级数字越小越先匹配（1 最先）；优先级相同时拒绝先于允许。被拒绝规则遮住的允许规则会把人挡在门外；被允许规则遮住的拒绝规则看似关闭了端口，实际什么也没有关闭。

判断精确到每个报文，因此多条规则合起来也能遮住一条。取值未完全确定的规则不计入。只考虑这些文件中同一安全组的规则。`,
  },
  remedy: {
    en: 'Give the rule a smaller priority number than the rules that take its packets, or remove it.',
    zh: '请把该规则的优先级数字改得比命中其报文的规则更小，或删除该规则。',
  },
  references: ['https://www.alibabacloud.com/help/ecs/user-guide/security-group-rules'],
  bad: [rosIngress(deadAccept), terraformIngress(deadAccept)],
  good: [rosIngress(liveAccept), terraformIngress(liveAccept)],
  check({ model, report }) {
    for (const group of ruleGroups(model)) {
      const [first] = group.rules;
      if (!first || !isTooMuch(model, group)) continue;
      const { resource, at } = first;
      const because = [unknown('limit', `${group.rules.length} rules that overlap in many ways`, at)];
      report('unknown', { resource, at, message: shadowedRule.title, because });
    }
    for (const { rule, effect, by, direction } of effectsOf(model)) {
      const [first] = by;
      if (effect !== 'shadowed' || !first) continue;
      const other = caseText(first, direction);
      const dropped = first.policy === 'drop';
      report('yes', {
        resource: rule.resource,
        at: peerOf(rule),
        message: {
          en: `This rule has no effect: ${other.en} comes before it. ${dropped ? 'What it should let in is dropped' : 'What it should drop is let in'}. Give it a smaller priority number, or remove it.`,
          zh: `该规则不起作用：在它之前已匹配 ${other.zh}，${dropped ? '本应放行的流量被拒绝' : '本应拒绝的流量被放行'}。请减小其优先级数字，或删除该规则。`,
        },
        related: decidedBy(by, direction),
        fixes: () => idleRemoval(rule, removeRule),
      });
    }
  },
});

const needless = [
  { ports: '3306/3306', source: '10.0.0.0/8' },
  { ports: '3306/3306', source: '10.1.0.0/16' },
] as const;
const needed = [
  { ports: '3306/3306', source: '10.1.0.0/16' },
  { ports: '3306/3306', source: '10.2.0.0/16' },
] as const;

export const redundantRule = defineRule({
  id: 'hygiene/redundant-rule',
  severity: 'info',
  recommended: true,
  title: { en: 'Redundant security group rule', zh: '多余的安全组规则' },
  description: {
    en: `Other rules of the group decide the same about every packet of this rule, so it can go and nothing changes. It makes the list longer than it is, counts towards the quota, and whoever narrows it later believes that something was closed.

What the group does by default is not counted: a rule that drops everything at the end says what is meant. A rule with the same source, ports and protocol as another is \`hygiene/duplicate-rule\`.`,
    zh: `该安全组的其他规则对本规则的每个报文都作出相同的决定，删除它不会有任何变化。它使规则列表虚长、占用配额，日后收窄它的人还会误以为关闭了什么。

安全组的默认行为不计入：末尾的全部拒绝规则表明了意图。与另一条规则来源、端口、协议均相同的由 \`hygiene/duplicate-rule\` 报告。`,
  },
  remedy: {
    en: 'Remove the rule; or, if it is the one that is meant, narrow or remove the wider one.',
    zh: '请删除该规则；如果它才是真正需要的规则，请收窄或删除范围更宽的那条。',
  },
  bad: [rosIngress(needless), terraformIngress(needless)],
  good: [rosIngress(needed), terraformIngress(needed)],
  check({ model, report }) {
    for (const { rule, own, effect, by, direction } of effectsOf(model)) {
      const [first] = by;
      if (effect === 'shadowed' || !first) continue;
      if (by.some((other) => own.some((one) => hasSameKey(one, other)))) continue;
      const other = caseText(first, direction);
      const more = new Set(by.map((one) => one.rule)).size - 1;
      report('yes', {
        resource: rule.resource,
        at: peerOf(rule),
        message: {
          en: `This rule changes nothing: ${other.en}${more > 0 ? ` and ${more} more rule${more > 1 ? 's' : ''}` : ''} already ${more > 0 ? 'decide' : 'decides'} the same. Remove it, or narrow the wider rule.`,
          zh: `该规则没有作用：${other.zh}${more > 0 ? `等 ${more + 1} 条规则` : ''}已作出相同的决定。请删除它，或收窄更宽的规则。`,
        },
        related: decidedBy(by, direction),
        fixes: () => idleRemoval(rule, removeRule),
      });
    }
  },
});
