/** Templates for the examples of the security group rules: the same opening in both languages. */
import type { Example } from '../rule.ts';

export interface ExampleRule {
  readonly protocol?: string;
  readonly ports: string;
  readonly source?: string;
  readonly policy?: 'accept' | 'drop';
  readonly priority?: number;
}

/** One ingress rule, in ROS (inline) and in Terraform. */
export function ingressExamples(rule: ExampleRule): readonly Example[] {
  return [rosIngress([rule]), terraformIngress([rule])];
}

export function rosIngress(rules: readonly ExampleRule[]): Example {
  const items = rules.map(
    ({ protocol = 'tcp', ports, source = '0.0.0.0/0', policy, priority }) => `        - IpProtocol: ${protocol}
          PortRange: ${ports}
          SourceCidrIp: ${source}${policy ? `\n          Policy: ${policy}` : ''}${priority ? `\n          Priority: ${priority}` : ''}
`,
  );
  return {
    language: 'ros',
    code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-bp1example
      SecurityGroupIngress:
${items.join('')}`,
  };
}

export function terraformIngress(rules: readonly ExampleRule[]): Example {
  const blocks = rules.map(
    ({ protocol = 'tcp', ports, source = '0.0.0.0/0', policy, priority }, index) => `
resource "alicloud_security_group_rule" "rule${index === 0 ? '' : index + 1}" {
  type              = "ingress"
  ip_protocol       = "${protocol}"
  port_range        = "${ports}"
  cidr_ip           = "${source}"${policy ? `\n  policy            = "${policy}"` : ''}${priority ? `\n  priority          = ${priority}` : ''}
  security_group_id = alicloud_security_group.group.id
}
`,
  );
  return {
    language: 'terraform',
    code: `resource "alicloud_security_group" "group" {
  vpc_id = "vpc-bp1example"
}
${blocks.join('')}`,
  };
}

export function ros(resources: string): Example {
  return { language: 'ros', code: `ROSTemplateFormatVersion: '2015-09-01'\nResources:\n${resources}` };
}

export function terraform(code: string): Example {
  return { language: 'terraform', code };
}
