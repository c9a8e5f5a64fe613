/** Search, queues, registries, file systems, warehouses, table stores and clusters of the alicloud provider. */
import { known, unknown, type Value } from '../../../values/value.ts';
import { constant, either, itemsOf, itself, type Reader, type Row, row, type Scope, valueAt } from '../../catalogue.ts';
import { addresses, cidr, flag, identity } from '../../fields.ts';
import { alone, together } from '../../network-fields.ts';
import { absent, includesWord, networkPolicyPlugin, tlsPort } from '../../service-fields.ts';
import { along, needing } from '../../writable.ts';

const search = { family: constant('search' as const) };
const queue = { family: constant('message-queue' as const) };
const registry = { family: constant('registry' as const), product: constant('Container Registry') };
const fileSystem = { family: constant('file-system' as const) };
const kafka = { ...queue, product: constant('Kafka') };
const mns = { ...queue, product: constant('MNS') };

const searchRows: readonly Row[] = [
  row('alicloud_elasticsearch_instance', 'managedServices', {
    ...search,
    product: constant('Elasticsearch'),
    whitelist: addresses('private_whitelist'),
    publicWhitelist: addresses('public_whitelist'),
    // Off by default, unlike Kibana's, whose white list then holds 127.0.0.1 only (Elasticsearch, access control methods).
    publicEndpoint: flag('enable_public', { default: false }),
    tls: flag('protocol', { on: ['HTTPS'], off: ['HTTP'], default: false }),
  }),
  row('alicloud_elasticsearch_instance', 'managedServices', {
    ...search,
    product: constant('Kibana'),
    whitelist: addresses('kibana_private_whitelist'),
    publicWhitelist: addresses('kibana_whitelist'),
    publicEndpoint: flag('enable_kibana_public_network', { default: true }),
  }),
];

const queueRows: readonly Row[] = [
  row('alicloud_alikafka_instance', 'managedServices', {
    ...kafka,
    // 4: Internet and VPC; 5: VPC (docs/r/alikafka_instance).
    publicEndpoint: flag('deploy_type', { on: [4], off: [5] }),
  }),
  row('alicloud_alikafka_instance_allowed_ip_attachment', 'managedServices', {
    ...kafka,
    of: identity('instance_id'),
    whitelist: alone(cidr('allowed_ip')),
    publicEndpoint: flag('allowed_type', { on: ['internet'], off: ['vpc'] }),
    // 9092 speaks PLAINTEXT and 9094 SASL_PLAINTEXT; 9093 and 9095 speak SASL_SSL.
    tls: tlsPort('port_range', ['9092', '9094'], '9093/9093'),
  }),
  row('alicloud_rocketmq_instance', 'managedServices', {
    ...queue,
    product: constant('RocketMQ'),
    publicEndpoint: along(
      flag('network_info.internet_info.internet_spec', { on: ['enable'], off: ['disable'] }),
      () => ({
        'network_info.internet_info.flow_out_type': 'uninvolved',
        'network_info.internet_info.flow_out_bandwidth': null,
      }),
    ),
    publicWhitelist: addresses('network_info.internet_info.ip_whitelist', 'ip_whitelists'),
  }),
  row('alicloud_mse_cluster', 'managedServices', {
    ...queue,
    product: constant('MSE'),
    publicEndpoint: needing('vswitch_id', flag('net_type', { on: ['pubnet', 'both'], off: ['privatenet'] })),
    publicWhitelist: addresses('acl_entry_list'),
  }),
  row('alicloud_message_service_endpoint', 'managedServices', {
    ...mns,
    publicEndpoint: flag('endpoint_enabled'),
  }),
  row('alicloud_message_service_endpoint_acl', 'managedServices', { ...mns, publicWhitelist: alone(cidr('cidr')) }),
  row('alicloud_amqp_instance', 'managedServices', {
    ...queue,
    product: constant('RabbitMQ'),
    publicEndpoint: flag('support_eip'),
  }),
];

const storageRows: readonly Row[] = [
  row('alicloud_cr_endpoint_acl_policy', 'managedServices', { ...registry, whitelist: alone(cidr('entry')) }),
  row(
    'alicloud_cr_internet_endpoint',
    'managedServices',
    { ...registry, of: itself, whitelist: alone(cidr('entry')) },
    'entries',
  ),
  row('alicloud_nas_access_rule', 'managedServices', {
    ...fileSystem,
    product: constant('NAS'),
    whitelist: together(alone(cidr('source_cidr_ip')), alone(cidr('ipv6_source_cidr_ip'))),
  }),
  row('alicloud_dfs_access_rule', 'managedServices', {
    ...fileSystem,
    product: constant('DFS'),
    whitelist: alone(cidr('network_segment')),
  }),
  row('alicloud_nas_mount_target', 'mountTargets', { accessGroup: identity('access_group_name') }),
  row('alicloud_nas_protocol_mount_target', 'mountTargets', { accessGroup: identity('access_group_name') }),
  row('alicloud_maxcompute_project', 'managedServices', {
    family: constant('warehouse' as const),
    product: constant('MaxCompute'),
    whitelist: addresses('ip_white_list.ip_list', 'ip_white_list.vpc_ip_list'),
    publicEndpoint: absent('ip_white_list', 'ip_list'),
  }),
  row('alicloud_ots_instance', 'managedServices', {
    family: constant('table-store' as const),
    product: constant('Tablestore'),
    // The default lets every network in, the internet too (docs/r/ots_instance).
    publicEndpoint: either(
      includesWord('network_type_acl', 'internet', ['VPC']),
      flag('accessed_by', { on: ['Any'], off: ['Vpc', 'ConsoleOrVpc'], default: true }),
    ),
  }),
];

function clusterRow(type: string, publicApi: typeof internet, policies: boolean): Row {
  return row(type, 'clusters', {
    publicApi,
    ...(policies && {
      networkPolicy: networkPolicyPlugin('addons', { name: 'name', config: 'config', disabled: 'disabled' }),
    }),
  });
}

const internet = flag('slb_internet_enabled', { default: true });
const internetWritten = flag('slb_internet_enabled');
const endpoints = 'control_plane_endpoints_config.load_balancers_config';

/**
 * Managed clusters since provider 1.286: endpoints one by one. A public one is public whatever the older switch says.
 * Where only private ones are written, the provider still sends the older switch with its default, true, and what the
 * API makes of the two is not documented: nothing is said then.
 */
const endpointType: Reader<Value<boolean> | undefined> = {
  paths: [`${endpoints}.endpoint_type`],
  spell: (open) => (open ? 'public' : 'private'),
  read: (scope) => openEndpoint(endpointTypes(scope)),
};

function endpointTypes(scope: Scope): readonly Value[] {
  const types = itemsOf(valueAt(scope, endpoints)).map((item) =>
    item.kind === 'unknown' ? item : valueAt({ ...scope, root: item, at: item.at }, 'endpoint_type'),
  );
  return types.filter((type) => type !== undefined);
}

function openEndpoint(types: readonly Value[]): Value<boolean> | undefined {
  const open = types.find((type) => type.kind === 'known' && type.value === 'public');
  return open && known(true, open.at);
}

const internetOrEndpoint: Reader<Value<boolean> | undefined> = {
  paths: [...internet.paths, endpoints, `${endpoints}.endpoint_type`],
  parts: [internet, endpointType],
  read(scope) {
    const written = endpointTypes(scope);
    const open = openEndpoint(written);
    if (open) return open;
    const [first] = written;
    const asked = internetWritten.read(scope);
    return asked ?? (first ? unknown('unsupported', endpoints, first.at) : internet.read(scope));
  },
};

const clusterRows: readonly Row[] = [
  clusterRow('alicloud_cs_kubernetes', internet, true),
  clusterRow('alicloud_cs_managed_kubernetes', internetOrEndpoint, true),
  // Edge and serverless clusters choose no network plug-in.
  clusterRow('alicloud_cs_edge_kubernetes', internet, false),
  clusterRow('alicloud_cs_serverless_kubernetes', flag('endpoint_public_access_enabled', { default: false }), false),
];

export const platformRows: readonly Row[] = [...searchRows, ...queueRows, ...storageRows, ...clusterRows];
