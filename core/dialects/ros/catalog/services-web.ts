/** Object storage, gateways, functions, CDN and VPN in ROS. */
import { unknown } from '../../../values/value.ts';
import { bucketPolicy } from '../../bucket-policy.ts';
import { constant, type Row, row } from '../../catalogue.ts';
import { flag, identities, identity, present, text } from '../../fields.ts';
import { fromResource, namedValues, protocols, setting, settingFlag } from '../../service-fields.ts';

const bucketRows: readonly Row[] = [
  row('ALIYUN::OSS::Bucket', 'buckets', {
    name: identity('BucketName'),
    acl: text('AccessControl', { lower: true }),
    policy: bucketPolicy('Policy'),
    blocksPublicAccess: flag('BlockPublicAccess'),
  }),
  row('ALIYUN::OSS::BucketPublicAccessBlock', 'buckets', {
    of: identity('Bucket'),
    blocksPublicAccess: flag('BlockPublicAccess'),
  }),
];

const upper = (word: string): string => word.toUpperCase();

const gatewayRows: readonly Row[] = [
  row('ALIYUN::ApiGateway::Api', 'apis', {
    product: constant('API Gateway'),
    authentication: text('AuthType', { lower: true, spell: upper }),
    visible: flag('Visibility', { on: ['PUBLIC'], off: ['PRIVATE'] }),
    internetDisabled: flag('DisableInternet'),
    protocols: protocols('RequestConfig.RequestProtocol'),
  }),
  row('ALIYUN::ApiGateway::Instance', 'apiGateways', { tlsPolicy: text('HttpsPolicy') }),
  row('ALIYUN::ApiGateway::CustomDomain', 'serviceDomains', {
    product: constant('api-gateway' as const),
    certificate: present('CertificateBody'),
  }),
  row('ALIYUN::APIG::Domain', 'serviceDomains', {
    product: constant('cloud-native-gateway' as const),
    protocols: protocols('Protocol'),
    forcesHttps: flag('ForceHttps'),
    certificate: present('CertIdentifier'),
    minimumTls: text('TlsMin'),
  }),
];

const kinds = { on: ['http'], off: ['oss', 'log', 'timer', 'mns_topic', 'cdn_events', 'eventbridge', 'tablestore'] };

const trigger = {
  http: flag('TriggerType', kinds),
  authentication: setting('TriggerConfig', 'AuthType'),
  internetDisabled: settingFlag('TriggerConfig', 'DisableURLInternet'),
};

const functionRows: readonly Row[] = [
  row('ALIYUN::FC::Service', 'functionServices', { internetAccess: flag('InternetAccess', { default: true }) }),
  row('ALIYUN::FC3::Function', 'functionServices', { internetAccess: flag('InternetAccess') }),
  row('ALIYUN::FC::Trigger', 'functionTriggers', trigger),
  row('ALIYUN::FC3::Trigger', 'functionTriggers', trigger),
  row('ALIYUN::FC::CustomDomain', 'serviceDomains', {
    product: constant('function' as const),
    protocols: protocols('Protocol'),
    certificate: present('CertConfig'),
  }),
  row('ALIYUN::FC3::CustomDomain', 'serviceDomains', {
    product: constant('function' as const),
    protocols: protocols('Protocol'),
    certificate: present('CertConfig'),
    minimumTls: text('TlsConfig.MinVersion'),
    authentication: text('AuthConfig.AuthType', { lower: true }),
  }),
];

const product = constant('CDN' as const);
const domains = fromResource(identities('DomainNames'));
// Both spellings occur in the official templates.
const names = ['functionName', 'FunctionName'] as const;
const pairs = namedValues('functionArgs', ['argName', 'ArgName'], ['argValue', 'ArgValue']);
const capitalPairs = namedValues('FunctionArgs', ['argName', 'ArgName'], ['argValue', 'ArgValue']);

const cdnRows: readonly Row[] = [
  row('ALIYUN::CDN::Domain', 'cdnDomains', { product, name: identity('DomainName') }),
  row('ALIYUN::DCDN::Domain', 'cdnDomains', { product: constant('DCDN' as const), name: identity('DomainName') }),
  row(
    'ALIYUN::CDN::DomainConfig',
    'cdnSettings',
    {
      product,
      domains,
      name: {
        paths: names,
        read: (scope) => text(names[0], { lower: true }).read(scope) ?? text(names[1], { lower: true }).read(scope),
      },
      arguments: {
        paths: [...pairs.paths, ...capitalPairs.paths],
        read: (scope) => pairs.read(scope) ?? capitalPairs.read(scope),
      },
    },
    'FunctionList',
  ),
  // The older form, JSON text: which functions it sets is not read, so nothing is said of these domains.
  row(
    'ALIYUN::CDN::DomainConfig',
    'cdnSettings',
    { product, domains, name: { paths: [], read: ({ at }) => unknown('unsupported', 'Functions', at) } },
    'Functions',
  ),
];

function tunnel(ike: string, ipsec: string) {
  return {
    ikeVersion: text(`${ike}.IkeVersion`, { lower: true }),
    ikeEncryption: text(`${ike}.IkeEncAlg`, { lower: true }),
    ikeAuthentication: text(`${ike}.IkeAuthAlg`, { lower: true }),
    ikeGroup: text(`${ike}.IkePfs`, { lower: true }),
    ipsecEncryption: text(`${ipsec}.IpsecEncAlg`, { lower: true }),
    ipsecAuthentication: text(`${ipsec}.IpsecAuthAlg`, { lower: true }),
    ipsecGroup: text(`${ipsec}.IpsecPfs`, { lower: true }),
  };
}

const vpnRows: readonly Row[] = [
  row('ALIYUN::VPC::VpnConnection', 'vpnTunnels', {
    ...tunnel('IkeConfig', 'IpsecConfig'),
    inTunnels: present('TunnelOptionsSpecification'),
  }),
  row(
    'ALIYUN::VPC::VpnConnection',
    'vpnTunnels',
    tunnel('TunnelIkeConfig', 'TunnelIpsecConfig'),
    'TunnelOptionsSpecification',
  ),
  row('ALIYUN::VPC::VpnAttachment', 'vpnTunnels', tunnel('IkeConfig', 'IpsecConfig')),
  row('ALIYUN::VPC::IpsecServer', 'vpnTunnels', tunnel('IkeConfig', 'IpsecConfig')),
];

export const webRows: readonly Row[] = [...bucketRows, ...gatewayRows, ...functionRows, ...cdnRows, ...vpnRows];
