import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Intent } from '../../../cloud/write/plan.ts';
import { groups } from '../../emulator/account/sample-groups.ts';
import type { AccessKey } from '../../emulator/keys.ts';
import { emulate } from '../account.ts';
import { changing, ssh, writesOf } from './changing.ts';

const text = readFileSync('docs/live-account.md', 'utf8');
const policies = ['reading', 'changing'].map((name) => {
  const [, policy = ''] =
    new RegExp(`## The policy for ${name}[\\s\\S]*?\`\`\`json\\n([\\s\\S]*?)\`\`\``).exec(text) ?? [];
  return (JSON.parse(policy) as { Statement: { Action: string[] }[] }).Statement.flatMap(({ Action }) => Action);
});
const [reading = [], writing = []] = policies;

test('the documented policies are enough for every change and its undoing, and allow no write that is never sent', async () => {
  const key: AccessKey = {
    id: 'LTAI5tLeastPrivilege1',
    secret: 'least-privilege-secret-1',
    principal: { type: 'SubUser', name: '1', policy: [{ effect: 'Allow', actions: [...reading, ...writing] }] },
  };
  const emulator = await emulate({ keys: [key] });
  const { change, undo } = changing(emulator, { key });
  const out = { ...ssh, direction: 'egress', sourceCidrIp: undefined, destCidrIp: '10.0.0.0/8' } as const;
  const done = expect.objectContaining({ state: 'done' });
  const intents: readonly Intent[] = [
    { kind: 'modify', rule: 'sgr-bp1db0000000000002', to: { priority: 60 } },
    { kind: 'authorize', rule: out },
    { kind: 'close', protocol: 'tcp', port: 6379, from: 'anyone' },
  ];
  for (const intent of intents) {
    expect(await change(intent, groups.db)).toEqual(done);
    expect(await undo()).toEqual(done);
  }
  await change({ kind: 'authorize', rule: out }, groups.db);
  const egress = emulator.account.regions[0]!.securityGroups.flatMap(({ rules }) => rules).find(
    ({ Direction }) => Direction === 'egress',
  )!;
  expect(await change({ kind: 'modify', rule: egress.SecurityGroupRuleId, to: { priority: 5 } }, groups.db)).toEqual(
    done,
  );
  expect(
    Object.keys(writesOf(emulator))
      .map((action) => `ecs:${action}`)
      .sort(),
  ).toEqual([...writing].sort());
});
