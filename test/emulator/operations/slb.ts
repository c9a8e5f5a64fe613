import type { Resource } from '../account/account.ts';
import { list, listing, value, visible } from '../listing.ts';
import type { Call, Operations } from '../operation.ts';
import type { Page } from '../paging.ts';
import { paginate } from '../paging.ts';
import { Refusal } from '../refusal.ts';

/** Classic load balancers (CLB). */
export const slb: Operations = {
  DescribeLoadBalancers: listing({
    required: ['RegionId'],
    of: (region) => region.slb.loadBalancers,
    as: ['LoadBalancers', 'LoadBalancer'],
    pages: { max: 100, standard: 50 },
    filters: {
      LoadBalancerId: value('LoadBalancerId'),
      LoadBalancerName: value('LoadBalancerName'),
      LoadBalancerStatus: value('LoadBalancerStatus'),
      AddressType: value('AddressType'),
      Address: value('Address'),
      VpcId: value('VpcId'),
    },
  }),
  DescribeLoadBalancerAttribute: {
    required: ['LoadBalancerId'],
    run(call) {
      const balancer = find(call.region.slb.loadBalancers, 'LoadBalancerId', call);
      const listeners = call.region.slb.listeners.filter((one) => one.LoadBalancerId === balancer.LoadBalancerId);
      return {
        ...visible(balancer),
        BackendServers: { BackendServer: balancer.backendServers },
        ListenerPortsAndProtocol: {
          ListenerPortAndProtocol: listeners.map(({ ListenerPort, ListenerProtocol, Description }) => ({
            ListenerPort,
            ListenerProtocol,
            Description,
          })),
        },
      };
    },
  },
  DescribeLoadBalancerListeners: listing({
    required: ['RegionId'],
    of: (region) => region.slb.listeners,
    as: ['Listeners'],
    tokens: { max: 100, standard: 20 },
    describe: describeTokens,
    filters: {
      LoadBalancerId: list('LoadBalancerId'),
      ListenerProtocol: value('ListenerProtocol'),
      ListenerPort: value('ListenerPort'),
    },
  }),
  DescribeVServerGroups: {
    required: ['RegionId', 'LoadBalancerId'],
    run: ({ region, parameters }) => ({
      VServerGroups: {
        VServerGroup: region.slb.serverGroups
          .filter((group) => group.LoadBalancerId === parameters.get('LoadBalancerId'))
          .map(({ VServerGroupId, VServerGroupName }) => ({ VServerGroupId, VServerGroupName })),
      },
    }),
  },
  DescribeVServerGroupAttribute: {
    required: ['RegionId', 'VServerGroupId'],
    run: (call) => visible(find(call.region.slb.serverGroups, 'VServerGroupId', call)),
  },
  DescribeMasterSlaveServerGroups: {
    required: ['RegionId', 'LoadBalancerId'],
    run: ({ region, parameters }) => ({
      MasterSlaveServerGroups: {
        MasterSlaveServerGroup: region.slb.masterSlaveGroups
          .filter((group) => group.LoadBalancerId === parameters.get('LoadBalancerId'))
          .map(({ MasterSlaveServerGroupId, MasterSlaveServerGroupName }) => ({
            MasterSlaveServerGroupId,
            MasterSlaveServerGroupName,
          })),
      },
    }),
  },
  DescribeMasterSlaveServerGroupAttribute: {
    required: ['RegionId', 'MasterSlaveServerGroupId'],
    run: (call) => visible(find(call.region.slb.masterSlaveGroups, 'MasterSlaveServerGroupId', call)),
  },
  ListTLSCipherPolicies: listing({
    required: ['RegionId'],
    of: (region) => region.slb.tlsPolicies,
    as: ['TLSCipherPolicies'],
    tokens: { max: 100, standard: 20 },
    describe: (page) => ({
      IsTruncated: page.nextToken !== '',
      NextToken: page.nextToken,
      TotalCount: page.total,
    }),
    filters: { TLSCipherPolicyId: value('InstanceId'), Name: value('Name') },
  }),
  DescribeAccessControlLists: listing({
    required: ['RegionId'],
    of: (region) => region.slb.accessLists,
    as: ['Acls', 'Acl'],
    pages: { max: 50, standard: 10 },
    describe: (page) => ({
      PageNumber: page.number,
      PageSize: page.size,
      Count: page.count,
      TotalCount: page.total,
    }),
    filters: { AclName: value('AclName'), AddressIPVersion: value('AddressIPVersion') },
  }),
  DescribeAccessControlListAttribute: {
    required: ['RegionId', 'AclId'],
    run(call) {
      const found = find(call.region.slb.accessLists, 'AclId', call);
      const pages = { max: 50, standard: 50 };
      const { items, page } = paginate(found.entries, { pages, pageParameter: 'Page' }, call);
      const related = call.region.slb.listeners.filter(({ AclIds }) =>
        (AclIds as string[] | undefined)?.includes(found.AclId),
      );
      return {
        ...visible(found),
        AclEntrys: { AclEntry: items },
        TotalAclEntry: page.total,
        RelatedListeners: {
          RelatedListener: related.map(({ LoadBalancerId, ListenerPort, ListenerProtocol, AclType }) => ({
            LoadBalancerId,
            ListenerPort,
            Protocol: ListenerProtocol,
            AclType,
          })),
        },
      };
    },
  },
};

/** ALB, NLB and the newer listings of CLB: the last page has no NextToken at all. */
export function describeTokens(page: Page): Resource {
  const nextToken = page.nextToken === '' ? {} : { NextToken: page.nextToken };
  return { ...nextToken, MaxResults: page.size, TotalCount: page.total };
}

/** The resource whose id the parameter of the same name gives. */
export function find<T extends Resource>(resources: readonly T[], id: string, { parameters }: Call): T {
  const found = resources.find((one) => one[id] === parameters.get(id));
  if (!found) throw new Refusal(404, `Invalid${id}.NotFound`, `The specified ${id} does not exist.`);
  return found;
}
