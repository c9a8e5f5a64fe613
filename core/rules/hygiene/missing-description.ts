import type { Fix } from '../../changes/change.ts';
import { isRepeated } from '../../changes/networks.ts';
import type { SecurityGroup, SecurityGroupRule } from '../../network/model.ts';
import type { Text } from '../../text/message.ts';
import { ingressExamples, ros, terraform } from '../exposure/examples.ts';
import { defineRule } from '../rule.ts';

const described = {
  ros: `  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-bp1example
      Description: Web servers of the shop
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 443/443
          SourceCidrIp: 0.0.0.0/0
          Description: HTTPS of the shop
`,
  terraform: `resource "alicloud_security_group" "group" {
  vpc_id      = "vpc-bp1example"
  description = "Web servers of the shop"
}

resource "alicloud_security_group_rule" "rule" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "443/443"
  cidr_ip           = "0.0.0.0/0"
  description       = "HTTPS of the shop"
  security_group_id = alicloud_security_group.group.id
}
`,
};

export const missingDescription = defineRule({
  id: 'hygiene/missing-description',
  severity: 'info',
  recommended: false,
  title: { en: 'Security group or rule without a description', zh: '安全组或规则没有描述' },
  description: {
    en: `A security group, or a rule that lets somebody in, has no description. Whoever reviews it next year cannot tell whether it is still needed, and rules that nobody dares to remove stay open. The cloud's classified protection review (MLPS 2.0) asks for the purpose of each access rule too.

Rules that drop and rules for egress are not reported. Off by default: many teams keep the reasons in comments or commits.`,
    zh: `安全组或放行规则没有描述。日后复核的人无从判断它是否仍然需要，于是没有人敢删除的规则就一直开放着。等保 2.0 测评也要求说明每条访问控制规则的用途。

拒绝规则和出方向规则不报告。默认关闭：许多团队把原因写在注释或提交记录中。`,
  },
  remedy: {
    en: 'Say in a few words what it is for and who asked for it.',
    zh: '请用几个字说明用途和申请人。',
  },
  bad: ingressExamples({ ports: '443/443' }),
  good: [ros(described.ros), terraform(described.terraform)],
  check({ model, report }) {
    for (const group of model.securityGroups) {
      if (group.description) continue;
      report('yes', {
        resource: group.resource,
        at: group.at,
        message: {
          en: 'This security group has no description. Say what it is for.',
          zh: '该安全组没有描述。请说明其用途。',
        },
        fixes: () => describe(group),
      });
    }
    for (const rule of model.securityGroupRules) {
      const { direction, policy, description } = rule;
      const isIngress = direction?.kind === 'known' && direction.value === 'ingress';
      if (description || !isIngress || (policy?.kind === 'known' && policy.value === 'drop')) continue;
      report('yes', {
        resource: rule.resource,
        at: rule.at,
        message: {
          en: 'This rule has no description. Say what it is for.',
          zh: '该规则没有描述。请说明其用途。',
        },
        fixes: () => describe(rule),
      });
    }
  },
});

/** 2 to 256 characters, and none that begins with http:// (ECS API, CreateSecurityGroup). */
const placeholder = 'What this is for';
const title: Text = { en: 'Add a description…', zh: '添加描述……' };

function describe(entity: SecurityGroup | SecurityGroupRule): readonly Fix[] {
  if (isRepeated(entity)) return [];
  return [{ title, changes: [{ kind: 'set', entity, to: { description: placeholder } }], placeholder }];
}
