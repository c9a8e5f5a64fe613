import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleAccount } from './account/sample.ts';
import { callRpc, coreClient } from './clients.ts';
import type { AccessKey } from './keys.ts';
import { type RawRequest, sendRaw } from './raw-client.ts';
import { owner, reader, session } from './sample-keys.ts';
import { type Emulator, startEmulator } from './start.ts';

const retired: AccessKey = { id: 'LTAI5tRetired', secret: 'retired-secret', disabled: true };
const expired: AccessKey = { ...session, id: 'STS.Expired', expires: '2020-01-01T00:00:00Z' };
const hangzhouOnly: AccessKey = {
  id: 'LTAI5tHangzhou',
  secret: 'hangzhou-secret',
  principal: {
    type: 'SubUser',
    name: '200000000000000007',
    policy: [
      { effect: 'Allow', actions: ['ecs:*'], regions: ['cn-hangzhou'] },
      { effect: 'Deny', actions: ['ecs:DescribeInstances'] },
    ],
  },
};
const RegionId = 'cn-hangzhou';

let emulator: Emulator;
beforeAll(async () => {
  const keys = [owner, reader, session, retired, expired, hangzhouOnly];
  emulator = await startEmulator({ account: sampleAccount(), keys });
});
afterAll(() => emulator.close());

/** The error that the SDK throws for a call. */
async function refusalOf(key: AccessKey, action: string, query: Record<string, unknown> = {}, version = '2014-05-26') {
  const outcome = await callRpc(coreClient(emulator, key), version, action, query).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Error);
  return outcome as Error & { code: string; statusCode: number; data: Record<string, unknown>; requestId: string };
}

describe('keys and tokens', () => {
  const rows: readonly (readonly [string, AccessKey, number, string])[] = [
    ['a key that nobody knows', { ...owner, id: 'LTAI5tNobody' }, 404, 'InvalidAccessKeyId.NotFound'],
    ['a disabled key', retired, 400, 'InvalidAccessKeyId.Inactive'],
    ['a wrong secret', { ...owner, secret: 'wrong' }, 400, 'SignatureDoesNotMatch'],
    ['an expired token', expired, 400, 'InvalidSecurityToken.Expired'],
    ['a token that is not the key’s', { ...session, token: 'other' }, 400, 'InvalidSecurityToken.Malformed'],
    ['a token with a permanent key', { ...owner, token: 'any' }, 400, 'InvalidSecurityToken.MismatchWithAccessKey'],
    ['a temporary key without its token', withoutToken(session), 400, 'MissingSecurityToken'],
  ];
  test.each(rows)('%s', async (_, key, statusCode, code) => {
    const error = await refusalOf(key, 'DescribeRegions');
    expect(error).toMatchObject({ code, statusCode });
  });

  test('a temporary key with its token is let in', async () => {
    const body = await callRpc(coreClient(emulator, session), '2014-05-26', 'DescribeRegions');
    expect(body).toHaveProperty('Regions.Region.length', 3);
  });

  function withoutToken({ token: _, ...key }: AccessKey): AccessKey {
    return key;
  }
});

describe('signature and time', () => {
  const now = Date.now();
  const at = (offset: number) => new Date(now + offset).toISOString().replace(/\.\d+Z$/, 'Z');
  const query = 'RegionId=cn-hangzhou&SecurityGroupName=a%20b%2A(c)';
  const rows: readonly (readonly [string, Partial<RawRequest>, number, string | undefined])[] = [
    ['as it should be', {}, 200, undefined],
    ['characters that need escaping', { action: 'DescribeSecurityGroups', query }, 200, undefined],
    [
      'a parameter changed on the way',
      { query: 'AcceptLanguage=en', bent: { query: 'AcceptLanguage=zh' } },
      400,
      'SignatureDoesNotMatch',
    ],
    [
      'another Host',
      { headers: { host: 'ecs.aliyuncs.com' }, bent: { headers: { host: '127.0.0.1' } } },
      400,
      'SignatureDoesNotMatch',
    ],
    ['a body that is not the hashed one', { body: 'a=1', bent: { body: 'a=2' } }, 400, 'SignatureDoesNotMatch'],
    ['a header added on the way', { bent: { headers: { 'x-acs-extra': '1' } } }, 400, 'IncompleteSignature'],
    [
      'a header that must be signed is absent',
      { headers: { 'x-acs-content-sha256': undefined } },
      400,
      'IncompleteSignature',
    ],
    ['an old algorithm', { bent: { headers: { authorization: 'acs key:signature' } } }, 400, 'IncompleteSignature'],
    ['no Authorization', { bent: { headers: { authorization: '' } } }, 400, 'MissingAccessKeyId'],
    ['a clock 16 minutes slow', { headers: { 'x-acs-date': at(-16 * 60_000) } }, 400, 'InvalidTimeStamp.Expired'],
    ['a clock 16 minutes fast', { headers: { 'x-acs-date': at(16 * 60_000) } }, 400, 'InvalidTimeStamp.Expired'],
    ['a clock 10 minutes slow', { headers: { 'x-acs-date': at(-10 * 60_000) } }, 200, undefined],
    ['a date in another format', { headers: { 'x-acs-date': 'yesterday' } }, 400, 'InvalidTimeStamp.Format'],
  ];
  test.each(rows)('%s', async (_, raw, status, code) => {
    const answer = await sendRaw(emulator, { key: owner, ...raw });
    expect([answer.status, answer.body.Code]).toEqual([status, code]);
  });

  test('the same nonce twice', async () => {
    const headers = { 'x-acs-signature-nonce': 'once' };
    expect((await sendRaw(emulator, { key: owner, headers })).status).toBe(200);
    const again = await sendRaw(emulator, { key: owner, headers });
    expect([again.status, again.body.Code]).toEqual([400, 'SignatureNonceUsed']);
  });

  test('a request with a wrong signature does not use up its nonce', async () => {
    const headers = { 'x-acs-signature-nonce': 'tried' };
    const wrong = await sendRaw(emulator, { key: { ...owner, secret: 'wrong' }, headers });
    expect(wrong.body.Code).toBe('SignatureDoesNotMatch');
    expect((await sendRaw(emulator, { key: owner, headers })).status).toBe(200);
  });
});

describe('what is asked for', () => {
  const rows: readonly (readonly [string, string, string, Record<string, unknown>, number, string])[] = [
    ['an action that does not exist', '2014-05-26', 'DescribeNothing', {}, 404, 'InvalidAction.NotFound'],
    ['the action of another product', '2016-04-28', 'DescribeInstances', { RegionId }, 404, 'InvalidAction.NotFound'],
    ['a version that does not exist', '1999-01-01', 'DescribeRegions', {}, 400, 'InvalidVersion'],
    ['no region', '2014-05-26', 'DescribeSecurityGroups', {}, 400, 'MissingRegionId'],
    [
      'a region that does not exist',
      '2014-05-26',
      'DescribeSecurityGroups',
      { RegionId: 'cn-nowhere' },
      404,
      'InvalidRegionId.NotFound',
    ],
    [
      'a group of another region',
      '2014-05-26',
      'DescribeSecurityGroupAttribute',
      { RegionId: 'cn-shanghai', SecurityGroupId: 'sg-bp1web000000000001' },
      404,
      'InvalidSecurityGroupId.NotFound',
    ],
    [
      'a malformed group id',
      '2014-05-26',
      'DescribeSecurityGroupAttribute',
      { RegionId, SecurityGroupId: 'sg/1' },
      400,
      'InvalidSecurityGroupId.Malformed',
    ],
    [
      'eleven groups at once',
      '2014-05-26',
      'DescribeSecurityGroupReferences',
      { RegionId, SecurityGroupId: Array(11).fill('sg-1') },
      400,
      'InvalidSecurityGroupId.Malformed',
    ],
    ['a dry run', '2014-05-26', 'DescribeInstances', { RegionId, DryRun: true }, 400, 'DryRunOperation'],
    [
      'a database that does not exist',
      '2014-08-15',
      'DescribeDBInstanceSSL',
      { DBInstanceId: 'rm-0' },
      404,
      'InvalidDBInstanceId.NotFound',
    ],
    ['entries of no table', '2016-04-28', 'DescribeForwardTableEntries', { RegionId }, 400, 'MissingParameter'],
  ];
  test.each(rows)('%s', async (_, version, action, query, statusCode, code) => {
    expect(await refusalOf(owner, action, query, version)).toMatchObject({ code, statusCode });
  });
});

describe('permissions', () => {
  test('a RAM user without the action: Forbidden.RAM with its details', async () => {
    const query = { RegionId, SecurityGroupId: 'sg-bp1web000000000001', InnerAccessPolicy: 'Drop' };
    const error = await refusalOf(reader, 'ModifySecurityGroupPolicy', query);
    expect(error).toMatchObject({ code: 'Forbidden.RAM', statusCode: 403 });
    expect(error).toHaveProperty('accessDeniedDetail', {
      AuthAction: 'ecs:ModifySecurityGroupPolicy',
      AuthPrincipalDisplayName: '200000000000000001',
      AuthPrincipalOwnerId: '1234567890123456',
      AuthPrincipalType: 'SubUser',
      EncodedDiagnosticMessage: expect.any(String),
      NoPermissionType: 'ImplicitDeny',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
    });
  });

  test('a policy for one region does not reach another', async () => {
    const body = await callRpc(coreClient(emulator, hangzhouOnly), '2014-05-26', 'DescribeSecurityGroups', {
      RegionId,
    });
    expect(body).toHaveProperty('SecurityGroups.SecurityGroup.length', 5);
    const error = await refusalOf(hangzhouOnly, 'DescribeSecurityGroups', { RegionId: 'ap-southeast-1' });
    expect(error.code).toBe('Forbidden.RAM');
  });

  test('Deny wins over Allow; other products have another code', async () => {
    const denied = await refusalOf(hangzhouOnly, 'DescribeInstances', { RegionId });
    expect(denied).toHaveProperty('accessDeniedDetail.NoPermissionType', 'ExplicitDeny');
    const elsewhere = await refusalOf(hangzhouOnly, 'ListLoadBalancers', { RegionId }, '2020-06-16');
    expect(elsewhere).toMatchObject({ code: 'NoPermission', statusCode: 403 });
  });
});

test('who am I, for the account, a user and a role', async () => {
  const whoami = (key: AccessKey) => callRpc(coreClient(emulator, key), '2015-04-01', 'GetCallerIdentity');
  expect(await whoami(owner)).toMatchObject({ IdentityType: 'Account', AccountId: '1234567890123456' });
  expect(await whoami(reader)).toMatchObject({ IdentityType: 'RAMUser', UserId: '200000000000000001' });
  expect(await whoami(session)).toMatchObject({
    IdentityType: 'AssumedRoleUser',
    Arn: 'acs:ram::1234567890123456:assumed-role/audit/laptop',
  });
});

test('the body of an error has what the service sends', async () => {
  const { data, requestId } = await refusalOf(owner, 'DescribeSecurityGroups', { RegionId: 'cn-nowhere' });
  expect(data).toMatchObject({
    RequestId: requestId,
    HostId: 'ecs.cn-nowhere.aliyuncs.com',
    Code: 'InvalidRegionId.NotFound',
    Message: 'The specified RegionId does not exist.',
    Recommend: expect.stringContaining('https://api.aliyun.com/troubleshoot?q=InvalidRegionId.NotFound'),
  });
});

test('the log of requests tells what was asked and how it ended, and holds no secret', async () => {
  const before = emulator.requests.length;
  await callRpc(coreClient(emulator, session), '2014-05-26', 'DescribeSecurityGroups', { RegionId });
  await refusalOf({ ...owner, secret: 'mistyped-secret' }, 'DescribeRegions');
  expect(emulator.requests.slice(before)).toMatchObject([
    { product: 'ecs', action: 'DescribeSecurityGroups', region: RegionId, accessKeyId: session.id, status: 200 },
    { product: 'ecs', action: 'DescribeRegions', accessKeyId: owner.id, status: 400, code: 'SignatureDoesNotMatch' },
  ]);
  const log = JSON.stringify(emulator.requests);
  for (const secret of [owner.secret, session.secret, session.token!, 'mistyped-secret', 'Signature=']) {
    expect(log).not.toContain(secret);
  }
});
