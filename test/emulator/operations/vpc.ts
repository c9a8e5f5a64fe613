import { listing, value, visible } from '../listing.ts';
import type { Operations } from '../operation.ts';
import { Refusal } from '../refusal.ts';

export const vpc: Operations = {
  DescribeVpcs: listing({
    required: ['RegionId'],
    dryRun: true,
    of: (region) => region.vpcs,
    as: ['Vpcs', 'Vpc'],
    pages: { max: 50, standard: 10 },
    filters: { VpcId: value('VpcId'), VpcName: value('VpcName'), IsDefault: value('IsDefault') },
  }),
  DescribeVSwitches: listing({
    dryRun: true,
    of: (region) => region.vSwitches,
    as: ['VSwitches', 'VSwitch'],
    pages: { max: 50, standard: 10 },
    filters: { VpcId: value('VpcId'), VSwitchId: value('VSwitchId'), ZoneId: value('ZoneId') },
  }),
  DescribeEipAddresses: listing({
    required: ['RegionId'],
    dryRun: true,
    of: (region) => region.eips,
    as: ['EipAddresses', 'EipAddress'],
    pages: { max: 100, standard: 10 },
    filters: {
      AllocationId: value('AllocationId'),
      EipAddress: value('IpAddress'),
      AssociatedInstanceType: value('InstanceType'),
      AssociatedInstanceId: value('InstanceId'),
      Status: value('Status'),
    },
  }),
  DescribeIpv6Addresses: listing({
    required: ['RegionId'],
    dryRun: true,
    of: (region) => region.ipv6Addresses,
    as: ['Ipv6Addresses', 'Ipv6Address'],
    pages: { max: 50, standard: 10 },
    filters: {
      Ipv6AddressId: value('Ipv6AddressId'),
      AssociatedInstanceId: value('AssociatedInstanceId'),
      VpcId: value('VpcId'),
    },
  }),
  DescribeNetworkAcls: listing({
    required: ['RegionId'],
    of: (region) => region.networkAcls,
    as: ['NetworkAcls', 'NetworkAcl'],
    pages: { max: 50, standard: 10 },
    // This operation answers with numbers as strings.
    describe: (page) => ({
      PageNumber: String(page.number),
      PageSize: String(page.size),
      TotalCount: String(page.total),
    }),
    filters: {
      NetworkAclId: value('NetworkAclId'),
      NetworkAclName: value('NetworkAclName'),
      VpcId: value('VpcId'),
      ResourceId: value('Resources.Resource.ResourceId'),
    },
  }),
  DescribeNetworkAclAttributes: {
    required: ['RegionId', 'NetworkAclId'],
    run({ parameters, region }) {
      const found = region.networkAcls.find(({ NetworkAclId }) => NetworkAclId === parameters.get('NetworkAclId'));
      if (!found) throw new Refusal(400, 'InvalidNetworkAcl.NotFound', 'The specified network acl is not found.');
      return { NetworkAclAttribute: visible(found) };
    },
  },
  DescribeNatGateways: listing({
    required: ['RegionId'],
    dryRun: true,
    of: (region) => region.natGateways,
    as: ['NatGateways', 'NatGateway'],
    pages: { max: 50, standard: 10 },
    filters: { NatGatewayId: value('NatGatewayId'), VpcId: value('VpcId'), NetworkType: value('NetworkType') },
  }),
  DescribeForwardTableEntries: listing({
    required: ['RegionId'],
    of(region, { parameters }) {
      if (parameters.get('ForwardTableId') || parameters.get('NatGatewayId')) return region.forwardEntries;
      throw new Refusal(400, 'MissingParameter', 'Either ForwardTableId or NatGatewayId must be specified.');
    },
    as: ['ForwardTableEntries', 'ForwardTableEntry'],
    pages: { max: 50, standard: 10 },
    filters: {
      ForwardTableId: value('ForwardTableId'),
      ForwardEntryId: value('ForwardEntryId'),
      NatGatewayId: value('NatGatewayId'),
      ExternalIp: value('ExternalIp'),
      InternalIp: value('InternalIp'),
      IpProtocol: value('IpProtocol'),
    },
  }),
};
