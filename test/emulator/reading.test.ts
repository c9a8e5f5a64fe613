import * as ecs from '@alicloud/ecs20140526';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleAccount } from './account/sample.ts';
import { callRpc, coreClient, ecsClient } from './clients.ts';
import { owner } from './sample-keys.ts';
import { type Emulator, startEmulator } from './start.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ account: sampleAccount(), keys: [owner] });
});
afterAll(() => emulator.close());

const RegionId = 'cn-hangzhou';

describe('ECS through its own client', () => {
  test('regions', async () => {
    const { body } = await ecsClient(emulator).describeRegions(new ecs.DescribeRegionsRequest({}));
    expect(body?.regions?.region?.map(({ regionId }) => regionId)).toEqual([
      'cn-hangzhou',
      'cn-shanghai',
      'ap-southeast-1',
    ]);
  });

  test('security groups, and the rules of one', async () => {
    const client = ecsClient(emulator);
    const listed = await client.describeSecurityGroups(new ecs.DescribeSecurityGroupsRequest({ regionId: RegionId }));
    const redis = listed.body?.securityGroups?.securityGroup?.find((group) => group.securityGroupName === 'redis');
    expect(redis).toMatchObject({ securityGroupType: 'normal', serviceManaged: false, ruleCount: 2, ecsCount: 2 });
    const { body } = await client.describeSecurityGroupAttribute(
      new ecs.DescribeSecurityGroupAttributeRequest({ regionId: RegionId, securityGroupId: redis!.securityGroupId! }),
    );
    expect(body?.innerAccessPolicy).toBe('Accept');
    expect(body?.permissions?.permission).toMatchObject([
      {
        ipProtocol: 'TCP',
        portRange: '6379/6379',
        policy: 'Accept',
        sourceGroupId: 'sg-bp1web000000000001',
        sourceGroupName: 'web',
        sourceCidrIp: '',
        priority: '1',
      },
      { sourceCidrIp: '0.0.0.0/0', priority: '50', direction: 'ingress' },
    ]);
  });

  test('machines of a group, and secondary interfaces by group', async () => {
    const client = ecsClient(emulator);
    const securityGroupId = 'sg-bp1db0000000000001';
    const machines = await client.describeInstances(
      new ecs.DescribeInstancesRequest({ regionId: RegionId, securityGroupId }),
    );
    expect(machines.body?.instances?.instance?.map(({ instanceName }) => instanceName)).toEqual([
      'redis-1',
      'erp-windows',
    ]);
    expect(machines.body?.instances?.instance?.[1]?.eipAddress?.ipAddress).toBe('203.0.113.50');
    const interfaces = await client.describeNetworkInterfaces(
      new ecs.DescribeNetworkInterfacesRequest({ regionId: RegionId, securityGroupId }),
    );
    expect(interfaces.body?.networkInterfaceSets?.networkInterfaceSet?.map(({ type }) => type)).toEqual(['Secondary']);
  });

  test('lists that rules name, and who names a group', async () => {
    const client = ecsClient(emulator);
    const lists = await client.describePrefixLists(new ecs.DescribePrefixListsRequest({ regionId: RegionId }));
    const [offices] = lists.body?.prefixLists?.prefixList ?? [];
    const { body } = await client.describePrefixListAttributes(
      new ecs.DescribePrefixListAttributesRequest({ regionId: RegionId, prefixListId: offices!.prefixListId! }),
    );
    expect(body?.entries?.entry?.map(({ cidr }) => cidr)).toEqual(['198.51.100.0/24', '192.0.2.0/25']);
    const references = await client.describeSecurityGroupReferences(
      new ecs.DescribeSecurityGroupReferencesRequest({
        regionId: RegionId,
        securityGroupId: ['sg-bp1web000000000001'],
      }),
    );
    const [reference] = references.body?.securityGroupReferences?.securityGroupReference ?? [];
    expect(reference?.referencingSecurityGroups?.referencingSecurityGroup).toMatchObject([
      { securityGroupId: 'sg-bp1db0000000000001' },
    ]);
  });
});

describe('other products through the generic client', () => {
  const rows: readonly (readonly [string, string, Record<string, unknown>, string, number])[] = [
    ['2016-04-28', 'DescribeVpcs', { RegionId }, 'Vpcs.Vpc', 1],
    ['2016-04-28', 'DescribeVSwitches', { RegionId, VpcId: 'vpc-bp1shop000000000000001' }, 'VSwitches.VSwitch', 2],
    ['2016-04-28', 'DescribeEipAddresses', { RegionId, Status: 'InUse' }, 'EipAddresses.EipAddress', 2],
    ['2016-04-28', 'DescribeNetworkAcls', { RegionId }, 'NetworkAcls.NetworkAcl', 1],
    [
      '2016-04-28',
      'DescribeNetworkAclAttributes',
      { RegionId, NetworkAclId: 'nacl-bp1front00000000001' },
      'NetworkAclAttribute.IngressAclEntries.IngressAclEntry',
      2,
    ],
    ['2016-04-28', 'DescribeNatGateways', { RegionId }, 'NatGateways.NatGateway', 1],
    [
      '2016-04-28',
      'DescribeForwardTableEntries',
      { RegionId, ForwardTableId: 'ftb-bp1shop00000000001' },
      'ForwardTableEntries.ForwardTableEntry',
      1,
    ],
    ['2014-05-15', 'DescribeLoadBalancers', { RegionId }, 'LoadBalancers.LoadBalancer', 1],
    [
      '2014-05-15',
      'DescribeLoadBalancerListeners',
      { RegionId, LoadBalancerId: ['lb-bp1shop000000000000001'] },
      'Listeners',
      2,
    ],
    [
      '2014-05-15',
      'DescribeLoadBalancerAttribute',
      { RegionId, LoadBalancerId: 'lb-bp1shop000000000000001' },
      'BackendServers.BackendServer',
      1,
    ],
    [
      '2014-05-15',
      'DescribeVServerGroupAttribute',
      { RegionId, VServerGroupId: 'rsp-bp1shop0000000001' },
      'BackendServers.BackendServer',
      1,
    ],
    ['2014-05-15', 'DescribeAccessControlLists', { RegionId }, 'Acls.Acl', 1],
    [
      '2014-05-15',
      'DescribeAccessControlListAttribute',
      { RegionId, AclId: 'acl-bp1partners000000001' },
      'AclEntrys.AclEntry',
      2,
    ],
    ['2020-06-16', 'ListLoadBalancers', {}, 'LoadBalancers', 1],
    ['2020-06-16', 'ListLoadBalancers', { RegionId: 'ap-southeast-1' }, 'LoadBalancers', 0],
    ['2020-06-16', 'ListListeners', { LoadBalancerIds: ['alb-shop00000000000001'] }, 'Listeners', 2],
    ['2020-06-16', 'GetListenerAttribute', { ListenerId: 'lsn-shop000000000000002' }, 'AclConfig.AclRelations', 1],
    ['2020-06-16', 'ListAcls', {}, 'Acls', 1],
    ['2020-06-16', 'ListAclEntries', { AclId: 'acl-shopadmin000000001' }, 'AclEntries', 1],
    ['2020-06-16', 'ListServerGroupServers', { ServerGroupId: 'sgp-shopapi00000000001' }, 'Servers', 1],
    ['2022-04-30', 'ListLoadBalancers', { RegionId }, 'LoadBalancers', 1],
    ['2022-04-30', 'ListListeners', { RegionId, LoadBalancerIds: ['nlb-shop00000000000001'] }, 'Listeners', 2],
    ['2014-08-15', 'DescribeDBInstances', { RegionId }, 'Items.DBInstance', 2],
    [
      '2014-08-15',
      'DescribeDBInstanceIPArrayList',
      { DBInstanceId: 'rm-bp1orders000000001' },
      'Items.DBInstanceIPArray',
      2,
    ],
    [
      '2014-08-15',
      'DescribeDBInstanceNetInfo',
      { DBInstanceId: 'rm-bp1orders000000001' },
      'DBInstanceNetInfos.DBInstanceNetInfo',
      2,
    ],
  ];
  test.each(rows)('%s %s %j', async (version, action, query, path, count) => {
    const body = await callRpc(coreClient(emulator), version, action, query);
    const found = path.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown>)?.[name], body);
    expect(found).toHaveLength(count);
    // What the emulator keeps for other operations is not part of the answer.
    expect(JSON.stringify(body)).not.toMatch(/"(entries|servers|ipArrays|rules|backendServers|aclConfig)":/);
  });

  test('TLS of a database', async () => {
    const client = coreClient(emulator);
    const body = await callRpc(client, '2014-08-15', 'DescribeDBInstanceSSL', {
      DBInstanceId: 'rm-bp1orders000000001',
    });
    expect(body).toMatchObject({ SSLEnabled: 'No' });
  });
});
