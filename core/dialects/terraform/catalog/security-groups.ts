/** Security groups, prefix lists, network ACLs, DNAT and the small servers' firewalls. */
import { AddressSet } from '../../../network/addresses.ts';
import type { Identity } from '../../../network/model.ts';
import { PortSet } from '../../../network/ports.ts';
import type { Protocol } from '../../../network/protocol.ts';
import type { Value } from '../../../values/value.ts';
import { constant, either, fromResource, itself, order, type Reader, type Row, row } from '../../catalogue.ts';
import { choice, cidr, flag, identities, identity, number, ports, protocol, text } from '../../fields.ts';
import { hostOf, inEach, portText } from '../../network-fields.ts';

const policies = { accept: 'accept', drop: 'drop' } as const;

const securityGroups: readonly Row[] = [
  row('alicloud_vpc', 'vpcs', { cidr: cidr('cidr_block') }),
  ...['alicloud_vswitch', 'alicloud_subnet'].map((type) => row(type, 'subnets', { vpc: identity('vpc_id') })),
  row('alicloud_security_group', 'securityGroups', {
    kind: text('security_group_type', { lower: true }),
    vpc: identity('vpc_id'),
    innerAccess: either(flag('inner_access_policy', { on: ['accept'], off: ['drop'] }), flag('inner_access')),
    name: either(text('security_group_name'), text('name')),
    description: text('description'),
  }),
  row('alicloud_security_group_rule', 'securityGroupRules', {
    group: identity('security_group_id'),
    direction: choice('type', { ingress: 'ingress', egress: 'egress' }),
    policy: choice('policy', policies, { default: 'accept' }),
    priority: number('priority', { default: 1 }),
    protocol: protocol('ip_protocol'),
    ports: ports('port_range', {}, { default: PortSet.all }),
    peerCidr: cidr('cidr_ip'),
    peerIpv6Cidr: cidr('ipv6_cidr_ip'),
    peerGroup: identity('source_security_group_id'),
    peerPrefixList: identity('prefix_list_id'),
    description: text('description'),
  }),
];

const prefixLists: readonly Row[] = [
  row('alicloud_ecs_prefix_list', 'prefixLists', { entries: inEach('entry', cidr('cidr')) }),
  row('alicloud_vpc_prefix_list', 'prefixLists', { entries: inEach('entrys', cidr('cidr')) }),
];

interface EntryForm {
  readonly acl: Reader<Value<Identity> | undefined>;
  readonly list: string;
  readonly direction: 'ingress' | 'egress';
}

/** Both forms of a network ACL's entries differ in these names only; `port` takes a single port too. */
function aclEntries(type: string, { acl, list, direction }: EntryForm): Row {
  return row(
    type,
    'networkAclEntries',
    {
      acl,
      direction: constant(direction),
      policy: choice('policy', policies),
      protocol: protocol('protocol'),
      ports: ports('port', { single: true }),
      peerCidr: cidr(direction === 'ingress' ? 'source_cidr_ip' : 'destination_cidr_ip'),
      order,
    },
    list,
  );
}

const acl = identity('network_acl_id');

const networkAcls: readonly Row[] = [
  aclEntries('alicloud_network_acl', { acl: itself, list: 'ingress_acl_entries', direction: 'ingress' }),
  aclEntries('alicloud_network_acl', { acl: itself, list: 'egress_acl_entries', direction: 'egress' }),
  aclEntries('alicloud_network_acl_entries', { acl: fromResource(acl), list: 'ingress', direction: 'ingress' }),
  aclEntries('alicloud_network_acl_entries', { acl: fromResource(acl), list: 'egress', direction: 'egress' }),
];

// `resource_type` knows VSwitch only (the enum of alicloud_vpc_network_acl_attachment).
const aclAssociations: readonly Row[] = [
  row('alicloud_network_acl', 'networkAclAssociations', {
    acl: itself,
    subnets: inEach('resources', identity('resource_id')),
  }),
  row('alicloud_network_acl_attachment', 'networkAclAssociations', {
    acl,
    subnets: inEach('resources', identity('resource_id')),
  }),
  row('alicloud_vpc_network_acl_attachment', 'networkAclAssociations', { acl, subnets: identities('resource_id') }),
];

const forwards: readonly Row[] = [
  row('alicloud_forward_entry', 'natForwards', {
    gateway: identity('forward_table_id'),
    externalAddress: identity('external_ip'),
    internalAddress: cidr('internal_ip'),
    internalHost: hostOf('internal_ip'),
    protocol: protocol('ip_protocol', { any: true }),
    externalPorts: portText('external_port'),
    internalPorts: portText('internal_port'),
  }),
];

const firewalls: readonly Row[] = [
  // No source address: whoever finds the server may connect.
  row('alicloud_simple_application_server_firewall_rule', 'serverFirewallRules', {
    policy: constant('accept'),
    protocol: choice<Protocol>('rule_protocol', { tcp: 'tcp', udp: 'udp', tcpandudp: 'all' }),
    ports: portText('port'),
    peerCidr: constant(AddressSet.allIpv4),
  }),
  row(
    'alicloud_ens_security_group',
    'serverFirewallRules',
    {
      direction: choice('direction', { ingress: 'ingress', egress: 'egress' }),
      policy: choice('policy', policies, { default: 'accept' }),
      protocol: protocol('ip_protocol'),
      ports: portText('port_range'),
      peerCidr: either(cidr('source_cidr_ip'), cidr('ipv6_source_cidr_ip')),
    },
    'permissions',
  ),
];

export const securityGroupRows: readonly Row[] = [
  ...securityGroups,
  ...prefixLists,
  ...networkAcls,
  ...aclAssociations,
  ...forwards,
  ...firewalls,
];
