/** Security groups, prefix lists, network ACLs and DNAT in ROS. */

import type { Identity } from '../../../network/model.ts';
import type { Value } from '../../../values/value.ts';
import { constant, fromResource, itself, order, type Reader, type Row, row } from '../../catalogue.ts';
import { choice, cidr, identity, number, ports, protocol, text } from '../../fields.ts';
import { hostOf, inEach, portText } from '../../network-fields.ts';

const policies = { accept: 'accept', drop: 'drop' } as const;

interface RuleForm {
  readonly direction: 'ingress' | 'egress';
  readonly group: Reader<Value<Identity> | undefined>;
  /** A list of rules: inline, or `Permissions`. */
  readonly each?: string;
  /** The form that is a resource of its own knows no source ports for egress. */
  readonly sourcePorts?: boolean;
  /** Only rules in a list can narrow the group's own side (ros-schema.json). */
  readonly local?: boolean;
}

function rules(type: string, { direction, group, each, sourcePorts = true, local = true }: RuleForm): Row {
  const [peer, own] = direction === 'ingress' ? ['Source', 'Dest'] : ['Dest', 'Source'];
  return row(
    type,
    'securityGroupRules',
    {
      group,
      direction: constant(direction),
      policy: choice('Policy', policies, { default: 'accept' }),
      priority: number('Priority', { default: 1 }),
      protocol: protocol('IpProtocol'),
      ports: ports('PortRange'),
      ...(sourcePorts ? { sourcePorts: ports('SourcePortRange') } : {}),
      peerCidr: cidr(`${peer}CidrIp`),
      peerIpv6Cidr: cidr(`Ipv6${peer}CidrIp`),
      peerGroup: identity(`${peer}GroupId`),
      peerPrefixList: identity(`${peer}PrefixListId`),
      ...(local ? { localCidr: cidr(`${own}CidrIp`), localIpv6Cidr: cidr(`Ipv6${own}CidrIp`) } : {}),
      description: text('Description'),
    },
    each,
  );
}

const group = identity('SecurityGroupId');

const securityGroups: readonly Row[] = [
  row('ALIYUN::ECS::VPC', 'vpcs', { cidr: cidr('CidrBlock') }),
  row('ALIYUN::ECS::VSwitch', 'subnets', { vpc: identity('VpcId') }),
  row('ALIYUN::ECS::SecurityGroup', 'securityGroups', {
    kind: text('SecurityGroupType', { lower: true }),
    vpc: identity('VpcId'),
    name: text('SecurityGroupName'),
    description: text('Description'),
  }),
  rules('ALIYUN::ECS::SecurityGroup', { direction: 'ingress', group: itself, each: 'SecurityGroupIngress' }),
  rules('ALIYUN::ECS::SecurityGroup', { direction: 'egress', group: itself, each: 'SecurityGroupEgress' }),
  rules('ALIYUN::ECS::SecurityGroupIngress', { direction: 'ingress', group, local: false }),
  rules('ALIYUN::ECS::SecurityGroupEgress', { direction: 'egress', group, sourcePorts: false, local: false }),
  rules('ALIYUN::ECS::SecurityGroupIngresses', {
    direction: 'ingress',
    group: fromResource(group),
    each: 'Permissions',
  }),
  rules('ALIYUN::ECS::SecurityGroupEgresses', { direction: 'egress', group: fromResource(group), each: 'Permissions' }),
];

const prefixLists: readonly Row[] = [
  row('ALIYUN::ECS::PrefixList', 'prefixLists', { entries: inEach('Entries', cidr('Cidr')) }),
  row('ALIYUN::VPC::PrefixList', 'prefixLists', { entries: inEach('Entries', cidr('Cidr')) }),
];

function aclEntries(direction: 'ingress' | 'egress'): Row {
  return row(
    'ALIYUN::VPC::NetworkAcl',
    'networkAclEntries',
    {
      acl: itself,
      direction: constant(direction),
      policy: choice('Policy', policies),
      protocol: protocol('Protocol'),
      ports: ports('Port', { single: true }),
      peerCidr: cidr(direction === 'ingress' ? 'SourceCidrIp' : 'DestinationCidrIp'),
      order,
    },
    direction === 'ingress' ? 'IngressAclEntries' : 'EgressAclEntries',
  );
}

const aclAssociation = row('ALIYUN::VPC::NetworkAclAssociation', 'networkAclAssociations', {
  acl: identity('NetworkAclId'),
  // `ResourceType` knows VSwitch only.
  subnets: inEach('Resources', identity('ResourceId')),
});

function forward(type: string): Row {
  return row(type, 'natForwards', {
    gateway: identity('ForwardTableId'),
    externalAddress: identity('ExternalIp'),
    internalAddress: cidr('InternalIp'),
    internalHost: hostOf('InternalIp'),
    protocol: protocol('IpProtocol', { any: true, spell: (name) => String(name).toUpperCase() }),
    externalPorts: portText('ExternalPort'),
    internalPorts: portText('InternalPort'),
  });
}

export const securityGroupRows: readonly Row[] = [
  ...securityGroups,
  ...prefixLists,
  aclEntries('ingress'),
  aclEntries('egress'),
  aclAssociation,
  forward('ALIYUN::VPC::ForwardEntry'),
  forward('ALIYUN::ECS::ForwardEntry'),
];
