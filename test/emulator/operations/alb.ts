import { list, listing, value, visible } from '../listing.ts';
import type { Operations } from '../operation.ts';
import { repeated } from '../operation.ts';
import { describeTokens, find } from './slb.ts';

const paged = { tokens: { max: 100, standard: 20 }, describe: describeTokens } as const;

/** Application load balancers. Access lists of a listener are seen by GetListenerAttribute and ListAclRelations only. */
export const alb: Operations = {
  ListLoadBalancers: listing({
    ...paged,
    of: (region) => region.alb.loadBalancers,
    as: ['LoadBalancers'],
    filters: {
      LoadBalancerIds: list('LoadBalancerId'),
      LoadBalancerNames: list('LoadBalancerName'),
      VpcIds: list('VpcId'),
      AddressType: value('AddressType'),
      LoadBalancerStatus: value('LoadBalancerStatus'),
    },
  }),
  GetLoadBalancerAttribute: {
    required: ['LoadBalancerId'],
    // Zones and addresses are details: the listing leaves them out.
    run(call) {
      const found = find(call.region.alb.loadBalancers, 'LoadBalancerId', call);
      return { ...visible(found), ZoneMappings: found.zoneMappings ?? [] };
    },
  },
  ListListeners: listing({
    ...paged,
    of: (region) => region.alb.listeners,
    as: ['Listeners'],
    filters: {
      ListenerIds: list('ListenerId'),
      LoadBalancerIds: list('LoadBalancerId'),
      ListenerProtocol: value('ListenerProtocol'),
    },
  }),
  GetListenerAttribute: {
    required: ['ListenerId'],
    run(call) {
      const found = find(call.region.alb.listeners, 'ListenerId', call);
      return {
        ...visible(found),
        ...(found.aclConfig ? { AclConfig: found.aclConfig } : {}),
        CaEnabled: found.caEnabled ?? false,
        Certificates: found.certificates ?? [],
      };
    },
  },
  ListRules: listing({
    ...paged,
    of: (region) => region.alb.rules,
    as: ['Rules'],
    filters: {
      RuleIds: list('RuleId'),
      ListenerIds: list('ListenerId'),
      LoadBalancerIds: list('LoadBalancerId'),
    },
  }),
  ListSecurityPolicies: listing({
    ...paged,
    of: (region) => region.alb.tlsPolicies,
    as: ['SecurityPolicies'],
    filters: { SecurityPolicyIds: list('SecurityPolicyId'), SecurityPolicyNames: list('SecurityPolicyName') },
  }),
  ListAcls: listing({
    ...paged,
    of: (region) => region.alb.accessLists,
    as: ['Acls'],
    filters: { AclIds: list('AclId'), AclNames: list('AclName') },
  }),
  ListAclEntries: listing({
    ...paged,
    required: ['AclId'],
    of: (region, call) => find(region.alb.accessLists, 'AclId', call).entries,
    as: ['AclEntries'],
  }),
  ListAclRelations: {
    run: ({ region, parameters }) => ({
      AclRelations: repeated(parameters, 'AclIds').map((AclId) => ({
        AclId,
        RelatedListeners: region.alb.listeners
          .filter((listener) => JSON.stringify(listener.aclConfig ?? {}).includes(`"${AclId}"`))
          .map(({ ListenerId, ListenerPort, ListenerProtocol, LoadBalancerId }) => ({
            ListenerId,
            ListenerPort,
            ListenerProtocol,
            LoadBalancerId,
            Status: 'Associated',
          })),
      })),
    }),
  },
  ListServerGroups: listing({
    ...paged,
    of: (region) => region.alb.serverGroups,
    as: ['ServerGroups'],
    filters: { ServerGroupIds: list('ServerGroupId'), VpcId: value('VpcId') },
  }),
  ListServerGroupServers: listing({
    ...paged,
    required: ['ServerGroupId'],
    of: (region, call) => find(region.alb.serverGroups, 'ServerGroupId', call).servers,
    as: ['Servers'],
  }),
};
