import type { Fix } from '../../changes/change.ts';
import { isRepeated } from '../../changes/networks.ts';
import { type Decisions, decisionsOf, effectiveRules, type RuleGroup, ruleGroups } from '../../network/groups.ts';
import type { NetworkModel, SecurityGroupRule } from '../../network/model.ts';
import { valuesWithin } from '../../network/packet-regions.ts';
import { cellsOf } from '../../network/packets.ts';
import type { Direction, RuleCase } from '../../network/rule-cases.ts';
import { ruleEffects } from '../../network/rule-effects.ts';
import type { Text } from '../../text/message.ts';
import { rosIngress, terraformIngress } from '../exposure/examples.ts';
import { defineRule } from '../rule.ts';
import { caseText, decidedBy } from './case-text.ts';
import { directions } from './whole-rules.ts';

const tied = [
  { ports: '443/443', source: '10.0.0.0/8', priority: 10 },
  { ports: '443/443', source: '10.9.0.0/16', policy: 'drop', priority: 10 },
] as const;
const ordered = [
  { ports: '443/443', source: '10.0.0.0/8', priority: 10 },
  { ports: '443/443', source: '10.9.0.0/16', policy: 'drop', priority: 9 },
] as const;

/** Nodes of diagrams that are looked at in one group; the rest is not explained. */
const maxLooks = 500_000;

export const conflictingPriority = defineRule({
  id: 'hygiene/conflicting-priority',
  severity: 'warning',
  recommended: false,
  title: { en: 'Accept and drop with the same priority', zh: '优先级相同的允许规则与拒绝规则' },
  description: {
    en: `An accept rule and a drop rule of the same group have the same priority, and some packets match both. At a tie drop wins, whatever the order in the file. That is easily overlooked, all the more where both priorities are the default of 1.

Reported only where the drop rule really decides: not where a rule before the two takes the packets. An accept rule of which nothing is left is \`hygiene/shadowed-rule\`. A source that is a security group is taken to overlap with an address block only where the block is all of IPv4 or IPv6.`,
    zh: `同一安全组的一条允许规则与一条拒绝规则优先级相同，且部分报文同时匹配两者。优先级相同时拒绝优先，与文件中的顺序无关。这一点容易被忽略，尤其是两条规则都使用默认优先级 1 时。

仅在确实由拒绝规则作出决定时报告：报文若已被更靠前的规则命中则不报告。完全不起作用的允许规则由 \`hygiene/shadowed-rule\` 报告。来源为安全组时，只有当网段为全部 IPv4 或 IPv6 地址才视为与其重叠。`,
  },
  remedy: {
    en: 'Give the rule that should decide a smaller priority number than the other one.',
    zh: '请把应当生效的规则的优先级数字改得比另一条更小。',
  },
  references: ['https://www.alibabacloud.com/help/ecs/user-guide/security-group-rules'],
  bad: [rosIngress(tied), terraformIngress(tied)],
  good: [rosIngress(ordered), terraformIngress(ordered)],
  check({ model, report }) {
    for (const group of ruleGroups(model)) {
      for (const direction of directions) {
        for (const { accept, drops } of tiesIn(model, group, direction)) {
          const { rule } = accept;
          const [drop] = drops;
          if (!rule || !drop) continue;
          const other = caseText(drop, direction);
          const { priority } = rule;
          report('yes', {
            resource: rule.resource,
            at: priority?.kind === 'known' && !priority.byDefault ? priority : rule.at,
            message: {
              en: `At the same priority as this rule stands ${other.en}, and at a tie drop wins: what matches both is dropped. Give the rule that should decide a smaller priority number.`,
              zh: `与该规则优先级相同的还有 ${other.zh}，优先级相同时拒绝优先，同时匹配两者的流量会被拒绝。请把应当生效的规则的优先级数字改小。`,
            },
            related: decidedBy(drops, direction),
            fixes: () => inOrder(rule, accept.priority),
          });
        }
      }
    }
  },
});

/** Priorities are 1 to 100 (ECS API, AuthorizeSecurityGroup). */
const lowest = 100;

/** Either of the two may be the one that is meant to decide. */
function inOrder(rule: SecurityGroupRule, priority: number): readonly Fix[] {
  if (isRepeated(rule)) return [];
  const give = (to: number, title: Text): Fix => ({
    title,
    changes: [{ kind: 'set', entity: rule, to: { priority: to } }],
  });
  const [before, after] = [priority - 1, priority + 1];
  return [
    ...(after <= lowest
      ? [give(after, { en: `Let the drop win: priority ${after} here`, zh: `让拒绝规则生效：此处优先级改为 ${after}` })]
      : []),
    ...(before >= 1
      ? [give(before, { en: `Let this rule win: priority ${before}`, zh: `让此规则生效：优先级改为 ${before}` })]
      : []),
  ];
}

interface Tie {
  readonly accept: RuleCase;
  readonly drops: readonly RuleCase[];
}

/** Accept rules that lose some of their packets to a drop rule of the same priority, each once. */
function tiesIn(model: NetworkModel, group: RuleGroup, direction: Direction): readonly Tie[] {
  if (group.rules.length < 2) return [];
  const decisions = knownDecisions(model, group, direction);
  if (!decisions || !hasTie(decisions.cases)) return [];
  const { cases, space, diagram } = decisions;
  const idle = new Set(
    ruleEffects(model, group, direction)
      .filter(({ effect }) => effect !== 'redundant')
      .map(({ rule }) => rule),
  );
  const looks = { left: maxLooks };
  const ties = new Map<RuleCase['rule'], Tie>();
  for (const accept of cases) {
    const { rule, policy, priority, box } = accept;
    if (policy !== 'accept' || !rule || idle.has(rule) || ties.has(rule)) continue;
    const deciders = valuesWithin(diagram, cellsOf(box, space), looks);
    if (looks.left <= 0) break;
    const drops = [...deciders]
      .sort((a, b) => a - b)
      .map((decider) => cases[decider])
      .filter((one): one is RuleCase => one?.policy === 'drop' && one.priority === priority && canMeet(accept, one));
    if (drops.length > 0) ties.set(rule, { accept, drops });
  }
  return [...ties.values()];
}

/** By the rules that are wholly known. */
function knownDecisions(model: NetworkModel, group: RuleGroup, direction: Direction): Decisions | undefined {
  const { certain } = effectiveRules(model, group, direction);
  const known = certain?.cases.filter(({ assumed }) => !assumed) ?? [];
  return known.length === certain?.cases.length ? certain : decisionsOf(known, 'drop');
}

function hasTie(cases: readonly RuleCase[]): boolean {
  const drops = new Set(cases.flatMap(({ policy, priority }) => (policy === 'drop' ? [priority] : [])));
  return cases.some(({ policy, priority, rule }) => rule && policy === 'accept' && drops.has(priority));
}

/** Which addresses a group's members have is not known; everyone has one. */
function canMeet({ box: a }: RuleCase, { box: b }: RuleCase): boolean {
  if (a.member === b.member) return true;
  const block = a.peer ?? b.peer;
  return (a.member === undefined || b.member === undefined) && block?.containsWorld === true;
}
