/** What is offered where, and what the line is once it was chosen; `‸` is the cursor. */
import { describe, expect, test } from 'vitest';
import { CompletionItemTag } from 'vscode-languageserver/node';
import { start } from './client.ts';
import { completionsAt } from './cursor.ts';

const client = await start();

const config = { '.portguard.yaml': 'networks:\n  office: [203.0.113.0/24]\n  six: ["2001:db8::/32"]\n' };

function rule(line: string): Record<string, string> {
  const vpc = 'resource "alicloud_vpc" "main" {\n  cidr_block = "172.20.0.0/16"\n}\n';
  return {
    ...config,
    'main.tf': `${vpc}resource "alicloud_security_group_rule" "a" {\n  type = "ingress"\n  ${line}\n  priority = 1\n}\n`,
  };
}

function ros(line: string, type = 'ALIYUN::ECS::SecurityGroupIngress'): Record<string, string> {
  return {
    ...config,
    'a.yaml': `ROSTemplateFormatVersion: '2015-09-01'\nResources:\n  Rule:\n    Type: ${type}\n    Properties:\n      ${line}\n      Policy: accept\n`,
  };
}

describe('addresses', () => {
  test('named networks, then those of the same files, then what is private everywhere', async () => {
    const found = await completionsAt(client, rule('cidr_ip = "‸"'));
    expect(found.items.slice(0, 3).map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'office: 203.0.113.0/24',
      '172.20.0.0/16: VPC alicloud_vpc.main',
      '10.0.0.0/8: private use (RFC 1918)',
    ]);
    expect(found.labels).not.toContain('six');
  });

  test('each template of a folder has its own networks only; a VPC is private', async () => {
    const vpc =
      'ROSTemplateFormatVersion: "2015-09-01"\nResources:\n  Net: {Type: ALIYUN::ECS::VPC, Properties: {CidrBlock: 10.9.0.0/16}}\n';
    const found = await completionsAt(client, { 'other.yaml': vpc, ...ros('SourceCidrIp: ‸') });
    expect(found.labels).toEqual(['office', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']);
    const own = await completionsAt(client, ros('CidrBlock: ‸', 'ALIYUN::ECS::VPC'));
    expect(own.labels).toEqual(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']);
  });

  test.each([
    ['between quotes', 'cidr_ip = "‸"', 'cidr_ip = "203.0.113.0/24"'],
    ['without quotes', 'cidr_ip = ‸', 'cidr_ip = "203.0.113.0/24"'],
    ['right behind the sign', 'cidr_ip =‸', 'cidr_ip = "203.0.113.0/24"'],
    ['behind an open quote', 'cidr_ip = "‸', 'cidr_ip = "203.0.113.0/24"'],
    ['half written', 'cidr_ip = "203.‸"', 'cidr_ip = "203.0.113.0/24"'],
    ['half written, without quotes', 'cidr_ip = 203.‸', 'cidr_ip = "203.0.113.0/24"'],
    ['in place of what is there', 'cidr_ip = "‸0.0.0.0/0"', 'cidr_ip = "203.0.113.0/24"'],
    ['in a branch', 'cidr_ip = var.x ? "‸" : null', 'cidr_ip = var.x ? "203.0.113.0/24" : null'],
  ])('Terraform: %s', async (_, line, expected) => {
    expect((await completionsAt(client, rule(line))).chosen('office')).toBe(expected);
  });

  test.each([
    [
      'a list',
      'alicloud_db_instance',
      'security_ips = ["10.0.0.0/8", "‸"]',
      'security_ips = ["10.0.0.0/8", "203.0.113.0/24"]',
    ],
    ['a list without an item', 'alicloud_db_instance', 'security_ips = [‸]', 'security_ips = ["203.0.113.0/24"]'],
    [
      'a list in a text',
      'alicloud_hbase_instance',
      'ip_white = "10.0.0.0/8,‸"',
      'ip_white = "10.0.0.0/8,203.0.113.0/24"',
    ],
    [
      'a part of a list in a text',
      'alicloud_hbase_instance',
      'ip_white = "10.‸,1.1.1.1"',
      'ip_white = "203.0.113.0/24,1.1.1.1"',
    ],
    ['a block', 'alicloud_slb_acl', 'entry_list { entry = "‸" }', 'entry_list { entry = "203.0.113.0/24" }'],
    [
      'a dynamic block',
      'alicloud_alb_acl',
      'dynamic "acl_entries" { content { entry = "‸" } }',
      'dynamic "acl_entries" { content { entry = "203.0.113.0/24" } }',
    ],
    [
      'objects in a list',
      'alicloud_ecs_prefix_list',
      'entry = [{ cidr = "‸" }]',
      'entry = [{ cidr = "203.0.113.0/24" }]',
    ],
  ])('Terraform: %s', async (_, type, line, expected) => {
    const files = { ...config, 'main.tf': `resource "${type}" "a" {\n  ${line}\n}\n` };
    expect((await completionsAt(client, files)).chosen('office')).toBe(expected);
  });

  test.each([
    ['behind the colon', 'SourceCidrIp:‸', 'SourceCidrIp: 203.0.113.0/24'],
    ['behind the space', 'SourceCidrIp: ‸', 'SourceCidrIp: 203.0.113.0/24'],
    ['between quotes', "SourceCidrIp: '‸'", "SourceCidrIp: '203.0.113.0/24'"],
    ['behind an open quote', 'SourceCidrIp: "‸', 'SourceCidrIp: "203.0.113.0/24"'],
    ['half written', 'SourceCidrIp: 203.‸', 'SourceCidrIp: 203.0.113.0/24'],
    [
      'in a branch',
      "SourceCidrIp: !If [Open, '‸', 10.0.0.0/8]",
      "SourceCidrIp: !If [Open, '203.0.113.0/24', 10.0.0.0/8]",
    ],
    [
      'in a branch, as a map',
      "SourceCidrIp: {'Fn::If': [Open, '‸', x]}",
      "SourceCidrIp: {'Fn::If': [Open, '203.0.113.0/24', x]}",
    ],
  ])('ROS: %s', async (_, line, expected) => {
    expect((await completionsAt(client, ros(line))).chosen('office')).toBe(expected);
  });

  test('ROS: rules in a list, lists in a text, JSON', async () => {
    const listed = ros('SecurityGroupIngress:\n        - SourceCidrIp: ‸', 'ALIYUN::ECS::SecurityGroup');
    expect((await completionsAt(client, listed)).chosen('office')).toBe('- SourceCidrIp: 203.0.113.0/24');
    const text = ros('SecurityIPList: 10.0.0.0/8,‸', 'ALIYUN::RDS::DBInstance');
    expect((await completionsAt(client, text)).chosen('office')).toBe('SecurityIPList: 10.0.0.0/8,203.0.113.0/24');
    const json = (value: string) =>
      `{"ROSTemplateFormatVersion": "2015-09-01", "Resources": {"A": {"Type": "ALIYUN::ECS::SecurityGroupIngress", "Properties": {\n"SourceCidrIp": ${value}\n}}}}`;
    for (const value of ['‸', '"‸"', '"‸']) {
      const found = await completionsAt(client, { ...config, 'a.json': json(value) });
      expect(found.chosen('office')).toBe('"SourceCidrIp": "203.0.113.0/24"');
    }
  });

  test('IPv6 where IPv6 is wanted', async () => {
    const found = await completionsAt(client, ros('Ipv6SourceCidrIp: ‸'));
    expect(found.labels).toEqual(['six', 'fc00::/7']);
    expect(found.chosen('six')).toBe('Ipv6SourceCidrIp: "2001:db8::/32"');
  });

  test('Terraform in a template', async () => {
    const hcl = 'resource "alicloud_security_group_rule" "a" {\n      cidr_ip = ‸\n    }\n';
    const files = {
      ...config,
      'a.yaml': `ROSTemplateFormatVersion: '2015-09-01'\nTransform: Aliyun::Terraform-v1.5\nWorkspace:\n  main.tf: |\n    ${hcl}`,
    };
    expect((await completionsAt(client, files)).chosen('office')).toBe('cidr_ip = "203.0.113.0/24"');
  });

  test('Kubernetes: sources of a load balancer and of a policy', async () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  loadBalancerSourceRanges:\n    - ‸\n';
    expect((await completionsAt(client, { ...config, 'a.yaml': service })).chosen('office')).toBe('- 203.0.113.0/24');
    const policy =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec:\n  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock:\n            cidr: ‸\n';
    expect((await completionsAt(client, { ...config, 'a.yaml': policy })).chosen('office')).toBe(
      'cidr: 203.0.113.0/24',
    );
  });
});

describe('ports', () => {
  test.each([
    ['as a range', rule('port_range = "‸"'), '22/22', 'port_range = "22/22"'],
    ['as a range, without quotes', rule('port_range = ‸'), '3306/3306', 'port_range = "3306/3306"'],
    ['as a range, half written without quotes', rule('port_range = 22/‸'), '22/22', 'port_range = "22/22"'],
    ['in a template', ros('PortRange: ‸'), '22/22', 'PortRange: 22/22'],
    [
      'as a number',
      { 'a.tf': 'resource "alicloud_slb_listener" "a" {\n  frontend_port = ‸\n}\n' },
      '443',
      'frontend_port = 443',
    ],
    [
      'of a service',
      {
        'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports:\n    - name: x\n      port: ‸\n',
      },
      '443',
      'port: 443',
    ],
    [
      'of a container',
      {
        'a.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - ports: [{containerPort: ‸}]\n',
      },
      '6379',
      '- ports: [{containerPort: 6379}]',
    ],
  ])('%s', async (_, files, label, expected) => {
    expect((await completionsAt(client, files)).chosen(label)).toBe(expected);
  });

  test('those that may face the internet come first; a service is found by its name', async () => {
    const { items, labels } = await completionsAt(client, rule('port_range = "‸"'));
    expect(labels.slice(0, 2)).toEqual(['80/80', '443/443']);
    const ssh = items.find(({ label }) => label === '22/22');
    expect(ssh).toMatchObject({ detail: 'SSH', filterText: '22/22 SSH' });
    expect(ssh?.documentation).toMatchObject({ value: expect.stringContaining('high risk') });
  });
});

describe('TLS policies', () => {
  test('the best first, weak ones struck through', async () => {
    const files = { 'a.tf': 'resource "alicloud_alb_listener" "a" {\n  security_policy_id = "‸"\n}\n' };
    const { items, labels } = await completionsAt(client, files);
    expect(labels).toEqual([
      'tls_cipher_policy_1_2_strict_with_1_3',
      'tls_cipher_policy_1_2_strict',
      'tls_cipher_policy_1_2',
      'tls_cipher_policy_1_0',
      'tls_cipher_policy_1_1',
    ]);
    expect(items.filter(({ tags }) => tags?.includes(CompletionItemTag.Deprecated)).map(({ label }) => label)).toEqual([
      'tls_cipher_policy_1_0',
      'tls_cipher_policy_1_1',
    ]);
  });

  test('of a Service and of an API gateway', async () => {
    const annotation = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-tls-cipher-policy';
    const service = `apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  annotations:\n    ${annotation}: ‸\nspec: {type: LoadBalancer}\n`;
    expect((await completionsAt(client, { 'a.yaml': service })).labels).toContain('tls_cipher_policy_1_2_strict');
    const gateway = ros('HttpsPolicy: ‸', 'ALIYUN::ApiGateway::Instance');
    expect((await completionsAt(client, gateway)).labels).toEqual([
      'HTTPS2_TLS1_2',
      'HTTPS1_1_TLS1_0',
      'HTTPS2_TLS1_0',
    ]);
  });
});

describe('rules', () => {
  test.each([
    ['in a comment', rule('# portguard:ignore ‸\n  cidr_ip = "0.0.0.0/0"'), '# portguard:ignore exposure/admin-port'],
    ['half written', rule('# portguard:ignore exposure/ad‸ -- why'), '# portguard:ignore exposure/admin-port -- why'],
    ['a second one', rule('# portguard:ignore tls/*, ‸'), '# portguard:ignore tls/*, exposure/admin-port'],
    ['in a template', ros('# portguard:ignore ‸'), '# portguard:ignore exposure/admin-port'],
    [
      'in metadata',
      ros('{}\n    Metadata: {portguard: {ignore: [{rule: ‸}]}}'),
      'Metadata: {portguard: {ignore: [{rule: exposure/admin-port}]}}',
    ],
    [
      'in an annotation',
      { 'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n    portguard.io/ignore: "‸"\n' },
      'portguard.io/ignore: "exposure/admin-port"',
    ],
  ])('%s', async (_, files, expected) => {
    expect((await completionsAt(client, files)).chosen('exposure/admin-port')).toBe(expected);
  });

  test('those that report something here come first', async () => {
    const files = rule(
      '# portguard:ignore ‸\n  ip_protocol = "tcp"\n  port_range = "6379/6379"\n  cidr_ip = "0.0.0.0/0"',
    );
    expect((await completionsAt(client, files)).labels[0]).toBe('exposure/database-port');
  });

  test('not in the reason, nor in another comment', async () => {
    expect((await completionsAt(client, rule('# portguard:ignore tls/* -- see ‸'))).labels).toEqual([]);
    expect((await completionsAt(client, rule('# a comment ‸'))).labels).toEqual([]);
  });
});

describe('.portguard.yaml', () => {
  test.each([
    ['a key', 'net‸', 'networks', 'networks:'],
    ['a key that has its colon', 'n‸: {}', 'networks', 'networks: {}'],
    ['a level', 'failOn: ‸', 'warning', 'failOn: warning'],
    ['a language', 'language: ‸', 'zh-CN', 'language: zh-CN'],
    ['a pack', 'packs: [‸]', 'recommended', 'packs: [recommended]'],
    ['a port', 'publicPorts: [80, ‸]', '443', 'publicPorts: [80, 443]'],
    ['a rule', 'rules:\n  exp‸', 'exposure/admin-port', 'exposure/admin-port:'],
    ['a rule beside others', 'rules:\n  tls/*: off\n  ‸', 'exposure/admin-port', 'exposure/admin-port:'],
    ['the severity of a rule', 'rules:\n  exposure/admin-port: ‸', 'off', 'exposure/admin-port: off'],
    ['an option', 'rules:\n  exposure/wide-range:\n    ‸', 'ports', 'ports:'],
    ['a severity beside options', 'rules:\n  exposure/wide-range:\n    severity: ‸', 'info', 'severity: info'],
  ])('%s', async (_, text, label, expected) => {
    expect((await completionsAt(client, { '.portguard.yaml': text })).chosen(label)).toBe(expected);
  });
});

test.each([
  ['an attribute that nothing reads', rule('description = "‸"')],
  ['a name', rule('‸')],
  ['behind a value', rule('cidr_ip = "10.0.0.0/8" ‸')],
  ['a reference that is being written', rule('cidr_ip = var.‸')],
  ['a template', rule('cidr_ip = "${‸}"')],
  ['an address of a host', { 'a.tf': 'resource "alicloud_instance" "a" {\n  private_ip = "‸"\n}\n' }],
  ['another resource type', { 'a.tf': 'resource "aws_instance" "a" {\n  cidr_ip = "‸"\n}\n' }],
  ['an argument of a function', ros('SourceCidrIp: !Join [‸, [a]]')],
  ['the condition of an If', ros('SourceCidrIp: !If [‸, a, b]')],
  [
    'a port that Kubernetes chooses',
    { 'a.yaml': 'apiVersion: v1\nkind: Service\nspec:\n  ports:\n    - nodePort: ‸\n' },
  ],
  ['a file of another kind', { 'a.yaml': 'port: ‸\n' }],
])('nothing is offered for %s', async (_, files) => {
  expect((await completionsAt(client, files)).labels).toEqual([]);
});

test('in Chinese', async () => {
  const chinese = await start({ locale: 'zh-CN' });
  const { items } = await completionsAt(chinese, rule('cidr_ip = "‸"'));
  expect(items.find(({ label }) => label === '10.0.0.0/8')?.detail).toBe('私网地址 (RFC 1918)');
  const ports = await completionsAt(chinese, rule('port_range = "‸"'));
  expect(ports.items.find(({ label }) => label === '22/22')?.documentation).toMatchObject({
    value: expect.stringContaining('高风险，远程管理'),
  });
  await chinese.end();
});
