import { expect, test } from 'vitest';
import { takeSnapshot } from '../../cloud/read/take-snapshot.ts';
import { generateAccount } from '../emulator/account/generate.ts';
import { emulate, requestFor } from './account.ts';

/** `region group direction source ports policy priority`, once for each rule of an account. */
const ruleLine = (...parts: readonly unknown[]): string => parts.join(' ');

test('20 regions with 2,000 groups and 20,000 rules are read whole while requests are turned away at random', async () => {
  const account = generateAccount({ groups: 2000, rules: 10, regions: 20, seed: 7 });
  const emulator = await emulate(
    {
      faults: [
        { rate: 0.1, fault: { kind: 'throttle' } },
        { rate: 0.02, fault: { kind: 'drop', when: 'after' } },
      ],
      seed: 5,
    },
    account,
  );
  const snapshot = await takeSnapshot({ ...requestFor(emulator), products: ['ecs'] });
  expect(snapshot.problems).toEqual([]);
  expect(snapshot.regions.map(({ region }) => region)).toEqual(account.regions.map(({ RegionId }) => RegionId).sort());
  const expected = account.regions.flatMap(({ RegionId, securityGroups }) =>
    securityGroups.flatMap(({ SecurityGroupId, rules }) =>
      rules.map((rule) =>
        ruleLine(
          RegionId,
          SecurityGroupId,
          rule.SecurityGroupRuleId,
          rule.SourceCidrIp || rule.SourceGroupId,
          rule.PortRange,
          rule.Policy,
          rule.Priority,
        ),
      ),
    ),
  );
  const read = snapshot.regions.flatMap(({ region, securityGroups }) =>
    (securityGroups ?? []).flatMap(({ id, rules }) =>
      (rules ?? []).map((rule) =>
        ruleLine(
          region,
          id,
          rule.id,
          rule.sourceCidrIp ?? rule.sourceGroupId,
          rule.portRange,
          rule.policy,
          rule.priority,
        ),
      ),
    ),
  );
  expect(expected).toHaveLength(20_000);
  expect(read.sort()).toEqual(expected.sort());
  const machines = snapshot.regions.flatMap(({ instances }) => (instances ?? []).map(({ id }) => id));
  expect(machines.sort()).toEqual(
    account.regions.flatMap(({ instances }) => instances.map(({ InstanceId }) => InstanceId as string)).sort(),
  );
  // Faults did happen.
  expect(emulator.requests.filter(({ fault }) => fault === 'throttle').length).toBeGreaterThan(100);
  expect(emulator.requests.filter(({ fault }) => fault === 'drop').length).toBeGreaterThan(10);
}, 180_000);

test('a group with more rules than a page has them all, once each', async () => {
  const account = generateAccount({ groups: 1, rules: 2500, regions: 1, machines: 0 });
  const emulator = await emulate({}, account);
  const { regions } = await takeSnapshot({ ...requestFor(emulator), products: ['ecs'] });
  const rules = regions[0]?.securityGroups?.[0]?.rules ?? [];
  expect(new Set(rules.map(({ id }) => id)).size).toBe(2500);
  expect(emulator.requests.filter(({ action }) => action === 'DescribeSecurityGroupAttribute')).toHaveLength(3);
});

test('the same account gives the same snapshot', async () => {
  const emulator = await emulate({ latency: { min: 0, max: 5 } });
  const request = { ...requestFor(emulator), now: () => new Date(0) };
  expect(await takeSnapshot(request)).toEqual(await takeSnapshot(request));
});

test('nothing is asked that writes', async () => {
  const emulator = await emulate();
  await takeSnapshot(requestFor(emulator));
  expect(emulator.requests.length).toBeGreaterThan(50);
  expect(emulator.requests.filter(({ action }) => !/^(?:Describe|List|Get)/.test(action))).toEqual([]);
});

test('progress counts the regions and the requests', async () => {
  const emulator = await emulate();
  const seen: { done: number; total: number; requests: number }[] = [];
  await takeSnapshot({ ...requestFor(emulator), onProgress: (one) => seen.push(one) });
  expect(seen.map(({ done, total }) => `${done}/${total}`)).toEqual(['1/3', '2/3', '3/3']);
  expect(seen.at(-1)?.requests).toBe(emulator.requests.length);
});
