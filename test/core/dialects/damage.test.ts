/** A setting that a syntax error took away is unknown; one that nobody wrote is still missing. */
import { expect, test } from 'vitest';
import { readRos } from '../../../core/dialects/ros/index.ts';
import { readTerraform } from '../../../core/dialects/terraform/index.ts';
import type { Unit } from '../../../core/dialects/unit.ts';
import { SourceText } from '../../../core/text/source.ts';

const template = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: 0.0.0.0/0
`;

const module = `resource "alicloud_security_group_rule" "one" {
  type        = "ingress"
  ip_protocol = "tcp"
  port_range  = "22/22"
  cidr_ip     = "0.0.0.0/0"
}
resource "alicloud_security_group_rule" "two" {
  type = "ingress"
}
`;

/** Per rule: ports, peer and priority as `known`, `unknown` or `absent`; a priority is nowhere written. */
function fields({ model }: Unit): string[] {
  return model.securityGroupRules.map(({ ports, peerCidr, priority }) =>
    [ports, peerCidr, priority].map((field) => field?.kind ?? 'absent').join(' '),
  );
}

const ros = (text: string) => fields(readRos(new SourceText('a.yaml', text)));
const terraform = (text: string) => fields(readTerraform([new SourceText('main.tf', text)]));

test('in a sound text everything is as written', () => {
  expect(ros(template)).toEqual(['known known known']);
  expect(terraform(module)).toEqual(['known known known', 'known absent known']);
});

test.each([
  ['a missing colon', 'PortRange: 22/22', 'PortRange 22/22', 'unknown known known'],
  ['a line too far left', '          PortRange', '        PortRange', 'unknown unknown known'],
  ['an unclosed quote elsewhere', 'IpProtocol: tcp', 'IpProtocol: "tcp', 'known known known'],
])('ROS: %s', (_, sound, broken, expected) => {
  expect(ros(template.replace(sound, broken))).toEqual([expected]);
});

test.each([
  ['a heredoc without end', '"tcp"', '<<EOT\ntcp', 'unknown unknown known'],
  ['a missing quote', '"tcp"', '"tcp', 'known known known'],
])('Terraform: %s, and the next block is as it was', (_, sound, broken, expected) => {
  expect(terraform(module.replace(sound, broken))).toEqual([expected, 'known absent known']);
});
