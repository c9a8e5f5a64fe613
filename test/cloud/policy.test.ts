import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { takeSnapshot } from '../../cloud/read/take-snapshot.ts';
import { sampleAccount } from '../emulator/account/sample.ts';
import type { AccessKey } from '../emulator/keys.ts';
import { emulate, requestFor } from './account.ts';

const [, policy = ''] =
  /## The policy for reading[\s\S]*?```json\n([\s\S]*?)```/.exec(readFileSync('docs/live-account.md', 'utf8')) ?? [];
const { Statement } = JSON.parse(policy) as { Statement: { Action: string[] }[] };
const documented = Statement.flatMap(({ Action }) => Action);

test('the documented policy is enough to read everything, and allows nothing that is not asked', async () => {
  const account = sampleAccount();
  account.regions[0]?.slb.masterSlaveGroups.push({
    MasterSlaveServerGroupId: 'rsp-ms-1',
    MasterSlaveServerGroupName: 'pair',
    LoadBalancerId: account.regions[0].slb.loadBalancers[0]?.LoadBalancerId,
    MasterSlaveBackendServers: { MasterSlaveBackendServer: [{ ServerId: 'i-bp1web00000000000001', Port: 80 }] },
  });
  const key: AccessKey = {
    id: 'LTAI5tLeastPrivilege1',
    secret: 'least-privilege-secret-1',
    principal: { type: 'SubUser', name: '1', policy: [{ effect: 'Allow', actions: documented }] },
  };
  const emulator = await emulate({ keys: [key] }, account);
  const { problems, regions } = await takeSnapshot(requestFor(emulator, key));
  expect(problems).toEqual([]);
  expect(regions.flatMap(({ serverGroups }) => serverGroups ?? [])).toContainEqual(
    expect.objectContaining({ id: 'rsp-ms-1', servers: [{ serverId: 'i-bp1web00000000000001', port: 80 }] }),
  );
  const asked = new Set(emulator.requests.map(({ product, action }) => `${product}:${action}`));
  expect([...asked].sort()).toEqual([...documented].sort());
});
