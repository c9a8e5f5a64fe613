/** ECS: instances, and the network interfaces beside their primary ones. */
import {
  DescribeInstancesRequest,
  DescribeNetworkInterfacesRequest,
  type DescribeInstancesResponseBodyInstancesInstance as Instance,
} from '@alicloud/ecs20140526';
import type { SnapshotInstance } from '../../core/dialects/cloud/snapshot.ts';
import { byTokens } from '../calls/paging.ts';
import { present, some } from './present.ts';
import type { Part } from './reader.ts';

export const instances: Part = {
  product: 'ecs',
  lists: ['instances'],
  async read({ ecs, region }) {
    const found = await byTokens(
      async (token) => {
        const request = new DescribeInstancesRequest({ regionId: region, maxResults: 100, nextToken: token });
        const { body } = await ecs('DescribeInstances', (client) => client.describeInstances(request));
        return { items: body?.instances?.instance ?? [], next: body?.nextToken };
      },
      ({ instanceId }) => instanceId ?? '',
    );
    return { instances: found.map(instanceOf) };
  },
};

function instanceOf(instance: Instance): SnapshotInstance {
  const { vpcAttributes, eipAddress, networkInterfaces } = instance;
  const interfaces = networkInterfaces?.networkInterface ?? [];
  const primary = interfaces.find(({ type }) => type === 'Primary') ?? interfaces[0];
  return {
    id: instance.instanceId ?? '',
    name: present(instance.instanceName),
    status: present(instance.status),
    vpcId: present(vpcAttributes?.vpcId),
    vSwitchId: present(vpcAttributes?.vSwitchId),
    // In the classic network the private address stands elsewhere.
    privateIpAddresses: some(vpcAttributes?.privateIpAddress?.ipAddress) ?? some(instance.innerIpAddress?.ipAddress),
    publicIpAddresses: some(instance.publicIpAddress?.ipAddress),
    eipAddress: present(eipAddress?.ipAddress),
    eipAllocationId: present(eipAddress?.allocationId),
    primaryInterfaceId: present(primary?.networkInterfaceId),
    securityGroupIds: instance.securityGroupIds?.securityGroupId,
  };
}

/** Primary interfaces are told with their instances. */
export const networkInterfaces: Part = {
  product: 'ecs',
  lists: ['networkInterfaces'],
  async read({ ecs, region }) {
    const found = await byTokens(
      async (token) => {
        const request = new DescribeNetworkInterfacesRequest({
          regionId: region,
          type: 'Secondary',
          maxResults: 100,
          nextToken: token,
        });
        const { body } = await ecs('DescribeNetworkInterfaces', (client) => client.describeNetworkInterfaces(request));
        return { items: body?.networkInterfaceSets?.networkInterfaceSet ?? [], next: body?.nextToken };
      },
      ({ networkInterfaceId }) => networkInterfaceId ?? '',
    );
    return {
      networkInterfaces: found.map((one) => ({
        id: one.networkInterfaceId ?? '',
        name: present(one.networkInterfaceName),
        status: present(one.status),
        instanceId: present(one.instanceId),
        serviceManaged: one.serviceManaged || undefined,
        vpcId: present(one.vpcId),
        vSwitchId: present(one.vSwitchId),
        privateIpAddresses: (one.privateIpSets?.privateIpSet ?? []).flatMap(
          ({ privateIpAddress }) => privateIpAddress ?? [],
        ),
        ipv6Addresses: some((one.ipv6Sets?.ipv6Set ?? []).flatMap(({ ipv6Address }) => ipv6Address ?? [])),
        securityGroupIds: one.securityGroupIds?.securityGroupId,
      })),
    };
  },
};
