import { type RuleGroup, ruleGroupKeys, ruleGroups } from '../../network/groups.ts';
import { keysOf } from '../../network/identity.ts';
import type { NetworkModel } from '../../network/model.ts';
import { allOf, type Truth } from '../../values/truth.ts';
import { rosIngress, terraformIngress } from '../exposure/examples.ts';
import { defineRule } from '../rule.ts';
import { directions, ruleKey, wholeRules } from './whole-rules.ts';

function manyRules(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    ports: '443/443',
    source: `10.${Math.floor(i / 250)}.${i % 250}.0/24`,
  }));
}

export const ruleQuota = defineRule<{ readonly rulesPerGroup: number; readonly rulesPerInterface: number }>({
  id: 'hygiene/rule-quota',
  severity: 'warning',
  recommended: false,
  title: { en: 'More security group rules than the quota', zh: '安全组规则数量超出配额' },
  description: {
    en: `The rules of a security group, or of all security groups of one instance or network interface, are more than the quota: the API refuses the rules beyond it, and what they should let in stays closed, or what they should drop stays open. Inbound and outbound rules count together.

The options \`rulesPerGroup\` (200) and \`rulesPerInterface\` (1000) are the quotas; set them to what your account has. Only the rules in these files are counted. Duplicates count once, because the API adds them once. A prefix list counts as one rule here, though it takes as many as its maximum number of entries.`,
    zh: `一个安全组的规则数，或一个实例、网卡所属全部安全组的规则总数超出了配额：超出的规则会被 API 拒绝，本应放行的流量不通，或本应拒绝的流量未被拒绝。入方向与出方向合并计算。

选项 \`rulesPerGroup\`（200）和 \`rulesPerInterface\`（1000）为配额，请按账号的实际配额设置。只统计这些文件中的规则。重复的规则只计一次，因为 API 只添加一次。前缀列表在此按一条规则计算，实际会按其最大条目数占用配额。`,
  },
  remedy: {
    en: 'Merge neighbouring ports and blocks, move sources into a prefix list, or divide the workloads among several groups.',
    zh: '请合并相邻的端口和网段，将来源归入前缀列表，或将业务拆分到多个安全组。',
  },
  options: { rulesPerGroup: 200, rulesPerInterface: 1000 },
  bad: [rosIngress(manyRules(201)), terraformIngress(manyRules(201))],
  good: [rosIngress(manyRules(3)), terraformIngress(manyRules(3))],
  check({ model, options: { rulesPerGroup, rulesPerInterface }, report }) {
    const counts = new Map<string, Count>();
    for (const group of ruleGroups(model)) {
      const count = countOf(model, group);
      counts.set(group.key, count);
      const { most, certain } = count;
      const beyond = group.rules[rulesPerGroup];
      if (most <= rulesPerGroup || !beyond) continue;
      const number = certain > rulesPerGroup ? certain : most;
      report(over(count, rulesPerGroup), {
        resource: (group.group ?? beyond).resource,
        at: (group.group ?? beyond).at,
        message: {
          en: `This security group has ${number} rules, and the quota is ${rulesPerGroup}: those beyond it are refused. Merge rules, use a prefix list, or divide the group.`,
          zh: `该安全组有 ${number} 条规则，超出配额 ${rulesPerGroup}，超出部分会被拒绝。请合并规则、使用前缀列表，或拆分安全组。`,
        },
      });
    }
    for (const instance of model.instances) {
      const groups = instance.securityGroups ?? [];
      const keys = new Set(groups.flatMap(keysOf));
      // What one group has too many of is said of the group.
      if (keys.size < 2) continue;
      const all = [...keys].map((key) => counts.get(key) ?? { certain: 0, most: 0 });
      const sum: Count = {
        certain: all.reduce((total, { certain }) => total + certain, 0),
        most: all.reduce((total, { most }) => total + most, 0),
      };
      const number = sum.certain > rulesPerInterface ? sum.certain : sum.most;
      const named: Truth = groups.some(({ kind }) => kind === 'oneOf') ? 'maybe' : 'yes';
      report(allOf(over(sum, rulesPerInterface), named), {
        resource: instance.resource,
        at: groups[0] ?? instance.at,
        message: {
          en: `The ${keys.size} security groups of this resource have ${number} rules together, and the quota of a network interface is ${rulesPerInterface}. Merge rules, or name fewer groups.`,
          zh: `该资源的 ${keys.size} 个安全组合计 ${number} 条规则，超出单个网卡的配额 ${rulesPerInterface}。请合并规则，或减少所属的安全组。`,
        },
      });
    }
  },
});

interface Count {
  /** Rules that are there in every case. */
  readonly certain: number;
  /** And those that may be. */
  readonly most: number;
}

function over({ certain, most }: Count, quota: number): Truth {
  return certain > quota ? 'yes' : most > quota ? 'maybe' : 'no';
}

function countOf(model: NetworkModel, group: RuleGroup): Count {
  let duplicates = 0;
  for (const direction of directions) {
    const whole = wholeRules(model, group, direction);
    duplicates += whole.length - new Set(whole.map(({ cases }) => cases.map(ruleKey).join(' & '))).size;
  }
  const certain = group.rules.filter((rule) => rule.exists === 'yes' && ruleGroupKeys(rule).length === 1);
  return { certain: certain.length - duplicates, most: group.rules.length - duplicates };
}
