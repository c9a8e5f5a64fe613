import { expect, test } from 'vitest';
import { type Intent, isRefusal, type Plan, type Refusal } from '../../../cloud/write/plan.ts';
import { planChange } from '../../../cloud/write/plan-change.ts';
import { readPlan } from '../../../cloud/write/prepare.ts';
import { readCloud } from '../../../core/dialects/cloud/index.ts';
import type { RegionSnapshot, SnapshotGroup, SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import { snapshotText } from '../../../core/dialects/cloud/write.ts';
import { sourceKey } from '../../../core/exposure/row.ts';
import { exposureRows } from '../../../core/exposure/rows.ts';
import { SourceText } from '../../../core/text/source.ts';
import { randomFrom } from '../../emulator/random.ts';
import { planned, ssh } from './changing.ts';

const group: SnapshotGroup = {
  id: 'sg-a',
  name: 'web',
  vpcId: 'vpc-1',
  type: 'normal',
  innerAccessPolicy: 'Accept',
  rules: [{ ...ssh, id: 'sgr-1', sourceCidrIp: '0.0.0.0/0' }],
};

function plan(intent: Intent, change: Partial<SnapshotGroup> = {}, more: Partial<RegionSnapshot> = {}): Plan | Refusal {
  const region = {
    region: 'cn-hangzhou',
    securityGroups: [
      { ...group, ...change },
      { ...group, id: 'sg-b' },
      { ...group, id: 'sg-far', vpcId: 'vpc-2' },
    ],
    prefixLists: [{ id: 'pl-1', maxEntries: 999, entries: [{ cidr: '10.0.0.0/8' }] }],
    portRangeLists: [],
    ...more,
  };
  const snapshot = { portguardSnapshot: 1, takenAt: '', regions: [region], problems: [] };
  const made = { id: 'plan-1', at: new Date('2026-11-26T00:00:00Z') };
  return planChange(intent, { region: 'cn-hangzhou', group: 'sg-a', snapshot }, made);
}

const from = (peer: object): Intent => ({
  kind: 'authorize',
  rule: { ...ssh, sourceCidrIp: undefined, ...peer },
});
const authorize = (change: object): Intent => ({ kind: 'authorize', rule: { ...ssh, ...change } });
const close: Intent = { kind: 'close', protocol: 'tcp', port: 22, from: 'anyone' };

const refusals: readonly (readonly [what: string, Refusal['refused'], Plan | Refusal])[] = [
  ['a group of a cloud service', 'managed', plan(close, { serviceManaged: true })],
  ['a group that is not there', 'unknown-group', plan(close, { id: 'sg-other' })],
  ['a group whose rules could not be read', 'unread-group', plan(close, { rules: undefined })],
  ['a region whose groups could not be read', 'unread-group', plan(close, {}, { securityGroups: undefined })],
  ['a rule that is not there', 'unknown-rule', plan({ kind: 'revoke', rules: ['sgr-1', 'sgr-9'] })],
  ['modifying a rule that is not there', 'unknown-rule', plan({ kind: 'modify', rule: 'sgr-9', to: { priority: 2 } })],
  ['a port that nothing opens', 'nothing-to-do', plan({ ...close, port: 23 })],
  ['UDP where TCP is open', 'nothing-to-do', plan({ ...close, protocol: 'udp' })],
  ['a rule that is there', 'nothing-to-do', plan(authorize({ sourceCidrIp: '0.0.0.0/0' }))],
  [
    'a rule that is there with another priority',
    'nothing-to-do',
    plan(authorize({ sourceCidrIp: '0.0.0.0/0', priority: 9 })),
  ],
  [
    'a modification that changes nothing',
    'nothing-to-do',
    plan({ kind: 'modify', rule: 'sgr-1', to: { priority: 1 } }),
  ],
  [
    'a modification into a rule that is there',
    'not-valid',
    plan(
      { kind: 'modify', rule: 'sgr-1', to: { portRange: '23/23' } },
      { rules: [...(group.rules ?? []), { ...ssh, id: 'sgr-2', portRange: '23/23', sourceCidrIp: '0.0.0.0/0' }] },
    ),
  ],
  ['a priority that is none', 'not-valid', plan(authorize({ priority: 0 }))],
  ['a protocol that is none', 'not-valid', plan(authorize({ ipProtocol: 'SCTP' }))],
  ['ports that are none', 'not-valid', plan(authorize({ portRange: '22' }))],
  ['TCP for no port', 'not-valid', plan(authorize({ portRange: '-1/-1' }))],
  ['ICMP with ports', 'not-valid', plan(authorize({ ipProtocol: 'ICMP' }))],
  ['no source', 'not-valid', plan(from({}))],
  ['a source that is no block', 'not-valid', plan(from({ sourceCidrIp: '10.0.0.0/33' }))],
  ['IPv6 as IPv4', 'not-valid', plan(from({ sourceCidrIp: '::/0' }))],
  ['ICMP from IPv6', 'not-valid', plan(from({ ipProtocol: 'ICMP', portRange: '-1/-1', ipv6SourceCidrIp: '::/0' }))],
  ['the group itself as source', 'not-valid', plan(from({ sourceGroupId: 'sg-a' }))],
  ['a group that is not there as source', 'not-valid', plan(from({ sourceGroupId: 'sg-0' }))],
  ['a group of another VPC', 'not-valid', plan(from({ sourceGroupId: 'sg-far' }))],
  ['a group as source of an advanced group', 'advanced', plan(from({ sourceGroupId: 'sg-b' }), { type: 'enterprise' })],
  ['a prefix list that is not there', 'not-valid', plan(from({ sourcePrefixListId: 'pl-0' }))],
  ['a description too long', 'not-valid', plan(authorize({ description: 'x'.repeat(513) }))],
  [
    'the 1,001st rule of an interface',
    'quota',
    plan(from({ sourcePrefixListId: 'pl-1' }), {}, { instances: [{ id: 'i-1', securityGroupIds: ['sg-a', 'sg-b'] }] }),
  ],
  [
    'the 21st group as source',
    'quota',
    plan(from({ sourceGroupId: 'sg-b' }), {
      rules: Array.from({ length: 20 }, (_, i) => ({
        ...ssh,
        id: `sgr-${i}`,
        sourceCidrIp: undefined,
        sourceGroupId: `sg-${i}`,
      })),
    }),
  ],
];
test.each(refusals)('refused: %s', (_, code, answer) => {
  expect(answer).toMatchObject({ refused: code });
  const { message } = answer as Refusal;
  expect(message.en).toMatch(/^[A-Z].*[.:]/s);
  expect(message.zh).toMatch(/\p{Script=Han}/u);
});

test('the calls as they will be sent, and what they close', () => {
  const { calls, exposure, what, kind } = planned(plan(close));
  expect({ kind, what: what.en }).toEqual({ kind: 'close', what: 'Close tcp 22 of sg-a' });
  expect(calls).toEqual([
    {
      action: 'RevokeSecurityGroup',
      parameters: { RegionId: 'cn-hangzhou', SecurityGroupId: 'sg-a', SecurityGroupRuleId: ['sgr-1'] },
    },
  ]);
  expect(exposure.map(({ change, text }) => [change, text.en])).toEqual([
    ['closes', 'sg-a: 0.0.0.0/0 can no longer connect with tcp 22 (SSH)'],
  ]);
});

test('a rule that is never exposed changes nothing of the exposure', () => {
  const shadowed = [{ ...ssh, id: 'sgr-1', policy: 'Drop', sourceCidrIp: '0.0.0.0/0' }] as const;
  expect(planned(plan(authorize({ priority: 5 }), { rules: shadowed })).exposure).toEqual([]);
});

test('in the classic network the kind of interface is named', () => {
  const { calls } = planned(plan(authorize({}), { vpcId: undefined }));
  expect(calls[0]?.parameters).toMatchObject({
    Permissions: [{ NicType: 'intranet', SourceCidrIp: '203.0.113.0/24' }],
  });
});

test('a drop that comes too late is moved before what it shall drop', () => {
  const wide = { ...ssh, id: 'sgr-wide', portRange: '1/65535', priority: 5 };
  const late = { ...ssh, id: 'sgr-late', policy: 'Drop', priority: 9 } as const;
  expect(planned(plan(close, { rules: [wide, late] })).steps).toEqual([
    { do: 'change', direction: 'ingress', before: late, after: { ...late, priority: 5 } },
  ]);
  expect(plan(close, { rules: [wide, { ...late, id: undefined }] })).toMatchObject({ refused: 'not-valid' });
  expect(plan(close, { rules: [wide, { ...late, priority: 5 }] })).toMatchObject({ refused: 'nothing-to-do' });
});

test('a rule without an id is removed by what it says', () => {
  const [{ id: _, ...old }] = group.rules as [SnapshotRule];
  expect(planned(plan(close, { rules: [old] })).calls[0]?.parameters).toMatchObject({
    Permissions: [
      { IpProtocol: 'TCP', PortRange: '22/22', SourceCidrIp: '0.0.0.0/0', Policy: 'Accept', Priority: '1' },
    ],
  });
});

test('whatever the rules are: closing a port closes it wholly, and nothing else', () => {
  const random = randomFrom(7);
  const one = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  let closed = 0;
  for (let run = 0; run < 150; run++) {
    const rules = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, i): SnapshotRule => {
      const ipProtocol = one(['TCP', 'TCP', 'UDP', 'ALL']);
      return {
        id: `sgr-${i}`,
        direction: 'ingress',
        ipProtocol,
        portRange: ipProtocol === 'ALL' ? '-1/-1' : one(['22/22', '20/30', '22/80', '80/80', '1/65535']),
        policy: one(['Accept', 'Accept', 'Drop']),
        priority: one([1, 2, 50, 100]),
        ...one([
          { sourceCidrIp: '0.0.0.0/0' },
          { sourceCidrIp: '203.0.113.0/24' },
          { sourceCidrIp: '10.1.0.0/16' },
          { ipv6SourceCidrIp: '::/0' },
        ]),
      };
    });
    const answer = plan(close, { rules });
    if (isRefusal(answer)) {
      expect(answer.refused).toBe('nothing-to-do');
      continue;
    }
    closed++;
    for (const { change, text } of answer.exposure) {
      expect(change).toBe('closes');
      expect(text.en).toMatch(/ can no longer connect with tcp 22 \(SSH\)$/);
    }
    const after = rulesAfter(rules, answer);
    expect(plan(close, { rules: after })).toMatchObject({ refused: 'nothing-to-do' });
    expect(openTo22(rules).length).toBeGreaterThanOrEqual(answer.exposure.length > 0 ? 1 : 0);
    expect(openTo22(after)).toEqual([]);
  }
  expect(closed).toBeGreaterThan(80);
});

/** By the engine that judges every account: sources that get in at TCP 22. */
function openTo22(rules: readonly SnapshotRule[]): readonly string[] {
  const region = { region: 'cn-hangzhou', securityGroups: [{ ...group, rules }] };
  const text = snapshotText({ portguardSnapshot: 1, takenAt: '', regions: [region], problems: [] });
  return readCloud(new SourceText('account.json', text))
    .flatMap((unit) => exposureRows(unit))
    .filter(({ protocol, except = [], ports }) => {
      const isTcp = protocol === 'tcp' || (protocol === 'all' && !except.includes('tcp'));
      return isTcp && (ports?.has(22) ?? true);
    })
    .map(({ from, protocol }) => `${protocol} ${sourceKey(from)}`);
}

function rulesAfter(rules: readonly SnapshotRule[], { steps }: Plan): readonly SnapshotRule[] {
  return steps.reduce<SnapshotRule[]>(
    (now, step) => {
      if (step.do === 'add') now.push(...step.rules);
      else if (step.do === 'change')
        now.splice(
          now.findIndex(({ id }) => id === step.before.id),
          1,
          step.after,
        );
      else return now.filter(({ id }) => !step.rules.some((rule) => rule.id === id));
      return now;
    },
    [...rules],
  );
}

test('a plan can be kept in a file; one that was edited is none', () => {
  const one = planned(plan(close));
  expect(readPlan(JSON.stringify(one))).toEqual(JSON.parse(JSON.stringify(one)));
  const edited = JSON.stringify(one).replace('sgr-1', 'sgr-2');
  for (const text of [edited, '{}', '[]', 'null', 'not json', '{"portguardPlan":1}']) {
    expect(readPlan(text)).toMatchObject({ refused: 'not-a-plan' });
  }
});
