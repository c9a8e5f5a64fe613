/** Search, queues, registries, file systems, warehouses, table stores and clusters in ROS. */
import { constant, either, type Row, row } from '../../catalogue.ts';
import { addresses, cidr, flag, identity } from '../../fields.ts';
import { alone, eitherTrue, together } from '../../network-fields.ts';
import { absent, includesWord, networkPolicyPlugin } from '../../service-fields.ts';
import { along, needing } from '../../writable.ts';

const search = { family: constant('search' as const) };
const queue = { family: constant('message-queue' as const) };

const searchRows: readonly Row[] = [
  row('ALIYUN::ElasticSearch::Instance', 'managedServices', {
    ...search,
    product: constant('Elasticsearch'),
    whitelist: addresses('PrivateWhitelist'),
    publicWhitelist: addresses('PublicWhitelist'),
    publicEndpoint: flag('EnablePublic', { default: false }),
  }),
  row('ALIYUN::ElasticSearch::Instance', 'managedServices', {
    ...search,
    product: constant('Kibana'),
    publicWhitelist: addresses('KibanaWhitelist'),
    publicEndpoint: flag('EnableKibanaPublic', { default: true }),
  }),
];

const queueRows: readonly Row[] = [
  row('ALIYUN::KAFKA::Instance', 'managedServices', {
    ...queue,
    product: constant('Kafka'),
    // 4: Internet and VPC; 5: VPC.
    publicEndpoint: eitherTrue(
      flag('DeployType', { on: [4], off: [5] }),
      flag('DeployOption.DeployModule', { on: ['eip'], off: ['vpc'] }),
      flag('DeployOption.IsEipInner'),
    ),
  }),
  row('ALIYUN::MSE::Cluster', 'managedServices', {
    ...queue,
    product: constant('MSE'),
    publicEndpoint: needing('VSwitchId', flag('NetType', { on: ['pubnet', 'both'], off: ['privatenet'] })),
  }),
  row('ALIYUN::ROCKETMQ5::Instance', 'managedServices', {
    ...queue,
    product: constant('RocketMQ'),
    publicEndpoint: along(flag('InternetInfo.InternetSpec', { on: ['enable'], off: ['disable'] }), () => ({
      'InternetInfo.FlowOutType': 'uninvolved',
      'InternetInfo.FlowOutBandwidth': null,
    })),
    publicWhitelist: addresses('InternetInfo.IpWhitelist'),
  }),
  row('ALIYUN::AMQP::Instance', 'managedServices', {
    ...queue,
    product: constant('RabbitMQ'),
    publicEndpoint: flag('SupportEip'),
  }),
];

const storageRows: readonly Row[] = [
  row('ALIYUN::CR::InstanceEndpointAclPolicy', 'managedServices', {
    family: constant('registry' as const),
    product: constant('Container Registry'),
    whitelist: alone(cidr('Entry')),
  }),
  row('ALIYUN::NAS::AccessRule', 'managedServices', {
    family: constant('file-system' as const),
    product: constant('NAS'),
    whitelist: together(alone(cidr('SourceCidrIp')), alone(cidr('Ipv6SourceCidrIp'))),
  }),
  row('ALIYUN::NAS::MountTarget', 'mountTargets', { accessGroup: identity('AccessGroupName') }),
  row('ALIYUN::NAS::ProtocolMountTarget', 'mountTargets', { accessGroup: identity('AccessGroupName') }),
  row('ALIYUN::MaxCompute::Project', 'managedServices', {
    family: constant('warehouse' as const),
    product: constant('MaxCompute'),
    whitelist: addresses('IpWhiteList.IpList', 'IpWhiteList.VpcIpList'),
    publicEndpoint: absent('IpWhiteList', 'IpList'),
  }),
  row('ALIYUN::OTS::Instance', 'managedServices', {
    family: constant('table-store' as const),
    product: constant('Tablestore'),
    publicEndpoint: either(
      includesWord('NetworkTypeAcl', 'internet', ['VPC']),
      flag('Network', { on: ['NORMAL'], off: ['VPC', 'VPC_CONSOLE'], default: true }),
    ),
  }),
];

const publicApi = flag('EndpointPublicAccess', { default: false });
const networkPolicy = networkPolicyPlugin('Addons', { name: 'Name', config: 'Config', disabled: 'Disabled' });

const clusterRows: readonly Row[] = [
  row('ALIYUN::CS::ManagedKubernetesCluster', 'clusters', { publicApi, networkPolicy }),
  // One text says that this type's default is true, another that it is false (facts C1): only what is written counts.
  row('ALIYUN::CS::KubernetesCluster', 'clusters', { publicApi: flag('EndpointPublicAccess'), networkPolicy }),
  ...[
    'ALIYUN::CS::ServerlessKubernetesCluster',
    'ALIYUN::CS::ASKCluster',
    'ALIYUN::CS::ManagedEdgeKubernetesCluster',
    'ALIYUN::ACS::Cluster',
  ].map((type) => row(type, 'clusters', { publicApi: flag('EndpointPublicAccess') })),
];

export const platformRows: readonly Row[] = [...searchRows, ...queueRows, ...storageRows, ...clusterRows];
