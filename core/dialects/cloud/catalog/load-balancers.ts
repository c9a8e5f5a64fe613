/** CLB, ALB and NLB, as a snapshot has them. */
import type { LoadBalancerProduct } from '../../../network/model.ts';
import { constant, either, itself, type Row, row } from '../../catalogue.ts';
import { choice, cidr, flag, identities, identity, ports, portsBetween, present, text, texts } from '../../fields.ts';
import { eitherTrue, firstIdentity, inEach, redirectRule, tlsPolicy } from '../../network-fields.ts';

const names: Readonly<Record<'slb' | 'alb' | 'nlb', LoadBalancerProduct>> = { slb: 'clb', alb: 'alb', nlb: 'nlb' };
const facing = { on: ['internet'], off: ['intranet'] };
const aclTypes = { white: 'white', black: 'black' } as const;
/** NLB has security groups instead. */
const accessControl = {
  aclEnabled: either(flag('aclStatus', { on: ['on'], off: ['off'] }), present('aclIds')),
  aclType: choice('aclType', aclTypes),
  aclIds: identities('aclIds'),
};
const port = ports('port', { single: true });

function rowsOf(product: keyof typeof names): readonly Row[] {
  return [
    row(`${product}/LoadBalancer`, 'loadBalancers', {
      product: constant(names[product]),
      internet: eitherTrue(flag('addressType', facing), flag('ipv6AddressType', facing)),
      securityGroups: identities('securityGroupIds'),
    }),
    row(`${product}/Listener`, 'listeners', {
      product: constant(names[product]),
      loadBalancer: identity('loadBalancerId'),
      protocol: text('protocol', { lower: true }),
      ports: either(portsBetween('startPort', 'endPort'), port),
      backendPorts: ports('backendPort', { single: true }),
      serverGroups: identities('serverGroupIds'),
      redirectsToHttps: choice('forwardsTo', { redirect: true }, { default: false }),
      tlsPolicy: tlsPolicy('tlsPolicyId'),
      certificate: firstIdentity('certificateIds'),
      ...(product === 'nlb' ? {} : accessControl),
    }),
    row(`${product}/ServerGroup`, 'serverGroups', { loadBalancer: identity('loadBalancerId') }),
    ...['LoadBalancer', 'ServerGroup'].map((type) =>
      row(
        `${product}/${type}`,
        'backends',
        { target: itself, servers: identities('serverId'), ports: port },
        'servers',
      ),
    ),
    row(`${product}/AccessControlList`, 'accessLists', { list: itself, entries: inEach('entries', cidr('entry')) }),
    row(`${product}/TlsPolicy`, 'tlsPolicies', { versions: texts('tlsVersions') }),
  ];
}

export const loadBalancerRows: readonly Row[] = [
  ...rowsOf('slb'),
  ...rowsOf('alb'),
  ...rowsOf('nlb'),
  row('alb/ForwardingRule', 'listenerParts', {
    listener: identity('listenerId'),
    serverGroups: inEach('actions', firstIdentity('serverGroupIds')),
    redirectsToHttps: redirectRule({
      actions: 'actions',
      type: 'type',
      protocol: 'protocol',
      conditions: 'conditions',
      conditionType: 'type',
      pathValues: 'values',
    }),
  }),
];
