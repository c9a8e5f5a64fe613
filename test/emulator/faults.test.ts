import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { generateAccount } from './account/generate.ts';
import { sampleAccount } from './account/sample.ts';
import { groups } from './account/sample-groups.ts';
import { type ClientOptions, callRpc, coreClient } from './clients.ts';
import type { Fault } from './faults.ts';
import { owner } from './sample-keys.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from './start.ts';

const RegionId = 'cn-hangzhou';
let emulator: Emulator;
afterEach(() => emulator.close());

async function start(options: Partial<EmulatorOptions> = {}): Promise<void> {
  emulator = await startEmulator({ account: sampleAccount(), keys: [owner], ...options });
}

const ask = (action: string, query: Record<string, unknown> = {}, options: ClientOptions = {}) =>
  callRpc(coreClient(emulator, owner, options), '2014-05-26', action, { RegionId, ...query });
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: Error & { code?: string; statusCode?: number; retryAfter?: number }) => error,
  );
const ssh = { IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '198.51.100.0/24' };
const authorize = (ClientToken: string) =>
  ask('AuthorizeSecurityGroup', { SecurityGroupId: groups.unused, Permissions: [ssh], ClientToken });
const rulesOfUnused = () =>
  emulator.account.regions[0]!.securityGroups.find((group) => group.SecurityGroupId === groups.unused)!.rules;

describe('throttling', () => {
  const retryOptions = {
    retryable: true,
    retryCondition: [
      { maxAttempts: 5, exception: ['ThrottlingError'], errorCode: [], backoff: undefined, maxDelay: 1000 },
    ],
    noRetryCondition: [],
  } as unknown as NonNullable<ClientOptions['retryOptions']>;

  test('the SDK sees the code and how long to wait, and succeeds at the third attempt', async () => {
    const fault: Fault = { kind: 'throttle', retryAfter: 5 };
    await start({ faults: [{ fault, action: 'DescribeRegions', times: 3 }] });
    expect(await failure(ask('DescribeRegions'))).toMatchObject({
      name: 'ThrottlingError',
      code: 'Throttling.User',
      statusCode: 400,
      retryAfter: 5,
    });
    expect(await ask('DescribeRegions', {}, { retryOptions })).toHaveProperty('Regions.Region.length', 3);
    expect(emulator.requests.map(({ status }) => status)).toEqual([400, 400, 400, 200]);
  });

  test('by chance: the seed decides which requests', async () => {
    const statuses = async (seed: number) => {
      await start({ seed, faults: [{ fault: { kind: 'throttle' }, rate: 0.3 }] });
      for (let at = 0; at < 40; at++) await failure(ask('DescribeRegions'));
      const hit = emulator.requests.map(({ fault }) => fault === 'throttle');
      await emulator.close();
      return hit;
    };
    const first = await statuses(11);
    expect(await statuses(11)).toEqual(first);
    expect(await statuses(12)).not.toEqual(first);
    expect(first.filter(Boolean).length).toBeGreaterThan(0);
    expect(first.filter((hit) => !hit).length).toBeGreaterThan(0);
  });
});

describe('the connection is cut', () => {
  test('before the request is worked on: nothing changed', async () => {
    await start({ faults: [{ fault: { kind: 'drop', when: 'before' }, action: 'AuthorizeSecurityGroup' }] });
    expect(await failure(authorize('a'))).toBeInstanceOf(Error);
    expect(rulesOfUnused()).toHaveLength(0);
    await authorize('a');
    expect(rulesOfUnused()).toHaveLength(1);
  });

  test('after it took effect: the same token again changes nothing more', async () => {
    await start({ faults: [{ fault: { kind: 'drop', when: 'after' }, action: 'AuthorizeSecurityGroup' }] });
    expect(await failure(authorize('a'))).toBeInstanceOf(Error);
    expect(rulesOfUnused()).toHaveLength(1);
    expect(emulator.requests[0]).toMatchObject({ fault: 'drop' });
    expect(emulator.requests[0]!.status).toBeUndefined();
    await authorize('a');
    expect(rulesOfUnused()).toHaveLength(1);
  });
});

describe('answers that are none', () => {
  test('500 and 503 as JSON', async () => {
    await start();
    emulator.faults.inject(
      { fault: { kind: 'error', status: 500, code: 'InternalError' } },
      { fault: { kind: 'error', status: 503, code: 'ServiceUnavailable' } },
    );
    const [first, second] = [await failure(ask('DescribeRegions')), await failure(ask('DescribeRegions'))];
    expect(first).toMatchObject({ name: 'ServerError', code: 'InternalError', statusCode: 500 });
    expect(second).toMatchObject({ name: 'ServerError', code: 'ServiceUnavailable', statusCode: 503 });
    expect(await ask('DescribeRegions')).toHaveProperty('Regions');
  });

  test('a page for people, and half of the JSON: the SDK fails without a code', async () => {
    await start();
    const faults: readonly Fault[] = [
      { kind: 'html', status: 200 },
      { kind: 'html', status: 502 },
      { kind: 'truncated' },
    ];
    emulator.faults.inject(...faults.map((fault) => ({ fault })));
    for (const _ of faults) {
      const error = await failure(ask('DescribeRegions'));
      expect(error).toBeInstanceOf(Error);
      expect(error!.code).toBeUndefined();
    }
    expect(await ask('DescribeRegions')).toHaveProperty('Regions');
  });

  test('an answer that comes after the client has given up', async () => {
    await start({ faults: [{ fault: { kind: 'slow', milliseconds: 1500 }, action: 'DescribeRegions' }] });
    const error = await failure(ask('DescribeRegions', {}, { connectTimeout: 200, readTimeout: 200 }));
    expect(error?.message).toMatch(/Timeout/i);
    expect(await ask('DescribeRegions', {}, { connectTimeout: 5000, readTimeout: 5000 })).toHaveProperty('Regions');
  });
});

describe('pages that come again', () => {
  const names = async (NextToken?: string) => {
    const body = await ask('DescribeSecurityGroups', { MaxResults: 10, ...(NextToken ? { NextToken } : {}) });
    const { SecurityGroup } = body.SecurityGroups as { SecurityGroup: { SecurityGroupName: string }[] };
    return { names: SecurityGroup.map((group) => group.SecurityGroupName), token: body.NextToken as string };
  };
  const account = () => generateAccount({ groups: 25, regions: 1 });

  test('once: the page before, and a token that leads on', async () => {
    await start({ account: account(), faults: [{ fault: { kind: 'repeatPage' }, after: 1 }] });
    const first = await names();
    const again = await names(first.token);
    expect(again.names).toEqual(first.names);
    const second = await names(again.token);
    expect(second.names).not.toEqual(first.names);
    expect((await names(second.token)).names).toHaveLength(5);
  });

  test('for ever', async () => {
    await start({ account: account(), faults: [{ fault: { kind: 'repeatPage' }, times: Number.POSITIVE_INFINITY }] });
    const first = await names();
    let { token } = first;
    for (let at = 0; at < 5; at++) {
      const next = await names(token);
      expect(next).toEqual(first);
      token = next.token;
    }
    emulator.faults.clear();
    expect((await names(token)).names).not.toEqual(first.names);
  });
});

test('a script can wait, and choose by action and region', async () => {
  await start();
  const fault: Fault = { kind: 'error', status: 500, code: 'InternalError' };
  emulator.faults.inject({ fault, action: 'DescribeVpcs' }, { fault, region: 'cn-shanghai', after: 1, times: 2 });
  const regions = ['cn-hangzhou', 'cn-shanghai', 'cn-shanghai', 'cn-hangzhou', 'cn-shanghai', 'cn-shanghai'];
  const codes = [];
  for (const one of regions) codes.push((await failure(ask('DescribeSecurityGroups', { RegionId: one })))?.code);
  expect(codes).toEqual([undefined, undefined, 'InternalError', undefined, 'InternalError', undefined]);
});

test('a port that is taken is an error, and close() frees it', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  );
  await expect(start({ port })).rejects.toThrow('EADDRINUSE');
  await new Promise((resolve) => other.close(resolve));
  await start({ port });
  await ask('DescribeRegions');
  await emulator.close();
  await start({ port });
  expect(emulator.endpoint).toBe(`127.0.0.1:${port}`);
});
