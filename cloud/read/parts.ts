/** All that is read of a region, the most telling first. */
import { clbAccessLists, clbListeners, clbLoadBalancers, clbTlsPolicies } from './clb.ts';
import { databases } from './databases.ts';
import { instances, networkInterfaces } from './instances.ts';
import { eips, ipv6Addresses, natGateways, networkAcls, vpcs, vSwitches } from './networks.ts';
import {
  albAccessLists,
  albListeners,
  albRules,
  loadBalancersOf,
  nlbListeners,
  serverGroupsOf,
  tlsPoliciesOf,
} from './newer-balancers.ts';
import type { Part } from './reader.ts';
import { portRangeLists, prefixLists, securityGroups } from './security-groups.ts';

export const parts: readonly Part[] = [
  securityGroups,
  instances,
  networkInterfaces,
  prefixLists,
  portRangeLists,
  vpcs,
  vSwitches,
  eips,
  ipv6Addresses,
  natGateways,
  networkAcls,
  clbLoadBalancers,
  clbListeners,
  clbAccessLists,
  clbTlsPolicies,
  loadBalancersOf('alb'),
  albListeners,
  albRules,
  serverGroupsOf('alb'),
  albAccessLists,
  tlsPoliciesOf('alb'),
  loadBalancersOf('nlb'),
  nlbListeners,
  serverGroupsOf('nlb'),
  tlsPoliciesOf('nlb'),
  databases,
];
