/** ALB and NLB, which share their operations' names and most of their answers. */
import type { SnapshotListener } from '../../core/dialects/cloud/snapshot.ts';
import type { Answer } from '../calls/clients.ts';
import { itemsAt, numberAt, textAt, textsAt } from './answers.ts';
import { some } from './present.ts';
import { listByTokens, type Part } from './reader.ts';

export type NewerProduct = 'alb' | 'nlb';

export function loadBalancersOf(product: NewerProduct): Part {
  return {
    product,
    lists: ['loadBalancers'],
    async read(reader) {
      const found = await listByTokens(reader, product, 'ListLoadBalancers', {
        path: 'LoadBalancers',
        key: 'LoadBalancerId',
      });
      return {
        loadBalancers: found.map((one) => ({
          id: textAt(one, 'LoadBalancerId') ?? '',
          product,
          name: textAt(one, 'LoadBalancerName'),
          addressType: textAt(one, 'AddressType'),
          ipv6AddressType: textAt(one, 'Ipv6AddressType'),
          address: textAt(one, 'DNSName'),
          vpcId: textAt(one, 'VpcId'),
          securityGroupIds: some(textsAt(one, 'SecurityGroupIds')),
        })),
      };
    },
  };
}

/** Access lists and certificates of ALB are told of a single listener only. */
export const albListeners: Part = {
  product: 'alb',
  lists: ['listeners'],
  async read(reader) {
    const found = await listByTokens(reader, 'alb', 'ListListeners', { path: 'Listeners', key: 'ListenerId' });
    const idOf = (one: Answer): string => textAt(one, 'ListenerId') ?? '';
    const details = await reader.details(found, { product: 'alb', list: 'listeners', idOf }, (one) =>
      reader.call('alb', 'GetListenerAttribute', { ListenerId: idOf(one) }),
    );
    return {
      listeners: found.map((one, i) => {
        const whole = details[i] ?? one;
        const aclIds = itemsAt(whole, 'AclConfig.AclRelations').flatMap((relation) => textAt(relation, 'AclId') ?? []);
        return {
          ...listenerOf(one, 'alb'),
          serverGroupIds: groupsIn(itemsAt(one, 'DefaultActions')),
          certificateIds: some(
            itemsAt(whole, 'Certificates').flatMap((certificate) => textAt(certificate, 'CertificateId') ?? []),
          ),
          // Not known is not the same as none.
          aclStatus: details[i] === undefined ? undefined : aclIds.length > 0 ? 'on' : 'off',
          aclType: textAt(whole, 'AclConfig.AclType'),
          aclIds: some(aclIds),
        };
      }),
    };
  },
};

export const nlbListeners: Part = {
  product: 'nlb',
  lists: ['listeners'],
  async read(reader) {
    const found = await listByTokens(reader, 'nlb', 'ListListeners', { path: 'Listeners', key: 'ListenerId' });
    return {
      listeners: found.map((one) => {
        const group = textAt(one, 'ServerGroupId');
        return {
          ...listenerOf(one, 'nlb'),
          // Port 0 stands for the range.
          startPort: numberAt(one, 'StartPort') || undefined,
          endPort: numberAt(one, 'EndPort') || undefined,
          serverGroupIds: group === undefined ? undefined : [group],
          certificateIds: some(textsAt(one, 'CertificateIds')),
        };
      }),
    };
  },
};

function listenerOf(one: Answer, product: NewerProduct): SnapshotListener {
  return {
    id: textAt(one, 'ListenerId') ?? '',
    product,
    loadBalancerId: textAt(one, 'LoadBalancerId') ?? '',
    description: textAt(one, 'ListenerDescription'),
    status: textAt(one, 'ListenerStatus'),
    protocol: textAt(one, 'ListenerProtocol') ?? '',
    port: numberAt(one, 'ListenerPort'),
    tlsPolicyId: textAt(one, 'SecurityPolicyId'),
  };
}

/** The server groups that actions forward to. */
function groupsIn(actions: readonly Answer[]): readonly string[] | undefined {
  return some(
    actions.flatMap((action) =>
      itemsAt(action, 'ForwardGroupConfig.ServerGroupTuples').flatMap((tuple) => textAt(tuple, 'ServerGroupId') ?? []),
    ),
  );
}

export function serverGroupsOf(product: NewerProduct): Part {
  return {
    product,
    lists: ['serverGroups'],
    async read(reader) {
      const found = await listByTokens(reader, product, 'ListServerGroups', {
        path: 'ServerGroups',
        key: 'ServerGroupId',
      });
      const idOf = (one: Answer): string => textAt(one, 'ServerGroupId') ?? '';
      const servers = await reader.details(found, { product, list: 'serverGroups', idOf }, async (one) => {
        const all = await reader.call(product, 'ListServerGroupServers', { ServerGroupId: idOf(one), MaxResults: 100 });
        if (textAt(all, 'NextToken') === undefined) return itemsAt(all, 'Servers');
        return listByTokens(reader, product, 'ListServerGroupServers', {
          path: 'Servers',
          key: '',
          query: { ServerGroupId: idOf(one) },
        });
      });
      return {
        serverGroups: found.map((one, i) => ({
          id: idOf(one),
          product,
          name: textAt(one, 'ServerGroupName'),
          vpcId: textAt(one, 'VpcId'),
          servers: servers[i]?.map((server) => ({
            serverId: textAt(server, 'ServerId') ?? '',
            port: numberAt(server, 'Port') || undefined,
            type: textAt(server, 'ServerType'),
          })),
        })),
      };
    },
  };
}

export const albAccessLists: Part = {
  product: 'alb',
  lists: ['accessControlLists'],
  async read(reader) {
    const found = await listByTokens(reader, 'alb', 'ListAcls', { path: 'Acls', key: 'AclId' });
    const idOf = (one: Answer): string => textAt(one, 'AclId') ?? '';
    const entries = await reader.details(found, { product: 'alb', list: 'accessControlLists', idOf }, (one) =>
      listByTokens(reader, 'alb', 'ListAclEntries', {
        path: 'AclEntries',
        key: 'Entry',
        query: { AclId: idOf(one) },
      }),
    );
    return {
      accessControlLists: found.map((one, i) => ({
        id: idOf(one),
        product: 'alb' as const,
        name: textAt(one, 'AclName'),
        entries: entries[i]?.map((entry) => ({
          entry: textAt(entry, 'Entry') ?? '',
          comment: textAt(entry, 'Description'),
        })),
      })),
    };
  },
};

export const albRules: Part = {
  product: 'alb',
  lists: ['forwardingRules'],
  async read(reader) {
    const found = await listByTokens(reader, 'alb', 'ListRules', { path: 'Rules', key: 'RuleId' });
    return {
      forwardingRules: found.map((one) => ({
        id: textAt(one, 'RuleId') ?? '',
        name: textAt(one, 'RuleName'),
        listenerId: textAt(one, 'ListenerId') ?? '',
        actions: itemsAt(one, 'RuleActions').map((action) => ({
          type: textAt(action, 'Type') ?? '',
          protocol: textAt(action, 'RedirectConfig.Protocol'),
          serverGroupIds: groupsIn([action]),
        })),
        conditions: itemsAt(one, 'RuleConditions').map((condition) => ({
          type: textAt(condition, 'Type') ?? '',
          values: textsAt(condition, 'PathConfig.Values') ?? textsAt(condition, 'HostConfig.Values'),
        })),
      })),
    };
  },
};

const policyActions: Readonly<Record<NewerProduct, string>> = {
  alb: 'ListSecurityPolicies',
  nlb: 'ListSecurityPolicy',
};

/** Policies of the account's own; what the service brings along is known by name. */
export function tlsPoliciesOf(product: NewerProduct): Part {
  return {
    product,
    lists: ['tlsPolicies'],
    async read(reader) {
      const found = await listByTokens(reader, product, policyActions[product], {
        path: 'SecurityPolicies',
        key: 'SecurityPolicyId',
      });
      return {
        tlsPolicies: found.map((one) => ({
          id: textAt(one, 'SecurityPolicyId') ?? '',
          product,
          name: textAt(one, 'SecurityPolicyName'),
          tlsVersions: textsAt(one, 'TLSVersions') ?? textAt(one, 'TlsVersion')?.split(','),
        })),
      };
    },
  };
}
