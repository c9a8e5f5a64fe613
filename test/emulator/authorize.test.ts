import * as ecs from '@alicloud/ecs20140526';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleAccount } from './account/sample.ts';
import { groups } from './account/sample-groups.ts';
import { ecsClient } from './clients.ts';
import { owner } from './sample-keys.ts';
import { type Emulator, startEmulator } from './start.ts';
import { groupOf, ssh, writeTo } from './writing.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ account: sampleAccount(), keys: [owner] });
});
afterEach(() => emulator.close());

const group = (id?: string) => groupOf(emulator, id);
const write = (action: string, query: Readonly<Record<string, unknown>>, id?: string) =>
  writeTo(emulator, action, query, id);
const regionId = 'cn-hangzhou';

test('through the SDK: the rule gets an id and is shown as the service shows it', async () => {
  const permissions = [
    new ecs.AuthorizeSecurityGroupRequestPermissions({
      ipProtocol: 'tcp',
      portRange: '8080/8081',
      sourceCidrIp: '10.0.0.0/8',
      policy: 'drop',
      priority: '20',
      description: 'proxy',
    }),
  ];
  const client = ecsClient(emulator);
  const request = { regionId, securityGroupId: groups.web };
  const { body } = await client.authorizeSecurityGroup(
    new ecs.AuthorizeSecurityGroupRequest({ ...request, permissions }),
  );
  expect(Object.keys(body!)).toEqual(['requestId']);
  const shown = await client.describeSecurityGroupAttribute(new ecs.DescribeSecurityGroupAttributeRequest(request));
  expect(shown.body?.permissions?.permission?.at(-1)).toMatchObject({
    securityGroupRuleId: expect.stringMatching(/^sgr-/),
    ipProtocol: 'TCP',
    portRange: '8080/8081',
    sourceCidrIp: '10.0.0.0/8',
    policy: 'Drop',
    priority: '20',
    description: 'proxy',
    direction: 'ingress',
    nicType: 'intranet',
    destCidrIp: '',
  });
});

test('a rule that is there already is accepted and changes nothing, not even its priority', async () => {
  expect(await write('AuthorizeSecurityGroup', { Permissions: [ssh] })).toBe('done');
  const before = structuredClone(group(groups.web).rules);
  expect(await write('AuthorizeSecurityGroup', { Permissions: [{ ...ssh, IpProtocol: 'TCP', Priority: '7' }] })).toBe(
    'done',
  );
  expect(group(groups.web).rules).toEqual(before);
  expect(await write('AuthorizeSecurityGroup', { Permissions: [{ ...ssh, Policy: 'drop' }] })).toBe('done');
  expect(group(groups.web).rules).toHaveLength(before.length + 1);
});

test('one bad permission and none is added', async () => {
  const before = group(groups.web).rules.length;
  expect(await write('AuthorizeSecurityGroup', { Permissions: [ssh, { ...ssh, PortRange: '22' }] })).toBe(
    'InvalidIpProtocol.Malformed',
  );
  expect(group(groups.web).rules).toHaveLength(before);
});

test('an address wins over a group, a group over a prefix list', async () => {
  const both = { ...ssh, SourceGroupId: groups.db, SourcePrefixListId: 'pl-bp1offices0000000001' };
  await write('AuthorizeSecurityGroup', { Permissions: [both, { ...both, SourceCidrIp: undefined }] });
  expect(group(groups.web).rules.slice(-2)).toMatchObject([
    { SourceCidrIp: '198.51.100.0/24', SourceGroupId: '', SourcePrefixListId: '' },
    { SourceCidrIp: '', SourceGroupId: groups.db, SourcePrefixListId: '' },
  ]);
});

test('the deprecated parameters of the request itself', async () => {
  expect(await write('AuthorizeSecurityGroup', ssh)).toBe('done');
  expect(group(groups.web).rules.at(-1)).toMatchObject({ SourceCidrIp: '198.51.100.0/24', PortRange: '22/22' });
});

const rows: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ['no protocol', { IpProtocol: undefined }, 'InvalidIpProtocol.ValueNotSupported'],
  ['an unknown protocol', { IpProtocol: 'sctp' }, 'InvalidIpProtocol.ValueNotSupported'],
  [
    'a protocol number where the region has none',
    { IpProtocol: '50', PortRange: '-1/-1' },
    'InvalidIpProtocol.ValueNotSupported',
  ],
  ['TCP without ports', { PortRange: '-1/-1' }, 'OperationDenied'],
  ['ICMP with ports', { IpProtocol: 'icmp', PortRange: '1/65535' }, 'OperationDenied'],
  ['no port range', { PortRange: undefined }, 'InvalidIpProtocol.Malformed'],
  ['port 0', { PortRange: '0/22' }, 'InvalidIpProtocol.Malformed'],
  ['port 65536', { PortRange: '1/65536' }, 'InvalidIpProtocol.Malformed'],
  ['the ports the wrong way round', { PortRange: '443/80' }, 'InvalidIpProtocol.Malformed'],
  ['malformed source ports', { SourcePortRange: 'x' }, 'InvalidSourcePortRange.Malformed'],
  ['no source', { SourceCidrIp: undefined }, 'MissingParameter.Source'],
  ['a malformed block', { SourceCidrIp: '10.0.0.0/33' }, 'InvalidSourceCidrIp.Malformed'],
  [
    'a malformed IPv6 block',
    { SourceCidrIp: undefined, Ipv6SourceCidrIp: 'fe80::1/200' },
    'InvalidParam.Ipv6SourceCidrIp',
  ],
  ['both families', { Ipv6SourceCidrIp: '::/0' }, 'InvalidParam.Ipv6SourceCidrIp'],
  [
    'ICMP from IPv6',
    { IpProtocol: 'ICMP', PortRange: '-1/-1', SourceCidrIp: undefined, Ipv6SourceCidrIp: '::/0' },
    'InvalidParam.Ipv4ProtocolConflictWithIpv6Address',
  ],
  [
    'ICMPv6 from IPv4',
    { IpProtocol: 'ICMPv6', PortRange: '-1/-1' },
    'InvalidParam.Ipv6ProtocolConflictWithIpv4Address',
  ],
  ['the group itself as source', { SourceCidrIp: undefined, SourceGroupId: groups.web }, 'InvalidParamter.Conflict'],
  ['an unknown group as source', { SourceCidrIp: undefined, SourceGroupId: 'sg-0' }, 'InvalidSourceGroupId.NotFound'],
  ['an unknown prefix list', { SourceCidrIp: undefined, SourcePrefixListId: 'pl-0' }, 'InvalidPrefixListId.NotFound'],
  ['an unknown port list', { PortRange: undefined, PortRangeListId: 'prl-0' }, 'InvalidPortRangeListId.NotFound'],
  ['a policy that is none', { Policy: 'reject' }, 'InvalidPolicy.Malformed'],
  ['priority 0', { Priority: '0' }, 'InvalidPriority.ValueNotSupported'],
  ['priority 101', { Priority: '101' }, 'InvalidPriority.ValueNotSupported'],
  ['priority high', { Priority: 'high' }, 'InvalidPriority.Malformed'],
  ['a network interface type that is none', { NicType: 'wifi' }, 'InvalidNicType.ValueNotSupported'],
  ['a description too long', { Description: 'x'.repeat(513) }, 'InvalidSecurityGroupDiscription.Malformed'],
];
test.each(rows)('refused: %s', async (_, change, code) => {
  const before = structuredClone(emulator.account);
  expect(await write('AuthorizeSecurityGroup', { Permissions: [{ ...ssh, ...change }] })).toBe(code);
  expect(emulator.account).toEqual(before);
});

test('egress has the other side in Dest…', async () => {
  const out = { IpProtocol: 'ALL', PortRange: '-1/-1', DestCidrIp: '0.0.0.0/0' };
  expect(await write('AuthorizeSecurityGroupEgress', { Permissions: [out] })).toBe('done');
  expect(group(groups.web).rules.at(-1)).toMatchObject({
    Direction: 'egress',
    DestCidrIp: '0.0.0.0/0',
    SourceCidrIp: '',
  });
  expect(await write('AuthorizeSecurityGroupEgress', { Permissions: [ssh] })).toBe('MissingParameter.Dest');
});

test('1,000 rules over all groups of an interface; a prefix list counts with its size', async () => {
  emulator.account.quotas.rulesPerNetworkInterface = 8;
  // The ERP machine is in the groups erp (3 rules) and redis (2).
  const more = (count: number, first: number) =>
    Array.from({ length: count }, (_, at) => ({ ...ssh, PortRange: `${first + at}/${first + at}` }));
  expect(await write('AuthorizeSecurityGroup', { Permissions: more(4, 100) }, groups.db)).toBe(
    'AuthorizationLimitExceed',
  );
  expect(await write('AuthorizeSecurityGroup', { Permissions: more(3, 100) }, groups.db)).toBe('done');
  expect(await write('AuthorizeSecurityGroup', { Permissions: more(1, 200) }, groups.legacy)).toBe(
    'AuthorizationLimitExceed',
  );
  const offices = { ...ssh, SourceCidrIp: undefined, SourcePrefixListId: 'pl-bp1offices0000000001' };
  expect(await write('AuthorizeSecurityGroup', { Permissions: [offices] }, groups.unused)).toBe(
    'AuthorizationLimitExceed',
  );
});

test('advanced groups take no groups as sources', async () => {
  group(groups.web).SecurityGroupType = 'enterprise';
  const fromGroup = { ...ssh, SourceCidrIp: undefined, SourceGroupId: groups.db };
  expect(await write('AuthorizeSecurityGroup', { Permissions: [fromGroup] })).toBe('OperationDenied');
});
