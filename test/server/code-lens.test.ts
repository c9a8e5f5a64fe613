import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folder, start, terraform } from './client.ts';

const root = join(import.meta.dirname, '../..');
let client: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  client = await start();
});
afterAll(() => client.end());

function rule(
  name: string,
  { ports = '22/22', cidr = '0.0.0.0/0', protocol = 'tcp', priority = 1, policy = 'accept' },
) {
  return `
resource "alicloud_security_group_rule" "${name}" {
  type              = "ingress"
  ip_protocol       = "${protocol}"
  port_range        = "${ports}"
  policy            = "${policy}"
  priority          = ${priority}
  security_group_id = alicloud_security_group.web.id
  cidr_ip           = "${cidr}"
}
`;
}

const instance = `
resource "alicloud_instance" "web" {
  security_groups            = [alicloud_security_group.web.id]
  internet_max_bandwidth_out = 0
}
`;

async function titles(text: string): Promise<readonly string[]> {
  return (await client.lenses(await client.open(folder(), 'main.tf', text))).titles;
}

test('ports that are open to the internet, by protocol', async () => {
  const text = terraform() + rule('web', { ports: '80/90' }) + rule('dns', { ports: '53/53', protocol: 'udp' });
  expect(await titles(text)).toEqual(['"web" internet: 22, 80/90, UDP 53']);
});

test('some public addresses are not the internet', async () => {
  expect(await titles(terraform('8.8.8.0/24'))).toEqual(['"web" some public addresses: 22']);
});

test('the internet but for a few addresses is still the internet', async () => {
  const text = terraform() + rule('banned', { policy: 'drop', cidr: '8.8.8.8/32' });
  expect(await titles(text)).toEqual(['"web" internet: 22']);
});

test('rules that do nothing are counted', async () => {
  const text =
    terraform() + rule('late', { priority: 5 }) + rule('never', { policy: 'drop', priority: 9, cidr: '8.8.8.8/32' });
  expect(await titles(text)).toEqual(['"web" internet: 22 · 2 rules without effect']);
});

test('what no way leads to', async () => {
  expect(await titles(terraform() + instance)).toEqual(['"web" open, no way in: 22']);
  expect(await titles(terraform() + instance.replace('= 0', '= 10'))).toEqual(['"web" internet: 22']);
});

test('what is possible, and what is open altogether', async () => {
  const text = terraform().replace('"22/22"', 'var.staging ? "22/22" : "3389/3389"');
  expect(await titles(`variable "staging" { type = bool }\n${text}`)).toEqual([
    '"web" internet: possibly 22, possibly 3389',
  ]);
  expect(await titles(terraform('0.0.0.0/0', '-1/-1').replace('"tcp"', '"all"'))).toEqual([
    '"web" internet: every port',
  ]);
});

test('nothing where nothing is open and nothing is wrong', async () => {
  expect(await titles(terraform('10.0.0.0/8'))).toEqual([]);
  expect(await titles('resource "alicloud_vpc" "main" {\n}\n')).toEqual([]);
  expect(await titles(terraform().replace('"ingress"', '"egress"'))).toEqual([]);
});

test('the bundled examples: load balancers, listeners and Services', async () => {
  const top = folder();
  const shop = await client.open(top, 'shop.yaml', readFileSync(join(root, 'examples/ros/shop.yaml'), 'utf8'));
  expect((await client.lenses(shop)).titles).toMatchInlineSnapshot(`
    [
      "WebGroup internet: 20/25, 80, 443, ICMP, possibly 6379",
      "LoadBalancer internet: 80, 443",
      "HttpListener internet: 80",
      "HttpsListener internet: 443",
    ]
  `);
  const services = readFileSync(join(root, 'examples/kubernetes/shop.yaml'), 'utf8');
  expect((await client.lenses(await client.open(top, 'services.yaml', services))).titles).toMatchInlineSnapshot(`
    [
      "sessions internet: 6379",
    ]
  `);
});

test('the command shows all that the group opens', async () => {
  const top = folder();
  const uri = await client.open(top, 'main.tf', terraform());
  const { commands } = await client.lenses(uri);
  expect(commands).toEqual([
    {
      title: 'internet: 22',
      command: 'portguard.showExposure',
      arguments: [uri, 'alicloud_security_group.web'],
    },
  ]);
  const text = await client.exposure(uri, 'alicloud_security_group.web');
  expect(text.replaceAll(top, '')).toBe(
    `**alicloud\\_security\\_group.web**

| From | Ports | Service | Reach | Through | Place |
| --- | --- | --- | --- | --- | --- |
| 0.0.0.0/0 | tcp 22 | SSH | open | alicloud\\_security\\_group\\_rule.ssh | /main.tf:10:23 |
`,
  );
  expect(await client.exposure(uri, 'alicloud_security_group.other')).toBe('It is no longer in this file.\n');
});

test('a module that is called twice has one lens for both calls', async () => {
  const module = `variable "ports" {}\n${terraform().replace('"22/22"', 'var.ports')}`;
  const top = folder({ 'modules/open/main.tf': module });
  const calls = ['22/22', '3306/3306'].map(
    (ports, i) => `module "m${i}" {\n  source = "./modules/open"\n  ports  = "${ports}"\n}\n`,
  );
  const uri = await client.open(top, 'modules/open/main.tf', module);
  await client.open(top, 'main.tf', calls.join(''));
  expect((await client.lenses(uri)).titles).toEqual(['"web" internet: 22, 3306']);
});

test('lenses follow the text, and what lies beside it', async () => {
  const top = folder();
  const uri = await client.open(top, 'group.tf', terraform().split('\n\n')[0] ?? '');
  expect((await client.lenses(uri)).titles).toEqual([]);
  const before = client.refreshes;
  const rules = await client.open(top, 'rules.tf', rule('ssh', {}));
  expect((await client.lenses(uri)).titles).toEqual(['"web" internet: 22']);
  await expect.poll(() => client.refreshes).toBeGreaterThan(before);
  const after = client.refreshes;
  await client.replace(rules, '22/22', '23/23');
  expect((await client.lenses(uri)).titles).toEqual(['"web" internet: 23']);
  await expect.poll(() => client.refreshes).toBeGreaterThan(after);
});

test('in Chinese', async () => {
  const chinese = await start({ locale: 'zh-CN' });
  const text = terraform() + rule('web', { ports: '443/443' }) + rule('late', { priority: 5 });
  const uri = await chinese.open(folder(), 'main.tf', text);
  expect((await chinese.lenses(uri)).titles).toEqual(['"web" 互联网：22、443 · 1 条规则不起作用']);
  expect(await chinese.exposure(uri, 'alicloud_security_group.web')).toContain('1 条规则不起作用');
  await chinese.end();
});
