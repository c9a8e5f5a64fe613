/** Machines, their interfaces and the public addresses that are bound to them. */
import { constant, itself, type Row, row } from '../../catalogue.ts';
import { cidr, identities, identity } from '../../fields.ts';
import { someItem } from './readers.ts';

export const instanceRows: readonly Row[] = [
  row('ecs/Instance', 'instances', {
    kind: constant('instance'),
    publicAddress: someItem('publicIpAddresses'),
    subnet: identity('vSwitchId'),
    privateAddress: cidr('privateIpAddresses'),
    securityGroups: identities('securityGroupIds'),
  }),
  row('ecs/NetworkInterface', 'instances', {
    kind: constant('network-interface'),
    subnet: identity('vSwitchId'),
    privateAddress: cidr('privateIpAddresses'),
    securityGroups: identities('securityGroupIds'),
  }),
  // A cloud service leads its own traffic to an interface that it manages.
  row('ecs/ManagedNetworkInterface', 'instances', {
    kind: constant('network-interface'),
    publicAddress: {
      paths: [],
      read: ({ at, resource }) => ({
        kind: 'unknown' as const,
        reason: { code: 'external' as const, subject: resource.address },
        at,
      }),
    },
    subnet: identity('vSwitchId'),
    privateAddress: cidr('privateIpAddresses'),
    securityGroups: identities('securityGroupIds'),
  }),
  ...['ecs/NetworkInterface', 'ecs/ManagedNetworkInterface'].map((type) =>
    row(type, 'interfaceAttachments', { interface: itself, instance: identity('instanceId') }),
  ),
  row('vpc/Eip', 'addressAssociations', { instance: identity('instanceId'), address: itself }),
  row('vpc/Ipv6Address', 'addressAssociations', { instance: identity('instanceId'), address: itself }),
  row('cloud/UnreadWays', 'addressAssociations', { instance: identity('what') }),
];
