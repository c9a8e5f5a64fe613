import type { Region } from './account.ts';

const clb = 'lb-bp1shop000000000000001';
const alb = 'alb-shop00000000000001';
const nlb = 'nlb-shop00000000000001';
const clbAcl = 'acl-bp1partners000000001';
const albAcl = 'acl-shopadmin000000001';

/** One load balancer of each kind before the web machine. */
export function sampleBalancers(
  VpcId: string,
  VSwitchId: string,
  ServerId: string,
  ServerIp: string,
): Pick<Region, 'slb' | 'alb' | 'nlb'> {
  const server = { ServerId, ServerIp, ServerType: 'Ecs', Weight: 100, Port: 80, Status: 'Available' };
  const ZoneMappings = [
    {
      VSwitchId,
      ZoneId: 'cn-hangzhou-h',
      Status: 'Active',
      LoadBalancerAddresses: [{ PublicIPv4Address: '203.0.113.80', PrivateIPv4Address: '10.0.1.80' }],
    },
  ];
  const common = { VpcId, AddressIpVersion: 'IPv4', LoadBalancerStatus: 'Active', Tags: [] };
  return {
    slb: {
      loadBalancers: [
        {
          LoadBalancerId: clb,
          LoadBalancerName: 'shop',
          LoadBalancerStatus: 'active',
          Address: '203.0.113.70',
          AddressType: 'internet',
          AddressIPVersion: 'ipv4',
          NetworkType: 'classic',
          RegionId: 'cn-hangzhou',
          VpcId: '',
          VSwitchId: '',
          Tags: { Tag: [] },
          backendServers: [{ ServerId, ServerIp, Type: 'ecs', Weight: 100 }],
        },
      ],
      listeners: [
        {
          LoadBalancerId: clb,
          ListenerPort: 443,
          ListenerProtocol: 'https',
          BackendServerPort: 80,
          Status: 'running',
          Bandwidth: -1,
          AclStatus: 'off',
          AclIds: [],
          HTTPSListenerConfig: {
            TLSCipherPolicy: 'tls_cipher_policy_1_0',
            ServerCertificateId: 'cert-1',
            HealthCheck: 'on',
          },
          Tags: [],
        },
        {
          LoadBalancerId: clb,
          ListenerPort: 3306,
          ListenerProtocol: 'tcp',
          BackendServerPort: 3306,
          Status: 'running',
          Bandwidth: -1,
          AclStatus: 'on',
          AclType: 'white',
          AclId: clbAcl,
          AclIds: [clbAcl],
          TCPListenerConfig: { HealthCheck: 'on', EstablishedTimeout: 900 },
          VServerGroupId: 'rsp-bp1shop0000000001',
          Tags: [],
        },
      ],
      accessLists: [
        {
          AclId: clbAcl,
          AclName: 'partners',
          AddressIPVersion: 'ipv4',
          entries: [
            { AclEntryIP: '192.0.2.128/25', AclEntryComment: 'partner' },
            { AclEntryIP: '198.51.100.7/32', AclEntryComment: '' },
          ],
        },
      ],
      serverGroups: [
        {
          VServerGroupId: 'rsp-bp1shop0000000001',
          VServerGroupName: 'mysql',
          LoadBalancerId: clb,
          BackendServers: { BackendServer: [{ ServerId, ServerIp, Port: 3306, Type: 'ecs', Weight: 100 }] },
        },
      ],
      masterSlaveGroups: [],
      tlsPolicies: [],
    },
    alb: {
      loadBalancers: [
        {
          ...common,
          LoadBalancerId: alb,
          LoadBalancerName: 'shop-api',
          AddressType: 'Internet',
          LoadBalancerEdition: 'Standard',
          LoadBalancerBussinessStatus: 'Normal',
          DNSName: `${alb}.cn-hangzhou.alb.aliyuncs.com`,
          SecurityGroupIds: [],
          zoneMappings: ZoneMappings,
        },
      ],
      listeners: [
        {
          LoadBalancerId: alb,
          ListenerId: 'lsn-shop000000000000001',
          ListenerPort: 80,
          ListenerProtocol: 'HTTP',
          ListenerStatus: 'Running',
          DefaultActions: forwardTo('sgp-shopapi00000000001'),
        },
        {
          LoadBalancerId: alb,
          ListenerId: 'lsn-shop000000000000002',
          ListenerPort: 8443,
          ListenerProtocol: 'HTTPS',
          ListenerStatus: 'Running',
          SecurityPolicyId: 'tls_cipher_policy_1_2_strict',
          DefaultActions: forwardTo('sgp-shopapi00000000001'),
          aclConfig: { AclType: 'White', AclRelations: [{ AclId: albAcl, Status: 'Associated' }] },
          certificates: [{ CertificateId: '1-cn-hangzhou' }],
        },
      ],
      accessLists: [
        {
          AclId: albAcl,
          AclName: 'admins',
          AclStatus: 'Available',
          AddressIPVersion: 'IPv4',
          Tags: [],
          entries: [{ Entry: '198.51.100.0/24', Description: 'office', Status: 'Available' }],
        },
      ],
      serverGroups: [
        {
          ServerGroupId: 'sgp-shopapi00000000001',
          ServerGroupName: 'api',
          Protocol: 'HTTP',
          VpcId,
          servers: [{ ...server, ServerGroupId: 'sgp-shopapi00000000001' }],
        },
      ],
      rules: [
        {
          RuleId: 'rule-shopold0000000001',
          RuleName: 'old-paths',
          ListenerId: 'lsn-shop000000000000001',
          LoadBalancerId: alb,
          Priority: 10,
          RuleStatus: 'Available',
          RuleConditions: [{ Type: 'Path', PathConfig: { Values: ['/old/*'] } }],
          RuleActions: [{ Type: 'Redirect', Order: 1, RedirectConfig: { Protocol: 'HTTPS', HttpCode: '301' } }],
        },
      ],
      tlsPolicies: [],
    },
    nlb: {
      loadBalancers: [
        {
          ...common,
          LoadBalancerId: nlb,
          LoadBalancerName: 'mqtt',
          LoadBalancerType: 'network',
          AddressType: 'Internet',
          RegionId: 'cn-hangzhou',
          DNSName: `${nlb}.cn-hangzhou.nlb.aliyuncs.com`,
          SecurityGroupIds: [],
          ZoneMappings,
        },
      ],
      listeners: [
        {
          LoadBalancerId: nlb,
          ListenerId: 'lsn-mqtt000000000000001',
          ListenerPort: 1883,
          ListenerProtocol: 'TCP',
          ListenerStatus: 'Running',
          RegionId: 'cn-hangzhou',
          ServerGroupId: 'sgp-mqtt0000000000001',
          Tags: [],
        },
        {
          LoadBalancerId: nlb,
          ListenerId: 'lsn-mqtt000000000000002',
          ListenerPort: 8883,
          ListenerProtocol: 'TCPSSL',
          ListenerStatus: 'Running',
          RegionId: 'cn-hangzhou',
          SecurityPolicyId: 'tls-bp1devices00000001',
          CertificateIds: ['1-cn-hangzhou'],
          ServerGroupId: 'sgp-mqtt0000000000001',
          Tags: [],
        },
      ],
      serverGroups: [
        {
          ServerGroupId: 'sgp-mqtt0000000000001',
          ServerGroupName: 'mqtt',
          Protocol: 'TCP',
          VpcId,
          RegionId: 'cn-hangzhou',
          servers: [{ ...server, Port: 1883, ServerGroupId: 'sgp-mqtt0000000000001' }],
        },
      ],
      tlsPolicies: [
        {
          SecurityPolicyId: 'tls-bp1devices00000001',
          SecurityPolicyName: 'old-devices',
          SecurityPolicyStatus: 'Available',
          TlsVersion: 'TLSv1.1,TLSv1.2',
          Ciphers: 'ECDHE-RSA-AES128-SHA',
          RegionId: 'cn-hangzhou',
          Tags: [],
        },
      ],
    },
  };
}

function forwardTo(ServerGroupId: string) {
  return [{ Type: 'ForwardGroup', ForwardGroupConfig: { ServerGroupTuples: [{ ServerGroupId }] } }];
}
