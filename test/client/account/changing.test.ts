/** Where the tree offers changes, which ports it offers to close, and how it shows what is closed for some time. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withClosings } from '../../../client/account/closing-marks.ts';
import { contextOf, nodeIn, parentIn } from '../../../client/account/node.ts';
import { t } from '../translate.ts';
import { nodeOf, nodesIn, opened } from './sample.ts';

const account = await opened();
const tree = account.tree('vpc');
const contextIn = (kind: 'group' | 'rule', label: string): string => contextOf(nodeOf(account, kind, label));

test('nodes say what they are, and whether the account can be changed there', () => {
  expect(contextIn('group', 'redis')).toBe('group changeable');
  expect(contextIn('rule', 'tcp 6379 ← 0.0.0.0/0')).toBe('rule ingress accept changeable');
  expect(contextIn('rule', 'tcp 445 ← 0.0.0.0/0')).toBe('rule ingress drop changeable');
  const managed = nodesIn(nodeOf(account, 'group', 'alicloud-cs-auto-created-security-group'));
  expect([...new Set(managed.map(contextOf))]).toEqual([
    'group',
    'direction ingress',
    'rule ingress accept',
    'default',
    'direction egress',
  ]);
});

test('every condition of the manifest about a node of the account is met by some node', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const conditions: string[] = contributes.menus['view/item/context']
    .map(({ when }: { when: string }) => when)
    .filter((when: string) => when.includes('view == portguard.account'));
  const contexts = [...nodesIn(tree).map(contextOf), 'problem'];
  expect(conditions.length).toBeGreaterThan(10);
  for (const when of conditions) {
    const [, pattern, words, word] = /viewItem (?:=~ \/(.+?)\/|== '(.+?)'|== (\w+))/.exec(when) ?? [];
    const isMet = pattern
      ? contexts.some((context) => new RegExp(pattern).test(context))
      : contexts.includes(words ?? word ?? '');
    expect(isMet, when).toBe(true);
  }
});

test('ports to close: those that strangers reach first, and of what opens everything those that a rule names', () => {
  const ports = (kind: 'group' | 'rule', label: string): string[] =>
    account
      .openings(nodeOf(account, kind, label))
      .map(({ protocol, port, service, from, isForStrangers }) =>
        [protocol, port, service, from, isForStrangers ? 'strangers' : 'others'].join(' '),
      );
  expect(ports('group', 'redis')).toEqual(['tcp 6379 Redis 0.0.0.0/0 strangers']);
  expect(ports('group', 'erp').slice(0, 2)).toEqual([
    'tcp 3389 RDP 0.0.0.0/0 strangers',
    'tcp 22 SSH 0.0.0.0/0 strangers',
  ]);
  expect(ports('group', 'web')).toEqual(
    expect.arrayContaining(['tcp 80 HTTP 0.0.0.0/0, ::/0 strangers', 'tcp 443 HTTPS ::/0 strangers']),
  );
});

test('the rule behind a node', () => {
  const subject = account.subject(nodeOf(account, 'rule', 'tcp 6379 ← 0.0.0.0/0'));
  expect(subject?.group.id).toBe('sg-bp1db0000000000001');
  expect(subject?.rule?.id).toBe('sgr-bp1db0000000000002');
  expect(account.subject(nodeOf(account, 'group', 'redis'))?.rule).toBeUndefined();
});

test('other rules of a group change that group in the snapshot, and nothing else', () => {
  const text = account.withRules('cn-hangzhou', 'sg-bp1db0000000000001', []);
  const { regions } = account.snapshot;
  const expected = regions.map((region) => ({
    ...region,
    securityGroups: region.securityGroups?.map((group) =>
      group.id === 'sg-bp1db0000000000001' ? { ...group, rules: [] } : group,
    ),
  }));
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ ...account.snapshot, regions: expected })));
});

test('what is closed for some time is said at its group, and nowhere else', () => {
  const closing = {
    id: 'a',
    until: 1,
    region: 'cn-hangzhou',
    group: 'sg-bp1db0000000000001',
    name: 'redis',
    port: 'tcp 22',
    source: { kind: 'keys' },
  } as const;
  const marked = withClosings(tree, { all: () => [closing], others: () => [] }, () => '14:30', t);
  const told = nodesIn(marked).filter(({ description }) => description.includes('closed until'));
  expect(told.map(({ label, description }) => `${label}: ${description}`)).toEqual([
    'redis: tcp 22 closed until 14:30 · 1 exposed port',
  ]);
  expect(told[0]?.spoken).toContain('tcp 22 closed until 14:30');
  // Whoever closed it here need not open it again by hand.
  expect(told[0]?.facts.map(([word]) => word)).not.toContain('Opened again');
  const foreign = withClosings(tree, { all: () => [], others: () => [closing] }, () => '14:30', t);
  const other = nodesIn(foreign).find(({ description }) => description.includes('tcp 22 closed until 14:30'));
  expect(other?.facts.at(-1)).toEqual([
    'Opened again',
    'not by itself: by "portguard cloud resume", or by "Reopen Now" here',
  ]);
});

test('every node is found again by its key, and leads to what it is in', () => {
  for (const node of nodesIn(tree)) {
    expect(nodeIn(tree, node.key)).toBe(node);
    const parent = parentIn(tree, node.key);
    expect(node === tree ? parent === undefined : parent?.children.includes(node)).toBe(true);
  }
});
