import { ruleGroups } from '../../network/groups.ts';
import type { Direction } from '../../network/rule-cases.ts';
import { smallerRules } from '../../network/rule-merge.ts';
import { rosIngress, terraformIngress } from '../exposure/examples.ts';
import { defineRule } from '../rule.ts';
import { caseText } from './case-text.ts';

const neighbours = [
  { ports: '8080/8080', source: '10.0.0.0/16' },
  { ports: '8081/8081', source: '10.0.0.0/16' },
] as const;
const apart = [
  { ports: '8080/8080', source: '10.0.0.0/16' },
  { ports: '8082/8082', source: '10.0.0.0/16' },
] as const;

/** How many proposed rules a message writes out. */
const shown = 4;

export const ruleOrder = defineRule({
  id: 'hygiene/rule-order',
  severity: 'info',
  recommended: false,
  title: { en: 'Security group that fewer rules can say', zh: '可以用更少规则表达的安全组' },
  description: {
    en: `Some rules of the group can be written as one: neighbouring ports of the same source, neighbouring blocks with the same ports. The proposal decides about every packet as the group does now; that is proven, not guessed. Rules that do nothing are left out of it and have findings of their own.

Groups of which something is not known are not looked at, nor are groups of more than 300 rules.`,
    zh: `该安全组的若干规则可以合并为一条：同一来源的相邻端口，或相同端口的相邻网段。建议的规则与现有规则对每个报文的处理完全相同，这经过验证，而非猜测。不起作用的规则不计入其中，另有单独的报告。

取值未完全确定的安全组以及超过 300 条规则的安全组不检查。`,
  },
  remedy: {
    en: 'Write the rules as proposed, in order of their priority. Fewer rules are read with more care.',
    zh: '请按建议改写规则，并按优先级排列。规则越少，越容易看清。',
  },
  bad: [rosIngress(neighbours), terraformIngress(neighbours)],
  good: [rosIngress(apart), terraformIngress(apart)],
  check({ model, report }) {
    const directions: readonly Direction[] = ['ingress', 'egress'];
    for (const group of ruleGroups(model)) {
      for (const direction of directions) {
        const proposal = smallerRules(model, group, direction);
        if (!proposal || !group.group) continue;
        const { merges } = proposal;
        const now = merges.reduce((sum, { from }) => sum + from.length, 0);
        const texts = merges.slice(0, shown).map(({ into }) => caseText(into, direction));
        const more = merges.length > shown;
        report('yes', {
          resource: group.group.resource,
          at: group.group.at,
          message: {
            en: `${now} ${direction} rules of this group can be ${merges.length}. Write with the same effect: ${texts.map(({ en }) => en).join('; ')}${more ? ' …' : ''}.`,
            zh: `该安全组${direction === 'ingress' ? '入' : '出'}方向的 ${now} 条规则可合并为 ${merges.length} 条。请改写为（效果相同）：${texts.map(({ zh }) => zh).join('；')}${more ? ' 等' : ''}。`,
          },
          related: merges
            .slice(0, shown)
            .flatMap(({ from }) => from.flatMap((one) => (one.peer ? [one.peer.at] : [])))
            .slice(0, shown * 2)
            .map((at) => ({ at, message: { en: 'one of the rules', zh: '其中一条规则' } })),
        });
      }
    }
  },
});
