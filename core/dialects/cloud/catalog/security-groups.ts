/** Security groups, prefix lists, network ACLs and DNAT, as the API answers (facts of ECS and VPC, 2014-05-26 and 2016-04-28). */
import { constant, either, itself, order, type Row, row } from '../../catalogue.ts';
import { choice, cidr, flag, identities, identity, number, ports, protocol, text } from '../../fields.ts';
import { inEach, portText } from '../../network-fields.ts';
import { byDirection, portsOfList } from './readers.ts';

const policies = { accept: 'accept', drop: 'drop' } as const;

const groups: readonly Row[] = [
  row('vpc/Vpc', 'vpcs', { cidr: cidr('cidrBlock') }),
  row('ecs/SecurityGroup', 'securityGroups', {
    kind: text('type', { lower: true }),
    vpc: identity('vpcId'),
    innerAccess: flag('innerAccessPolicy', { on: ['accept'], off: ['drop'] }),
    name: text('name'),
    managed: flag('serviceManaged'),
    description: text('description'),
  }),
  row(
    'ecs/SecurityGroup',
    'securityGroupRules',
    {
      group: itself,
      direction: choice('direction', { ingress: 'ingress', egress: 'egress' }),
      policy: choice('policy', policies),
      priority: number('priority'),
      protocol: protocol('ipProtocol'),
      ports: either(ports('portRange'), portsOfList('portRangeListId')),
      sourcePorts: ports('sourcePortRange'),
      peerCidr: byDirection(cidr('sourceCidrIp'), cidr('destCidrIp')),
      peerIpv6Cidr: byDirection(cidr('ipv6SourceCidrIp'), cidr('ipv6DestCidrIp')),
      peerGroup: byDirection(identity('sourceGroupId'), identity('destGroupId')),
      peerPrefixList: byDirection(identity('sourcePrefixListId'), identity('destPrefixListId')),
      localCidr: byDirection(cidr('destCidrIp'), cidr('sourceCidrIp')),
      localIpv6Cidr: byDirection(cidr('ipv6DestCidrIp'), cidr('ipv6SourceCidrIp')),
      description: text('description'),
    },
    'rules',
  ),
  row('ecs/PrefixList', 'prefixLists', { entries: inEach('entries', cidr('cidr')) }),
];

function aclEntries(list: string, direction: 'ingress' | 'egress'): Row {
  return row(
    'vpc/NetworkAcl',
    'networkAclEntries',
    {
      acl: itself,
      direction: constant(direction),
      policy: choice('policy', policies),
      protocol: protocol('protocol'),
      ports: ports('port', { single: true }),
      peerCidr: cidr(direction === 'ingress' ? 'sourceCidrIp' : 'destinationCidrIp'),
      order,
    },
    list,
  );
}

const networkAcls: readonly Row[] = [
  aclEntries('ingressEntries', 'ingress'),
  aclEntries('egressEntries', 'egress'),
  row('vpc/NetworkAcl', 'networkAclAssociations', { acl: itself, subnets: identities('vSwitchIds') }),
];

const forwards: readonly Row[] = [
  row(
    'vpc/NatGateway',
    'natForwards',
    {
      gateway: itself,
      externalAddress: identity('externalIp'),
      internalAddress: cidr('internalIp'),
      internalHost: identity('internalHost'),
      protocol: protocol('ipProtocol', { any: true }),
      externalPorts: portText('externalPort'),
      internalPorts: portText('internalPort'),
    },
    'forwardEntries',
  ),
];

export const securityGroupRows: readonly Row[] = [...groups, ...networkAcls, ...forwards];
