import { list, listing, value, visible } from '../listing.ts';
import type { Operations } from '../operation.ts';
import { describeTokens, find } from './slb.ts';

const paged = { tokens: { max: 100, standard: 20 }, describe: describeTokens } as const;

/** Network load balancers. */
export const nlb: Operations = {
  ListLoadBalancers: listing({
    ...paged,
    of: (region) => region.nlb.loadBalancers,
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
    run: (call) => visible(find(call.region.nlb.loadBalancers, 'LoadBalancerId', call)),
  },
  ListListeners: listing({
    ...paged,
    of: (region) => region.nlb.listeners,
    as: ['Listeners'],
    filters: {
      ListenerIds: list('ListenerId'),
      LoadBalancerIds: list('LoadBalancerId'),
      ListenerProtocol: value('ListenerProtocol'),
    },
  }),
  GetListenerAttribute: {
    required: ['ListenerId'],
    run: (call) => visible(find(call.region.nlb.listeners, 'ListenerId', call)),
  },
  ListSecurityPolicy: listing({
    ...paged,
    of: (region) => region.nlb.tlsPolicies,
    as: ['SecurityPolicies'],
    filters: { SecurityPolicyIds: list('SecurityPolicyId'), SecurityPolicyNames: list('SecurityPolicyName') },
  }),
  ListServerGroups: listing({
    ...paged,
    of: (region) => region.nlb.serverGroups,
    as: ['ServerGroups'],
    filters: { ServerGroupIds: list('ServerGroupId'), VpcId: value('VpcId') },
  }),
  ListServerGroupServers: listing({
    ...paged,
    of: (region, { parameters }) =>
      region.nlb.serverGroups
        .filter(({ ServerGroupId }) => (parameters.get('ServerGroupId') ?? ServerGroupId) === ServerGroupId)
        .flatMap(({ servers }) => servers),
    as: ['Servers'],
  }),
};
