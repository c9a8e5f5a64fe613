import { expect, test } from 'vitest';
import { CloudError } from '../../cloud/problem.ts';
import { takeSnapshot } from '../../cloud/read/take-snapshot.ts';
import { generateAccount } from '../emulator/account/generate.ts';
import type { ScriptedFault } from '../emulator/faults.ts';
import type { AccessKey } from '../emulator/keys.ts';
import { owner } from '../emulator/sample-keys.ts';
import { emulate, requestFor } from './account.ts';

/** What a snapshot ends with when nothing can be told. */
async function failure(work: Promise<unknown>): Promise<CloudError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CloudError);
  return error as CloudError;
}

const forever = (fault: ScriptedFault['fault'], where: Omit<ScriptedFault, 'fault'> = {}): ScriptedFault => ({
  fault,
  times: Number.POSITIVE_INFINITY,
  ...where,
});

test.each<[string, AccessKey, string, RegExp]>([
  ['a wrong secret', { ...owner, secret: 'not-the-secret' }, 'SignatureDoesNotMatch', /Enter the secret again/],
  [
    'an unknown key',
    { ...owner, id: 'LTAI5tNobodyKnowsIt01' },
    'InvalidAccessKeyId.NotFound',
    /does not know this access key/,
  ],
  [
    'a disabled key',
    { id: 'LTAI5tDisabled0000001', secret: 'x'.repeat(30) },
    'InvalidAccessKeyId.Inactive',
    /disabled/,
  ],
  [
    'an expired token',
    { id: 'STS.ExpiredSession01', secret: 'y'.repeat(30), token: 'expired-token-0001' },
    'InvalidSecurityToken.Expired',
    /have expired. Sign in again/,
  ],
])('%s says what to do, at once and in both languages', async (_, key, code, message) => {
  const emulator = await emulate({
    keys: [
      owner,
      { id: 'LTAI5tDisabled0000001', secret: 'x'.repeat(30), disabled: true },
      {
        id: 'STS.ExpiredSession01',
        secret: 'y'.repeat(30),
        token: 'expired-token-0001',
        expires: '2020-01-01T00:00:00Z',
      },
    ],
  });
  const { problem } = await failure(takeSnapshot(requestFor(emulator, key)));
  expect(problem).toMatchObject({ kind: 'credentials', code });
  expect(problem.message.en).toMatch(message);
  expect(problem.message.zh).toMatch(/[\u4e00-\u9fff]/);
  expect(problem.requestId).toBe(emulator.requests[0]?.requestId);
  expect(emulator.requests).toHaveLength(1);
});

test('credentials that are refused in the middle end the reading', async () => {
  const emulator = await emulate({
    faults: [forever({ kind: 'error', status: 400, code: 'InvalidSecurityToken.Expired' }, { after: 20 })],
  });
  const { problem } = await failure(takeSnapshot(requestFor(emulator)));
  expect(problem.kind).toBe('credentials');
});

test('a missing permission leaves out what it covers, and names the permission', async () => {
  const reader: AccessKey = {
    id: 'LTAI5tReaderOnly00001',
    secret: 'reader-only-secret-0001',
    principal: {
      type: 'SubUser',
      name: '200000000000000001',
      policy: [
        { effect: 'Allow', actions: ['*'] },
        { effect: 'Deny', actions: ['slb:*', 'ecs:DescribePrefixLists'] },
        { effect: 'Deny', actions: ['rds:DescribeDBInstanceSSL'], regions: ['cn-hangzhou'] },
      ],
    },
  };
  const emulator = await emulate({ keys: [reader] });
  const { regions, problems } = await takeSnapshot({ ...requestFor(emulator, reader), regions: ['cn-hangzhou'] });
  const [region] = regions;
  expect(region?.securityGroups?.length).toBeGreaterThan(0);
  expect(region?.prefixLists).toBeUndefined();
  expect(
    problems.map(({ resource, lists, problem: { kind, message } }) =>
      [resource ?? lists?.join(), kind, /\w+:\w+$/.exec(message.en)?.[0]].join(' '),
    ),
  ).toEqual([
    'rm-bp1orders000000001 permission rds:DescribeDBInstanceSSL',
    'pgm-bp1stock00000001 permission rds:DescribeDBInstanceSSL',
    'prefixLists permission ecs:DescribePrefixLists',
    'loadBalancers,serverGroups permission slb:DescribeLoadBalancers',
    'listeners permission slb:DescribeLoadBalancerListeners',
    'accessControlLists permission slb:DescribeAccessControlLists',
    'tlsPolicies permission slb:ListTLSCipherPolicies',
  ]);
  // The other products' load balancers are there; those of CLB are told to be missing.
  expect(region?.loadBalancers?.map(({ product }) => product).sort()).toEqual(['alb', 'nlb']);
  // A database of which the TLS cannot be asked still has its white lists.
  const orders = region?.databases?.find(({ id }) => id === 'rm-bp1orders000000001');
  expect(orders?.whitelists?.length).toBeGreaterThan(0);
  expect(orders?.ssl).toBeUndefined();
});

test('a permission that is missing everywhere is an error, not an empty account', async () => {
  const nobody: AccessKey = {
    id: 'LTAI5tNothingAllowed1',
    secret: 'nothing-allowed-secret-1',
    principal: { type: 'SubUser', name: '200000000000000002', policy: [] },
  };
  const emulator = await emulate({ keys: [nobody] });
  const named = await failure(takeSnapshot({ ...requestFor(emulator, nobody), regions: ['cn-hangzhou'] }));
  expect(named.problem).toMatchObject({ kind: 'permission' });
  const all = await failure(takeSnapshot(requestFor(emulator, nobody)));
  expect(all.problem.message.en).toMatch(/ecs:DescribeRegions$/);
});

test.each<[string, ScriptedFault['fault'], string, string]>([
  ['throttling without end', { kind: 'throttle' }, 'throttled', 'Throttling.User'],
  ['a captive portal', { kind: 'html', status: 200 }, 'proxy-or-portal', 'NotJson'],
  ["a proxy's error page", { kind: 'html', status: 502 }, 'proxy-or-portal', 'NotJson'],
  ['an answer that is cut off', { kind: 'truncated' }, 'proxy-or-portal', 'NotJson'],
  ['a connection that is cut', { kind: 'drop', when: 'before' }, 'network', 'ECONNRESET'],
  ['a failure of the service', { kind: 'error', status: 500, code: 'InternalError' }, 'service', 'InternalError'],
])('%s in one list is told there, and the rest is read', async (_, fault, kind, code) => {
  const emulator = await emulate({
    faults: [forever(fault, { action: 'DescribeSecurityGroups', region: 'cn-hangzhou' })],
  });
  const { regions, problems } = await takeSnapshot({ ...requestFor(emulator), products: ['ecs'] });
  expect(problems).toMatchObject([
    { region: 'cn-hangzhou', product: 'ecs', lists: ['securityGroups'], problem: { kind, code } },
  ]);
  const hangzhou = regions.find(({ region }) => region === 'cn-hangzhou');
  expect(hangzhou?.securityGroups).toBeUndefined();
  expect(hangzhou?.instances?.length).toBeGreaterThan(0);
  expect(regions.find(({ region }) => region === 'cn-shanghai')?.securityGroups).toBeDefined();
});

test('a list that does not end is given up', async () => {
  const faults = [forever({ kind: 'repeatPage' }, { action: 'DescribeSecurityGroups', after: 1 })];
  const emulator = await emulate({ faults }, generateAccount({ groups: 350, rules: 1, regions: 1 }));
  const { problems } = await takeSnapshot({ ...requestFor(emulator), products: ['ecs'] });
  expect(problems).toMatchObject([{ lists: ['securityGroups'], problem: { kind: 'service', code: 'RepeatedPage' } }]);
  expect(emulator.requests.filter(({ action }) => action === 'DescribeSecurityGroups').length).toBeLessThan(6);
});

test('one fault after the other is overcome', async () => {
  const emulator = await emulate({
    faults: [
      { fault: { kind: 'throttle', retryAfter: 5 } },
      { fault: { kind: 'throttle', code: 'Rejected.Throttling' }, action: 'DescribeInstances', times: 3 },
      { fault: { kind: 'drop', when: 'after' }, action: 'DescribeSecurityGroups' },
      { fault: { kind: 'html', status: 502 }, action: 'DescribeVpcs' },
      { fault: { kind: 'error', status: 503, code: 'ServiceUnavailable' }, action: 'DescribeEipAddresses', times: 2 },
      { fault: { kind: 'truncated' }, action: 'ListListeners' },
    ],
  });
  const clean = await takeSnapshot({ ...requestFor(await emulate()), now: () => new Date(0) });
  expect(await takeSnapshot({ ...requestFor(emulator), now: () => new Date(0) })).toEqual(clean);
  expect(clean.problems).toEqual([]);
  expect(emulator.requests.filter(({ fault }) => fault !== undefined)).toHaveLength(9);
});

test('an answer that is too slow is told as one, and where', async () => {
  const emulator = await emulate({
    faults: [forever({ kind: 'slow', milliseconds: 3000 }, { action: 'DescribeInstances', region: 'cn-shanghai' })],
  });
  const { problems } = await takeSnapshot({
    ...requestFor(emulator),
    products: ['ecs'],
    timeout: 300,
    retry: { base: 1, longest: 1, failed: 2 },
  });
  expect(problems).toMatchObject([
    { region: 'cn-shanghai', lists: ['instances'], problem: { kind: 'network', code: 'Timeout' } },
  ]);
  expect(problems[0]?.problem.message.en).toContain(emulator.endpoint);
});

test('nobody at the other end', async () => {
  const emulator = await emulate();
  await emulator.close();
  const { problem } = await failure(takeSnapshot(requestFor(emulator)));
  expect(problem).toMatchObject({ kind: 'network', code: 'ECONNREFUSED' });
});

test('cancelling ends it soon, and no more is asked', async () => {
  const emulator = await emulate({ latency: 20 });
  const stop = new AbortController();
  const work = takeSnapshot({ ...requestFor(emulator), signal: stop.signal });
  while (emulator.requests.length < 10) await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  const { problem } = await failure(work);
  expect(problem.kind).toBe('cancelled');
  const asked = emulator.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 200));
  // What was under way may still arrive: eight in each of three regions.
  expect(emulator.requests.length).toBeLessThanOrEqual(asked + 24);
  const settled = emulator.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(emulator.requests.length).toBe(settled);
});

test('a wait is ended by cancelling too', async () => {
  const emulator = await emulate({ faults: [forever({ kind: 'throttle', retryAfter: 60_000 })] });
  const stop = new AbortController();
  const work = takeSnapshot({ ...requestFor(emulator), signal: stop.signal });
  while (emulator.requests.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  expect((await failure(work)).problem.kind).toBe('cancelled');
});
