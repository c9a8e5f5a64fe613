/** What runs workloads behind security groups, and the addresses that are bound to it (facts C1). */
import { constant, either, type Row, row } from '../../catalogue.ts';
import { flag, identities, identity, positive, present } from '../../fields.ts';
import { eitherTrue } from '../../network-fields.ts';

function launchTemplate(type: string): Row {
  return row(type, 'instances', {
    kind: constant('launch-template'),
    publicAddress: positive('internet_max_bandwidth_out'),
    securityGroups: identities('security_group_ids', 'security_group_id', 'network_interfaces.security_group_id'),
  });
}

function networkInterface(type: string): Row {
  return row(type, 'instances', {
    kind: constant('network-interface'),
    securityGroups: identities('security_group_ids', 'security_groups'),
  });
}

const instances: readonly Row[] = [
  row('alicloud_instance', 'instances', {
    kind: constant('instance'),
    publicAddress: either(positive('internet_max_bandwidth_out'), flag('allocate_public_ip')),
    securityGroups: identities('security_groups', 'network_interfaces.security_group_ids'),
  }),
  row('alicloud_ecs_instance_set', 'instances', {
    kind: constant('instance'),
    publicAddress: positive('internet_max_bandwidth_out'),
    securityGroups: identities('security_group_ids', 'network_interfaces.security_group_id'),
  }),
  row('alicloud_ens_instance', 'instances', {
    kind: constant('instance'),
    publicAddress: eitherTrue(flag('public_ip_identification'), positive('internet_max_bandwidth_out')),
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
  }),
  row('alicloud_ess_eci_scaling_configuration', 'instances', {
    kind: constant('scaling-configuration'),
    publicAddress: flag('auto_create_eip'),
    securityGroups: identities('security_group_id'),
  }),
  row('alicloud_eci_container_group', 'instances', {
    kind: constant('container-group'),
    publicAddress: eitherTrue(flag('auto_create_eip'), present('eip_instance_id')),
    securityGroups: identities('security_group_id'),
  }),
  row('alicloud_cs_kubernetes_node_pool', 'instances', {
    kind: constant('node-pool'),
    publicAddress: eitherTrue(positive('internet_max_bandwidth_out'), flag('scaling_config.is_bond_eip')),
    securityGroups: identities('security_group_ids', 'security_group_id'),
  }),
  row('alicloud_emr_cluster', 'instances', {
    kind: constant('cluster-master'),
    publicAddress: flag('is_open_public_ip', { default: false }),
    securityGroups: identities('security_group_id'),
  }),
  row(
    'alicloud_emrv2_cluster',
    'instances',
    {
      kind: constant('cluster-master'),
      publicAddress: flag('with_public_ip'),
      securityGroups: identities('additional_security_group_ids'),
    },
    'node_groups',
  ),
];

const associations: readonly Row[] = [
  row('alicloud_eip_association', 'addressAssociations', { instance: identity('instance_id') }),
  row('alicloud_ens_eip_instance_attachment', 'addressAssociations', { instance: identity('instance_id') }),
  row('alicloud_eipanycast_anycast_eip_address_attachment', 'addressAssociations', {
    instance: identity('bind_instance_id'),
  }),
];

export const instanceRows: readonly Row[] = [...instances, ...associations];
