import type { Region } from './account.ts';

/** A region with nothing in it. */
export function emptyRegion(RegionId: string, LocalName: string): Region {
  return {
    RegionId,
    LocalName,
    securityGroups: [],
    instances: [],
    networkInterfaces: [],
    prefixLists: [],
    portRangeLists: [],
    vpcs: [],
    vSwitches: [],
    eips: [],
    ipv6Addresses: [],
    networkAcls: [],
    natGateways: [],
    forwardEntries: [],
    slb: {
      loadBalancers: [],
      listeners: [],
      accessLists: [],
      serverGroups: [],
      masterSlaveGroups: [],
      tlsPolicies: [],
    },
    alb: { loadBalancers: [], listeners: [], rules: [], accessLists: [], serverGroups: [], tlsPolicies: [] },
    nlb: { loadBalancers: [], listeners: [], serverGroups: [], tlsPolicies: [] },
    dbInstances: [],
  };
}
