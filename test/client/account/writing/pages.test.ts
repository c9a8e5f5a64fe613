/** What is read before somebody says yes, and what stands in the journal: over plans for the sample account. */
import { expect, test } from 'vitest';
import { changesPage } from '../../../../client/account/writing/changes-page.ts';
import type { Change, Intent, Plan } from '../../../../client/account/writing/changing.ts';
import { planPage } from '../../../../client/account/writing/plan-page.ts';
import { closedPort, summary, verbOf } from '../../../../client/account/writing/plan-words.ts';
import { isRefusal, planChange, sampleSnapshot } from '../../../../cloud/main.ts';
import type { Snapshot } from '../../../../core/dialects/cloud/snapshot.ts';
import { t } from '../../translate.ts';

const redis = 'sg-bp1db0000000000001';
const erp = 'sg-bp1legacy00000001';

function planFor(intent: Intent, group = redis, snapshot: Snapshot = sampleSnapshot): Plan {
  const made = { id: 'plan-1', at: new Date('2026-11-26T08:00:00Z'), account: '1234567890123456' };
  const plan = planChange(intent, { region: 'cn-hangzhou', group, snapshot }, made);
  if (isRefusal(plan)) throw new Error(plan.message.en);
  return plan;
}

const closing = { kind: 'close', protocol: 'tcp', port: 6379, from: 'internet' } as const;

test('the question names account, credentials, region, group, rules, what closes, and how many calls', () => {
  expect(summary(planFor(closing), 'Profile work', 'en', t)).toBe(`Account: 1234567890123456 (Profile work)
Region: cn-hangzhou
Security group: redis (sg-bp1db0000000000001)

− tcp 6379 ← 0.0.0.0/0 · accept · priority 50 · temporary, for the migration

✓ sg-bp1db0000000000001: 0.0.0.0/0 can no longer connect with tcp 6379 (Redis) through ngw-bp1shop00000000001, eip-bp1legacy00000001

1 API call`);
});

test('what opens is told apart from what closes', () => {
  const rule = {
    direction: 'ingress',
    ipProtocol: 'TCP',
    portRange: '22/22',
    policy: 'Accept',
    priority: 1,
    sourceCidrIp: '0.0.0.0/0',
  } as const;
  expect(summary(planFor({ kind: 'authorize', rule }), 'x', 'en', t)).toMatch(/\n⚠ .* can now connect with tcp 22/);
});

test('long lists are cut off in the question, and whole on the page', () => {
  const rules = Array.from({ length: 9 }, (_, i) => ({
    id: `sgr-${i}`,
    direction: 'ingress' as const,
    ipProtocol: 'TCP',
    portRange: `${8000 + i}/${8000 + i}`,
    policy: 'Accept' as const,
    priority: 1,
    sourceCidrIp: '10.0.0.0/8',
  }));
  const regions = sampleSnapshot.regions.map((region) => ({
    ...region,
    securityGroups: region.securityGroups?.map((group) => (group.id === redis ? { ...group, rules } : group)),
  }));
  const plan = planFor({ kind: 'revoke', rules: rules.map(({ id }) => id) }, redis, { ...sampleSnapshot, regions });
  expect(summary(plan, 'x', 'en', t)).toContain('tcp 8005 ← 10.0.0.0/8 · accept · priority 1\n… and 3 more');
  expect(planPage(plan, { source: 'x', language: 'en' }, t)).toContain('| − | sgr-8 | tcp 8008 ← 10.0.0.0/8');
});

test('the page has every call with all of its parameters', () => {
  const page = planPage(planFor(closing), { source: 'Profile work', language: 'en' }, t);
  expect(page).toContain('# Close tcp 6379 of sg-bp1db0000000000001 to the internet');
  expect(page).toContain('- Account: 1234567890123456 (Profile work)');
  expect(page).toContain('1. `RevokeSecurityGroup`');
  const [, json = ''] = /```json\n([\s\S]*?)\n {3}```/.exec(page) ?? [];
  expect(JSON.parse(json)).toEqual({
    RegionId: 'cn-hangzhou',
    SecurityGroupId: redis,
    SecurityGroupRuleId: ['sgr-bp1db0000000000002'],
  });
  expect(page).not.toContain('preview');
});

test('a preview says that it is one, and names no account', () => {
  const page = planPage(planFor(closing), { source: 'Sample account', language: 'en', isPreview: true }, t);
  expect(page).toContain('> A preview');
  expect(page).toContain('- Account: Sample account');
});

test('names and descriptions from the account are text on the page', () => {
  const regions = sampleSnapshot.regions.map((region) => ({
    ...region,
    securityGroups: region.securityGroups?.map((group) =>
      group.id === redis ? { ...group, name: '[x](command:evil)|<b>' } : group,
    ),
  }));
  const plan = planFor(closing, redis, { ...sampleSnapshot, regions });
  const page = planPage(plan, { source: 'x', language: 'en' }, t);
  expect(page).not.toContain('[x](command:evil)');
  expect(page).not.toContain('<b>');
});

test('what a closing closes is told by its port, whatever it takes', () => {
  expect(closedPort(planFor(closing))).toBe('tcp 6379');
  expect(closedPort(planFor({ ...closing, port: 3389, from: 'anyone' }, erp))).toBe('tcp 3389');
  expect(closedPort(planFor({ ...closing, port: 5000 }, erp))).toBe('tcp 5000');
});

test('the button says what is done', () => {
  expect(verbOf(planFor(closing), t)).toBe('Close Port');
  expect(verbOf(planFor({ kind: 'revoke', rules: ['sgr-bp1db0000000000002'] }), t)).toBe('Remove Rule');
  expect(verbOf(planFor({ kind: 'modify', rule: 'sgr-bp1db0000000000002', to: { priority: 3 } }), t)).toBe(
    'Change Rule',
  );
});

test('the journal as a page: the last change first, with its state and its end', () => {
  const plan = planFor({ ...closing, minutes: 30 });
  const at = '2026-11-26T08:00:00.000Z';
  const change: Change = { id: 'a', at, plan, before: [], after: [], state: 'done', undone: true, until: undefined };
  const changes = [change, { ...change, id: 'b', undone: false, until: Date.parse('2026-11-26T08:30:00Z') }];
  const rows = changesPage([...changes, { ...change, id: 'c', undone: false, state: 'unfinished' }], '/state', 'en', t)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.includes('---'));
  expect(rows.map((row) => row.split(' | ').slice(5).join(' | '))).toEqual([
    'State | Until | ID |',
    'not known yet |  | c |',
    `done | ${new Date('2026-11-26T08:30:00Z').toLocaleString('en')} | b |`,
    'undone |  | a |',
  ]);
});
