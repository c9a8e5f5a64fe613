/** VPC: networks, elastic addresses, network ACLs, NAT gateways with their DNAT entries. */
import type { RegionSnapshot } from '../../core/dialects/cloud/snapshot.ts';
import type { Answer } from '../calls/clients.ts';
import { itemsAt, numberAt, textAt, textsAt } from './answers.ts';
import { some } from './present.ts';
import { listByNumbers, type Part } from './reader.ts';

export const vpcs: Part = {
  product: 'vpc',
  lists: ['vpcs'],
  async read(reader) {
    const found = await listByNumbers(reader, 'vpc', 'DescribeVpcs', { path: 'Vpcs.Vpc', key: 'VpcId' });
    return {
      vpcs: found.map((one) => ({
        id: textAt(one, 'VpcId') ?? '',
        name: textAt(one, 'VpcName'),
        cidrBlock: textAt(one, 'CidrBlock'),
        ipv6CidrBlock: textAt(one, 'Ipv6CidrBlock'),
        secondaryCidrBlocks: some(textsAt(one, 'SecondaryCidrBlocks.SecondaryCidrBlock')),
      })),
    };
  },
};

export const vSwitches: Part = {
  product: 'vpc',
  lists: ['vSwitches'],
  async read(reader) {
    const found = await listByNumbers(reader, 'vpc', 'DescribeVSwitches', {
      path: 'VSwitches.VSwitch',
      key: 'VSwitchId',
    });
    return {
      vSwitches: found.map((one) => ({
        id: textAt(one, 'VSwitchId') ?? '',
        name: textAt(one, 'VSwitchName'),
        vpcId: textAt(one, 'VpcId'),
        cidrBlock: textAt(one, 'CidrBlock'),
        networkAclId: textAt(one, 'NetworkAclId'),
      })),
    };
  },
};

export const eips: Part = {
  product: 'vpc',
  lists: ['eips'],
  async read(reader) {
    const found = await listByNumbers(reader, 'vpc', 'DescribeEipAddresses', {
      path: 'EipAddresses.EipAddress',
      key: 'AllocationId',
      size: 100,
    });
    return {
      eips: found.map((one) => ({
        id: textAt(one, 'AllocationId') ?? '',
        name: textAt(one, 'Name'),
        ipAddress: textAt(one, 'IpAddress'),
        status: textAt(one, 'Status'),
        instanceId: textAt(one, 'InstanceId'),
        instanceType: textAt(one, 'InstanceType'),
      })),
    };
  },
};

/** Only addresses with a bandwidth on the internet: without one, an IPv6 address is private. */
export const ipv6Addresses: Part = {
  product: 'vpc',
  lists: ['ipv6Addresses'],
  async read(reader) {
    const found = await listByNumbers(reader, 'vpc', 'DescribeIpv6Addresses', {
      path: 'Ipv6Addresses.Ipv6Address',
      key: 'Ipv6AddressId',
    });
    const bandwidthOf = (one: Answer): number => numberAt(one, 'Ipv6InternetBandwidth.Bandwidth') ?? 0;
    return {
      ipv6Addresses: found
        .filter((one) => bandwidthOf(one) > 0)
        .map((one) => ({
          id: textAt(one, 'Ipv6AddressId') ?? '',
          name: textAt(one, 'Ipv6AddressName'),
          address: textAt(one, 'Ipv6Address'),
          instanceId: textAt(one, 'AssociatedInstanceId'),
          instanceType: textAt(one, 'AssociatedInstanceType'),
          internetBandwidth: bandwidthOf(one),
        })),
    };
  },
};

export const networkAcls: Part = {
  product: 'vpc',
  lists: ['networkAcls'],
  async read(reader) {
    const found = await listByNumbers(reader, 'vpc', 'DescribeNetworkAcls', {
      path: 'NetworkAcls.NetworkAcl',
      key: 'NetworkAclId',
    });
    const entriesOf = (one: Answer, path: string) =>
      itemsAt(one, path).map((entry) => ({
        name: textAt(entry, 'NetworkAclEntryName'),
        policy: textAt(entry, 'Policy'),
        protocol: textAt(entry, 'Protocol'),
        port: textAt(entry, 'Port'),
        sourceCidrIp: textAt(entry, 'SourceCidrIp'),
        destinationCidrIp: textAt(entry, 'DestinationCidrIp'),
        description: textAt(entry, 'Description'),
      }));
    return {
      networkAcls: found.map((one) => ({
        id: textAt(one, 'NetworkAclId') ?? '',
        name: textAt(one, 'NetworkAclName'),
        vpcId: textAt(one, 'VpcId'),
        ingressEntries: entriesOf(one, 'IngressAclEntries.IngressAclEntry'),
        egressEntries: entriesOf(one, 'EgressAclEntries.EgressAclEntry'),
        vSwitchIds: itemsAt(one, 'Resources.Resource').flatMap((resource) =>
          textAt(resource, 'ResourceType') === 'VSwitch' ? (textAt(resource, 'ResourceId') ?? []) : [],
        ),
      })),
    };
  },
};

export const natGateways: Part = {
  product: 'vpc',
  lists: ['natGateways'],
  async read(reader) {
    const found = await listByNumbers(reader, 'vpc', 'DescribeNatGateways', {
      path: 'NatGateways.NatGateway',
      key: 'NatGatewayId',
    });
    const idOf = (one: Answer): string => textAt(one, 'NatGatewayId') ?? '';
    const entries = await reader.details(found, { product: 'vpc', list: 'natGateways', idOf }, (one) =>
      listByNumbers(reader, 'vpc', 'DescribeForwardTableEntries', {
        path: 'ForwardTableEntries.ForwardTableEntry',
        key: 'ForwardEntryId',
        query: { NatGatewayId: idOf(one) },
      }),
    );
    return { natGateways: found.map((one, i) => gatewayOf(one, entries[i])) };
  },
};

type NatGateway = NonNullable<RegionSnapshot['natGateways']>[number];

function gatewayOf(one: Answer, entries: readonly Answer[] | undefined): NatGateway {
  return {
    id: textAt(one, 'NatGatewayId') ?? '',
    name: textAt(one, 'Name'),
    vpcId: textAt(one, 'VpcId'),
    networkType: textAt(one, 'NetworkType'),
    forwardEntries: entries?.map((entry) => ({
      id: textAt(entry, 'ForwardEntryId') ?? '',
      name: textAt(entry, 'ForwardEntryName'),
      externalIp: textAt(entry, 'ExternalIp'),
      externalPort: textAt(entry, 'ExternalPort'),
      internalIp: textAt(entry, 'InternalIp'),
      internalPort: textAt(entry, 'InternalPort'),
      ipProtocol: textAt(entry, 'IpProtocol'),
    })),
  };
}
