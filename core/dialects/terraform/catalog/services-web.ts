/** Object storage, gateways, functions, CDN and VPN of the alicloud provider. */
import { Expression, type Plain } from '../../../changes/plain.ts';
import { bucketPolicy } from '../../bucket-policy.ts';
import { constant, either, itself, type Row, row } from '../../catalogue.ts';
import { flag, identities, identity, present, text, texts } from '../../fields.ts';
import { attributesAs, namedValues, protocols, setting, settingFlag } from '../../service-fields.ts';
import { fixed } from '../../writable.ts';
import { encoded, partlyKnown } from '../partial-json.ts';

const asJson = (document: Plain): Plain => new Expression('jsonencode', document);

const onOff = { on: ['on'], off: ['off'] } as const;

const bucketRows: readonly Row[] = [
  row('alicloud_oss_bucket', 'buckets', {
    name: identity('bucket'),
    acl: text('acl', { lower: true }),
    policy: bucketPolicy('policy', partlyKnown, asJson),
  }),
  row('alicloud_oss_bucket_acl', 'buckets', { of: identity('bucket'), acl: text('acl', { lower: true }) }),
  row('alicloud_oss_bucket_policy', 'buckets', {
    of: identity('bucket'),
    policy: bucketPolicy('policy', partlyKnown, asJson),
  }),
  row('alicloud_oss_bucket_public_access_block', 'buckets', {
    of: identity('bucket'),
    blocksPublicAccess: flag('block_public_access'),
  }),
  row('alicloud_oss_account_public_access_block', 'buckets', {
    of: itself,
    wholeAccount: constant(true),
    blocksPublicAccess: flag('block_public_access'),
  }),
  row('alicloud_oss_bucket_https_config', 'buckets', {
    of: identity('bucket'),
    tlsVersionControl: flag('enable'),
    tlsVersions: texts('tls_versions'),
  }),
];

const gatewayRows: readonly Row[] = [
  row('alicloud_api_gateway_api', 'apis', {
    product: constant('API Gateway'),
    authentication: text('auth_type', { lower: true, spell: (word) => word.toUpperCase() }),
    protocols: protocols('request_config.protocol'),
  }),
  row('alicloud_apig_http_api', 'apis', { product: constant('APIG'), protocols: protocols('protocols') }),
  row('alicloud_api_gateway_instance', 'apiGateways', { tlsPolicy: text('https_policy') }),
  row('alicloud_apig_domain', 'serviceDomains', {
    product: constant('cloud-native-gateway' as const),
    protocols: protocols('protocol'),
    forcesHttps: flag('force_https'),
    certificate: present('cert_identifier'),
    minimumTls: text('tls_min'),
  }),
];

const functionRows: readonly Row[] = [
  row('alicloud_fc_service', 'functionServices', { internetAccess: flag('internet_access', { default: true }) }),
  row('alicloud_fcv3_function', 'functionServices', { internetAccess: flag('internet_access') }),
  row('alicloud_fc_trigger', 'functionTriggers', {
    http: flag('type', {
      on: ['http'],
      off: ['oss', 'log', 'timer', 'mns_topic', 'cdn_events', 'eventbridge', 'tablestore'],
    }),
    authentication: setting('config', 'authType', encoded),
    internetDisabled: settingFlag('config', 'disableURLInternet'),
  }),
  row('alicloud_fcv3_trigger', 'functionTriggers', {
    http: flag('trigger_type', {
      on: ['http'],
      off: ['oss', 'log', 'timer', 'mns_topic', 'cdn_events', 'eventbridge', 'tablestore'],
    }),
    authentication: setting('trigger_config', 'authType', encoded),
    internetDisabled: settingFlag('trigger_config', 'disableURLInternet'),
  }),
  row('alicloud_fc_custom_domain', 'serviceDomains', {
    product: constant('function' as const),
    // `HTTP` or `HTTP,HTTPS`, says the provider's documentation.
    protocols: fixed(protocols('protocol')),
    certificate: present('cert_config'),
  }),
  row('alicloud_fcv3_custom_domain', 'serviceDomains', {
    product: constant('function' as const),
    protocols: protocols('protocol'),
    certificate: present('cert_config'),
    minimumTls: text('tls_config.min_version'),
    authentication: text('auth_config.auth_type', { lower: true }),
  }),
];

const cdnSetting = {
  domains: identities('domain_name'),
  name: text('function_name', { lower: true }),
  arguments: namedValues('function_args', ['arg_name'], ['arg_value']),
};

const cdnRows: readonly Row[] = [
  row('alicloud_cdn_domain', 'cdnDomains', {
    product: constant('CDN' as const),
    name: identity('domain_name'),
    https: either(flag('certificate_config.server_certificate_status', onOff), present('certificate_config')),
  }),
  row('alicloud_cdn_domain_new', 'cdnDomains', {
    product: constant('CDN' as const),
    name: identity('domain_name'),
    https: either(flag('certificate_config.server_certificate_status', onOff), present('certificate_config')),
  }),
  row('alicloud_dcdn_domain', 'cdnDomains', {
    product: constant('DCDN' as const),
    name: identity('domain_name'),
    https: flag('ssl_protocol', { ...onOff, default: false }),
  }),
  row('alicloud_cdn_domain_config', 'cdnSettings', { product: constant('CDN' as const), ...cdnSetting }),
  row('alicloud_dcdn_domain_config', 'cdnSettings', { product: constant('DCDN' as const), ...cdnSetting }),
  // ESA keeps in resources what CDN keeps in functions; the names are CDN's, so that one rule reads both.
  row('alicloud_esa_https_basic_configuration', 'cdnSettings', {
    product: constant('ESA' as const),
    domains: identities('site_id'),
    name: constant('https_tls_version'),
    arguments: attributesAs({ enable: 'https', tls10: 'tls10', tls11: 'tls11', tls12: 'tls12', tls13: 'tls13' }),
  }),
  row('alicloud_esa_https_application_configuration', 'cdnSettings', {
    product: constant('ESA' as const),
    domains: identities('site_id'),
    name: constant('https_force'),
    arguments: attributesAs({ enable: 'https_force' }),
  }),
  row('alicloud_esa_https_application_configuration', 'cdnSettings', {
    product: constant('ESA' as const),
    domains: identities('site_id'),
    name: constant('hsts'),
    arguments: attributesAs({ enabled: 'hsts', https_hsts_max_age: 'hsts_max_age' }),
  }),
  row('alicloud_esa_origin_rule', 'cdnSettings', {
    product: constant('ESA' as const),
    domains: identities('site_id'),
    name: constant('forward_scheme'),
    arguments: attributesAs({ scheme_origin: 'origin_scheme' }),
  }),
];

function tunnel(ike: string, ipsec: string) {
  return {
    ikeVersion: text(`${ike}.ike_version`, { lower: true }),
    ikeEncryption: text(`${ike}.ike_enc_alg`, { lower: true }),
    ikeAuthentication: text(`${ike}.ike_auth_alg`, { lower: true }),
    ikeGroup: text(`${ike}.ike_pfs`, { lower: true }),
    ipsecEncryption: text(`${ipsec}.ipsec_enc_alg`, { lower: true }),
    ipsecAuthentication: text(`${ipsec}.ipsec_auth_alg`, { lower: true }),
    ipsecGroup: text(`${ipsec}.ipsec_pfs`, { lower: true }),
  };
}

const vpnRows: readonly Row[] = [
  ...['alicloud_vpn_connection', 'alicloud_vpn_gateway_vpn_attachment'].flatMap((type) => [
    row(type, 'vpnTunnels', {
      ...tunnel('ike_config', 'ipsec_config'),
      inTunnels: present('tunnel_options_specification'),
    }),
    row(type, 'vpnTunnels', tunnel('tunnel_ike_config', 'tunnel_ipsec_config'), 'tunnel_options_specification'),
  ]),
  row('alicloud_vpn_ipsec_server', 'vpnTunnels', tunnel('ike_config', 'ipsec_config')),
];

export const webRows: readonly Row[] = [...bucketRows, ...gatewayRows, ...functionRows, ...cdnRows, ...vpnRows];
