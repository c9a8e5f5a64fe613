/** Whatever goes wrong on the way: the change is made once or not at all, and what is said is what the group shows. */
import { expect, test } from 'vitest';
import { applyPlan } from '../../../cloud/write/apply.ts';
import type { Line } from '../../../cloud/write/journal.ts';
import { openJournal } from '../../../cloud/write/journal.ts';
import { readChanges } from '../../../cloud/write/prepare.ts';
import { resume } from '../../../cloud/write/resume.ts';
import { sampleAccount } from '../../emulator/account/sample.ts';
import { groups } from '../../emulator/account/sample-groups.ts';
import type { Fault } from '../../emulator/faults.ts';
import { owner, reader } from '../../emulator/sample-keys.ts';
import { groupOf } from '../../emulator/writing.ts';
import { emulate } from '../account.ts';
import { changing, planned, shortRules, ssh, writesOf } from './changing.ts';

const add = { kind: 'authorize', rule: ssh } as const;
const added = 'in TCP 22/22 Accept 203.0.113.0/24 1';

const faults: readonly (readonly [what: string, fault: Fault, sent: number, result: 'done' | 'found'])[] = [
  ['throttling', { kind: 'throttle' }, 2, 'done'],
  ['throttling with a time to wait', { kind: 'throttle', retryAfter: 5, code: 'Throttling.Api' }, 2, 'done'],
  ['the service fails', { kind: 'error', status: 503, code: 'ServiceUnavailable' }, 2, 'done'],
  ['an internal error', { kind: 'error', status: 500, code: 'InternalError' }, 2, 'done'],
  ['the service is still at it', { kind: 'error', status: 403, code: 'IdempotentProcessing' }, 2, 'done'],
  ['the connection is lost before the change', { kind: 'drop', when: 'before' }, 2, 'done'],
  ['the connection is lost after the change', { kind: 'drop', when: 'after' }, 1, 'found'],
  ['half an answer', { kind: 'truncated' }, 1, 'found'],
  ["a proxy's page", { kind: 'html', status: 502 }, 2, 'done'],
];
test.each(faults)('%s', async (_, fault, sent, result) => {
  const emulator = await emulate();
  emulator.faults.inject({ action: 'AuthorizeSecurityGroup', fault });
  const { change, request } = changing(emulator);
  expect(await change(add)).toMatchObject({ state: 'done' });
  expect(writesOf(emulator)).toEqual({ AuthorizeSecurityGroup: sent });
  expect(shortRules(emulator).filter((rule) => rule === added)).toHaveLength(1);
  const lines = openJournal(request.stateFolder).lines();
  expect(lines.map(({ line }) => line)).toEqual(['begin', 'intent', 'outcome', 'end']);
  expect(lines[2]).toMatchObject({ result });
  // Repeated requests are one request: the same token, whatever came of the first.
  const tokens = emulator.requests.flatMap(({ parameters: { ClientToken } }) => ClientToken ?? []);
  expect(new Set(tokens)).toEqual(new Set([(lines[1] as Extract<Line, { line: 'intent' }>).token]));
});

test('the service tells the rules of before for a moment: they are read again, and the change is done', async () => {
  const emulator = await emulate();
  const { change, request } = changing(emulator);
  // Read to plan, read before the change, and then three times after it.
  emulator.faults.inject({
    action: 'DescribeSecurityGroupAttribute',
    region: 'cn-hangzhou',
    after: 6,
    times: 3,
    fault: { kind: 'stale' },
  });
  expect(await change(add)).toMatchObject({ state: 'done' });
  expect(writesOf(emulator)).toEqual({ AuthorizeSecurityGroup: 1 });
  expect(readChanges(request.stateFolder)).toMatchObject([{ state: 'done' }]);
});

test('a change that was answered for and is never seen is not called done', async () => {
  const emulator = await emulate();
  const { change } = changing(emulator);
  emulator.faults.inject({ action: 'DescribeSecurityGroupAttribute', after: 6, times: 100, fault: { kind: 'stale' } });
  expect(await change(add)).toMatchObject({ state: 'not-done' });
});

test('who cancels while a call is under way learns what came of it, and no further one is sent', async () => {
  const emulator = await emulate();
  const before = shortRules(emulator, groups.db);
  const { plan, request, undo } = changing(emulator);
  const to = { sourceCidrIp: undefined, ipv6SourceCidrIp: '2001:db8::/32' };
  const one = planned(await plan({ kind: 'modify', rule: 'sgr-bp1db0000000000002', to }, groups.db));
  emulator.faults.inject({ action: 'AuthorizeSecurityGroup', fault: { kind: 'slow', milliseconds: 200 } });
  const stop = new AbortController();
  const outcome = applyPlan(one, { ...request, signal: stop.signal });
  while (!writesOf(emulator).AuthorizeSecurityGroup) await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  expect(await outcome).toMatchObject({ state: 'partly', problem: { kind: 'cancelled' } });
  expect(writesOf(emulator)).toEqual({ AuthorizeSecurityGroup: 1 });
  expect(readChanges(request.stateFolder)).toMatchObject([{ state: 'partly' }]);
  expect(await undo()).toMatchObject({ state: 'done' });
  expect(shortRules(emulator, groups.db)).toEqual(before);
});

test('a fault that stays: nothing was changed, and it is said why', async () => {
  const emulator = await emulate();
  emulator.faults.inject({ action: 'AuthorizeSecurityGroup', fault: { kind: 'drop', when: 'before' }, times: 100 });
  const { change } = changing(emulator);
  expect(await change(add)).toMatchObject({ state: 'not-done', problem: { kind: 'network' } });
  expect(writesOf(emulator)).toEqual({ AuthorizeSecurityGroup: 4 });
});

test('the second of two calls is refused: what was done is said, and can be taken back', async () => {
  const emulator = await emulate();
  const before = shortRules(emulator, groups.db);
  emulator.faults.inject({
    action: 'RevokeSecurityGroup',
    fault: { kind: 'error', status: 403, code: 'OperationDenied' },
  });
  const { change, undo } = changing(emulator);
  const to = { sourceCidrIp: undefined, ipv6SourceCidrIp: '2001:db8::/32' };
  const outcome = await change({ kind: 'modify', rule: 'sgr-bp1db0000000000002', to }, groups.db);
  expect(outcome).toMatchObject({ state: 'partly', next: 'undo' });
  expect(shortRules(emulator, groups.db)).toHaveLength(3);
  expect(await undo()).toMatchObject({ state: 'done' });
  expect(shortRules(emulator, groups.db)).toEqual(before);
});

test('the change was made and then nothing can be reached: not known yet; later it is found out, and nothing is repeated', async () => {
  const emulator = await emulate();
  const { plan, apply, request } = changing(emulator);
  const one = planned(await plan(add));
  emulator.faults.inject(
    { action: 'AuthorizeSecurityGroup', fault: { kind: 'drop', when: 'after' } },
    { action: 'DescribeSecurityGroups', after: 1, fault: { kind: 'drop', when: 'before' }, times: 100 },
  );
  expect(await apply(one)).toMatchObject({
    state: 'unfinished',
    next: 'find-out',
  });
  expect(readChanges(request.stateFolder)).toMatchObject([{ state: 'unfinished' }]);
  emulator.faults.clear();
  expect(await resume(request)).toMatchObject({ resolved: [{ state: 'done' }], restored: [] });
  expect(writesOf(emulator)).toEqual({ AuthorizeSecurityGroup: 1 });
  expect(readChanges(request.stateFolder)).toMatchObject([{ state: 'done' }]);
});

test('the next change to a group first finds out about one that broke off', async () => {
  const emulator = await emulate();
  const { plan, apply, change, request } = changing(emulator);
  const one = planned(await plan(add));
  emulator.faults.inject(
    { action: 'AuthorizeSecurityGroup', fault: { kind: 'drop', when: 'before' }, times: 4 },
    { action: 'DescribeSecurityGroups', after: 1, fault: { kind: 'drop', when: 'before' }, times: 100 },
  );
  expect(await apply(one)).toMatchObject({ state: 'unfinished' });
  emulator.faults.clear();
  expect(await change(add)).toMatchObject({ state: 'done' });
  expect(readChanges(request.stateFolder)).toMatchObject([{ state: 'not-done' }, { state: 'done' }]);
});

test('a wrong secret, no permission: what to do, and nothing in the journal of what could not begin', async () => {
  const emulator = await emulate({ keys: [owner, reader] });
  const wrong = changing(emulator, { key: { ...owner, secret: 'not-the-secret-at-all' } });
  await expect(wrong.plan(add)).rejects.toMatchObject({
    problem: { kind: 'credentials', code: 'SignatureDoesNotMatch' },
  });
  const may = changing(emulator, { key: reader });
  const outcome = await may.change(add);
  expect(outcome).toMatchObject({
    state: 'not-done',
    problem: {
      kind: 'permission',
      message: { en: expect.stringMatching(/allow it in RAM.*ecs:AuthorizeSecurityGroup$/) },
    },
  });
  expect(readChanges(wrong.request.stateFolder)).toEqual([]);
});

test('the quota is used up: the sentence names it, although the status is that of a missing permission', async () => {
  const account = sampleAccount();
  account.quotas.rulesPerNetworkInterface = 3;
  const emulator = await emulate({}, account);
  const { change } = changing(emulator);
  expect(await change(add)).toMatchObject({
    state: 'not-done',
    problem: { kind: 'service', code: 'AuthorizationLimitExceed' },
  });
});

test('a closing for ten minutes: due when they are over, opened again once', async () => {
  const emulator = await emulate();
  const before = shortRules(emulator, groups.db);
  let at = Date.now();
  const { change, request } = changing(emulator, { now: () => new Date(at) });
  await change({ kind: 'close', protocol: 'tcp', port: 6379, from: 'internet', minutes: 10 }, groups.db);
  at += 9 * 60_000;
  expect(await resume(request)).toEqual({ resolved: [], restored: [] });
  at += 60_000;
  expect(await resume(request)).toMatchObject({ restored: [{ outcome: { state: 'done' } }] });
  expect(shortRules(emulator, groups.db)).toEqual(before);
  expect(await resume(request)).toEqual({ resolved: [], restored: [] });
});

test('what others have opened again meanwhile is due no more', async () => {
  const emulator = await emulate();
  const whole = structuredClone(groupOf(emulator, groups.db).rules);
  let at = Date.now();
  const { change, request } = changing(emulator, { now: () => new Date(at) });
  await change({ kind: 'close', protocol: 'tcp', port: 6379, from: 'anyone', minutes: 1 }, groups.db);
  groupOf(emulator, groups.db).rules = whole;
  at += 60_000;
  expect(await resume(request)).toMatchObject({ restored: [{ outcome: { refused: 'nothing-to-do' } }] });
  expect(await resume(request)).toEqual({ resolved: [], restored: [] });
});

test('with the credentials of another account nothing is concluded, and nothing is undone', async () => {
  const emulator = await emulate();
  let at = Date.now();
  const now = () => new Date(at);
  const { plan, apply, change, undo, request } = changing(emulator, { now });
  await change({ kind: 'close', protocol: 'tcp', port: 6379, from: 'internet', minutes: 1 }, groups.db);
  const one = planned(await plan({ kind: 'revoke', rules: ['sgr-bp1web000000000001'] }));
  emulator.faults.inject(
    { action: 'RevokeSecurityGroup', fault: { kind: 'drop', when: 'before' }, times: 4 },
    { action: 'DescribeSecurityGroups', after: 1, fault: { kind: 'drop', when: 'before' }, times: 100 },
  );
  expect(await apply(one)).toMatchObject({ state: 'unfinished' });

  const theirs = sampleAccount();
  theirs.uid = '2000000000000002';
  theirs.regions[0]!.securityGroups = [];
  const elsewhere = await emulate({}, theirs);
  at += 60_000;
  expect(await resume({ ...request, endpoint: elsewhere.endpoint })).toMatchObject({
    resolved: [{ state: 'unfinished', text: { en: expect.stringMatching(/belong to 2000000000000002/) } }],
    restored: [{ outcome: { refused: 'other-account' } }],
  });
  expect(writesOf(elsewhere)).toEqual({});

  emulator.faults.clear();
  expect(await resume(request)).toMatchObject({
    resolved: [{ state: 'not-done' }],
    restored: [{ outcome: { state: 'done' } }],
  });
  expect(await undo()).toMatchObject({ refused: 'unknown-change' });
});

test('one closing that cannot be opened again now keeps no other closed', async () => {
  const emulator = await emulate();
  let at = Date.now();
  const { change, request } = changing(emulator, { now: () => new Date(at) });
  const closing = { kind: 'close', protocol: 'tcp', from: 'internet', minutes: 1 } as const;
  await change({ ...closing, port: 6379 }, groups.db);
  await change({ ...closing, port: 3389 }, groups.legacy);
  at += 60_000;
  emulator.faults.inject({ action: 'DescribeSecurityGroups', fault: { kind: 'drop', when: 'before' }, times: 4 });
  expect(await resume(request)).toMatchObject({
    restored: [{ outcome: { state: 'not-done', problem: { kind: 'network' } } }, { outcome: { state: 'done' } }],
  });
  expect(await resume(request)).toMatchObject({ restored: [{ outcome: { state: 'done' } }] });
});
