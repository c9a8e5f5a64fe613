/** Classic load balancers (product slb): instances, listeners, server groups, access lists, TLS policies. */
import type { SnapshotListener, SnapshotServerGroup } from '../../core/dialects/cloud/snapshot.ts';
import type { Answer } from '../calls/clients.ts';
import { byTokens } from '../calls/paging.ts';
import { itemsAt, numberAt, textAt, textsAt } from './answers.ts';
import { some } from './present.ts';
import { listByNumbers, listByTokens, type Part, type RegionReader } from './reader.ts';

const product = 'slb' as const;

export const clbLoadBalancers: Part = {
  product,
  lists: ['loadBalancers', 'serverGroups'],
  async read(reader) {
    const found = await listByNumbers(reader, product, 'DescribeLoadBalancers', {
      path: 'LoadBalancers.LoadBalancer',
      key: 'LoadBalancerId',
      size: 100,
    });
    const idOf = (one: Answer): string => textAt(one, 'LoadBalancerId') ?? '';
    const servers = await reader.details(found, { product, list: 'loadBalancers', idOf }, async (one) =>
      serversIn(
        await reader.call(product, 'DescribeLoadBalancerAttribute', { LoadBalancerId: idOf(one) }),
        'BackendServers.BackendServer',
      ),
    );
    const groups = await reader.details(found, { product, list: 'serverGroups', idOf }, (one) =>
      groupsOf(reader, idOf(one)),
    );
    return {
      loadBalancers: found.map((one, i) => ({
        id: idOf(one),
        product,
        name: textAt(one, 'LoadBalancerName'),
        addressType: textAt(one, 'AddressType'),
        address: textAt(one, 'Address'),
        vpcId: textAt(one, 'VpcId'),
        servers: servers[i],
      })),
      serverGroups: groups.flatMap((some) => some ?? []),
    };
  },
};

async function groupsOf(reader: RegionReader, LoadBalancerId: string): Promise<readonly SnapshotServerGroup[]> {
  const kinds = [
    {
      list: 'DescribeVServerGroups',
      path: 'VServerGroups.VServerGroup',
      id: 'VServerGroupId',
      name: 'VServerGroupName',
      attribute: 'DescribeVServerGroupAttribute',
      servers: 'BackendServers.BackendServer',
    },
    {
      list: 'DescribeMasterSlaveServerGroups',
      path: 'MasterSlaveServerGroups.MasterSlaveServerGroup',
      id: 'MasterSlaveServerGroupId',
      name: 'MasterSlaveServerGroupName',
      attribute: 'DescribeMasterSlaveServerGroupAttribute',
      servers: 'MasterSlaveBackendServers.MasterSlaveBackendServer',
    },
  ];
  const groups: SnapshotServerGroup[] = [];
  for (const kind of kinds) {
    const answer = await reader.call(product, kind.list, { LoadBalancerId });
    const found = itemsAt(answer, kind.path);
    const idOf = (one: Answer): string => textAt(one, kind.id) ?? '';
    const servers = await reader.details(found, { product, list: 'serverGroups', idOf }, async (one) =>
      serversIn(await reader.call(product, kind.attribute, { [kind.id]: idOf(one) }), kind.servers),
    );
    for (const [i, one] of found.entries()) {
      groups.push({
        id: idOf(one),
        product,
        name: textAt(one, kind.name),
        loadBalancerId: LoadBalancerId,
        servers: servers[i],
      });
    }
  }
  return groups;
}

function serversIn(answer: Answer, path: string): NonNullable<SnapshotServerGroup['servers']> {
  return itemsAt(answer, path).map((one) => ({
    serverId: textAt(one, 'ServerId') ?? '',
    port: numberAt(one, 'Port'),
    type: textAt(one, 'Type'),
  }));
}

export const clbListeners: Part = {
  product,
  lists: ['listeners'],
  async read({ call }) {
    const found = await byTokens(async (token) => {
      const answer = await call(product, 'DescribeLoadBalancerListeners', {
        MaxResults: 100,
        ...(token ? { NextToken: token } : {}),
      });
      return { items: itemsAt(answer, 'Listeners'), next: textAt(answer, 'NextToken') };
    }, idOfListener);
    return { listeners: found.map(listenerOf) };
  },
};

/** These listeners have no id: load balancer, protocol and port are one together. */
function idOfListener(one: Answer): string {
  const [id, protocol, port] = ['LoadBalancerId', 'ListenerProtocol', 'ListenerPort'].map((name) => textAt(one, name));
  return `${id}:${protocol}:${port}`;
}

function listenerOf(one: Answer): SnapshotListener {
  const configs = ['HTTP', 'HTTPS', 'TCP', 'UDP'].map((name) => `${name}ListenerConfig`);
  const setting = (name: string): string | undefined =>
    configs.map((config) => textAt(one, `${config}.${name}`)).find((text) => text !== undefined);
  const aclIds = textsAt(one, 'AclIds') ?? textAt(one, 'AclId')?.split(',');
  const groups = [textAt(one, 'VServerGroupId'), setting('VServerGroupId'), setting('MasterSlaveServerGroupId')];
  const certificate = setting('ServerCertificateId');
  return {
    id: idOfListener(one),
    product,
    loadBalancerId: textAt(one, 'LoadBalancerId') ?? '',
    description: textAt(one, 'Description'),
    status: textAt(one, 'Status'),
    protocol: textAt(one, 'ListenerProtocol') ?? '',
    port: numberAt(one, 'ListenerPort'),
    startPort: numberAt(one, 'StartPort'),
    endPort: numberAt(one, 'EndPort'),
    backendPort: numberAt(one, 'BackendServerPort'),
    serverGroupIds: some([...new Set(groups.flatMap((id) => id ?? []))]),
    certificateIds: certificate === undefined ? undefined : [certificate],
    tlsPolicyId: setting('TLSCipherPolicy'),
    aclStatus: textAt(one, 'AclStatus'),
    aclType: textAt(one, 'AclType'),
    aclIds: some(aclIds),
    forwardsTo: setting('ListenerForward') === 'on' ? 'redirect' : undefined,
  };
}

export const clbAccessLists: Part = {
  product,
  lists: ['accessControlLists'],
  async read(reader) {
    const found = await listByNumbers(reader, product, 'DescribeAccessControlLists', {
      path: 'Acls.Acl',
      key: 'AclId',
    });
    const idOf = (one: Answer): string => textAt(one, 'AclId') ?? '';
    const entries = await reader.details(found, { product, list: 'accessControlLists', idOf }, (one) =>
      listByNumbers(reader, product, 'DescribeAccessControlListAttribute', {
        path: 'AclEntrys.AclEntry',
        key: 'AclEntryIP',
        query: { AclId: idOf(one) },
        page: 'Page',
        total: 'TotalAclEntry',
      }),
    );
    return {
      accessControlLists: found.map((one, i) => ({
        id: idOf(one),
        product,
        name: textAt(one, 'AclName'),
        entries: entries[i]?.map((entry) => ({
          entry: textAt(entry, 'AclEntryIP') ?? '',
          comment: textAt(entry, 'AclEntryComment'),
        })),
      })),
    };
  },
};

export const clbTlsPolicies: Part = {
  product,
  lists: ['tlsPolicies'],
  async read(reader) {
    const found = await listByTokens(reader, product, 'ListTLSCipherPolicies', {
      path: 'TLSCipherPolicies',
      key: 'InstanceId',
      size: 'MaxItems',
    });
    return {
      tlsPolicies: found.map((one) => ({
        id: textAt(one, 'InstanceId') ?? '',
        product,
        name: textAt(one, 'Name'),
        tlsVersions: textsAt(one, 'TLSVersions'),
      })),
    };
  },
};
