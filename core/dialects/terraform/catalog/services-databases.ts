/**
 * Databases of the alicloud provider: white lists, public endpoints, TLS (provider documentation).
 * `tls` has a default only where the provider's default is off and the setting stands on this very resource.
 */
import type { Value } from '../../../values/value.ts';
import { constant, itself, type Reader, type Row, read, row } from '../../catalogue.ts';
import { addresses, flag, identity } from '../../fields.ts';
import { eitherTrue } from '../../network-fields.ts';
import { enableOrDisable, openOrClose, unless, zeroOrOne } from '../../service-fields.ts';
import { fixed } from '../../writable.ts';

const database = { family: constant('database' as const) };
const rds = { ...database, product: constant('RDS') };
const polardb = { ...database, product: constant('PolarDB') };
const redis = { ...database, product: constant('Redis') };
const mongodb = { ...database, product: constant('MongoDB') };
const clickhouse = { ...database, product: constant('ClickHouse') };
const analyticdb = { ...database, product: constant('AnalyticDB for MySQL') };
const gpdb = { ...database, product: constant('AnalyticDB for PostgreSQL') };
const lindorm = { ...database, product: constant('Lindorm') };
const publicEndpoint = constant(true);

/** White lists in named groups: every group counts, so each is an entity that belongs to its own resource. */
function whitelistGroups(
  type: string,
  service: { readonly family: typeof database.family; readonly product: Reader<Value<string>> },
  groups: string,
  entries: string,
): Row {
  return row(type, 'managedServices', { ...service, of: itself, whitelist: addresses(entries) }, groups);
}

const rdsRows: readonly Row[] = [
  row('alicloud_db_instance', 'managedServices', {
    ...rds,
    whitelist: addresses('security_ips'),
    // Ignored on serverless instances of SQL Server, PostgreSQL and MariaDB (docs/r/db_instance).
    tls: unless('instance_charge_type', ['serverless'], flag('ssl_action', { ...openOrClose, default: false })),
    forcedTls: flag('force_encryption', { ...zeroOrOne, default: false }),
  }),
  row(
    'alicloud_db_instance',
    'loginRules',
    { sources: addresses('address'), refuses: read('method', (method) => method === 'reject') },
    'pg_hba_conf',
  ),
  // Made from another instance, which may hand its TLS on: only what is written counts.
  ...['alicloud_rds_clone_db_instance', 'alicloud_rds_upgrade_db_instance', 'alicloud_db_readonly_instance'].map(
    (type) =>
      row(type, 'managedServices', {
        ...rds,
        whitelist: addresses('security_ips'),
        tls: flag('ssl_enabled', zeroOrOne),
      }),
  ),
  row('alicloud_rds_ddr_instance', 'managedServices', {
    ...rds,
    whitelist: addresses('security_ips'),
    tls: flag('ssl_action', openOrClose),
  }),
  row('alicloud_db_connection', 'managedServices', { ...rds, of: identity('instance_id'), publicEndpoint }),
  row('alicloud_rds_db_proxy_public', 'managedServices', { ...rds, of: identity('db_instance_id'), publicEndpoint }),
  row('alicloud_rds_whitelist_template', 'managedServices', { ...rds, whitelist: addresses('ip_white_list') }),
  row('alicloud_rds_ai_instance', 'managedServices', {
    ...database,
    product: constant('RDS AI'),
    publicEndpoint: eitherTrue(flag('public_endpoint_enabled'), flag('public_network_access_enabled')),
    tls: flag('ssl_enabled', zeroOrOne),
  }),
];

const polardbEndpoint = {
  ...polardb,
  of: identity('db_cluster_id'),
  publicEndpoint: flag('net_type', { on: ['Public'], off: ['Private', 'Inner'] }),
  tls: flag('ssl_enabled', enableOrDisable),
};

const polardbRows: readonly Row[] = [
  row('alicloud_polardb_cluster', 'managedServices', {
    ...polardb,
    whitelist: addresses('security_ips'),
    // TLS stands on the cluster's endpoints; without one that turns it on, it is off.
    tls: constant(false),
  }),
  whitelistGroups('alicloud_polardb_cluster', polardb, 'db_cluster_ip_array', 'security_ips'),
  // The endpoint that every cluster has comes first: it is what a change adds.
  row('alicloud_polardb_primary_endpoint', 'managedServices', polardbEndpoint),
  row('alicloud_polardb_endpoint', 'managedServices', polardbEndpoint),
  row('alicloud_polardb_cluster_endpoint', 'managedServices', polardbEndpoint),
  row('alicloud_polardb_endpoint_address', 'managedServices', {
    ...polardb,
    of: identity('db_cluster_id'),
    publicEndpoint: fixed(flag('net_type', { on: ['Public'], default: true })),
  }),
  row('alicloud_polardb_global_security_ip_group', 'managedServices', {
    ...polardb,
    whitelist: addresses('global_ip_list'),
  }),
];

const redisRows: readonly Row[] = [
  row('alicloud_kvstore_instance', 'managedServices', {
    ...redis,
    whitelist: addresses('security_ips'),
    publicEndpoint: flag('enable_public'),
    // The same resource makes Memcache instances, which have no TLS.
    tls: unless('instance_type', ['memcache'], flag('ssl_enable', { ...enableOrDisable, default: false })),
    passwordless: flag('vpc_auth_mode', { on: ['Close'], off: ['Open'] }),
  }),
  row('alicloud_redis_tair_instance', 'managedServices', {
    ...redis,
    whitelist: addresses('security_ips'),
    tls: flag('ssl_enabled', { ...enableOrDisable, default: false }),
    passwordless: flag('vpc_auth_mode', { on: ['Close'], off: ['Open'] }),
  }),
  row('alicloud_kvstore_connection', 'managedServices', { ...redis, of: identity('instance_id'), publicEndpoint }),
  row('alicloud_redis_global_security_ip_group', 'managedServices', {
    ...redis,
    whitelist: addresses('global_ip_list'),
  }),
];

const mongodbInstance = {
  ...mongodb,
  whitelist: addresses('security_ip_list'),
  tls: flag('ssl_action', { ...openOrClose, default: false }),
  forcedTls: flag('force_encryption', { ...zeroOrOne, default: false }),
};

const mongodbRows: readonly Row[] = [
  row('alicloud_mongodb_instance', 'managedServices', mongodbInstance),
  row('alicloud_mongodb_sharding_instance', 'managedServices', mongodbInstance),
  row('alicloud_mongodb_serverless_instance', 'managedServices', mongodb),
  ...['alicloud_mongodb_instance', 'alicloud_mongodb_sharding_instance', 'alicloud_mongodb_serverless_instance'].map(
    (type) => whitelistGroups(type, mongodb, 'security_ip_groups', 'security_ip_list'),
  ),
  ...['alicloud_mongodb_public_network_address', 'alicloud_mongodb_sharding_network_public_address'].map((type) =>
    row(type, 'managedServices', { ...mongodb, of: identity('db_instance_id'), publicEndpoint }),
  ),
  row('alicloud_mongodb_global_security_ip_group', 'managedServices', {
    ...mongodb,
    whitelist: addresses('global_security_ip_list'),
  }),
];

const clickhouseEnterprise = { ...clickhouse, of: identity('db_instance_id') };

const warehouseRows: readonly Row[] = [
  row('alicloud_click_house_db_cluster', 'managedServices', {
    ...clickhouse,
    publicEndpoint: flag('allocate_public_connection'),
  }),
  whitelistGroups('alicloud_click_house_db_cluster', clickhouse, 'db_cluster_access_white_list', 'security_ip_list'),
  row('alicloud_click_house_enterprise_db_cluster', 'managedServices', clickhouse),
  row('alicloud_click_house_enterprise_db_cluster_public_endpoint', 'managedServices', {
    ...clickhouseEnterprise,
    publicEndpoint,
  }),
  row('alicloud_click_house_enterprise_db_cluster_security_ip', 'managedServices', {
    ...clickhouseEnterprise,
    whitelist: addresses('security_ip_list'),
  }),
  ...['alicloud_adb_cluster', 'alicloud_adb_db_cluster', 'alicloud_adb_db_cluster_lake_version'].map((type) =>
    row(type, 'managedServices', {
      ...analyticdb,
      whitelist: addresses('security_ips'),
      tls: flag('enable_ssl', { default: false }),
    }),
  ),
  row('alicloud_adb_connection', 'managedServices', { ...analyticdb, of: identity('db_cluster_id'), publicEndpoint }),
  row('alicloud_gpdb_instance', 'managedServices', {
    ...gpdb,
    whitelist: addresses('security_ip_list'),
    tls: flag('ssl_enabled', { ...zeroOrOne, default: false }),
  }),
  whitelistGroups('alicloud_gpdb_instance', gpdb, 'ip_whitelist', 'security_ip_list'),
  row('alicloud_gpdb_elastic_instance', 'managedServices', { ...gpdb, whitelist: addresses('security_ip_list') }),
  row('alicloud_gpdb_connection', 'managedServices', { ...gpdb, of: identity('instance_id'), publicEndpoint }),
  row('alicloud_gpdb_db_instance_ip_array', 'managedServices', {
    ...gpdb,
    of: identity('db_instance_id'),
    whitelist: addresses('security_ip_list'),
  }),
  row('alicloud_hologram_instance', 'managedServices', {
    ...database,
    product: constant('Hologres'),
    tls: flag('enable_ssl', { default: false }),
  }),
];

const otherRows: readonly Row[] = [
  row('alicloud_lindorm_instance', 'managedServices', { ...lindorm, whitelist: addresses('ip_white_list') }),
  row('alicloud_lindorm_instance_v2', 'managedServices', lindorm),
  whitelistGroups('alicloud_lindorm_instance_v2', lindorm, 'white_ip_list', 'ip_list'),
  row('alicloud_lindorm_public_network', 'managedServices', {
    ...lindorm,
    of: identity('instance_id'),
    publicEndpoint: flag('enable_public_network', zeroOrOne),
  }),
  row('alicloud_selectdb_db_instance', 'managedServices', {
    ...database,
    product: constant('SelectDB'),
    publicEndpoint: flag('enable_public_network'),
  }),
  whitelistGroups(
    'alicloud_selectdb_db_instance',
    { ...database, product: constant('SelectDB') },
    'desired_security_ip_lists',
    'security_ip_list',
  ),
  row('alicloud_hbase_instance', 'managedServices', {
    ...database,
    product: constant('HBase'),
    whitelist: addresses('ip_white'),
  }),
  row('alicloud_cassandra_cluster', 'managedServices', {
    ...database,
    product: constant('Cassandra'),
    whitelist: addresses('ip_white'),
    publicEndpoint: flag('enable_public'),
  }),
  row('alicloud_cassandra_data_center', 'managedServices', {
    ...database,
    product: constant('Cassandra'),
    publicEndpoint: flag('enable_public'),
  }),
  whitelistGroups(
    'alicloud_graph_database_db_instance',
    { ...database, product: constant('GDB') },
    'db_instance_ip_array',
    'security_ips',
  ),
];

export const databaseRows: readonly Row[] = [
  ...rdsRows,
  ...polardbRows,
  ...redisRows,
  ...mongodbRows,
  ...warehouseRows,
  ...otherRows,
];
