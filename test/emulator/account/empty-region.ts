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
    networkAcls: [],
    natGateways: [],
    forwardEntries: [],
    slb: { loadBalancers: [], listeners: [], accessLists: [], serverGroups: [] },
    alb: { loadBalancers: [], listeners: [], accessLists: [], serverGroups: [] },
    nlb: { loadBalancers: [], listeners: [], serverGroups: [] },
    dbInstances: [],
  };
}
