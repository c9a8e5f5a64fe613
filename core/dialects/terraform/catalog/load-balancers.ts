/** CLB, ALB, NLB and Global Accelerator: listeners, access control lists, TLS policies (facts C1 and C2). */
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
  present,
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
} from '../../network-fields.ts';

const aclTypes = { white: 'white', black: 'black' } as const;
const facing = { on: ['Internet'], off: ['Intranet'] };

function clb(type: string): Row {
  const byType = clbInternet('address_type', 'vswitch_id');
  // The older switch is only read.
  const bySwitch = flag('internet');
  return row(type, 'loadBalancers', {
    product: constant('clb'),
    internet: { ...either(bySwitch, byType), parts: [byType, bySwitch] },
    subnet: identity('vswitch_id'),
  });
}

function attachedGroups(type: string): Row {
  return row(type, 'loadBalancers', {
    of: identity('load_balancer_id'),
    securityGroups: identities('security_group_id'),
  });
}

const loadBalancers: readonly Row[] = [
  clb('alicloud_slb'),
  clb('alicloud_slb_load_balancer'),
  row('alicloud_alb_load_balancer', 'loadBalancers', {
    product: constant('alb'),
    internet: eitherTrue(flag('address_type', facing), flag('ipv6_address_type', facing)),
  }),
  row('alicloud_nlb_load_balancer', 'loadBalancers', {
    product: constant('nlb'),
    internet: eitherTrue(flag('address_type', facing), flag('ipv6_address_type', facing)),
    securityGroups: identities('security_group_ids'),
  }),
  attachedGroups('alicloud_alb_load_balancer_security_group_attachment'),
  attachedGroups('alicloud_nlb_load_balancer_security_group_attachment'),
  // An accelerator is an entry from the internet by its nature.
  row('alicloud_ga_accelerator', 'loadBalancers', { product: constant('ga'), internet: constant(true) }),
];

const listeners: readonly Row[] = [
  row('alicloud_slb_listener', 'listeners', {
    product: constant('clb'),
    loadBalancer: identity('load_balancer_id'),
    protocol: either(text('protocol', { lower: true }), text('lb_protocol', { lower: true })),
    ports: either(ports('frontend_port', { single: true }), ports('lb_port', { single: true })),
    backendPorts: either(ports('backend_port', { single: true }), ports('instance_port', { single: true })),
    serverGroups: identities('server_group_id', 'master_slave_server_group_id'),
    redirectsToHttps: flag('listener_forward', { on: ['on'], off: ['off'], default: false }),
    redirectPort: number('forward_port'),
    tlsPolicy: tlsPolicy('tls_cipher_policy'),
    certificate: either(identity('server_certificate_id'), identity('ssl_certificate_id')),
    aclEnabled: flag('acl_status', { on: ['on'], off: ['off'], default: false }),
    aclType: choice('acl_type', aclTypes),
    aclIds: oneIdentity(identities('acl_ids', 'acl_id'), (id) => [id]),
  }),
  row('alicloud_alb_listener', 'listeners', {
    product: constant('alb'),
    loadBalancer: identity('load_balancer_id'),
    protocol: text('listener_protocol', { lower: true }),
    ports: ports('listener_port', { single: true }),
    serverGroups: inEach('default_actions.forward_group_config.server_group_tuples', identity('server_group_id')),
    redirectsToHttps: choice('default_actions.type', { redirect: true, forwardgroup: false }),
    tlsPolicy: tlsPolicy('security_policy_id'),
    certificate: identity('certificates.certificate_id'),
    aclEnabled: present('acl_config.acl_relations'),
    aclType: choice('acl_config.acl_type', { White: 'white', Black: 'black' }),
    aclIds: inEach('acl_config.acl_relations', identity('acl_id')),
  }),
  row('alicloud_nlb_listener', 'listeners', {
    product: constant('nlb'),
    loadBalancer: identity('load_balancer_id'),
    protocol: text('listener_protocol', { lower: true }),
    ports: either(portsBetween('start_port', 'end_port'), ports('listener_port', { single: true })),
    serverGroups: identities('server_group_id'),
    tlsPolicy: tlsPolicy('security_policy_id'),
    certificate: firstIdentity('certificate_ids'),
  }),
  row('alicloud_ga_listener', 'listeners', {
    product: constant('ga'),
    loadBalancer: identity('accelerator_id'),
    protocol: text('protocol', { lower: true, default: 'tcp' }),
    ports: portsOfRanges('port_ranges', 'from_port', 'to_port'),
    // No default is documented for Global Accelerator.
    tlsPolicy: tlsPolicy('security_policy_id', undefined),
    certificate: identity('certificates.id'),
  }),
];

const parts: readonly Row[] = [
  row('alicloud_alb_listener_acl_attachment', 'listenerParts', {
    listener: identity('listener_id'),
    aclType: choice('acl_type', { White: 'white', Black: 'black' }),
    aclIds: oneIdentity(identities('acl_id')),
  }),
  row('alicloud_ga_acl_attachment', 'listenerParts', {
    listener: identity('listener_id'),
    aclType: choice('acl_type', aclTypes),
    aclIds: identities('acl_id'),
  }),
  row('alicloud_alb_rule', 'listenerParts', {
    listener: identity('listener_id'),
    serverGroups: inEach('rule_actions[].forward_group_config.server_group_tuples', identity('server_group_id')),
    redirectsToHttps: redirectRule(
      {
        actions: 'rule_actions',
        type: 'type',
        protocol: 'redirect_config.protocol',
        conditions: 'rule_conditions',
        conditionType: 'type',
        pathValues: 'path_config.values',
      },
      {
        rule_name: 'redirect-to-https',
        priority: 1,
        rule_conditions: [{ type: 'Path', path_config: { values: ['/*'] } }],
        rule_actions: [
          { order: 1, type: 'Redirect', redirect_config: { protocol: 'HTTPS', port: '443', http_code: '301' } },
        ],
      },
    ),
  }),
  row('alicloud_ga_forwarding_rule', 'listenerParts', {
    listener: identity('listener_id'),
    redirectsToHttps: redirectRule({
      actions: 'rule_actions',
      type: 'rule_action_type',
      // JSON text: {"Protocol":"https",…}
      protocol: 'rule_action_value',
      conditions: 'rule_conditions',
      conditionType: 'rule_condition_type',
      pathValues: 'path_config.values',
    }),
  }),
];

/** The list itself, its entries as items, and an entry as a resource of its own. */
function accessList(product: LoadBalancerProduct, type: string, items: string): readonly Row[] {
  const entries = alone(cidr('entry'));
  return [
    row(type, 'accessLists', { product: constant(product), list: itself }),
    row(type, 'accessLists', { list: itself, entries }, items),
    row(`${type}_entry_attachment`, 'accessLists', { list: identity('acl_id'), entries }),
  ];
}

const accessLists: readonly Row[] = [
  ...accessList('clb', 'alicloud_slb_acl', 'entry_list'),
  ...accessList('alb', 'alicloud_alb_acl', 'acl_entries'),
  ...accessList('ga', 'alicloud_ga_acl', 'acl_entries'),
];

const tlsPolicies: readonly Row[] = [
  row('alicloud_slb_tls_cipher_policy', 'tlsPolicies', { versions: texts('tls_versions') }),
  row('alicloud_alb_security_policy', 'tlsPolicies', { versions: texts('tls_versions') }),
  row('alicloud_nlb_security_policy', 'tlsPolicies', { versions: texts('tls_versions') }),
];

export const loadBalancerRows: readonly Row[] = [
  ...loadBalancers,
  ...listeners,
  ...parts,
  ...accessLists,
  ...tlsPolicies,
];
