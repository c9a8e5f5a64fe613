import { idleRemoval, removal, removeRule } from '../../changes/removing.ts';
import { itemsOf } from '../../dialects/catalogue.ts';
import { type RuleGroup, ruleGroups } from '../../network/groups.ts';
import type { NetworkModel, SecurityGroupRule } from '../../network/model.ts';
import type { Direction, RuleCase } from '../../network/rule-cases.ts';
import type { Text } from '../../text/message.ts';
import { isMap, samePlace } from '../../values/value.ts';
import { rosIngress, terraformIngress } from '../exposure/examples.ts';
import { defineRule } from '../rule.ts';
import { caseText } from './case-text.ts';
import { directions, ruleKey, wholeRules } from './whole-rules.ts';

const office = { ports: '22/22', source: '10.1.0.0/16' } as const;
const repeated = [office, office];
const reprioritised = [
  { ...office, priority: 5 },
  { ...office, priority: 10 },
];
const different = [office, { ...office, ports: '23/23' }, { ...office, policy: 'drop', priority: 2 }] as const;

export const duplicateRule = defineRule({
  id: 'hygiene/duplicate-rule',
  severity: 'warning',
  recommended: true,
  title: { en: 'Duplicate security group rule', zh: '重复的安全组规则' },
  description: {
    en: `Two rules of the same group and direction have the same source or destination, ports, protocol and policy. To the API that is one rule: adding it again succeeds and adds nothing. Whoever removes one of the two removes the rule, though the other one is still written. The priority is no part of that key, so of two rules that differ in it only one is in force. In a VPC the NIC type is none either: one rule is for public and private traffic.

Only rules that are wholly known are compared. A security group or prefix list as the source is never the same as an address block, and neither are IPv4 and IPv6. A rule inside of a wider one is \`hygiene/redundant-rule\`.`,
    zh: `同一安全组、同一方向的两条规则，其来源或目的、端口、协议和授权策略均相同。API 视其为同一条规则：再次添加会返回成功，但不会新增。删除其中一条就会删掉实际的规则，尽管另一条仍写在文件里。优先级不属于规则的唯一标识，因此仅优先级不同的两条规则只有一条生效。在专有网络（VPC）中网卡类型也不作区分：一条规则同时控制公网和内网流量。

只比较取值完全确定的规则。以安全组或前缀列表为来源与以网段为来源不算相同，IPv4 与 IPv6 也不算相同。被更宽的规则包含的规则由 \`hygiene/redundant-rule\` 报告。`,
  },
  remedy: {
    en: 'Remove one of the two rules. Where the priorities differ, keep the one that is meant.',
    zh: '请删除其中一条规则。优先级不同时，保留真正需要的那一条。',
  },
  references: ['https://www.alibabacloud.com/help/ecs/developer-reference/api-ecs-2014-05-26-authorizesecuritygroup'],
  bad: [rosIngress(repeated), terraformIngress(repeated), rosIngress(reprioritised), terraformIngress(reprioritised)],
  good: [rosIngress(different), terraformIngress(different)],
  check({ model, report }) {
    for (const group of ruleGroups(model)) {
      for (const direction of directions) {
        for (const { rule, own, first } of duplicatesIn(model, group, direction)) {
          report('yes', {
            resource: rule.resource,
            at: rule.at,
            // A habit from the classic network, in hundreds of templates, and harmless.
            ...(isOtherNic(own, first) ? { severity: 'info' } : {}),
            message: messageOf(own, first, direction),
            fixes: () => (isSameRule(own, first) ? idleRemoval(rule, removeRule) : removal(rule, removeRule)),
            related: samePlace(rule.at, (first.rule ?? rule).at)
              ? []
              : [
                  {
                    at: (first.rule ?? rule).at,
                    message: { en: 'the first of the two', zh: '先出现的规则' },
                  },
                ],
          });
        }
      }
    }
  },
});

interface Duplicate {
  readonly rule: SecurityGroupRule;
  readonly own: RuleCase;
  readonly first: RuleCase;
}

function duplicatesIn(model: NetworkModel, group: RuleGroup, direction: Direction): readonly Duplicate[] {
  const seen = new Map<string, RuleCase>();
  const duplicates: Duplicate[] = [];
  for (const { rule, cases } of wholeRules(model, group, direction)) {
    const before = cases.map((one) => seen.get(ruleKey(one)));
    const [own] = cases;
    const [first] = before;
    if (own && first?.rule && before.every((one) => one !== undefined) && areOne(group, first.rule, rule))
      duplicates.push({ rule, own, first });
    for (const [i, one] of cases.entries()) if (before[i] === undefined) seen.set(ruleKey(one), one);
  }
  return duplicates;
}

function areOne({ key, group }: RuleGroup, a: SecurityGroupRule, b: SecurityGroupRule): boolean {
  // A group that is not known is the same where it is said in the same words, but not for instances of one block.
  if (key.startsWith('?:') && samePlace(a.at, b.at)) return false;
  // In the classic network the two NIC types are two rules; in a VPC every rule is for both (ECS API, NicType).
  return group?.vpc !== undefined || nicTypeOf(a) === nicTypeOf(b);
}

/** What the rule says itself; which of the two a classic rule is for is no part of the model. */
function nicTypeOf({ resource, at }: SecurityGroupRule): string | undefined {
  const { entries } = resource.attributes;
  const lists = [...entries.values()].flatMap(({ value }) => itemsOf(value));
  const item = lists.find((one) => samePlace(one.at, at));
  const members = item?.kind === 'known' && isMap(item.value) ? item.value.entries : entries;
  const type = (members.get('NicType') ?? members.get('nic_type'))?.value;
  return type?.kind === 'known' ? String(type.value) : undefined;
}

function isOtherNic(own: RuleCase, first: RuleCase): boolean {
  const [a, b] = [own.rule, first.rule];
  return a !== undefined && b !== undefined && own.priority === first.priority && nicTypeOf(a) !== nicTypeOf(b);
}

/** Whether nobody can tell the two apart: then it makes no difference which of them goes. */
function isSameRule(own: RuleCase, first: RuleCase): boolean {
  return own.priority === first.priority && !isOtherNic(own, first);
}

function messageOf(own: RuleCase, first: RuleCase, direction: Direction): Text {
  const { en, zh } = caseText(own, direction);
  if (own.priority !== first.priority) {
    return {
      en: `This rule differs from another one only in its priority, ${own.priority} instead of ${first.priority}, which is no part of a rule's key. The one that is added second changes nothing, so only one of the priorities is in force. Keep the rule that is meant.`,
      zh: `该规则与另一条规则仅优先级不同（此处为 ${own.priority}，另一处为 ${first.priority}），而优先级不属于规则的唯一标识，后添加的一条不起作用，只有一个优先级生效。请保留真正需要的规则。`,
    };
  }
  if (isOtherNic(own, first)) {
    return {
      en: `This rule differs from another one only in its NIC type, which makes no difference in a VPC: ${en}. Remove one of the two.`,
      zh: `该规则与另一条规则仅网卡类型（NicType）不同，而在专有网络中网卡类型不起作用：${zh}。请删除其中一条。`,
    };
  }
  const isRepetition = first.rule && own.rule && samePlace(first.rule.at, own.rule.at);
  return isRepetition
    ? {
        en: `This block makes the same rule more than once: ${en}. The API adds it once. Make one instance, or let the instances differ.`,
        zh: `该配置块多次生成同一条规则：${zh}，API 只会添加一次。请只保留一个实例，或让各实例有所区别。`,
      }
    : {
        en: `This rule is there already: ${en}. Adding it again changes nothing. Remove one of the two.`,
        zh: `该规则已存在：${zh}，再次添加不起作用。请删除其中一条。`,
      };
}
