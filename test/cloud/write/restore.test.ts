/** Several rules at once, as drift asks for them: one plan, one journal entry, one undoing. */
import { expect, test } from 'vitest';
import { type Intent, isRefusal, type RuleChange } from '../../../cloud/write/plan.ts';
import { planChange } from '../../../cloud/write/plan-change.ts';
import { restoreIntent } from '../../../cloud/write/restore-intent.ts';
import type { SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import { groups } from '../../emulator/account/sample-groups.ts';
import { emulate } from '../account.ts';
import { changing, liveRules, shortRules, ssh, writesOf } from './changing.ts';

const restore = (...changes: readonly RuleChange[]): Intent => ({ kind: 'restore', changes });
const redis: SnapshotRule = { ...ssh, portRange: '6379/6379', priority: 50, sourceCidrIp: '0.0.0.0/0' };
const done = expect.objectContaining({ state: 'done' });

test('additions, a change and a removal are one plan, in order, and undone as one', async () => {
  const emulator = await emulate();
  const before = liveRules(emulator, groups.db);
  const { change, undo, plan } = changing(emulator);
  const intent = restore(
    { do: 'add', rule: { ...ssh, priority: 5 } },
    { do: 'add', rule: { ...ssh, portRange: '80/80' } },
    { do: 'change', id: 'sgr-bp1db0000000000002', rule: { ...redis, sourceCidrIp: '10.0.0.0/8' } },
    { do: 'remove', id: 'sgr-bp1db0000000000001', rule: redis },
  );
  const made = await plan(intent, groups.db);
  expect(isRefusal(made) ? made : made.calls.map(({ action }) => action)).toEqual([
    'AuthorizeSecurityGroup',
    'ModifySecurityGroupRule',
    'RevokeSecurityGroup',
  ]);
  expect(await change(intent, groups.db)).toEqual(done);
  expect(shortRules(emulator, groups.db).toSorted()).toEqual([
    'in TCP 22/22 Accept 203.0.113.0/24 5',
    'in TCP 6379/6379 Accept 10.0.0.0/8 50',
    'in TCP 80/80 Accept 203.0.113.0/24 1',
  ]);
  expect(writesOf(emulator)).toEqual({
    AuthorizeSecurityGroup: 1,
    ModifySecurityGroupRule: 1,
    RevokeSecurityGroup: 1,
  });
  expect(await undo()).toEqual(done);
  expect(liveRules(emulator, groups.db)).toEqual(before);
});

test('a rule without an id is removed by what it says', async () => {
  const emulator = await emulate();
  const { change } = changing(emulator);
  // The spelling is that of a template.
  const rule = { ...redis, ipProtocol: 'tcp', sourceCidrIp: '0.0.0.0/0' };
  expect(await change(restore({ do: 'remove', id: undefined, rule }), groups.db)).toEqual(done);
  expect(shortRules(emulator, groups.db)).toEqual(['in TCP 6379/6379 Accept sg-bp1web000000000001 1']);
});

test('another priority of the same rule takes the old one away first', async () => {
  const emulator = await emulate();
  const { change, undo } = changing(emulator);
  const before = liveRules(emulator, groups.db);
  const intent = restore({ do: 'remove', id: undefined, rule: redis }, { do: 'add', rule: { ...redis, priority: 60 } });
  expect(await change(intent, groups.db)).toEqual(done);
  expect(shortRules(emulator, groups.db)).toContain('in TCP 6379/6379 Accept 0.0.0.0/0 60');
  expect(await undo()).toEqual(done);
  expect(liveRules(emulator, groups.db)).toEqual(before);
});

function refused(changes: readonly RuleChange[], rules: readonly SnapshotRule[], serviceManaged = false) {
  const group = { id: 'sg-a', vpcId: 'vpc-1', type: 'normal', rules, serviceManaged } as const;
  const region = { region: 'cn-hangzhou', securityGroups: [group], prefixLists: [], portRangeLists: [] };
  const snapshot = { portguardSnapshot: 1, takenAt: '', regions: [region], problems: [] } as const;
  const made = planChange(
    restore(...changes),
    { region: 'cn-hangzhou', group: 'sg-a', snapshot },
    { id: 'plan-1', at: new Date('2026-11-26T00:00:00Z') },
  );
  return isRefusal(made) ? made.refused : 'planned';
}

test('what is there already, what has gone and what the service refuses', () => {
  const own: SnapshotRule = { ...ssh, id: 'sgr-1' };
  expect(refused([{ do: 'add', rule: ssh }], [own])).toBe('nothing-to-do');
  expect(refused([{ do: 'change', id: 'sgr-1', rule: ssh }], [own])).toBe('nothing-to-do');
  expect(refused([{ do: 'add', rule: { ...ssh, priority: 2 } }], [own])).toBe('not-valid');
  expect(refused([{ do: 'remove', id: 'sgr-2', rule: ssh }], [own])).toBe('unknown-rule');
  expect(refused([{ do: 'remove', id: undefined, rule: { ...ssh, priority: 2 } }], [own])).toBe('unknown-rule');
  expect(refused([{ do: 'add', rule: { ...ssh, ipProtocol: 'SCTP' } }], [])).toBe('not-valid');
  expect(refused([{ do: 'add', rule: ssh }], [], true)).toBe('managed');
  // Removed before it is added anew: each change is about what those before it leave.
  const moved: readonly RuleChange[] = [
    { do: 'remove', id: 'sgr-1', rule: ssh },
    { do: 'add', rule: { ...ssh, priority: 2 } },
  ];
  expect(refused(moved, [own])).toBe('planned');
  expect(
    refused(
      [{ do: 'add', rule: ssh }],
      Array.from({ length: 1000 }, (_, i) => ({ ...ssh, priority: 1 + (i % 100), portRange: `${100 + i}/${100 + i}` })),
    ),
  ).toBe('quota');
});

test('what drift asks for is said in the words of the service', () => {
  const rule = {
    direction: 'egress',
    ipProtocol: 'TCP',
    portRange: '443/443',
    sourcePortRange: '1/9',
    policy: 'drop',
    priority: 7,
    source: { cidrIp: '10.0.0.0/8' },
    dest: { ipv6CidrIp: '2001:db8::/32' },
  } as const;
  expect(restoreIntent([{ kind: 'modify', groupId: 'sg-a', ruleId: 'sgr-1', rule }])).toEqual(
    restore({
      do: 'change',
      id: 'sgr-1',
      rule: {
        direction: 'egress',
        ipProtocol: 'TCP',
        portRange: '443/443',
        sourcePortRange: '1/9',
        policy: 'Drop',
        priority: 7,
        sourceCidrIp: '10.0.0.0/8',
        ipv6DestCidrIp: '2001:db8::/32',
      },
    }),
  );
});
