/** CLB, ALB, NLB and Global Accelerator in ROS: listeners, access control lists, TLS policies (facts C1 and C2). */
import type { LoadBalancerProduct } from '../../../network/model.ts';
import { constant, either, itself, type Row, row } from '../../catalogue.ts';
import {
  choice,
  cidr,
  flag,
  identities,
  identity,
  number,
  oneIdentity,
  ports,
  portsBetween,
  text,
  texts,
} from '../../fields.ts';
import {
  alone,
  clbInternet,
  eitherTrue,
  firstIdentity,
  inEach,
  portsOfRanges,
  redirectRule,
  tlsPolicy,
  together,
} from '../../network-fields.ts';

const aclTypes = { white: 'white', black: 'black' } as const;
const facing = { on: ['Internet'], off: ['Intranet'] };

const loadBalancers: readonly Row[] = [
  row('ALIYUN::SLB::LoadBalancer', 'loadBalancers', {
    product: constant('clb'),
    internet: clbInternet('AddressType', 'VSwitchId'),
    subnet: identity('VSwitchId'),
  }),
  row('ALIYUN::ALB::LoadBalancer', 'loadBalancers', {
    product: constant('alb'),
    internet: eitherTrue(flag('AddressType', facing), flag('Ipv6AddressType', facing)),
    securityGroups: identities('SecurityGroupIds'),
  }),
  row('ALIYUN::ALB::SecurityGroupAttachment', 'loadBalancers', {
    of: identity('LoadBalancerId'),
    securityGroups: identities('SecurityGroupIds'),
  }),
  row('ALIYUN::NLB::LoadBalancer', 'loadBalancers', {
    product: constant('nlb'),
    internet: flag('AddressType', facing),
  }),
  row('ALIYUN::GA::Accelerator', 'loadBalancers', { product: constant('ga'), internet: constant(true) }),
];

const listeners: readonly Row[] = [
  row('ALIYUN::SLB::Listener', 'listeners', {
    product: constant('clb'),
    loadBalancer: identity('LoadBalancerId'),
    protocol: text('Protocol', { lower: true }),
    // With a range, ListenerPort is 0.
    ports: either(portsBetween('PortRange.StartPort', 'PortRange.EndPort'), ports('ListenerPort', { single: true })),
    backendPorts: ports('BackendServerPort', { single: true }),
    serverGroups: identities('VServerGroupId', 'MasterSlaveServerGroupId'),
    redirectsToHttps: flag('HttpConfig.ListenerForward', { on: ['on'], off: ['off'], default: false }),
    redirectPort: number('HttpConfig.ForwardPort'),
    tlsPolicy: tlsPolicy('TLSCipherPolicy'),
    certificate: identity('ServerCertificateId'),
    aclEnabled: flag('AclStatus', { on: ['on'], off: ['off'], default: false }),
    aclType: choice('AclType', aclTypes),
    aclIds: oneIdentity(identities('AclIds', 'AclId'), (id) => [id]),
  }),
  row('ALIYUN::ALB::Listener', 'listeners', {
    product: constant('alb'),
    loadBalancer: identity('LoadBalancerId'),
    protocol: text('ListenerProtocol', { lower: true }),
    ports: ports('ListenerPort', { single: true }),
    serverGroups: inEach('DefaultActions.ForwardGroupConfig.ServerGroupTuples', identity('ServerGroupId')),
    redirectsToHttps: choice('DefaultActions.Type', { redirect: true, forwardgroup: false }),
    tlsPolicy: tlsPolicy('SecurityPolicyId'),
    certificate: identity('Certificates.CertificateId'),
  }),
  row('ALIYUN::NLB::Listener', 'listeners', {
    product: constant('nlb'),
    loadBalancer: identity('LoadBalancerId'),
    protocol: text('ListenerProtocol', { lower: true }),
    ports: either(portsBetween('StartPort', 'EndPort'), ports('ListenerPort', { single: true })),
    serverGroups: together(identities('ServerGroupId'), inEach('ServerGroupTuples', identity('ServerGroupId'))),
    tlsPolicy: tlsPolicy('SecurityPolicyId'),
    certificate: firstIdentity('CertificateIds'),
  }),
  row('ALIYUN::GA::Listener', 'listeners', {
    product: constant('ga'),
    loadBalancer: identity('AcceleratorId'),
    protocol: text('Protocol', { lower: true, default: 'tcp' }),
    ports: portsOfRanges('PortRanges', 'FromPort', 'ToPort'),
    // No default is documented for Global Accelerator.
    tlsPolicy: tlsPolicy('SecurityPolicyId', undefined),
    certificate: identity('Certificates.Id'),
  }),
];

const parts: readonly Row[] = [
  row('ALIYUN::ALB::AclAssociation', 'listenerParts', {
    listener: identity('ListenerId'),
    aclType: choice('AclType', { White: 'white', Black: 'black' }),
    aclIds: oneIdentity(identities('AclIds'), (id) => [id]),
  }),
  row('ALIYUN::ALB::Rule', 'listenerParts', {
    listener: identity('ListenerId'),
    serverGroups: inEach('RuleActions[].ForwardGroupConfig.ServerGroupTuples', identity('ServerGroupId')),
    redirectsToHttps: redirectRule(
      {
        actions: 'RuleActions',
        type: 'Type',
        protocol: 'RedirectConfig.Protocol',
        conditions: 'RuleConditions',
        conditionType: 'Type',
        pathValues: 'PathConfig.Values',
      },
      {
        RuleName: 'redirect-to-https',
        Priority: 1,
        RuleConditions: [{ Type: 'Path', PathConfig: { Values: ['/*'] } }],
        RuleActions: [
          { Type: 'Redirect', Order: 1, RedirectConfig: { Protocol: 'HTTPS', Port: '443', HttpCode: '301' } },
        ],
      },
    ),
  }),
];

/** The list itself, and its entries. */
function accessList(product: LoadBalancerProduct, type: string): readonly Row[] {
  return [
    row(type, 'accessLists', { product: constant(product), list: itself }),
    row(type, 'accessLists', { list: itself, entries: alone(cidr('Entry')) }, 'AclEntries'),
  ];
}

const accessLists: readonly Row[] = [
  // Lower-case keys in this one type only; texts that follow its siblings (AclEntries, Entry) say what they mean.
  row('ALIYUN::SLB::AccessControl', 'accessLists', { list: itself, entries: alone(cidr('entry')) }, 'AclEntrys'),
  ...accessList('clb', 'ALIYUN::SLB::AccessControl'),
  ...accessList('alb', 'ALIYUN::ALB::Acl'),
  ...accessList('ga', 'ALIYUN::GA::Acl'),
];

const tlsPolicies: readonly Row[] = [
  row('ALIYUN::SLB::TLSPolicy', 'tlsPolicies', { versions: texts('TLSVersions', 'TlsVersions') }),
  row('ALIYUN::ALB::SecurityPolicy', 'tlsPolicies', { versions: texts('TLSVersions') }),
  row('ALIYUN::NLB::SecurityPolicy', 'tlsPolicies', { versions: texts('TlsVersions') }),
];

export const loadBalancerRows: readonly Row[] = [
  ...loadBalancers,
  ...listeners,
  ...parts,
  ...accessLists,
  ...tlsPolicies,
];
