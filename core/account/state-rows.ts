/**
 * What of a Terraform state's resources a snapshot says, by type. Whatever is not named here stays in the state: states
 * hold passwords and keys. Attributes are those of the provider's schema, older names behind newer ones.
 */
import type { RegionList } from '../dialects/cloud/snapshot.ts';

/** An attribute by its path; of several the first that is set. */
export type From = string | readonly string[];

export interface StateRow {
  readonly types: readonly string[];
  readonly list: RegionList;
  /** Members of the snapshot's resource, or of the part of it, by what they are taken from. */
  readonly take: Readonly<Record<string, From>>;
  readonly fixed?: Readonly<Record<string, string>>;
  /** The row is about a part of the resource: a member that is a list, or that holds one text or record. */
  readonly part?: {
    readonly name: string;
    /** The resource that it is a part of, by its id; the state's own resource where absent. */
    readonly of?: From;
    /** The owner's attribute that `of` names, where that is not its id. */
    readonly by?: string;
    /** One for each block of this name. */
    readonly each?: string;
  };
}

const slb = { product: 'slb' };
const alb = { product: 'alb' };
const nlb = { product: 'nlb' };

const networks: readonly StateRow[] = [
  {
    types: ['alicloud_vpc'],
    list: 'vpcs',
    take: {
      name: ['vpc_name', 'name'],
      cidrBlock: 'cidr_block',
      ipv6CidrBlock: 'ipv6_cidr_block',
      secondaryCidrBlocks: 'secondary_cidr_blocks',
    },
  },
  {
    types: ['alicloud_vswitch', 'alicloud_subnet'],
    list: 'vSwitches',
    take: { name: ['vswitch_name', 'name'], vpcId: 'vpc_id', cidrBlock: 'cidr_block' },
  },
  {
    types: ['alicloud_ecs_prefix_list'],
    list: 'prefixLists',
    take: { name: 'prefix_list_name', addressFamily: 'address_family', maxEntries: 'max_entries' },
  },
  {
    types: ['alicloud_ecs_prefix_list'],
    list: 'prefixLists',
    part: { name: 'entries', each: 'entry' },
    take: { cidr: 'cidr', description: 'description' },
  },
  { types: ['alicloud_vpc_prefix_list'], list: 'prefixLists', take: { name: 'prefix_list_name' } },
  {
    types: ['alicloud_vpc_prefix_list'],
    list: 'prefixLists',
    part: { name: 'entries', each: 'entrys' },
    take: { cidr: 'cidr', description: 'description' },
  },
  {
    types: ['alicloud_nat_gateway'],
    list: 'natGateways',
    take: { name: ['nat_gateway_name', 'name'], vpcId: 'vpc_id', networkType: 'network_type' },
  },
  {
    types: ['alicloud_forward_entry'],
    list: 'natGateways',
    part: { name: 'forwardEntries', of: 'forward_table_id', by: 'forward_table_ids' },
    take: {
      id: ['forward_entry_id', 'id'],
      name: ['forward_entry_name', 'name'],
      externalIp: 'external_ip',
      externalPort: 'external_port',
      internalIp: 'internal_ip',
      internalPort: 'internal_port',
      ipProtocol: 'ip_protocol',
    },
  },
  {
    types: ['alicloud_network_acl'],
    list: 'networkAcls',
    take: { name: ['network_acl_name', 'name'], vpcId: 'vpc_id' },
  },
  ...(['ingress', 'egress'] as const).map(
    (direction): StateRow => ({
      types: ['alicloud_network_acl'],
      list: 'networkAcls',
      part: { name: `${direction}Entries`, each: `${direction}_acl_entries` },
      take: {
        name: 'network_acl_entry_name',
        policy: 'policy',
        protocol: 'protocol',
        port: 'port',
        [direction === 'ingress' ? 'sourceCidrIp' : 'destinationCidrIp']:
          direction === 'ingress' ? 'source_cidr_ip' : 'destination_cidr_ip',
        description: 'description',
      },
    }),
  ),
];

const groups: readonly StateRow[] = [
  {
    types: ['alicloud_security_group'],
    list: 'securityGroups',
    take: {
      name: ['security_group_name', 'name'],
      description: 'description',
      vpcId: 'vpc_id',
      type: 'security_group_type',
      innerAccessPolicy: 'inner_access_policy',
    },
  },
];

/** The other side of a rule is its source or its destination. */
function ruleRow(direction: string | undefined): StateRow {
  const side = direction === 'egress' ? 'dest' : 'source';
  const ipv6 = direction === 'egress' ? 'ipv6DestCidrIp' : 'ipv6SourceCidrIp';
  return {
    types: ['alicloud_security_group_rule'],
    list: 'securityGroups',
    part: { name: 'rules', of: 'security_group_id' },
    take: {
      id: 'security_group_rule_id',
      direction: 'type',
      ipProtocol: 'ip_protocol',
      portRange: 'port_range',
      policy: 'policy',
      priority: 'priority',
      nicType: 'nic_type',
      [`${side}CidrIp`]: 'cidr_ip',
      [ipv6]: 'ipv6_cidr_ip',
      [`${side}GroupId`]: 'source_security_group_id',
      [`${side}GroupOwnerAccount`]: 'source_group_owner_account',
      [`${side}PrefixListId`]: 'prefix_list_id',
      description: 'description',
    },
  };
}

const machines: readonly StateRow[] = [
  {
    types: ['alicloud_instance'],
    list: 'instances',
    take: {
      name: 'instance_name',
      status: 'status',
      vpcId: 'vpc_id',
      vSwitchId: ['vswitch_id', 'subnet_id'],
      privateIpAddresses: ['primary_ip_address', 'private_ip'],
      publicIpAddresses: 'public_ip',
      primaryInterfaceId: 'network_interface_id',
      securityGroupIds: 'security_groups',
    },
  },
  {
    types: ['alicloud_ecs_network_interface', 'alicloud_network_interface'],
    list: 'networkInterfaces',
    take: {
      name: ['network_interface_name', 'name'],
      status: 'status',
      vSwitchId: 'vswitch_id',
      privateIpAddresses: ['primary_ip_address', 'private_ip'],
      ipv6Addresses: 'ipv6_addresses',
      securityGroupIds: ['security_group_ids', 'security_groups'],
    },
  },
  {
    types: ['alicloud_ecs_network_interface_attachment', 'alicloud_network_interface_attachment'],
    list: 'networkInterfaces',
    part: { name: 'instanceId', of: 'network_interface_id' },
    take: { instanceId: 'instance_id' },
  },
  {
    types: ['alicloud_eip_address', 'alicloud_eip'],
    list: 'eips',
    take: { name: ['address_name', 'name'], ipAddress: 'ip_address', status: 'status' },
  },
  {
    types: ['alicloud_eip_association'],
    list: 'eips',
    part: { name: 'instanceId', of: 'allocation_id' },
    take: { instanceId: 'instance_id', instanceType: 'instance_type' },
  },
];

const balancers: readonly StateRow[] = [
  {
    types: ['alicloud_slb_load_balancer', 'alicloud_slb'],
    list: 'loadBalancers',
    fixed: slb,
    take: { name: ['load_balancer_name', 'name'], addressType: 'address_type', address: 'address' },
  },
  {
    types: ['alicloud_alb_load_balancer'],
    list: 'loadBalancers',
    fixed: alb,
    take: {
      name: 'load_balancer_name',
      addressType: 'address_type',
      ipv6AddressType: 'ipv6_address_type',
      address: 'dns_name',
      vpcId: 'vpc_id',
    },
  },
  {
    types: ['alicloud_nlb_load_balancer'],
    list: 'loadBalancers',
    fixed: nlb,
    take: {
      name: 'load_balancer_name',
      addressType: 'address_type',
      ipv6AddressType: 'ipv6_address_type',
      address: 'dns_name',
      vpcId: 'vpc_id',
      securityGroupIds: 'security_group_ids',
    },
  },
  {
    types: ['alicloud_slb_listener'],
    list: 'listeners',
    fixed: slb,
    take: {
      loadBalancerId: 'load_balancer_id',
      description: 'description',
      protocol: ['protocol', 'lb_protocol'],
      port: ['frontend_port', 'lb_port'],
      backendPort: ['backend_port', 'instance_port'],
      serverGroupIds: ['server_group_id', 'master_slave_server_group_id'],
      certificateIds: ['server_certificate_id', 'ssl_certificate_id'],
      tlsPolicyId: 'tls_cipher_policy',
      aclStatus: 'acl_status',
      aclType: 'acl_type',
      aclIds: ['acl_ids', 'acl_id'],
    },
  },
  {
    types: ['alicloud_alb_listener'],
    list: 'listeners',
    fixed: alb,
    take: {
      loadBalancerId: 'load_balancer_id',
      description: 'listener_description',
      status: 'status',
      protocol: 'listener_protocol',
      port: 'listener_port',
      serverGroupIds: 'default_actions.forward_group_config.server_group_tuples.server_group_id',
      certificateIds: 'certificates.certificate_id',
      tlsPolicyId: 'security_policy_id',
      aclType: 'acl_config.acl_type',
      aclIds: 'acl_config.acl_relations.acl_id',
    },
  },
  {
    types: ['alicloud_nlb_listener'],
    list: 'listeners',
    fixed: nlb,
    take: {
      loadBalancerId: 'load_balancer_id',
      description: 'listener_description',
      status: 'status',
      protocol: 'listener_protocol',
      port: 'listener_port',
      startPort: 'start_port',
      endPort: 'end_port',
      serverGroupIds: 'server_group_id',
      certificateIds: 'certificate_ids',
      tlsPolicyId: 'security_policy_id',
    },
  },
  {
    types: ['alicloud_slb_server_group'],
    list: 'serverGroups',
    fixed: slb,
    take: { name: 'name', loadBalancerId: 'load_balancer_id' },
  },
  ...(['alb', 'nlb'] as const).map(
    (product): StateRow => ({
      types: [`alicloud_${product}_server_group`],
      list: 'serverGroups',
      fixed: { product },
      take: { name: 'server_group_name', vpcId: 'vpc_id' },
    }),
  ),
  {
    types: ['alicloud_alb_server_group'],
    list: 'serverGroups',
    part: { name: 'servers', each: 'servers' },
    take: { serverId: 'server_id', port: 'port', type: 'server_type' },
  },
  {
    types: ['alicloud_nlb_server_group_server_attachment', 'alicloud_slb_server_group_server_attachment'],
    list: 'serverGroups',
    part: { name: 'servers', of: 'server_group_id' },
    take: { serverId: 'server_id', port: 'port', type: ['server_type', 'type'] },
  },
  {
    types: ['alicloud_slb_acl'],
    list: 'accessControlLists',
    fixed: slb,
    take: { name: 'name' },
  },
  {
    types: ['alicloud_slb_acl'],
    list: 'accessControlLists',
    part: { name: 'entries', each: 'entry_list' },
    take: { entry: 'entry', comment: 'comment' },
  },
  { types: ['alicloud_alb_acl'], list: 'accessControlLists', fixed: alb, take: { name: 'acl_name' } },
  {
    types: ['alicloud_alb_acl'],
    list: 'accessControlLists',
    part: { name: 'entries', each: 'acl_entries' },
    take: { entry: 'entry', comment: 'description' },
  },
  {
    types: ['alicloud_slb_acl_entry_attachment', 'alicloud_alb_acl_entry_attachment'],
    list: 'accessControlLists',
    part: { name: 'entries', of: 'acl_id' },
    take: { entry: 'entry', comment: 'description' },
  },
  ...(['alb', 'nlb'] as const).map(
    (product): StateRow => ({
      types: [`alicloud_${product}_security_policy`],
      list: 'tlsPolicies',
      fixed: { product },
      take: { name: 'security_policy_name', tlsVersions: 'tls_versions' },
    }),
  ),
];

const databases: readonly StateRow[] = [
  {
    types: ['alicloud_db_instance'],
    list: 'databases',
    take: {
      name: 'instance_name',
      engine: 'engine',
      engineVersion: 'engine_version',
      chargeType: 'instance_charge_type',
      vpcId: 'vpc_id',
      vSwitchId: 'vswitch_id',
    },
  },
  {
    types: ['alicloud_db_instance'],
    list: 'databases',
    part: { name: 'whitelists', of: 'id' },
    fixed: { name: 'default' },
    take: { securityIps: 'security_ips' },
  },
  {
    types: ['alicloud_db_connection'],
    list: 'databases',
    part: { name: 'endpoints', of: 'instance_id' },
    fixed: { ipType: 'Public' },
    take: { port: 'port' },
  },
];

const byType = new Map<string, StateRow[]>();
for (const row of [...networks, ...groups, ...machines, ...balancers, ...databases]) {
  for (const type of row.types) byType.set(type, [...(byType.get(type) ?? []), row]);
}

/** @param direction of a rule of a security group */
export function rowsFor(type: string, direction: string | undefined): readonly StateRow[] {
  return type === 'alicloud_security_group_rule' ? [ruleRow(direction)] : (byType.get(type) ?? []);
}
