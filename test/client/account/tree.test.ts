import { expect, test } from 'vitest';
import { filtered } from '../../../client/account/filter.ts';
import type { AccountNode } from '../../../client/account/node.ts';
import { readAccount, snapshotText } from '../../../client/account/reading/index.ts';
import { sampleSnapshot } from '../../../cloud/main.ts';
import { t } from '../translate.ts';
import { nodeOf, nodesIn, opened, outline } from './sample.ts';

const account = await opened();

test('by VPC: the worst region, network and group stand first, each with its exposed ports', () => {
  expect(outline(account.tree('vpc'), 'group')).toBe(`Sample account: 6 security groups
  cn-hangzhou: 5 security groups
    vpc-bp1shop000000000000001: 10.0.0.0/8
      erp: all ports exposed
      redis: 1 exposed port
      web: 2 exposed ports
      alicloud-cs-auto-created-security-group
      old-test
  ap-southeast-1: 1 security group
    vpc-t4nops0000000000000001: 172.16.0.0/16
      bastion`);
});

test('by risk: the groups of all regions, the worst first', () => {
  expect(outline(account.tree('risk'), 'group')).toBe(`Sample account: 6 security groups
  high risk: 2
    erp: all ports exposed
    redis: 1 exposed port
  low risk: 1
    web: 2 exposed ports
  no stranger gets in: 3
    alicloud-cs-auto-created-security-group
    bastion
    old-test`);
});

test('the rules of a group stand in order of evaluation, with what becomes of the rest and what is behind', () => {
  expect(outline(nodeOf(account, 'group', 'erp'), 'machines')).toBe(`erp: all ports exposed
  Ingress: 3
    tcp 445 ← 0.0.0.0/0: drop · priority 1
    tcp 3389 ← 0.0.0.0/0: accept · priority 1 · changes nothing: rules behind it say the same
    all ← 0.0.0.0/0: accept · priority 100
    everything else: drop
  Egress: 0
    everything else: accept
  Instances and interfaces: 1`);
});

test('only a rule that does nothing is idle, and it says because of which', () => {
  const idle = nodesIn(account.tree('vpc')).filter(({ isIdle }) => isIdle);
  expect(idle.map(({ label }) => label)).toEqual(['tcp 3389 ← 0.0.0.0/0']);
  expect(idle[0]?.facts).toContainEqual(['Because of', '100 accept all ← 0.0.0.0/0']);
});

test('instances and interfaces have their addresses, public ones first', () => {
  const redis = nodeOf(account, 'group', 'redis');
  const machines = nodesIn(redis).filter(({ kind }) => kind === 'instance' || kind === 'interface');
  expect(machines.map(({ kind, label, description }) => [kind, label, description])).toEqual([
    ['instance', 'redis-1', '10.0.2.21'],
    ['instance', 'erp-windows', '203.0.113.50, 10.0.1.50'],
    ['interface', 'eni-bp1dbextra000000001', '10.0.2.22'],
  ]);
});

test('places are those of the snapshot, keys are unique, every row is spoken', () => {
  const text = snapshotText(sampleSnapshot);
  const nodes = nodesIn(account.tree('vpc'));
  expect(new Set(nodes.map(({ key }) => key)).size).toBe(nodes.length);
  for (const { kind, id, place, spoken } of nodes) {
    expect(spoken).not.toBe('');
    if (kind === 'rule' || kind === 'group' || kind === 'instance') {
      expect(JSON.parse(text.slice(place?.start, place?.end))).toHaveProperty('id', id);
    }
  }
});

test('what could not be read is a node of its region, with the reason and what to do', async () => {
  const message = { en: 'Ask for ecs:DescribeInstances in RAM.', zh: '请在 RAM 中授权 ecs:DescribeInstances。' };
  const problem = { code: 'Forbidden.RAM', kind: 'permission', message } as const;
  const account = await opened({
    ...sampleSnapshot,
    regions: sampleSnapshot.regions.map(({ instances: _, ...region }) => region),
    problems: [
      { region: 'cn-hangzhou', product: 'ecs', lists: ['instances'], problem },
      { region: 'eu-west-1', product: 'vpc', problem },
    ],
  });
  const [first, second] = nodesIn(account.tree('vpc')).filter(({ kind }) => kind === 'problem');
  expect([first?.label, first?.description, first?.region]).toEqual(['Not read: VPC', message.en, 'eu-west-1']);
  expect([second?.label, second?.region]).toEqual(['Not read: ECS instances', 'cn-hangzhou']);
  expect(nodeOf(account, 'region', 'cn-hangzhou').children[0]?.kind).toBe('problem');
});

test('rules that could not be read are not taken for none', async () => {
  const account = await opened({
    ...sampleSnapshot,
    regions: sampleSnapshot.regions.map((region) => ({
      ...region,
      securityGroups: (region.securityGroups ?? []).map(({ rules: _, ...group }) => group),
    })),
  });
  expect(nodeOf(account, 'group', 'redis')).toMatchObject({
    risk: 'unknown',
    description: 'the rules could not be read',
  });
});

test('a filter leaves what has all of the words, with what is around and in it', () => {
  const root = filtered(account.tree('vpc'), '6379 0.0.0.0/0');
  expect(root && outline(root, 'machines')).toBe(`Sample account: 6 security groups
  cn-hangzhou: 5 security groups
    vpc-bp1shop000000000000001: 10.0.0.0/8
      redis: 1 exposed port
        Ingress: 2
          tcp 6379 ← 0.0.0.0/0: accept · priority 50 · temporary, for the migration`);
  expect(filtered(account.tree('vpc'), 'BASTION')?.children.map(({ label }) => label)).toEqual(['ap-southeast-1']);
  expect(filtered(account.tree('vpc'), 'nothing at all')?.children).toEqual([]);
});

test('a filter finds rules by what they do as soon as that is explained', async () => {
  const own = await opened();
  expect(filtered(own.tree('vpc'), 'changes nothing')?.children).toEqual([]);
  await own.explain();
  const root = filtered(own.tree('vpc'), 'changes nothing');
  const found = root ? nodesIn(root).filter(({ kind }) => kind === 'rule') : [];
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ isIdle }) => isIdle)).toBe(true);
});

test('what a search finds in groups that nobody has opened is what stands in them', async () => {
  const own = await opened();
  const plain = (node: AccountNode): AccountNode => {
    const { search: _, children, ...rest } = node;
    return { ...rest, children: children.map(plain) };
  };
  const words = ['tcp', '22', 'drop', 'egress', 'everything else', 'i-', '10.0', 'sgr-', 'redis 6379', 'priority 1'];
  const lazily = words.map((one) => filtered(own.tree('vpc'), one));
  const whole = plain(own.tree('vpc'));
  expect(lazily.map((root) => root && plain(root))).toEqual(words.map((one) => filtered(whole, one)));
});

test('what is no snapshot, or a broken one, is told and not shown', async () => {
  expect(await readAccount('x', '{"a": 1}', 'en', t)).toMatchObject({ en: expect.stringContaining('no snapshot') });
  const broken = snapshotText(sampleSnapshot).replace('"priority": 1,', '"priority": "first",');
  expect(await readAccount('x', broken, 'en', t)).toMatchObject({ en: expect.stringMatching(/^Line \d+: /) });
});

test('a mistake in any region of a snapshot is told by its line, and so is what is said twice', async () => {
  const text = snapshotText(sampleSnapshot);
  const last = text.lastIndexOf('"policy": "Accept"');
  const broken = `${text.slice(0, last)}"policy": "Allow"${text.slice(last + '"policy": "Accept"'.length)}`;
  const line = text.slice(0, last).split('\n').length;
  expect(await readAccount('x', broken, 'en', t)).toMatchObject({ en: expect.stringMatching(`^Line ${line}: `) });
  for (const twice of ['"regions": [],', '"takenAt": "2026-01-01T00:00:00Z",']) {
    const again = text.replace('{', `{ ${twice}`);
    expect(await readAccount('x', again, 'en', t)).toMatchObject({ en: expect.stringMatching(/^Line \d+: .*twice/) });
  }
  const cut = text.slice(0, text.length / 2);
  expect(await readAccount('x', cut, 'en', t)).toMatchObject({ en: expect.stringMatching(/^Line \d+: /) });
});
