/**
 * Databases in ROS: white lists, public endpoints, TLS (ROS resource type reference). `tls` has a default
 * only where the property exists on this very type and off is its default.
 */
import { constant, either, type Row, row } from '../../catalogue.ts';
import { addresses, flag, identity, present } from '../../fields.ts';
import { eitherTrue } from '../../network-fields.ts';
import { enableOrDisable, openOrClose, unless, zeroOrOne } from '../../service-fields.ts';
import { fixed } from '../../writable.ts';

const database = { family: constant('database' as const) };
const rds = { ...database, product: constant('RDS') };
const polardb = { ...database, product: constant('PolarDB') };
const redis = { ...database, product: constant('Redis') };
const mongodb = { ...database, product: constant('MongoDB') };
const gpdb = { ...database, product: constant('AnalyticDB for PostgreSQL') };
const publicEndpoint = constant(true);

const whitelist = addresses('SecurityIPList');
const allocated = flag('AllocatePublicConnection');
const connectionType = flag('ConnectionStringType', { on: ['Public'], off: ['Inner'] });
const netType = flag('DBInstanceNetType', { on: ['Internet'], off: ['Intranet'] });

const sslSetting = { on: ['EnabledForInnerConnection', 'EnabledForPublicConnection'], off: ['Disabled'] };

const rdsRows: readonly Row[] = [
  row('ALIYUN::RDS::DBInstance', 'managedServices', {
    ...rds,
    whitelist,
    publicEndpoint: eitherTrue(allocated, netType, connectionType),
    // The provider of Terraform ignores TLS on serverless instances of most engines; the same API is behind ROS.
    tls: unless('PayType', ['serverless'], flag('SSLSetting', { ...sslSetting, default: false })),
  }),
  row('ALIYUN::RDS::PrepayDBInstance', 'managedServices', {
    ...rds,
    publicEndpoint: eitherTrue(allocated, netType, connectionType),
    tls: flag('SSLSetting', { ...sslSetting, default: false }),
  }),
  // A clone takes over what its source has: only what is written counts.
  row('ALIYUN::RDS::DBInstanceClone', 'managedServices', {
    ...rds,
    whitelist,
    publicEndpoint: eitherTrue(allocated, connectionType),
    tls: flag('SSLSetting', sslSetting),
  }),
  row('ALIYUN::RDS::DBInstanceSecurityIps', 'managedServices', {
    ...rds,
    of: identity('DBInstanceId'),
    whitelist: addresses('DBInstanceIPArrayAttribute'),
  }),
  row('ALIYUN::RDS::Connection', 'managedServices', { ...rds, of: identity('DBInstanceId'), publicEndpoint }),
];

const polardbRows: readonly Row[] = [
  row('ALIYUN::POLARDB::DBCluster', 'managedServices', {
    ...polardb,
    whitelist: addresses('SecurityIPList'),
    tls: flag('SSLEnabled', { ...enableOrDisable, default: false }),
  }),
  row('ALIYUN::POLARDB::DBClusterAccessWhiteList', 'managedServices', {
    ...polardb,
    of: identity('DBClusterId'),
    whitelist: addresses('SecurityIps'),
  }),
  row('ALIYUN::POLARDB::DBClusterEndpointAddress', 'managedServices', {
    ...polardb,
    of: identity('DBClusterId'),
    publicEndpoint: fixed(flag('NetType', { on: ['Public'], off: ['Private', 'Inner'], default: true })),
  }),
];

const redisInstance = {
  ...redis,
  publicEndpoint: present('Connections.PublicConnection'),
  tls: flag('SSLEnabled', { ...enableOrDisable, default: false }),
  passwordless: flag('VpcPasswordFree'),
};

const redisRows: readonly Row[] = [
  row('ALIYUN::REDIS::Instance', 'managedServices', redisInstance),
  row('ALIYUN::REDIS::PrepayInstance', 'managedServices', redisInstance),
  row('ALIYUN::REDIS::Whitelist', 'managedServices', {
    ...redis,
    of: identity('InstanceId'),
    whitelist: addresses('SecurityIps'),
  }),
  row('ALIYUN::REDIS::Connection', 'managedServices', {
    ...redis,
    of: identity('InstanceId'),
    publicEndpoint: fixed(flag('ConnectionType', { on: ['Public'], off: ['Private', 'Direct', 'Inner'] })),
  }),
  row('ALIYUN::Memcache::Instance', 'managedServices', {
    ...database,
    product: constant('Memcache'),
    passwordless: flag('VpcPasswordFree'),
  }),
  row('ALIYUN::Memcache::Whitelist', 'managedServices', {
    ...database,
    product: constant('Memcache'),
    of: identity('InstanceId'),
    whitelist: addresses('SecurityIps'),
  }),
];

const mongodbRows: readonly Row[] = [
  row('ALIYUN::MONGODB::Instance', 'managedServices', {
    ...mongodb,
    whitelist: addresses('SecurityIPArray'),
    // The key is SslAction; templates that follow InfraGuard's rule write SSLAction, which says what they mean.
    tls: either(
      flag('SSLOptions.SslAction', openOrClose),
      flag('SSLOptions.SSLAction', { ...openOrClose, default: false }),
    ),
    forcedTls: flag('SSLOptions.ForceEncryption', { ...zeroOrOne, default: false }),
    passwordless: flag('VpcPasswordFree'),
  }),
  row('ALIYUN::MONGODB::ShardingInstance', 'managedServices', { ...mongodb, whitelist: addresses('SecurityIPArray') }),
  row('ALIYUN::MONGODB::ServerlessInstance', 'managedServices', {
    ...mongodb,
    whitelist: addresses('SecurityIPArray'),
  }),
  row('ALIYUN::MONGODB::ShardingNetworkPublicAddress', 'managedServices', {
    ...mongodb,
    of: identity('DBInstanceId'),
    publicEndpoint,
  }),
  row('ALIYUN::MONGODB::GlobalSecurityIPGroup', 'managedServices', {
    ...mongodb,
    whitelist: addresses('GlobalSecurityIpList'),
  }),
];

const otherRows: readonly Row[] = [
  row('ALIYUN::GPDB::DBInstance', 'managedServices', { ...gpdb, whitelist: addresses('SecurityIPList') }),
  row('ALIYUN::GPDB::ElasticDBInstance', 'managedServices', { ...gpdb, whitelist: addresses('SecurityIPList') }),
  row('ALIYUN::SELECTDB::DBInstance', 'managedServices', {
    ...database,
    product: constant('SelectDB'),
    whitelist: addresses('SecurityIPList'),
  }),
  row('ALIYUN::TSDB::HiTSDBInstance', 'managedServices', {
    ...database,
    product: constant('TSDB'),
    whitelist: addresses('SecurityIpList'),
  }),
];

export const databaseRows: readonly Row[] = [...rdsRows, ...polardbRows, ...redisRows, ...mongodbRows, ...otherRows];
