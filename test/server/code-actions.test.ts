/** Code actions as an editor asks for them: at a place, with the edits that they bring. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InsertResult } from '../../server/insert-rule.ts';
import { folder, start, terraform } from './client.ts';

let client: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  client = await start({ initializationOptions: { commands: true } });
});
afterAll(() => client.end());

const config = `networks:
  office: [203.0.113.0/24]
`;

test('a source that is too wide is narrowed, ignored, configured and read about', async () => {
  const uri = await client.open(folder({ '.git/HEAD': '', '.portguard.yaml': config }), 'main.tf', terraform());
  const actions = await client.actions(uri, '0.0.0.0/0', ['quickfix']);
  expect(actions.map(({ title }) => title)).toEqual([
    'Narrow to office (203.0.113.0/24)',
    'Narrow to an address or block of your own…',
    'Remove this rule',
    'Ignore exposure/admin-port here, with a reason',
    'Ignore exposure/admin-port in this file, with a reason',
    'Switch exposure/admin-port off in .portguard.yaml',
    'Read about exposure/admin-port',
  ]);
  const [narrow] = actions;
  expect(client.after(narrow?.edit).get(uri)).toBe(terraform('203.0.113.0/24'));
  expect(narrow?.diagnostics?.map(({ code }) => code)).toEqual(['exposure/admin-port']);
  expect(actions.at(-1)?.command).toEqual({
    title: 'Read about exposure/admin-port',
    command: 'portguard.openRule',
    arguments: ['exposure/admin-port'],
  });
});

test('what mends two findings is said once, before all that accepts one of them', async () => {
  const text = terraform('0.0.0.0/0', '22/23');
  const uri = await client.open(folder({ '.git/HEAD': '', '.portguard.yaml': config }), 'main.tf', text);
  const actions = await client.actions(uri, '0.0.0.0/0', ['quickfix']);
  const titles = actions.map(({ title }) => title);
  expect(titles.slice(0, 7)).toEqual([
    'Narrow to office (203.0.113.0/24)',
    'Narrow to an address or block of your own…',
    'Leave 22 out: open 23',
    'Add a rule that drops 22',
    'Remove this rule',
    'Leave 23 out: open 22',
    'Add a rule that drops 23',
  ]);
  expect(new Set(titles).size).toBe(titles.length);
  expect(actions[0]?.diagnostics?.map(({ code }) => code)).toEqual(['exposure/admin-port', 'exposure/cleartext-port']);
});

test('after a fix the finding is gone', async () => {
  const uri = await client.open(folder({ '.git/HEAD': '', '.portguard.yaml': config }), 'main.tf', terraform());
  expect(await client.found(uri)).toContain('exposure/admin-port "0.0.0.0/0"');
  await client.replace(
    uri,
    terraform(),
    client.after((await client.actions(uri, '0.0.0.0/0'))[0]?.edit).get(uri) ?? '',
  );
  expect((await client.found(uri)).join('\n')).not.toContain('exposure/');
});

test('what a person has yet to say is selected', async () => {
  const uri = await client.open(folder(), 'main.tf', terraform());
  const actions = await client.actions(uri, '0.0.0.0/0');
  const texts = actions.map(({ title, edit }) => `${title}\n${client.after(edit).get(uri) ?? ''}`);
  expect(texts.find((text) => text.startsWith('Narrow to an address'))).toContain(
    'cidr_ip           = "${1:203.0.113.10/32}"',
  );
  expect(texts.find((text) => text.startsWith('Ignore exposure/admin-port here'))).toContain(
    '  # portguard:ignore exposure/admin-port -- ${1:why this is accepted}\n  cidr_ip ',
  );
});

test('a client without snippets gets a suppression that still wants its reason', async () => {
  const plain = await start({ workspaceEdit: { documentChanges: true } });
  const uri = await plain.open(folder(), 'main.tf', terraform());
  const ignore = (await plain.actions(uri, '0.0.0.0/0')).find(({ title }) => title.startsWith('Ignore'));
  const text = plain.after(ignore?.edit).get(uri) ?? '';
  expect(text).toContain('  # portguard:ignore exposure/admin-port -- \n');
  await plain.replace(uri, terraform(), text);
  const found = (await plain.found(uri)).map((one) => one.split(' ')[0]);
  expect(found).toEqual(expect.arrayContaining(['suppression/missing-reason', 'exposure/admin-port']));
  await plain.end();
});

test('a rule is switched off in a configuration that is made for it', async () => {
  const top = folder();
  const uri = await client.open(top, 'main.tf', terraform());
  const off = (await client.actions(uri, '0.0.0.0/0')).find(({ title }) => title.startsWith('Switch'));
  const place = pathToFileURL(join(top, '.portguard.yaml')).href;
  expect(off?.edit?.documentChanges?.[0]).toEqual({ kind: 'create', uri: place, options: { ignoreIfExists: true } });
  expect(client.after(off?.edit).get(place)).toBe('rules:\n  exposure/admin-port: off\n');
});

test('all safe fixes of a file: of two rules that make each other needless one stays', async () => {
  const rule = (name: string, cidr: string) => `
resource "alicloud_security_group_rule" "${name}" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "443/443"
  security_group_id = alicloud_security_group.web.id
  cidr_ip           = "${cidr}"
}
`;
  const group = 'resource "alicloud_security_group" "web" {\n  vpc_id = "vpc-1"\n}\n';
  const text = `${group}${rule('a', '10.0.0.0/8')}${rule('b', '10.1.2.3/16')}${rule('c', '10.0.0.0/8')}`;
  const uri = await client.open(folder(), 'main.tf', text);
  const [all, ...more] = await client.actions(uri, 'vpc_id', ['source.fixAll.portguard']);
  expect(more).toEqual([]);
  expect(client.after(all?.edit).get(uri)).toBe(`${group}${rule('a', '10.0.0.0/8')}`);
  expect(await client.actions(uri, 'vpc_id', ['source.organizeImports'])).toEqual([]);
});

test('in Chinese', async () => {
  const chinese = await start({ locale: 'zh-cn' });
  const uri = await chinese.open(folder(), 'main.tf', terraform());
  expect((await chinese.actions(uri, '0.0.0.0/0')).map(({ title }) => title)).toEqual([
    '收窄到自己的地址或网段……',
    '删除此规则',
    '在此处忽略 exposure/admin-port（写明理由）',
    '在本文件中忽略 exposure/admin-port（写明理由）',
    '在 .portguard.yaml 中关闭 exposure/admin-port',
  ]);
  await chinese.end();
});

/** Asks what can be let in at some text, and lets it in. */
async function insert(uri: string, text: string, cidrs: readonly string[], ports?: string): Promise<string> {
  const position = client.rangeOf(uri, text).start;
  const result = await client.connection.sendRequest<InsertResult>('portguard/insertWhitelistRule', {
    uri,
    position,
    cidrs,
    ports,
  });
  return 'problem' in result ? result.problem : (client.after(result.edit).get(uri) ?? '');
}

test('a place that lets somebody in offers a rule, and what it takes', async () => {
  const uri = await client.open(
    folder({ '.git/HEAD': '', '.portguard.yaml': config }),
    'main.tf',
    terraform('10.0.0.0/8'),
  );
  expect((await client.actions(uri, 'security_group_name', ['refactor'])).map(({ title }) => title)).toEqual([
    'Insert white list rule…',
  ]);
  const position = client.rangeOf(uri, 'security_group_name').start;
  expect(await client.connection.sendRequest('portguard/whitelistTarget', { uri, position })).toEqual({
    kind: 'securityGroup',
    address: 'alicloud_security_group.web',
    needsPorts: true,
    sources: [{ label: 'office (203.0.113.0/24)', cidrs: ['203.0.113.0/24'] }],
  });
});

test('a group with rules gets one more like the last', async () => {
  const text = terraform('10.0.0.0/8').replace('  cidr_ip ', '  priority          = 5\n  cidr_ip ');
  const uri = await client.open(folder(), 'main.tf', text);
  expect(await insert(uri, 'security_group_name', ['203.0.113.7/32'], 'tcp 8000-8100')).toBe(`${text}
resource "alicloud_security_group_rule" "ssh_2" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "8000/8100"
  security_group_id = alicloud_security_group.web.id
  cidr_ip           = "203.0.113.7/32"
}
`);
});

test('a group without rules gets its first', async () => {
  const group = 'resource "alicloud_security_group" "web" {\n  vpc_id = "vpc-1"\n}\n';
  const uri = await client.open(folder(), 'main.tf', group);
  expect(await insert(uri, 'vpc_id', ['2001:db8::/32'], '443')).toBe(`${group}
resource "alicloud_security_group_rule" "web" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "443/443"
  security_group_id = alicloud_security_group.web.id
  ipv6_cidr_ip      = "2001:db8::/32"
}
`);
});

test('in a template of ROS the rule is an item of its group', async () => {
  const group = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Web:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
`;
  const uri = await client.open(folder(), 'template.yaml', group);
  const first = await insert(uri, 'VpcId', ['203.0.113.0/24'], 'udp 53');
  expect(first).toBe(`${group}      SecurityGroupIngress:
        - IpProtocol: udp
          PortRange: 53/53
          SourceCidrIp: 203.0.113.0/24
`);
  await client.replace(uri, group, first);
  expect(await insert(uri, 'VpcId', ['198.51.100.0/24', '192.0.2.0/24'], 'all')).toBe(`${first}        - IpProtocol: all
          PortRange: -1/-1
          SourceCidrIp: 198.51.100.0/24
        - IpProtocol: all
          PortRange: -1/-1
          SourceCidrIp: 192.0.2.0/24
`);
});

test('white lists grow in their own form', async () => {
  const rds = (list: string) => `resource "alicloud_db_instance" "orders" {
  engine       = "MySQL"
  security_ips = ${list}
}
`;
  const tf = await client.open(folder(), 'main.tf', rds('["10.0.0.0/8"]'));
  expect(await insert(tf, 'engine', ['203.0.113.0/24', '192.0.2.1'])).toBe(
    rds('["10.0.0.0/8", "203.0.113.0/24", "192.0.2.1"]'),
  );
  const ros = (list: string) => `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Orders:
    Type: ALIYUN::RDS::DBInstance
    Properties:
      Engine: MySQL
      SecurityIPList: ${list}
`;
  const yaml = await client.open(folder(), 'template.yaml', ros('10.0.0.0/8,192.168.0.0/16'));
  expect(await insert(yaml, 'Engine', ['203.0.113.0/24'])).toBe(ros('10.0.0.0/8,192.168.0.0/16,203.0.113.0/24'));
});

test('a Service of type LoadBalancer takes source ranges', async () => {
  const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  ports:
    - port: 443
`;
  const uri = await client.open(folder(), 'web.yaml', service);
  expect(await insert(uri, 'name: web', ['203.0.113.0/24'])).toBe(`${service}  loadBalancerSourceRanges:
    - 203.0.113.0/24
`);
});

const policy = (types: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [${types}]
`;

test('a NetworkPolicy takes one more rule of its own form; one about what goes out takes none', async () => {
  const uri = await client.open(folder(), 'policy.yaml', policy('Ingress'));
  const first = await insert(uri, 'name: web', ['203.0.113.0/24', '192.0.2.1/32'], 'tcp 8000-8100');
  expect(first).toBe(`${policy('Ingress')}  ingress:
    - from:
        - ipBlock:
            cidr: 203.0.113.0/24
        - ipBlock:
            cidr: 192.0.2.1/32
      ports:
        - protocol: TCP
          port: 8000
          endPort: 8100
`);
  await client.replace(uri, policy('Ingress'), first);
  expect(await insert(uri, 'name: web', ['198.51.100.0/24'], 'all')).toBe(`${first}    - from:
        - ipBlock:
            cidr: 198.51.100.0/24
`);
  const out = await client.open(folder(), 'policy.yaml', policy('Egress'));
  expect(await insert(out, 'name: web', ['198.51.100.0/24'], 'all')).toContain('Place the cursor in');
});

test('the places of a file that let somebody in are listed in the order of the text, each resource once', async () => {
  const service = (type: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${type.toLowerCase()} }\nspec: { type: ${type}, ports: [{ port: 443 }] }\n`;
  const manifests = [policy('Ingress'), service('ClusterIP'), service('LoadBalancer')].join('---\n');
  const targets = (uri: string) => client.connection.sendRequest('portguard/whitelistTargets', { uri });
  expect(await targets(await client.open(folder(), 'all.yaml', manifests))).toEqual([
    { kind: 'networkPolicy', address: 'NetworkPolicy.default.web', position: { line: 0, character: 0 } },
    { kind: 'service', address: 'Service.default.loadbalancer', position: { line: 13, character: 0 } },
  ]);
  const uri = await client.open(folder(), 'main.tf', terraform('10.0.0.0/8'));
  expect(await targets(uri)).toMatchObject([
    { kind: 'securityGroup', address: 'alicloud_security_group.web' },
    { kind: 'securityGroup', address: 'alicloud_security_group_rule.ssh' },
  ]);
  const position = client.rangeOf(uri, 'resource "alicloud_security_group_rule"').start;
  expect(await client.connection.sendRequest('portguard/whitelistTarget', { uri, position })).toMatchObject({
    address: 'alicloud_security_group_rule.ssh',
  });
});

test('what is no address, no port or no place is said', async () => {
  const uri = await client.open(folder(), 'main.tf', `${terraform('10.0.0.0/8')}\n# nothing here\n`);
  expect(await insert(uri, 'security_group_name', ['10.0.0.300'], '443')).toBe(
    '"10.0.0.300" is no address or CIDR block.',
  );
  expect(await insert(uri, 'security_group_name', ['10.0.0.3'], 'https')).toContain('Write ports such as 443');
  expect(await insert(uri, 'nothing here', ['10.0.0.3'], '443')).toContain('Place the cursor in a security group');
});
