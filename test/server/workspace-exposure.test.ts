import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { folder, start, terraform } from './client.ts';

const instance = (bandwidth: number): string => `
resource "alicloud_instance" "web" {
  security_groups            = [alicloud_security_group.web.id]
  internet_max_bandwidth_out = ${bandwidth}
}
`;

function rule(name: string, ports: string, cidr: string): string {
  const [, text = ''] = terraform(cidr, ports).split('\n\n');
  return `\n${text.replace('"ssh"', `"${name}"`)}`;
}

test('what strangers reach, what is riskiest first', async () => {
  const client = await start();
  const top = folder({ '.portguard.yaml': 'networks:\n  office: [121.40.7.0/24]\npublicPorts: [443, 8443]\n' });
  const text =
    terraform() +
    instance(10) +
    rule('web', '443/443', '0.0.0.0/0') +
    rule('office', '3306/3306', '121.40.7.0/25') +
    rule('partner', '6379/6379', '47.96.1.7/32') +
    rule('inside', '5432/5432', '10.0.0.0/8') +
    rule('unknown', '27017/27017', 'CIDR').replace('"CIDR"', 'var.cidr');
  const uri = await client.open(top, 'main.tf', `${text}variable "cidr" {}\n`);
  await expect.poll(async () => (await client.workspaceExposure()).complete).toBe(true);
  const { entries } = await client.workspaceExposure();
  expect(entries.map(({ risk, from, ports, reach }) => `${risk}: ${from} ${ports} ${reach}`)).toEqual([
    'high: 0.0.0.0/0 tcp 22 exposed',
    'medium: 47.96.1.7/32 tcp 6379 exposed',
    'medium: ? var.cidr tcp 27017 unknown',
    'low: 0.0.0.0/0 tcp 443 exposed',
    'low: 121.40.7.0/25 tcp 3306 exposed',
  ]);
  const [ssh] = entries;
  expect(ssh).toMatchObject({
    to: 'alicloud_security_group.web',
    services: ['SSH'],
    certainty: 'certain',
    ways: ['alicloud_instance.web'],
    by: ['alicloud_security_group_rule.ssh'],
    uri,
  });
  expect(ssh && client.textIn(uri, ssh.range)).toBe('"0.0.0.0/0"');
  await client.end();
});

test('what no way leads to is less of a risk, and every port is one', async () => {
  const client = await start();
  const uri = await client.open(folder(), 'main.tf', terraform('0.0.0.0/0', '1/65535') + instance(0));
  const risks = async () => (await client.workspaceExposure()).entries.map(({ risk, ports }) => `${risk}: ${ports}`);
  expect(await risks()).toEqual(['medium: tcp']);
  await client.replace(uri, '= 0', '= 5');
  expect(await risks()).toEqual(['high: tcp']);
  await client.replace(uri, '1/65535', '8088/8088');
  await client.replace(uri, '"0.0.0.0/0"', '"10.0.0.0/8"');
  expect(await risks()).toEqual([]);
  await client.end();
});

test('who asked is told that the answer may have changed', async () => {
  const client = await start({ locale: 'zh-cn' });
  const top = folder();
  const uri = await client.open(top, 'main.tf', terraform());
  await client.diagnostics(uri);
  expect(client.exposureChanges).toBe(0);
  expect((await client.workspaceExposure()).entries).toHaveLength(1);
  await client.replace(uri, '22/22', '23/23');
  await expect.poll(() => client.exposureChanges).toBeGreaterThan(0);
  expect((await client.workspaceExposure()).entries.map(({ ports }) => ports)).toEqual(['tcp 23']);
  await client.end();
});

test('a module says once what its callers say with more before the name', async () => {
  const module = `variable "ports" {}\n${terraform().replace('"22/22"', 'var.ports')}`;
  const top = folder({ 'modules/open/main.tf': module });
  const client = await start();
  await client.open(top, 'modules/open/main.tf', module);
  await client.open(top, 'main.tf', 'module "m" {\n  source = "./modules/open"\n  ports  = "22/22"\n}\n');
  const { entries } = await client.workspaceExposure();
  expect(entries.filter(({ ports }) => ports === 'tcp 22').map(({ to }) => to)).toEqual([
    'module.m.alicloud_security_group.web',
  ]);
  expect(entries[0]?.uri).toBe(pathToFileURL(`${top}/modules/open/main.tf`).href);
  await client.end();
});
