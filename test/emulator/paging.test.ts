import * as ecs from '@alicloud/ecs20140526';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateAccount } from './account/generate.ts';
import { callRpc, coreClient, ecsClient } from './clients.ts';
import { owner } from './sample-keys.ts';
import { type Emulator, startEmulator } from './start.ts';

const RegionId = 'cn-hangzhou';
let emulator: Emulator;
beforeAll(async () => {
  const account = generateAccount({ groups: 250, rules: 30, regions: 1, seed: 7 });
  account.regions.push({ ...structuredClone(account.regions[0]!), RegionId: 'cn-shanghai' });
  emulator = await startEmulator({ account, keys: [owner] });
});
afterAll(() => emulator.close());

const ask = (action: string, query: Record<string, unknown>, version = '2014-05-26') =>
  callRpc(coreClient(emulator), version, action, { RegionId, ...query });
const group = (at: number) => emulator.account.regions[0]!.securityGroups[at]!;
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );

/** All groups, page by page, and how many each page had. */
async function groupsByToken(maxResults?: number) {
  const client = ecsClient(emulator);
  const ids: string[] = [];
  const pages: number[] = [];
  let nextToken: string | undefined;
  do {
    const request = new ecs.DescribeSecurityGroupsRequest({ regionId: RegionId, maxResults, nextToken });
    const { body } = await client.describeSecurityGroups(request);
    expect(body?.totalCount).toBeUndefined();
    const groups = body?.securityGroups?.securityGroup ?? [];
    ids.push(...groups.map((group) => group.securityGroupId!));
    pages.push(groups.length);
    nextToken = body?.nextToken;
  } while (nextToken);
  return { ids, pages };
}

describe('tokens', () => {
  test('250 groups come in three pages of at most 100, each once', async () => {
    const { ids, pages } = await groupsByToken(100);
    expect(pages).toEqual([100, 100, 50]);
    expect(new Set(ids).size).toBe(250);
  });

  test('sizes that do not divide the total', async () => {
    const { ids, pages } = await groupsByToken(99);
    expect(pages).toEqual([99, 99, 52]);
    expect(new Set(ids).size).toBe(250);
  });

  test('more than the maximum is refused, or cut where the documentation says so', async () => {
    expect(await codeOf(ask('DescribeSecurityGroups', { MaxResults: 101 }))).toBe('InvalidParameter');
    expect(await codeOf(ask('DescribeSecurityGroups', { MaxResults: 0 }))).toBe('InvalidParameter');
    const { SecurityGroupId } = group(0);
    expect(await codeOf(ask('DescribeSecurityGroupAttribute', { SecurityGroupId, MaxResults: 9 }))).toBe(
      'InvalidParameter',
    );
    expect(await ask('DescribeInstances', { MaxResults: 1000 })).toHaveProperty('Instances.Instance.length', 100);
    expect(await ask('DescribeInstances', { MaxResults: 1 })).toHaveProperty('Instances.Instance.length', 10);
    expect(await ask('DescribeNetworkInterfaces', { MaxResults: 500 })).toHaveProperty(
      'NetworkInterfaceSets.NetworkInterfaceSet.length',
      250,
    );
  });

  test('a token holds for its own question only', async () => {
    const { NextToken } = await ask('DescribeSecurityGroups', { MaxResults: 10 });
    expect(await codeOf(ask('DescribeSecurityGroups', { NextToken, MaxResults: 20 }))).toBe('answered');
    for (const other of [
      { NextToken: 'AAAA' },
      { NextToken, VpcId: 'vpc-1' },
      { NextToken, RegionId: 'cn-shanghai' },
    ]) {
      expect(await codeOf(ask('DescribeSecurityGroups', { MaxResults: 10, ...other }))).toBe(
        'InvalidParameter.NextToken',
      );
    }
    expect(await codeOf(ask('DescribeInstances', { NextToken }))).toBe('InvalidParameter.NextToken');
  });

  test('rules of a group page by 10 to 1000', async () => {
    const { SecurityGroupId } = group(0);
    const first = await ask('DescribeSecurityGroupAttribute', { SecurityGroupId, MaxResults: 20 });
    expect(first).toHaveProperty('Permissions.Permission.length', 20);
    const second = await ask('DescribeSecurityGroupAttribute', {
      SecurityGroupId,
      MaxResults: 20,
      NextToken: first.NextToken,
    });
    expect(second).toMatchObject({ NextToken: '' });
    expect(second).toHaveProperty('Permissions.Permission.length', 10);
  });
});

describe('page numbers', () => {
  test('ECS without tokens: page one of ten, with the total', async () => {
    const body = await ask('DescribeSecurityGroups', {});
    expect(body).toMatchObject({ PageNumber: 1, PageSize: 10, TotalCount: 250 });
    expect(body).not.toHaveProperty('NextToken');
    expect(body).toHaveProperty('SecurityGroups.SecurityGroup.length', 10);
  });

  test('the last page is short, the one after it empty', async () => {
    const last = await ask('DescribeSecurityGroups', { PageSize: 100, PageNumber: 3 });
    expect(last).toHaveProperty('SecurityGroups.SecurityGroup.length', 50);
    const beyond = await ask('DescribeSecurityGroups', { PageSize: 100, PageNumber: 4 });
    expect(beyond).toHaveProperty('SecurityGroups.SecurityGroup', []);
  });

  test('VPC: at most 50', async () => {
    expect(await ask('DescribeVSwitches', { PageSize: 50 }, '2016-04-28')).toMatchObject({ TotalCount: 5 });
    expect(await codeOf(ask('DescribeVpcs', { PageSize: 51 }, '2016-04-28'))).toBe('InvalidParameter');
    expect(await codeOf(ask('DescribeVpcs', { PageNumber: 'two' }, '2016-04-28'))).toBe('InvalidParameter');
  });
});

test('filters: ids as JSON, an empty list of ids finds nothing', async () => {
  const [first, second] = [group(0).SecurityGroupId, group(1).SecurityGroupId];
  const some = await ask('DescribeSecurityGroups', { SecurityGroupIds: JSON.stringify([second, first]) });
  expect(some).toHaveProperty('SecurityGroups.SecurityGroup.length', 2);
  expect(await ask('DescribeInstances', { InstanceIds: '[]' })).toHaveProperty('Instances.Instance', []);
  expect(await codeOf(ask('DescribeInstances', { InstanceIds: 'i-1' }))).toBe('InvalidParameter');
});

test('the same seed makes the same account, another seed another', () => {
  const size = { groups: 40, rules: 5, regions: 4 };
  expect(generateAccount({ ...size, seed: 3 })).toEqual(generateAccount({ ...size, seed: 3 }));
  expect(generateAccount({ ...size, seed: 4 })).not.toEqual(generateAccount({ ...size, seed: 3 }));
  const account = generateAccount({ ...size, groups: 42 });
  expect(account.regions.map(({ securityGroups }) => securityGroups.length)).toEqual([11, 11, 10, 10]);
  expect(JSON.parse(JSON.stringify(account))).toEqual(account);
});
