import { type RuleGroup, ruleGroups } from '../../network/groups.ts';
import type { NetworkModel } from '../../network/model.ts';
import type { RuleCase } from '../../network/rule-cases.ts';
import { ros, rosIngress, terraformIngress } from '../exposure/examples.ts';
import { defineRule } from '../rule.ts';
import { wholeRules } from './whole-rules.ts';

const written = [
  { protocol: 'icmp', ports: '-1/-1', priority: 100 },
  { ports: '22/22', priority: 100 },
  { ports: '3389/3389', priority: 100 },
] as const;
const own = [
  { ports: '22/22', source: '203.0.113.0/24', priority: 100 },
  { ports: '443/443', priority: 100 },
] as const;

function containers(group: string): string {
  return `  Containers:
    Type: ALIYUN::ECI::ContainerGroup
    Properties:
      ContainerGroupName: web
      VSwitchId: vsw-bp1example
${group}      Container:
        - Name: web
          Image: nginx
`;
}

export const defaultGroup = defineRule({
  id: 'hygiene/default-group',
  severity: 'info',
  recommended: false,
  title: { en: 'Default security group', zh: '默认安全组' },
  description: {
    en: `Two ways to get the default security group, whose rules nobody chose:
- In ROS, a container group (ECI) without a security group joins the default group of the region, or the region gets one, with the ports of the containers open.
- A group that has the rules which the console writes into a default group: ICMP, 22 and 3389 from 0.0.0.0/0, all with priority 100 (110 before May 2020), with or without 80 and 443. Hardly a server needs SSH and RDP both; the open ports themselves are \`exposure/admin-port\`.

Other instances are not looked at: the API asks for their group, or a launch template or image settings may name it.`,
    zh: `两种使用默认安全组的情形，其规则并非有意选择：
- 在 ROS 中，未指定安全组的弹性容器实例（ECI）会加入所在地域的默认安全组；没有默认安全组时系统会自动创建，并放行容器声明的端口。
- 安全组的规则与控制台写入默认安全组的规则相同：对 0.0.0.0/0 放行 ICMP、22 和 3389，优先级均为 100（2020 年 5 月之前为 110），可能另有 80 和 443。很少有服务器同时需要 SSH 和 RDP；端口开放本身由 \`exposure/admin-port\` 报告。

不检查其他实例：API 要求指定安全组，或可能由启动模板等配置指定。`,
  },
  remedy: {
    en: 'Write a security group of your own, with the ports that the workload needs, and name it.',
    zh: '请按业务所需的端口创建自己的安全组，并明确指定。',
  },
  references: ['https://www.alibabacloud.com/help/doc-detail/90341.htm'],
  bad: [rosIngress(written), terraformIngress(written), ros(containers(''))],
  good: [rosIngress(own), terraformIngress(own), ros(containers('      SecurityGroupId: sg-bp1example\n'))],
  check({ model, report }) {
    for (const { kind, securityGroups, resource, at } of model.instances) {
      if (securityGroups || kind?.kind !== 'known' || kind.value !== 'container-group') continue;
      // The provider asks for it: what is missing there is refused.
      if (resource.dialect === 'terraform') continue;
      report('yes', {
        resource,
        at,
        message: {
          en: 'This container group names no security group and joins the default group of the region. Name one that opens what the containers need.',
          zh: '该弹性容器实例未指定安全组，会加入所在地域的默认安全组。请指定一个仅放行所需端口的安全组。',
        },
      });
    }
    for (const group of ruleGroups(model)) {
      const first = group.group ?? group.rules[0];
      if (!first || !isConsoleDefault(model, group)) continue;
      report('yes', {
        resource: first.resource,
        at: first.at,
        message: {
          en: 'The inbound rules of this group are those of a default security group: ICMP, 22 and 3389 for everyone. Write the rules that the workload needs.',
          zh: '该安全组的入方向规则与默认安全组相同：对所有人放行 ICMP、22 和 3389。请只写业务需要的规则。',
        },
      });
    }
  },
});

/** What the console writes into a default group, and only that (ECS user guide, default security groups). */
const required = ['icmp', 'tcp 22', 'tcp 3389'];
const optional = ['tcp 80', 'tcp 443'];

function isConsoleDefault(model: NetworkModel, group: RuleGroup): boolean {
  const whole = wholeRules(model, group, 'ingress');
  const ingress = group.rules.filter(({ direction }) => direction?.kind !== 'known' || direction.value === 'ingress');
  if (whole.length !== ingress.length) return false;
  const cases = whole.flatMap((one) => one.cases);
  const texts = new Set(cases.map(openingOf));
  const isPriority = (number: number) => cases.every(({ priority }) => priority === number);
  return (
    required.every((one) => texts.has(one)) &&
    [...texts].every((one) => required.includes(one) || optional.includes(one)) &&
    (isPriority(100) || isPriority(110))
  );
}

function openingOf({ policy, box: { protocol, ports, peer, sourcePorts, local } }: RuleCase): string {
  if (policy !== 'accept' || !peer?.containsWorld || sourcePorts || local) return 'other';
  return protocol === 'icmp' ? 'icmp' : `${protocol} ${ports}`;
}
