import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleAccount } from './account/sample.ts';
import { groups } from './account/sample-groups.ts';
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

test('writes have no dry run: DryRun is ignored, the rule is there', async () => {
  expect(await write('AuthorizeSecurityGroup', { Permissions: [ssh], DryRun: true })).toBe('done');
  expect(group(groups.web).rules.at(-1)).toMatchObject({ PortRange: '22/22' });
});

describe('revoke', () => {
  const [first, second] = ['sgr-bp1legacy00000001', 'sgr-bp1legacy00000003'];

  test('by ids', async () => {
    expect(await write('RevokeSecurityGroup', { SecurityGroupRuleId: [first, second] }, groups.legacy)).toBe('done');
    expect(group(groups.legacy).rules.map((rule) => rule.SecurityGroupRuleId)).toEqual(['sgr-bp1legacy00000002']);
  });

  test('an unknown id, or one of the other direction, and nothing is revoked', async () => {
    expect(await write('RevokeSecurityGroup', { SecurityGroupRuleId: [first, 'sgr-0'] }, groups.legacy)).toBe(
      'InvalidParam.SecurityGroupRuleId',
    );
    expect(await write('RevokeSecurityGroupEgress', { SecurityGroupRuleId: [first] }, groups.legacy)).toBe(
      'InvalidParam.SecurityGroupRuleId',
    );
    expect(group(groups.legacy).rules).toHaveLength(3);
  });

  test('by what makes the rule, in any spelling and whatever its priority; no such rule is a success', async () => {
    const permission = { IpProtocol: 'all', PortRange: '-1/-1', SourceCidrIp: '0.0.0.0/0' };
    expect(await write('RevokeSecurityGroup', { Permissions: [permission] }, groups.legacy)).toBe('done');
    expect(group(groups.legacy).rules.map((rule) => rule.SecurityGroupRuleId)).not.toContain(first);
    const after = structuredClone(emulator.account);
    expect(await write('RevokeSecurityGroup', { Permissions: [permission] }, groups.legacy)).toBe('done');
    expect(emulator.account).toEqual(after);
  });

  test('a drop is not the accept beside it', async () => {
    const smb = { IpProtocol: 'TCP', PortRange: '445/445', SourceCidrIp: '0.0.0.0/0' };
    await write('RevokeSecurityGroup', { Permissions: [smb] }, groups.legacy);
    expect(group(groups.legacy).rules).toHaveLength(3);
    await write('RevokeSecurityGroup', { Permissions: [{ ...smb, Policy: 'Drop' }] }, groups.legacy);
    expect(group(groups.legacy).rules).toHaveLength(2);
  });

  test('not both ways at once', async () => {
    const query = { SecurityGroupRuleId: [first], Permissions: [ssh] };
    expect(await write('RevokeSecurityGroup', query, groups.legacy)).toBe('InvalidParamter.Conflict');
  });
});

describe('modify', () => {
  const SecurityGroupRuleId = 'sgr-bp1db0000000000002';
  const modify = (change: Record<string, unknown>) =>
    write('ModifySecurityGroupRule', { SecurityGroupRuleId, ...change }, groups.db);

  test('what is given changes, the rest and the id stay', async () => {
    expect(await modify({ SourceCidrIp: '198.51.100.0/24', Priority: '5' })).toBe('done');
    expect(group(groups.db).rules[1]).toMatchObject({
      SecurityGroupRuleId,
      SourceCidrIp: '198.51.100.0/24',
      Priority: 5,
      PortRange: '6379/6379',
      Description: 'temporary, for the migration',
    });
  });

  const rows: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['another kind of source', { SourceGroupId: groups.web }, 'InvalidParam.SourceIp'],
    ['another family', { Ipv6SourceCidrIp: '::/0' }, 'InvalidParam.SourceIp'],
    ['another network interface type', { NicType: 'internet' }, 'InvalidParameter'],
    ['a field emptied', { Description: '' }, 'InvalidParameter'],
    ['a malformed value', { PortRange: '6379' }, 'InvalidIpProtocol.Malformed'],
    ['ports that do not fit the new protocol', { IpProtocol: 'icmp' }, 'OperationDenied'],
    ['a rule that does not exist', { SecurityGroupRuleId: 'sgr-0' }, 'SecurityGroupRule.NotFound'],
  ];
  test.each(rows)('refused: %s', async (_, change, code) => {
    const before = structuredClone(emulator.account);
    expect(await modify(change)).toBe(code);
    expect(emulator.account).toEqual(before);
  });

  test('refused: what would make two rules the same', async () => {
    await write(
      'AuthorizeSecurityGroup',
      { Permissions: [{ IpProtocol: 'TCP', PortRange: '6379/6379', SourceCidrIp: '10.0.0.0/8' }] },
      groups.db,
    );
    expect(await modify({ SourceCidrIp: '10.0.0.0/8' })).toBe('InvalidParamter.Conflict');
  });

  test('egress rules have an operation of their own', async () => {
    await write('AuthorizeSecurityGroupEgress', {
      Permissions: [{ IpProtocol: 'TCP', PortRange: '443/443', DestCidrIp: '0.0.0.0/0' }],
    });
    const { SecurityGroupRuleId } = group(groups.web).rules.at(-1)!;
    expect(await write('ModifySecurityGroupRule', { SecurityGroupRuleId, Priority: '9' })).toBe(
      'SecurityGroupRule.NotFound',
    );
    expect(await write('ModifySecurityGroupEgressRule', { SecurityGroupRuleId, Priority: '9' })).toBe('done');
    expect(group(groups.web).rules.at(-1)).toMatchObject({ Priority: 9 });
  });
});

describe('the group itself', () => {
  test('name and description', async () => {
    expect(await write('ModifySecurityGroupAttribute', { SecurityGroupName: '前端-web', Description: 'Shop' })).toBe(
      'done',
    );
    expect(group(groups.web)).toMatchObject({ SecurityGroupName: '前端-web', Description: 'Shop' });
    expect(await write('ModifySecurityGroupAttribute', { SecurityGroupName: '1' })).toBe(
      'InvalidSecurityGroupName.Malformed',
    );
    expect(await write('ModifySecurityGroupAttribute', { Description: 'http://x' })).toBe(
      'InvalidSecurityGroupDiscription.Malformed',
    );
  });

  test('inner access policy, except of an advanced group', async () => {
    expect(await write('ModifySecurityGroupPolicy', { InnerAccessPolicy: 'drop' })).toBe('done');
    expect(group(groups.web).innerAccessPolicy).toBe('Drop');
    expect(await write('ModifySecurityGroupPolicy', { InnerAccessPolicy: 'maybe' })).toBe('InvalidPolicy.Malformed');
    group(groups.web).SecurityGroupType = 'enterprise';
    expect(await write('ModifySecurityGroupPolicy', { InnerAccessPolicy: 'Accept' })).toBe(
      'InvalidParameter.InnerAccessPolicy',
    );
  });

  test('a group that a cloud service manages refuses every write', async () => {
    const before = structuredClone(group(groups.kubernetes));
    const writes: readonly (readonly [string, Record<string, unknown>])[] = [
      ['AuthorizeSecurityGroup', { Permissions: [ssh] }],
      ['RevokeSecurityGroup', { SecurityGroupRuleId: ['sgr-bp1ack000000000001'] }],
      ['ModifySecurityGroupRule', { SecurityGroupRuleId: 'sgr-bp1ack000000000001', Priority: '2' }],
      ['ModifySecurityGroupAttribute', { Description: 'mine' }],
      ['ModifySecurityGroupPolicy', { InnerAccessPolicy: 'Drop' }],
    ];
    for (const [action, query] of writes) {
      expect(await write(action, query, groups.kubernetes)).toBe('InvalidOperation.ResourceManagedByCloudProduct');
    }
    expect(group(groups.kubernetes)).toEqual(before);
  });
});

describe('ClientToken', () => {
  const once = { Permissions: [ssh], ClientToken: 'change-1' };

  test('the same request again is answered and not repeated', async () => {
    expect(await write('AuthorizeSecurityGroup', once)).toBe('done');
    const id = group(groups.web).rules.at(-1)!.SecurityGroupRuleId;
    await write('RevokeSecurityGroup', { SecurityGroupRuleId: [id] });
    const before = group(groups.web).rules.length;
    expect(await write('AuthorizeSecurityGroup', once)).toBe('done');
    expect(group(groups.web).rules).toHaveLength(before);
    expect(await write('AuthorizeSecurityGroup', { ...once, ClientToken: 'change-2' })).toBe('done');
    expect(group(groups.web).rules).toHaveLength(before + 1);
  });

  test('the same token for something else is refused', async () => {
    await write('AuthorizeSecurityGroup', once);
    const other = { ...once, Permissions: [{ ...ssh, PortRange: '23/23' }] };
    expect(await write('AuthorizeSecurityGroup', other)).toBe('IdempotentParameterMismatch');
  });

  test('a request that failed may be repeated with its token', async () => {
    expect(await write('AuthorizeSecurityGroup', once, 'sg-0')).toBe('InvalidSecurityGroupId.NotFound');
    expect(await write('AuthorizeSecurityGroup', once)).toBe('done');
  });

  test('at most 64 characters of ASCII', async () => {
    for (const ClientToken of ['x'.repeat(65), '令牌']) {
      expect(await write('AuthorizeSecurityGroup', { ...once, ClientToken })).toBe('InvalidClientToken.Malformed');
    }
  });
});
