import { expect, test } from 'vitest';
import type { Intent } from '../../../cloud/write/plan.ts';
import { groups } from '../../emulator/account/sample-groups.ts';
import { groupOf } from '../../emulator/writing.ts';
import { emulate } from '../account.ts';
import { changing, liveRules, planned, shortRules, ssh, writesOf } from './changing.ts';

const done = expect.objectContaining({ state: 'done' });
const web = [
  'in TCP 22/22 Accept pl-bp1offices0000000001 10',
  'in TCP 80/80 Accept 0.0.0.0/0 1',
  'in TCP prl-bp1web00000000001 Accept ::/0 1',
];

test('a rule is added, and undoing takes it away', async () => {
  const emulator = await emulate();
  const { change, undo } = changing(emulator);
  expect(await change({ kind: 'authorize', rule: { ...ssh, description: 'on call' } })).toEqual(done);
  expect(shortRules(emulator).toSorted()).toEqual(['in TCP 22/22 Accept 203.0.113.0/24 1', ...web].toSorted());
  expect(await undo()).toEqual(done);
  expect(shortRules(emulator).toSorted()).toEqual(web.toSorted());
});

const changes: readonly (readonly [what: string, group: string, intent: Intent, after: readonly string[]])[] = [
  [
    'rules are removed',
    groups.web,
    { kind: 'revoke', rules: ['sgr-bp1web000000000002', 'sgr-bp1web000000000003'] },
    ['in TCP 80/80 Accept 0.0.0.0/0 1'],
  ],
  [
    'egress is added',
    groups.unused,
    {
      kind: 'authorize',
      rule: {
        direction: 'egress',
        ipProtocol: 'UDP',
        portRange: '53/53',
        policy: 'Drop',
        priority: 7,
        destCidrIp: '0.0.0.0/0',
      },
    },
    ['out UDP 53/53 Drop 0.0.0.0/0 7'],
  ],
  [
    'a rule is modified',
    groups.db,
    { kind: 'modify', rule: 'sgr-bp1db0000000000002', to: { sourceCidrIp: '10.0.0.0/8', priority: 60 } },
    ['in TCP 6379/6379 Accept 10.0.0.0/8 60', 'in TCP 6379/6379 Accept sg-bp1web000000000001 1'],
  ],
  [
    'a rule gets a source of another kind: a new one comes, then the old one goes',
    groups.db,
    {
      kind: 'modify',
      rule: 'sgr-bp1db0000000000002',
      to: { sourceCidrIp: undefined, ipv6SourceCidrIp: '2001:db8::/32' },
    },
    ['in TCP 6379/6379 Accept 2001:db8::/32 50', 'in TCP 6379/6379 Accept sg-bp1web000000000001 1'],
  ],
  [
    'a description is emptied',
    groups.db,
    { kind: 'modify', rule: 'sgr-bp1db0000000000002', to: { description: undefined } },
    ['in TCP 6379/6379 Accept 0.0.0.0/0 50', 'in TCP 6379/6379 Accept sg-bp1web000000000001 1'],
  ],
  ['a port is closed to everybody', groups.db, { kind: 'close', protocol: 'tcp', port: 6379, from: 'anyone' }, []],
  [
    'a port is closed to the internet, and the web servers keep theirs',
    groups.db,
    { kind: 'close', protocol: 'tcp', port: 6379, from: 'internet' },
    ['in TCP 6379/6379 Accept sg-bp1web000000000001 1'],
  ],
  [
    'a rule that opens everything stays, and a drop goes before it',
    groups.legacy,
    { kind: 'close', protocol: 'tcp', port: 3389, from: 'anyone' },
    ['in ALL -1/-1 Accept 0.0.0.0/0 100', 'in TCP 3389/3389 Drop 0.0.0.0/0 100', 'in TCP 445/445 Drop 0.0.0.0/0 1'],
  ],
  [
    'a port of a port list',
    groups.web,
    { kind: 'close', protocol: 'tcp', port: 443, from: 'anyone' },
    [...web, 'in TCP 443/443 Drop ::/0 1'],
  ],
];
test.each(changes)('%s, and undoing brings the exact rules back', async (_, group, intent, after) => {
  const emulator = await emulate();
  const before = liveRules(emulator, group);
  const { change, undo } = changing(emulator);
  expect(await change(intent, group)).toEqual(done);
  expect(shortRules(emulator, group).toSorted()).toEqual(after.toSorted());
  expect(await undo()).toEqual(done);
  expect(liveRules(emulator, group)).toEqual(before);
});

test('undoing can be undone, and then the change be undone again', async () => {
  const emulator = await emulate();
  const { change, undo } = changing(emulator);
  const first = await change({ kind: 'close', protocol: 'tcp', port: 6379, from: 'anyone' }, groups.db);
  const { id } = first as { id: string };
  const back = (await undo(id)) as { id: string };
  expect(await undo(id)).toMatchObject({ refused: 'not-undoable' });
  expect(await undo(back.id)).toEqual(done);
  expect(shortRules(emulator, groups.db)).toEqual([]);
  expect(await undo(id)).toEqual(done);
  expect(shortRules(emulator, groups.db)).toHaveLength(2);
});

test('250 rules go in as few calls as addresses of requests may be long, and come back', async () => {
  const emulator = await emulate();
  const group = groupOf(emulator, groups.unused);
  const [like] = groupOf(emulator).rules;
  group.rules = Array.from({ length: 250 }, (_, i) => ({
    ...like!,
    SecurityGroupRuleId: `sgr-many${i}`,
    PortRange: `${i + 1}/${i + 1}`,
  }));
  const before = liveRules(emulator, groups.unused);
  const { change, undo } = changing(emulator);
  await change(
    { kind: 'revoke', rules: group.rules.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId) },
    groups.unused,
  );
  expect(liveRules(emulator, groups.unused)).toEqual([]);
  expect(await undo()).toEqual(done);
  expect(liveRules(emulator, groups.unused)).toEqual(before);
  expect(writesOf(emulator)).toEqual({ RevokeSecurityGroup: 3, AuthorizeSecurityGroup: 9 });
});

test('other rules than those that were planned for: nothing is sent', async () => {
  const emulator = await emulate();
  const { plan, apply } = changing(emulator);
  const one = planned(await plan({ kind: 'revoke', rules: ['sgr-bp1web000000000001'] }));
  groupOf(emulator).rules[2]!.Description = 'somebody else was here';
  expect(await apply(one)).toMatchObject({ refused: 'changed' });
  expect(writesOf(emulator)).toEqual({});
});

test('a plan is applied once', async () => {
  const emulator = await emulate();
  const { plan, apply, undo } = changing(emulator);
  const one = planned(await plan({ kind: 'revoke', rules: ['sgr-bp1web000000000001'] }));
  expect(await apply(one)).toEqual(done);
  await undo();
  expect(await apply(one)).toMatchObject({ refused: 'applied-before' });
});

test('a plan for another account', async () => {
  const emulator = await emulate();
  const { plan, apply } = changing(emulator);
  const one = planned(await plan({ kind: 'revoke', rules: ['sgr-bp1web000000000001'] }));
  expect(await apply({ ...one, account: '1000000000000009' })).toMatchObject({ refused: 'other-account' });
  expect(writesOf(emulator)).toEqual({});
});

test('undoing is refused where the rules that it is about were changed since', async () => {
  const emulator = await emulate();
  const { change, undo } = changing(emulator);
  await change({ kind: 'modify', rule: 'sgr-bp1db0000000000002', to: { priority: 60 } }, groups.db);
  groupOf(emulator, groups.db).rules[1]!.SourceCidrIp = '192.0.2.0/24';
  const sent = writesOf(emulator);
  expect(await undo()).toMatchObject({ refused: 'changed' });
  expect(writesOf(emulator)).toEqual(sent);
});

test('undoing is refused where the service would keep another rule instead', async () => {
  const emulator = await emulate();
  const { change, undo } = changing(emulator);
  await change({ kind: 'revoke', rules: ['sgr-bp1db0000000000002'] }, groups.db);
  const [like] = groupOf(emulator).rules;
  groupOf(emulator, groups.db).rules.push({ ...like!, SecurityGroupRuleId: 'sgr-new', PortRange: '6379/6379' });
  expect(await undo()).toMatchObject({ refused: 'changed' });
});

test('other rules that came meanwhile do not matter to undoing', async () => {
  const emulator = await emulate();
  const { change, undo } = changing(emulator);
  await change({ kind: 'revoke', rules: ['sgr-bp1db0000000000002'] }, groups.db);
  const [like] = groupOf(emulator).rules;
  groupOf(emulator, groups.db).rules.push({ ...like!, SecurityGroupRuleId: 'sgr-new', PortRange: '9000/9000' });
  expect(await undo()).toEqual(done);
  expect(shortRules(emulator, groups.db)).toContain('in TCP 6379/6379 Accept 0.0.0.0/0 50');
});
