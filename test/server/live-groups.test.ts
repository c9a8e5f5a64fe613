/** Sources of the live account's groups, offered where a template lets in too many. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WhitelistTarget } from '../../server/insert-rule.ts';
import type { OfferedGroup, RestrictResult } from '../../server/restricting.ts';
import { folder, start, terraform } from './client.ts';

const sample = readFileSync(join(import.meta.dirname, '../../cloud/sample-account.json'), 'utf8');

let client: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  client = await start({ initializationOptions: { commands: true } });
});
afterAll(() => client.end());

/** Opens a template beside an open account; what restricts the text there, by title, and the file after it. */
async function restrictions(name: string, text: string, at = '0.0.0.0/0', account = sample) {
  await client.tellAccount({ name: 'Sample account', text: account });
  const uri = await client.open(folder({ '.git/HEAD': '' }), name, text);
  const found = (await client.actions(uri, at, ['quickfix'])).filter(({ title }) => title.startsWith('Restrict'));
  return {
    uri,
    titles: found.map(({ title }) => title),
    found,
    after: found.map(({ edit }) => client.after(edit).get(uri)),
  };
}

test('the group that the template is about comes first, then those of its VPC; each block becomes a rule', async () => {
  const { titles, after } = await restrictions('main.tf', terraform());
  expect(titles).toEqual([
    'Restrict to sources of sg-bp1web000000000001 (web)',
    'Restrict to sources of sg-bp1ack000000000001 (alicloud-cs-auto-created-security-group)',
    'Restrict to sources of sg-t4nbastion000000001 (bastion)',
    'Restrict to sources of a live group…',
  ]);
  const [group = '', first = ''] = terraform('192.0.2.0/25').split(/(?=resource "alicloud_security_group_rule")/);
  const second = first.replace('"ssh"', '"ssh_2"').replace('192.0.2.0/25', '198.51.100.0/24');
  expect(after[0]).toBe(`${group}${first}\n${second}`);
  expect(after[1]).toBe(terraform('10.0.0.0/8'));
});

test('a ROS template is restricted in its own style', async () => {
  const ros = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupName: web
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: 0.0.0.0/0
`;
  const { titles, after } = await restrictions('web.yaml', ros);
  expect(titles[0]).toBe('Restrict to sources of sg-bp1web000000000001 (web)');
  expect(after[0]).toBe(
    ros.replace(
      '0.0.0.0/0\n',
      `192.0.2.0/25
        - IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: 198.51.100.0/24
`,
    ),
  );
});

test('a Service names the blocks of a group as its sources', async () => {
  const service = `apiVersion: v1
kind: Service
metadata:
  name: ssh
spec:
  type: LoadBalancer
  loadBalancerClass: alibabacloud.com/nlb
  selector:
    app: ssh
  ports:
    - port: 22
`;
  const { titles, after } = await restrictions('service.yaml', service, '22');
  expect(titles).toContain('Restrict to sources of sg-t4nbastion000000001 (bastion)');
  expect(titles).toHaveLength(4);
  expect(after[titles.indexOf('Restrict to sources of sg-t4nbastion000000001 (bastion)')]).toBe(
    `${service}  loadBalancerSourceRanges:
    - 198.51.100.0/24
`,
  );
});

/** A group of an account: the sources that it lets in at a port. */
function group(id: string, sources: readonly string[], port: number, vpcId = 'vpc-1'): object {
  const rules = sources.map((sourceCidrIp, i) => ({
    id: `sgr-${id}-${i}`,
    direction: 'ingress',
    ipProtocol: 'TCP',
    portRange: `${port}/${port}`,
    policy: 'Accept',
    priority: 1,
    sourceCidrIp,
  }));
  return { id, name: id.slice(3), vpcId, type: 'normal', rules };
}

function accountOf(groups: readonly object[]): string {
  const region = { region: 'cn-hangzhou', securityGroups: groups };
  return JSON.stringify({ ...JSON.parse(sample), problems: [], regions: [region] });
}

test('groups that let in somebody at the same port come before all others, at most three of them', async () => {
  const account = accountOf([
    group('sg-other', ['10.9.0.0/16'], 443),
    group('sg-web', ['10.8.0.0/16'], 8080),
    group('sg-far', ['10.1.0.0/16'], 22, 'vpc-2'),
    group('sg-near', ['10.2.0.0/16'], 22),
    group('sg-open', ['0.0.0.0/0'], 22),
    group('sg-wide', ['0.0.0.0/1'], 22),
    group(
      'sg-many',
      Array.from({ length: 17 }, (_, i) => `10.3.${2 * i}.0/24`),
      22,
    ),
  ]);
  const { titles } = await restrictions('main.tf', terraform(), '0.0.0.0/0', account);
  expect(titles).toEqual([
    'Restrict to sources of sg-near (near)',
    'Restrict to sources of sg-far (far)',
    'Restrict to sources of sg-web (web)',
    'Restrict to sources of a live group…',
  ]);
});

test('what other rules of a group drop is nobody who is let in', async () => {
  const open = group('sg-web', ['10.0.0.0/24'], 22) as { rules: object[] };
  const dropped = { ...open.rules[0], id: 'sgr-drop', policy: 'Drop', sourceCidrIp: '10.0.0.128/25' };
  const account = accountOf([{ ...open, rules: [...open.rules, dropped] }]);
  const { after } = await restrictions('main.tf', terraform(), '0.0.0.0/0', account);
  expect(after[0]).toBe(terraform('10.0.0.0/25'));
});

test('any group can be chosen, however many its blocks are', async () => {
  const blocks = Array.from({ length: 17 }, (_, i) => `10.3.${2 * i}.0/24`);
  const account = accountOf([group('sg-many', blocks, 22), group('sg-near', ['10.2.0.0/16'], 22)]);
  const { uri, found } = await restrictions('main.tf', terraform(), '0.0.0.0/0', account);
  const { command } = found.at(-1) ?? {};
  expect(command?.command).toBe('portguard.restrictToLiveGroup');
  const [place] = command?.arguments ?? [];
  const offered: readonly OfferedGroup[] = await client.connection.sendRequest('portguard/liveGroups', place);
  expect(offered).toEqual([
    { id: 'sg-many', name: 'many', vpc: 'vpc-1', cidrs: blocks },
    { id: 'sg-near', name: 'near', vpc: 'vpc-1', cidrs: ['10.2.0.0/16'] },
  ]);
  const restrict = (id: string): Promise<RestrictResult> =>
    client.connection.sendRequest('portguard/restrictToLiveGroup', { ...place, group: id });
  const many = await restrict('sg-many');
  const text = 'edit' in many ? client.after(many.edit).get(uri) : '';
  expect(text?.match(/cidr_ip +=/g)).toHaveLength(17);
  expect(await restrict('sg-gone')).toEqual({ problem: expect.stringContaining('cannot be written here') });
});

test('whom machines connect to is no question of sources', async () => {
  const egress = terraform().replace('"ingress"', '"egress"');
  const { titles } = await restrictions('main.tf', egress);
  expect(titles).toEqual([]);
});

test('without an account, or with one that is closed, nothing of it is offered', async () => {
  const { uri, titles } = await restrictions('main.tf', terraform());
  expect(titles).not.toEqual([]);
  await client.tellAccount(null);
  const after = await client.actions(uri, '0.0.0.0/0', ['quickfix']);
  expect(after.map(({ title }) => title).filter((title) => title.startsWith('Restrict'))).toEqual([]);
});

test('a white list rule may let in the sources of a live group', async () => {
  const { uri } = await restrictions('main.tf', terraform());
  const { start: position } = client.rangeOf(uri, 'cidr_ip');
  const target: WhitelistTarget = await client.connection.sendRequest('portguard/whitelistTarget', { uri, position });
  expect(target.sources).toEqual([
    { label: 'Sources of sg-bp1web000000000001 (web)', cidrs: ['192.0.2.0/25', '198.51.100.0/24'] },
    {
      label: 'Sources of sg-bp1ack000000000001 (alicloud-cs-auto-created-security-group)',
      cidrs: ['10.0.0.0/8'],
    },
    { label: 'Sources of sg-t4nbastion000000001 (bastion)', cidrs: ['198.51.100.0/24'] },
  ]);
});

test('a group is named in Chinese for those who read it', async () => {
  const other = await start({ locale: 'zh-cn', initializationOptions: { commands: true } });
  await other.tellAccount({ name: '示例账号', text: sample });
  const uri = await other.open(folder({ '.git/HEAD': '' }), 'main.tf', terraform());
  const titles = (await other.actions(uri, '0.0.0.0/0', ['quickfix'])).map(({ title }) => title);
  expect(titles).toContain('只放行 sg-bp1web000000000001（web）的来源');
  await other.end();
});
