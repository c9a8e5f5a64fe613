/** Which rules the API takes for one and the same, and which it does not. */
import { describe, expect, test } from 'vitest';
import { run, template } from '../services/run.ts';

const id = 'hygiene/duplicate-rule';

function rule(name: string, attributes: Readonly<Record<string, string>> = {}): string {
  const all = {
    type: '"ingress"',
    ip_protocol: '"tcp"',
    port_range: '"22/22"',
    security_group_id: 'alicloud_security_group.web.id',
    cidr_ip: '"10.0.0.0/8"',
    ...attributes,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== '');
  return `resource "alicloud_security_group_rule" "${name}" {\n${lines.map(([key, value]) => `  ${key} = ${value}\n`).join('')}}\n`;
}

const group = 'resource "alicloud_security_group" "web" {\n  vpc_id = "vpc-1"\n}\n';
const classic = 'resource "alicloud_security_group" "web" {\n}\n';

function found(...texts: readonly string[]): readonly string[] {
  return run(id, texts.join('')).found;
}

describe('duplicates', () => {
  test('are told on the later one', () => {
    expect(found(group, rule('a'), rule('b'))).toEqual(['warning certain alicloud_security_group_rule.b "b"']);
    expect(found(group, rule('a', { port_range: '"22/22"', ip_protocol: '"TCP"' }), rule('b'))).toHaveLength(1);
  });

  test('need the same source, ports, protocol, policy, direction and group', () => {
    const others = [
      { port_range: '"22/23"' },
      { ip_protocol: '"udp"' },
      { policy: '"drop"' },
      { type: '"egress"' },
      { cidr_ip: '"10.0.0.0/9"' },
      { cidr_ip: '', ipv6_cidr_ip: '"::/0"' },
      { cidr_ip: '', source_security_group_id: '"sg-2"' },
      { security_group_id: '"sg-2"' },
      { security_group_id: 'var.group' },
      { count: 'var.number' },
    ];
    for (const other of others) expect(found(group, rule('a'), rule('b', other))).toEqual([]);
  });

  test('may differ in their priority, of which only one is in force', () => {
    const { messages } = run(id, group + rule('a', { priority: '5' }) + rule('b', { priority: '10' }));
    expect(messages).toEqual([expect.stringContaining('only in its priority, 10 instead of 5')]);
  });

  test('may differ in their NIC type, in a VPC', () => {
    const rules = rule('a', { nic_type: '"internet"' }) + rule('b', { nic_type: '"intranet"' });
    expect(run(id, group + rules).messages).toEqual([expect.stringContaining('only in its NIC type')]);
    expect(found(classic, rules)).toEqual([]);
    expect(found(classic, rule('a', { nic_type: '"intranet"' }), rule('b', { nic_type: '"intranet"' }))).toHaveLength(
      1,
    );
    const inline = (vpc: string) =>
      template(`  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
${vpc}      SecurityGroupIngress:
        - { IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 10.0.0.0/8, NicType: internet }
        - { IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 10.0.0.0/8, NicType: intranet }
`);
    expect(run(id, inline('      VpcId: vpc-1\n')).messages).toEqual([expect.stringContaining('only in its NIC type')]);
    expect(run(id, inline('')).found).toEqual([]);
  });

  test('of a prefix list are not those of its blocks', () => {
    const list = 'resource "alicloud_ecs_prefix_list" "l" {\n  entry {\n    cidr = "10.0.0.0/8"\n  }\n}\n';
    const listed = { cidr_ip: '', prefix_list_id: 'alicloud_ecs_prefix_list.l.id' };
    expect(found(group, list, rule('a'), rule('b', listed))).toEqual([]);
    expect(found(group, list, rule('a', listed), rule('b', listed))).toHaveLength(1);
  });

  test('by count are told once', () => {
    expect(found(group, rule('a', { count: '3' }))).toEqual(['warning certain alicloud_security_group_rule.a[1] "a"']);
    expect(run(id, group + rule('a', { count: '3' })).messages).toEqual([
      expect.stringContaining('makes the same rule more than once'),
    ]);
    expect(found(group, rule('a', { count: '3', port_range: '"${count.index + 1}/${count.index + 1}"' }))).toEqual([]);
  });

  test('by count are not told where the groups may be different ones', () => {
    const groups = 'variable "groups" {\n  type = list(string)\n}\n';
    const each = rule('a', { count: '2', security_group_id: 'element(var.groups, count.index)' });
    expect(found(groups, each)).toEqual([]);
  });
});
