import type { Region } from './account.ts';
import { emptyRegion } from './empty-region.ts';
import { eip, instance, type Machine, primaryInterface, vpcWith, vSwitch } from './resources.ts';
import { sampleBalancers } from './sample-balancers.ts';
import { groups, sampleGroups } from './sample-groups.ts';
import { sampleDatabases, samplePerimeter } from './sample-perimeter.ts';

const region = 'cn-hangzhou';
const vpc = 'vpc-bp1shop000000000000001';
const subnets = { front: 'vsw-bp1front00000000000001', back: 'vsw-bp1back000000000000001' };

const web: Machine = {
  id: 'i-bp1web00000000000001',
  name: 'web-1',
  region,
  vpc,
  vSwitch: subnets.front,
  groups: [groups.web],
  privateIp: '10.0.1.11',
  publicIp: '203.0.113.11',
  interfaceId: 'eni-bp1web0000000000001',
};
const db: Machine = {
  ...{ region, vpc, vSwitch: subnets.back, groups: [groups.db], interfaceId: 'eni-bp1db00000000000001' },
  id: 'i-bp1db000000000000001',
  name: 'redis-1',
  privateIp: '10.0.2.21',
};
const legacy: Machine = {
  ...{ region, vpc, vSwitch: subnets.front, groups: [groups.legacy, groups.db] },
  id: 'i-bp1legacy0000000001',
  name: 'erp-windows',
  privateIp: '10.0.1.50',
  eip: { AllocationId: 'eip-bp1legacy00000001', IpAddress: '203.0.113.50' },
  interfaceId: 'eni-bp1legacy00000001',
};
const machines = [web, db, legacy];

/** Hangzhou: a shop. Its database group is open to the world, its ERP machine has RDP open and an address. */
export function sampleHangzhou(): Region {
  return {
    ...emptyRegion(region, '华东1（杭州）'),
    ...sampleGroups(vpc),
    ...sampleBalancers(vpc, subnets.front, web.id, web.privateIp),
    ...samplePerimeter(vpc, subnets, db.privateIp),
    ...sampleDatabases(vpc, subnets.back),
    vpcs: [vpcWith(vpc, '10.0.0.0/8', region, Object.values(subnets))],
    vSwitches: [
      { ...vSwitch(subnets.front, vpc, '10.0.1.0/24', 'cn-hangzhou-h'), NetworkAclId: 'nacl-bp1front00000000001' },
      vSwitch(subnets.back, vpc, '10.0.2.0/24', 'cn-hangzhou-i'),
    ],
    instances: machines.map(instance),
    networkInterfaces: [
      ...machines.map(primaryInterface),
      {
        ...primaryInterface(db),
        NetworkInterfaceId: 'eni-bp1dbextra000000001',
        Type: 'Secondary',
        PrivateIpAddress: '10.0.2.22',
        PrivateIpSets: { PrivateIpSet: [{ PrivateIpAddress: '10.0.2.22', Primary: true }] },
      },
    ],
    ipv6Addresses: [
      {
        Ipv6AddressId: 'ipv6-bp1web0000000001',
        Ipv6AddressName: 'web-1',
        Ipv6Address: '2001:db8:1::11',
        AssociatedInstanceId: web.interfaceId,
        AssociatedInstanceType: 'NetworkInterface',
        NetworkType: 'Public',
        Status: 'Available',
        VpcId: vpc,
        VSwitchId: subnets.front,
        Ipv6InternetBandwidth: { Ipv6InternetBandwidthId: 'ipv6bw-bp1web000000001', Bandwidth: 10 },
      },
      {
        Ipv6AddressId: 'ipv6-bp1private0000001',
        Ipv6Address: '2001:db8:1::50',
        AssociatedInstanceId: legacy.id,
        AssociatedInstanceType: 'EcsInstance',
        NetworkType: 'Private',
        Status: 'Available',
        VpcId: vpc,
        VSwitchId: subnets.front,
        Ipv6InternetBandwidth: {},
      },
    ],
    eips: [
      eip({ ...legacy.eip!, RegionId: region, InstanceId: legacy.id, InstanceType: 'EcsInstance' }),
      eip({
        AllocationId: 'eip-bp1nat0000000000001',
        IpAddress: '203.0.113.60',
        RegionId: region,
        InstanceId: 'ngw-bp1shop00000000001',
        InstanceType: 'Nat',
      }),
      eip({ AllocationId: 'eip-bp1unused000000001', IpAddress: '203.0.113.99', RegionId: region }),
    ],
  };
}
