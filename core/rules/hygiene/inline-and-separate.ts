import { keysOf } from '../../network/identity.ts';
import type { NetworkModel, SecurityGroupRule } from '../../network/model.ts';
import type { Direction } from '../../network/rule-cases.ts';
import type { Location } from '../../text/source.ts';
import type { Truth } from '../../values/truth.ts';
import { ros, terraformIngress } from '../exposure/examples.ts';
import { defineRule } from '../rule.ts';
import { directions } from './whole-rules.ts';

function template(separate: 'Ingress' | 'Egress'): string {
  return `  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-bp1example
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 443/443
          SourceCidrIp: 10.0.0.0/16
  More:
    Type: ALIYUN::ECS::SecurityGroup${separate}
    Properties:
      SecurityGroupId:
        Ref: Group
      IpProtocol: tcp
      PortRange: 8443/8443
      ${separate === 'Ingress' ? 'Source' : 'Dest'}CidrIp: 10.0.0.0/16
`;
}

export const inlineAndSeparate = defineRule({
  id: 'hygiene/inline-and-separate',
  severity: 'warning',
  recommended: true,
  title: { en: 'Security group rules in two places', zh: '安全组规则分散在两处' },
  description: {
    en: `A ROS template lists rules inside of a security group (\`SecurityGroupIngress\`, \`SecurityGroupEgress\`) and adds more rules of the same direction in resources of their own. Whoever reads the list takes it for the whole, and a narrower list does not close what the other resource opens. The list can be changed by a stack update, and the documentation does not say what such an update does to rules of the group that are not in the list.

Inbound rules in one place and outbound rules in the other are not reported. In Terraform alicloud_security_group has no rules inside of it, so it cannot happen there.`,
    zh: `ROS 模板在安全组内部列出了规则（\`SecurityGroupIngress\`、\`SecurityGroupEgress\`），又用单独的资源为同一安全组添加了相同方向的规则。看列表的人会以为那就是全部，收窄列表也关不掉另一处放行的流量。该列表支持通过更新资源栈修改，而文档没有说明更新时会如何处理该安全组中不在列表里的规则。

入方向写在一处、出方向写在另一处的不报告。Terraform 的 alicloud_security_group 没有内联规则，不存在这一问题。`,
  },
  remedy: {
    en: 'Write all rules of one direction in one place: in the list, or each as a resource.',
    zh: '请把同一方向的规则全部写在一处：要么写在列表里，要么都用单独的资源。',
  },
  references: ['https://www.alibabacloud.com/help/ros/developer-reference/aliyun-ecs-securitygroup'],
  bad: [ros(template('Ingress'))],
  good: [
    ros(template('Egress')),
    terraformIngress([
      { ports: '443/443', source: '10.0.0.0/16' },
      { ports: '8443/8443', source: '10.0.0.0/16' },
    ]),
  ],
  check({ model, report }) {
    for (const direction of directions) {
      const inline = inlineRules(model, direction);
      if (inline.size === 0) continue;
      const told = new Set<string>();
      for (const rule of model.securityGroupRules) {
        const { resource, group } = rule;
        if (told.has(resource.address) || !goes(rule, direction) || isInline(rule)) continue;
        const key = keysOf(group).find((one) => inline.has(one));
        const list = key === undefined ? undefined : inline.get(key);
        if (!list) continue;
        told.add(resource.address);
        const truth: Truth = group?.kind === 'known' && list.exists === 'yes' ? 'yes' : 'maybe';
        const place = direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress';
        report(truth, {
          resource,
          at: resource.nameAt,
          message: {
            en: `The group of this rule lists ${direction} rules itself, in ${place}. Write all of them in one place, so that the list is the whole.`,
            zh: `该规则所属的安全组已在 ${place} 中列出${direction === 'ingress' ? '入' : '出'}方向规则。请把规则全部写在一处，使列表完整。`,
          },
          related: [{ at: list.at, message: { en: 'the first rule of the list', zh: '列表中的第一条规则' } }],
        });
      }
    }
  },
});

interface InlineList {
  readonly at: Location;
  readonly exists: 'yes' | 'maybe';
}

/** The lists of one direction inside of groups, by the key of the group. */
function inlineRules(model: NetworkModel, direction: Direction): ReadonlyMap<string, InlineList> {
  const lists = new Map<string, InlineList>();
  for (const rule of model.securityGroupRules) {
    if (!isInline(rule) || !goes(rule, direction)) continue;
    const [key] = keysOf(rule.group);
    if (key !== undefined && (!lists.has(key) || rule.exists === 'yes')) {
      const before = lists.get(key);
      if (before?.exists !== 'yes') lists.set(key, { at: rule.at, exists: rule.exists });
    }
  }
  return lists;
}

/** Inside of the group that it is a rule of. */
function isInline({ resource, group }: SecurityGroupRule): boolean {
  return keysOf(group).includes(`ref:${resource.address}`);
}

function goes({ direction }: SecurityGroupRule, wanted: Direction): boolean {
  return direction?.kind === 'known' && direction.value === wanted;
}
