import { jsonList, list, listing, value } from '../listing.ts';
import type { Operations } from '../operation.ts';

export const instances: Operations = {
  DescribeInstances: listing({
    required: ['RegionId'],
    dryRun: true,
    of: (region) => region.instances,
    as: ['Instances', 'Instance'],
    tokens: { min: 10, max: 100, standard: 10, clamps: true },
    pages: { max: 100, standard: 10 },
    filters: {
      InstanceIds: jsonList('InstanceId'),
      InstanceName: value('InstanceName'),
      SecurityGroupId: value('SecurityGroupIds.SecurityGroupId'),
      VpcId: value('VpcAttributes.VpcId'),
      VSwitchId: value('VpcAttributes.VSwitchId'),
      ZoneId: value('ZoneId'),
      Status: value('Status'),
      InstanceNetworkType: value('InstanceNetworkType'),
      PrivateIpAddresses: jsonList('VpcAttributes.PrivateIpAddress.IpAddress'),
      PublicIpAddresses: jsonList('PublicIpAddress.IpAddress'),
      EipAddresses: jsonList('EipAddress.IpAddress'),
      ResourceGroupId: value('ResourceGroupId'),
    },
  }),
  DescribeNetworkInterfaces: listing({
    required: ['RegionId'],
    // By group it finds secondary interfaces only; primary ones are found through DescribeInstances.
    of: (region, { parameters }) =>
      region.networkInterfaces.filter(({ Type }) => !parameters.get('SecurityGroupId') || Type === 'Secondary'),
    as: ['NetworkInterfaceSets', 'NetworkInterfaceSet'],
    tokens: { min: 10, max: 500, standard: 10, clamps: true },
    pages: { max: 500, standard: 10 },
    filters: {
      NetworkInterfaceId: list('NetworkInterfaceId'),
      InstanceId: value('InstanceId'),
      SecurityGroupId: value('SecurityGroupIds.SecurityGroupId'),
      VpcId: value('VpcId'),
      VSwitchId: value('VSwitchId'),
      Type: value('Type'),
      Status: value('Status'),
      PrimaryIpAddress: value('PrivateIpAddress'),
      ServiceManaged: value('ServiceManaged'),
    },
  }),
};
