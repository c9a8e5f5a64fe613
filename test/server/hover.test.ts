import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ErrorCodes, MessageType } from 'vscode-languageserver/node';
import { folder, start, terraform } from './client.ts';

const root = join(import.meta.dirname, '../..');
let client: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  client = await start();
});
afterAll(() => client.end());

function ros(ports: string, cidr: string): string {
  return `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Admin:
    Type: String
    Default: 203.0.113.0/25
Resources:
  Web:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: ${ports}
          SourceCidrIp: ${cidr}
        - IpProtocol: tcp
          PortRange: 443/443
          SourceCidrIp: { Ref: Admin }
  Cache:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: { Ref: Web }
      IpProtocol: all
      PortRange: -1/-1
      SourceCidrIp: 11.0.0.0/8
`;
}

test.each([
  [
    '0.0.0.0/0',
    '**0.0.0.0/0** · everyone on the internet (IPv4)',
    '0.0.0.0 – 255.255.255.255 · 4,294,967,296 addresses',
  ],
  ['::/0', '**::/0** · everyone on the internet (IPv6)', '2^128 addresses'],
  ['10.1.0.0/16', 'not public: private use (10.0.0.0/8, RFC 1918)', '10.1.0.0 – 10.1.255.255 · 65,536 addresses'],
  ['100.100.2.136', 'shared address space (100.64.0.0/10, RFC 6598)', '100.100.2.136 · 1 address'],
  ['8.8.8.0/24', '**8.8.8.0/24** · public', '8.8.8.0 – 8.8.8.255 · 256 addresses'],
  ['fd00::/8', 'unique local (private use) (fc00::/7, RFC 4193)', '2^120 addresses'],
])('the source %s', async (cidr, kind, extent) => {
  const text = terraform(cidr);
  const uri = await client.open(
    folder(),
    'main.tf',
    cidr.includes(':') ? text.replace('cidr_ip  ', 'ipv6_cidr_ip') : text,
  );
  const found = await client.hover(uri, cidr);
  expect(found?.about).toBe(`"${cidr}"`);
  expect(found?.shown).toContain(kind);
  expect(found?.shown).toContain(extent);
});

test('a source in a network of the configuration, seen where a parameter gives it', async () => {
  const top = folder({ '.portguard.yaml': 'networks:\n  office: [203.0.113.0/24]\n' });
  const uri = await client.open(top, 'shop.yaml', ros('22/22', '203.0.113.0/24'));
  expect((await client.hover(uri, '203.0.113.0/24'))?.shown).toContain('The network `office` of the configuration');
  const used = await client.hover(uri, '{ Ref: Admin }');
  expect(used?.shown).toContain('Part of the network `office`');
  // Nothing is used at the default itself: what it is defined for is told.
  const defined = await client.hover(uri, '203.0.113.0/25');
  expect(defined).toEqual({ about: '203.0.113.0/25', shown: used?.shown });
});

test('ports: services with their risk, note and advice', async () => {
  const uri = await client.open(folder(), 'shop.yaml', ros('6379/6380', '10.0.0.0/8'));
  const found = await client.hover(uri, '6379/6380');
  expect(found).toEqual({
    about: '6379/6380',
    shown: [
      '**tcp 6379/6380** · 2 ports',
      '- 6379 **Redis**: high risk, database. Redis often runs without a password, and write access to it becomes a shell. Let in your own network only.\n' +
        '- 6380 **Redis (TLS, cluster bus)**: high risk, database',
      'Let in the security group or the VPC network of the application only.',
    ].join('\n\n'),
  });
  expect((await client.hover(uri, '443/443'))?.shown).toContain('443 **HTTPS');
  const all = await client.hover(uri, '-1/-1');
  expect(all?.shown).toContain('**every protocol and port** · 65,535 ports');
  expect(all?.shown).toMatch(/\n- … \d+ more\n/);
});

test('a security group, at its name and where something refers to it', async () => {
  const uri = await client.open(folder(), 'main.tf', terraform());
  const shown = [
    '**alicloud\\_security\\_group.web**',
    [
      '| From | Ports | Service | Reach | Through |',
      '| --- | --- | --- | --- | --- |',
      '| 0.0.0.0/0 | tcp 22 | SSH | open | alicloud\\_security\\_group\\_rule.ssh |',
    ].join('\n'),
  ].join('\n\n');
  expect(await client.hover(uri, '"web"')).toEqual({ about: '"web"', shown });
  expect(await client.hover(uri, 'alicloud_security_group.web.id')).toEqual({
    about: 'alicloud_security_group.web.id',
    shown,
  });
  expect(await client.hover(uri, 'resource "alicloud_security_group_rule"')).toBeUndefined();
});

test('a group with many sources says how many there are beyond the first twelve', async () => {
  const rules = Array.from({ length: 15 }, (_, i) => ({ cidr: `8.8.${2 * i}.0/24`, port: 7001 + 2 * i })).map(
    ({ cidr, port }) => `        - { IpProtocol: tcp, PortRange: ${port}/${port}, SourceCidrIp: ${cidr} }\n`,
  );
  const text = ros('22/22', '10.0.0.0/8').replace(
    'SecurityGroupIngress:\n',
    `SecurityGroupIngress:\n${rules.join('')}`,
  );
  const uri = await client.open(folder(), 'shop.yaml', text);
  const found = await client.hover(uri, '{ Ref: Web }');
  const rows = found?.shown.split('\n').filter((line) => line.startsWith('| ')) ?? [];
  expect(rows.length).toBe(2 + 12);
  expect(found?.shown).toMatch(/\n\n… \d+ more$/);
});

test('what is not known is neither open nor closed', async () => {
  const text = terraform().replace('"0.0.0.0/0"', 'var.cidr');
  const uri = await client.open(folder(), 'main.tf', `variable "cidr" {}\n${text}`);
  expect((await client.hover(uri, '"web"'))?.shown).toContain('| ? var.cidr | tcp 22 | SSH | open (possible) |');
  await client.replace(uri, '"ingress"', '"egress"');
  expect((await client.hover(uri, '"web"'))?.shown).toContain('It lets nothing in from outside of the group.');
});

test('one text that is several values says them all', async () => {
  const text = terraform()
    .replace('"alicloud_security_group_rule" "ssh" {', '$&\n  for_each = toset(["22", "3389"])')
    .replace('22/22"', '${each.value}/${each.value}"');
  const uri = await client.open(folder(), 'main.tf', text);
  const found = await client.hover(uri, '${each.value}/${each.value}');
  expect(found?.shown.split('\n\n---\n\n').map((one) => one.split('\n')[0])).toEqual(['**tcp 22**', '**tcp 3389**']);
});

test('a TLS policy and a port of a listener', async () => {
  const uri = await client.open(folder(), 'shop.yaml', readFileSync(join(root, 'examples/ros/shop.yaml'), 'utf8'));
  const policy = await client.hover(uri, 'tls_cipher_policy_1_1');
  expect(policy?.shown).toContain('`tls_cipher_policy_1_1` allows **TLS 1.1, TLS 1.2**');
  expect(policy?.shown).toContain('tls_cipher_policy_1_2_strict_with_1_3');
  expect((await client.hover(uri, '443/443, 6379/6379'.slice(9)))?.shown).toContain('Redis');
});

test('a custom TLS policy, and its versions', async () => {
  const text = `resource "alicloud_slb_tls_cipher_policy" "own" {
  tls_cipher_policy_name = "own"
  tls_versions           = ["TLSv1.1", "TLSv1.2"]
  ciphers                = ["AES128-GCM-SHA256"]
}
resource "alicloud_slb_listener" "web" {
  load_balancer_id  = "lb-1"
  protocol          = "https"
  frontend_port     = 443
  tls_cipher_policy = alicloud_slb_tls_cipher_policy.own.id
}
`;
  const uri = await client.open(folder(), 'main.tf', text);
  const used = await client.hover(uri, 'alicloud_slb_tls_cipher_policy.own.id');
  expect(used?.shown).toContain('`alicloud_slb_tls_cipher_policy.own` allows **TLS 1.1, TLS 1.2**');
  expect((await client.hover(uri, 'TLSv1.1'))?.shown).toContain('Retired (RFC 8996)');
  expect((await client.hover(uri, '443'))?.shown).toContain('HTTPS');
});

test('ports and sources of a Kubernetes Service', async () => {
  const text = readFileSync(join(root, 'examples/kubernetes/shop.yaml'), 'utf8');
  const uri = await client.open(folder(), 'shop.yaml', text);
  expect((await client.hover(uri, '203.0.113.0/24'))?.shown).toContain('TEST-NET-3');
  expect((await client.hover(uri, '- port: 6379'.slice(8)))?.shown).toContain('Redis');
});

test('Terraform inside of a ROS template', async () => {
  const inside = terraform().replace(/^/gm, '    ');
  const text = `ROSTemplateFormatVersion: '2015-09-01'\nTransform: Aliyun::Terraform-v1.5\nWorkspace:\n  main.tf: |\n${inside}`;
  const uri = await client.open(folder(), 'shop.yaml', text);
  expect((await client.hover(uri, '0.0.0.0/0'))?.about).toBe('"0.0.0.0/0"');
  expect(await client.hover(uri, '"web"')).toMatchObject({
    about: '"web"',
    shown: expect.stringContaining('| tcp 22 |'),
  });
});

test('the template of a Helm chart, with its values', async () => {
  const template = `apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  type: LoadBalancer
  ports:
    - port: {{ .Values.port }}
`;
  const top = folder({
    // What lies around a folder is read as far as the top of its repository.
    '.git/HEAD': '',
    'Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 0.1.0\n',
    'values.yaml': 'port: 6379\n',
    'templates/service.yaml': template,
  });
  const uri = await client.open(top, 'templates/service.yaml', template);
  expect(await client.hover(uri, '{{ .Values.port }}')).toEqual({
    about: '{{ .Values.port }}',
    shown: expect.stringContaining('**Redis**'),
  });
});

test('a port whose protocol is not known', async () => {
  const text = `variable "protocol" { type = string }\n${terraform().replace('"tcp"', 'var.protocol')}`;
  const uri = await client.open(folder(), 'main.tf', text);
  expect((await client.hover(uri, '22/22'))?.shown).toMatch(/^\*\*port 22\*\*\n\n- 22 \*\*SSH/);
});

test('a hover follows the text as it is typed', async () => {
  const uri = await client.open(folder(), 'main.tf', terraform());
  await client.replace(uri, '22/22', '3306/3306');
  expect((await client.hover(uri, '3306/3306'))?.shown).toContain('MySQL');
  await client.replace(uri, 'resource', '\n\n\nresource');
  expect(await client.hover(uri, '3306/3306')).toMatchObject({ about: '"3306/3306"' });
});

test('in a module, what its callers give it', async () => {
  const top = folder({ 'modules/open/main.tf': '' });
  const module = `variable "cidr" {}\n${terraform().replace('"0.0.0.0/0"', 'var.cidr')}`;
  const uri = await client.open(top, 'modules/open/main.tf', module);
  expect(await client.hover(uri, 'var.cidr')).toBeUndefined();
  await client.open(top, 'main.tf', 'module "open" {\n  source = "./modules/open"\n  cidr   = "8.8.8.0/24"\n}\n');
  expect((await client.hover(uri, 'var.cidr'))?.shown).toContain('8.8.8.0/24');
});

test('in Chinese, and nothing where there is nothing to say', async () => {
  const chinese = await start({ locale: 'zh-CN' });
  const uri = await chinese.open(folder(), 'main.tf', terraform());
  expect((await chinese.hover(uri, '0.0.0.0/0'))?.shown).toContain('互联网上的所有人（IPv4）');
  expect((await chinese.hover(uri, '22/22'))?.shown).toContain('高风险，远程管理');
  expect((await chinese.hover(uri, '"web"'))?.shown).toContain('| 来源 | 端口 | 服务 | 可达性 | 经由 |');
  expect(await chinese.hover(uri, 'ingress')).toBeUndefined();
  expect(await chinese.hover(await chinese.openUri('untitled:one', terraform()), '22/22')).toBeUndefined();
  await chinese.end();
});

test('what goes wrong is answered as an error and logged, and the server lives on', async () => {
  const request = client.connection.sendRequest('textDocument/hover', { textDocument: {} });
  await expect(request).rejects.toMatchObject({ code: ErrorCodes.InternalError });
  await expect.poll(() => client.log.at(-1)).toMatchObject({ type: MessageType.Error });
  expect(client.log.at(-1)?.message).toMatch(/^hover: TypeError: /);
  const uri = await client.open(folder(), 'main.tf', terraform());
  expect((await client.hover(uri, '22/22'))?.shown).toContain('SSH');
});
