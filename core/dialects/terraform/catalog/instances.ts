/** What runs workloads behind security groups, and the addresses that are bound to it (facts C1). */
import { constant, either, itself, type Row, row } from '../../catalogue.ts';
import { cidr, flag, identities, identity, positive, present } from '../../fields.ts';
import { eitherTrue, someOf, unlessSet } from '../../network-fields.ts';

function launchTemplate(type: string): Row {
  return row(type, 'instances', {
    kind: constant('launch-template'),
    publicAddress: positive('internet_max_bandwidth_out'),
    subnet: either(identity('vswitch_id'), identity('network_interfaces.vswitch_id')),
    privateAddress: either(cidr('private_ip_address'), cidr('network_interfaces.primary_ip')),
    securityGroups: identities('security_group_ids', 'security_group_id', 'network_interfaces.security_group_id'),
  });
}

function networkInterface(type: string): Row {
  return row(type, 'instances', {
    kind: constant('network-interface'),
    subnet: identity('vswitch_id'),
    privateAddress: either(cidr('primary_ip_address'), cidr('private_ip')),
    securityGroups: identities('security_group_ids', 'security_groups'),
  });
}

const instances: readonly Row[] = [
  row('alicloud_instance', 'instances', {
    kind: constant('instance'),
    // The API gives a public address for a bandwidth above 0, and 0 is its default (RunInstances).
    publicAddress: unlessSet(
      either(positive('internet_max_bandwidth_out'), flag('allocate_public_ip')),
      ['launch_template_id', 'launch_template_name'],
      false,
    ),
    subnet: either(identity('vswitch_id'), identity('network_interfaces.vswitch_id')),
    privateAddress: cidr('private_ip'),
    securityGroups: identities('security_groups', 'network_interfaces.security_group_ids'),
  }),
  row('alicloud_ecs_instance_set', 'instances', {
    kind: constant('instance'),
    publicAddress: positive('internet_max_bandwidth_out'),
    subnet: either(identity('vswitch_id'), identity('network_interfaces.vswitch_id')),
    privateAddress: cidr('network_interfaces.primary_ip_address'),
    securityGroups: identities('security_group_ids', 'network_interfaces.security_group_id'),
  }),
  row('alicloud_ens_instance', 'instances', {
    kind: constant('instance'),
    publicAddress: eitherTrue(flag('public_ip_identification'), positive('internet_max_bandwidth_out')),
    subnet: identity('vswitch_id'),
    privateAddress: cidr('private_ip_address'),
    securityGroups: identities('security_id'),
  }),
  networkInterface('alicloud_ecs_network_interface'),
  networkInterface('alicloud_network_interface'),
  launchTemplate('alicloud_ecs_launch_template'),
  launchTemplate('alicloud_launch_template'),
  row('alicloud_ess_scaling_configuration', 'instances', {
    kind: constant('scaling-configuration'),
    publicAddress: positive('internet_max_bandwidth_out'),
    securityGroups: identities('security_group_ids', 'security_group_id', 'network_interfaces.security_group_ids'),
    scalingGroup: identity('scaling_group_id'),
  }),
  row('alicloud_ess_eci_scaling_configuration', 'instances', {
    kind: constant('scaling-configuration'),
    publicAddress: flag('auto_create_eip'),
    securityGroups: identities('security_group_id'),
    scalingGroup: identity('scaling_group_id'),
  }),
  row('alicloud_eci_container_group', 'instances', {
    kind: constant('container-group'),
    publicAddress: eitherTrue(flag('auto_create_eip'), present('eip_instance_id')),
    // Several, separated by commas, of which ECI chooses one (API reference, CreateContainerGroup).
    subnet: someOf(identities('vswitch_id')),
    securityGroups: identities('security_group_id'),
  }),
  row('alicloud_cs_kubernetes_node_pool', 'instances', {
    kind: constant('node-pool'),
    publicAddress: eitherTrue(positive('internet_max_bandwidth_out'), flag('scaling_config.is_bond_eip')),
    subnet: someOf(identities('vswitch_ids')),
    securityGroups: identities('security_group_ids', 'security_group_id'),
  }),
  row('alicloud_emr_cluster', 'instances', {
    kind: constant('cluster-master'),
    publicAddress: flag('is_open_public_ip', { default: false }),
    subnet: identity('vswitch_id'),
    securityGroups: identities('security_group_id'),
  }),
  row(
    'alicloud_emrv2_cluster',
    'instances',
    {
      kind: constant('cluster-master'),
      publicAddress: flag('with_public_ip'),
      subnet: someOf(identities('vswitch_ids')),
      securityGroups: identities('additional_security_group_ids'),
    },
    'node_groups',
  ),
];

function interfaceAttachment(type: string): Row {
  return row(type, 'interfaceAttachments', {
    interface: identity('network_interface_id'),
    instance: identity('instance_id'),
  });
}

const attachments: readonly Row[] = [
  interfaceAttachment('alicloud_ecs_network_interface_attachment'),
  interfaceAttachment('alicloud_network_interface_attachment'),
  // A block without an id makes a new interface.
  row(
    'alicloud_instance',
    'interfaceAttachments',
    { interface: identity('network_interface_id'), instance: itself },
    'network_interfaces',
  ),
  row('alicloud_ens_instance_security_group_attachment', 'groupAttachments', {
    interfaces: identities('instance_id'),
    group: identity('security_group_id'),
  }),
];

const associations: readonly Row[] = [
  // An IPv6 address is reached from the internet once it has a bandwidth there.
  row('alicloud_vpc_ipv6_internet_bandwidth', 'addressAssociations', { instance: identity('ipv6_address_id') }),
  row('alicloud_eip_association', 'addressAssociations', {
    instance: identity('instance_id'),
    address: identity('allocation_id'),
  }),
  row('alicloud_ens_eip_instance_attachment', 'addressAssociations', {
    instance: identity('instance_id'),
    address: identity('allocation_id'),
  }),
  row('alicloud_eipanycast_anycast_eip_address_attachment', 'addressAssociations', {
    instance: identity('bind_instance_id'),
    address: identity('anycast_id'),
  }),
];

export const instanceRows: readonly Row[] = [...instances, ...attachments, ...associations];
