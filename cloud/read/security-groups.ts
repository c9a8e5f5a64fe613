/** ECS: security groups with their rules, prefix lists and port lists. */
import {
  DescribePortRangeListEntriesRequest,
  DescribePortRangeListsRequest,
  DescribePrefixListAttributesRequest,
  DescribePrefixListsRequest,
  DescribeSecurityGroupAttributeRequest,
  DescribeSecurityGroupsRequest,
  type DescribeSecurityGroupsResponseBodySecurityGroupsSecurityGroup as Group,
  type DescribeSecurityGroupAttributeResponseBodyPermissionsPermission as Permission,
} from '@alicloud/ecs20140526';
import type { SnapshotGroup, SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import { byTokens } from '../calls/paging.ts';
import { present } from './present.ts';
import type { Part, RegionReader } from './reader.ts';

export const securityGroups: Part = {
  product: 'ecs',
  lists: ['securityGroups'],
  async read(reader) {
    const groups = await listGroups(reader);
    const idOf = ({ securityGroupId }: Group): string => securityGroupId ?? '';
    const details = await reader.details(groups, { product: 'ecs', list: 'securityGroups', idOf }, (group) =>
      readRules(reader, idOf(group)),
    );
    return { securityGroups: groups.map((group, i) => groupOf(group, details[i])) };
  },
};

type Asking = Pick<RegionReader, 'ecs' | 'region'>;

/** One group with its rules; `undefined` where there is no such group. */
export async function readGroup(session: Asking, id: string): Promise<SnapshotGroup | undefined> {
  const [group] = await listGroups(session, [id]);
  return group && groupOf(group, await readRules(session, id));
}

/** @param ids all groups where none are named */
function listGroups({ ecs, region }: Asking, ids?: readonly string[]): Promise<readonly Group[]> {
  const securityGroupIds = ids && JSON.stringify(ids);
  return byTokens(
    async (token) => {
      const request = new DescribeSecurityGroupsRequest({
        regionId: region,
        securityGroupIds,
        maxResults: 100,
        nextToken: token,
      });
      const { body } = await ecs('DescribeSecurityGroups', (client) => client.describeSecurityGroups(request));
      return { items: body?.securityGroups?.securityGroup ?? [], next: body?.nextToken };
    },
    ({ securityGroupId }) => securityGroupId ?? '',
  );
}

interface Details {
  readonly innerAccessPolicy: string | undefined;
  readonly rules: readonly SnapshotRule[];
}

async function readRules({ ecs, region }: Asking, id: string): Promise<Details> {
  let innerAccessPolicy: string | undefined;
  // Rules of groups that were made long ago have no id.
  const keyOf = (rule: Permission): string => rule.securityGroupRuleId || JSON.stringify(rule);
  const rules = await byTokens(async (token) => {
    const request = new DescribeSecurityGroupAttributeRequest({
      regionId: region,
      securityGroupId: id,
      direction: 'all',
      maxResults: 1000,
      nextToken: token,
    });
    const { body } = await ecs('DescribeSecurityGroupAttribute', (client) =>
      client.describeSecurityGroupAttribute(request),
    );
    innerAccessPolicy = body?.innerAccessPolicy;
    return { items: body?.permissions?.permission ?? [], next: body?.nextToken };
  }, keyOf);
  return { innerAccessPolicy, rules: rules.map(ruleOf) };
}

function groupOf(group: Group, details: Details | undefined): SnapshotGroup {
  return {
    id: group.securityGroupId ?? '',
    name: present(group.securityGroupName),
    description: present(group.description),
    vpcId: present(group.vpcId),
    type: group.securityGroupType === 'enterprise' ? 'enterprise' : 'normal',
    innerAccessPolicy: details && (/^drop$/i.test(details.innerAccessPolicy ?? '') ? 'Drop' : 'Accept'),
    serviceManaged: group.serviceManaged || undefined,
    rules: details?.rules,
  };
}

function ruleOf(rule: Permission): SnapshotRule {
  return {
    id: present(rule.securityGroupRuleId),
    direction: rule.direction === 'egress' ? 'egress' : 'ingress',
    ipProtocol: rule.ipProtocol ?? '',
    portRange: rule.portRange ?? '',
    sourcePortRange: sourcePorts(rule.sourcePortRange),
    policy: /^drop$/i.test(rule.policy ?? '') ? 'Drop' : 'Accept',
    priority: Number(rule.priority ?? 1),
    nicType: rule.nicType === 'internet' ? rule.nicType : undefined,
    sourceCidrIp: present(rule.sourceCidrIp),
    ipv6SourceCidrIp: present(rule.ipv6SourceCidrIp),
    sourceGroupId: present(rule.sourceGroupId),
    sourceGroupOwnerAccount: present(rule.sourceGroupOwnerAccount),
    sourcePrefixListId: present(rule.sourcePrefixListId),
    destCidrIp: present(rule.destCidrIp),
    ipv6DestCidrIp: present(rule.ipv6DestCidrIp),
    destGroupId: present(rule.destGroupId),
    destGroupOwnerAccount: present(rule.destGroupOwnerAccount),
    destPrefixListId: present(rule.destPrefixListId),
    portRangeListId: present(rule.portRangeListId),
    description: present(rule.description),
  };
}

/** All source ports are what a rule without any has. */
function sourcePorts(range: string | undefined): string | undefined {
  return range === '-1/-1' || range === '1/65535' ? undefined : present(range);
}

export const prefixLists: Part = {
  product: 'ecs',
  lists: ['prefixLists'],
  async read(reader) {
    const { ecs, region, details } = reader;
    const lists = await byTokens(
      async (token) => {
        const request = new DescribePrefixListsRequest({ regionId: region, maxResults: 100, nextToken: token });
        const { body } = await ecs('DescribePrefixLists', (client) => client.describePrefixLists(request));
        return { items: body?.prefixLists?.prefixList ?? [], next: body?.nextToken };
      },
      ({ prefixListId }) => prefixListId ?? '',
    );
    const idOf = ({ prefixListId }: { prefixListId?: string }): string => prefixListId ?? '';
    const entries = await details(lists, { product: 'ecs', list: 'prefixLists', idOf }, async (one) => {
      const request = new DescribePrefixListAttributesRequest({ regionId: region, prefixListId: idOf(one) });
      const { body } = await ecs('DescribePrefixListAttributes', (client) =>
        client.describePrefixListAttributes(request),
      );
      return (body?.entries?.entry ?? []).map(({ cidr, description }) => ({
        cidr: cidr ?? '',
        description: present(description),
      }));
    });
    return {
      prefixLists: lists.map((one, i) => ({
        id: idOf(one),
        name: present(one.prefixListName),
        addressFamily: present(one.addressFamily),
        maxEntries: one.maxEntries,
        entries: entries[i],
      })),
    };
  },
};

export const portRangeLists: Part = {
  product: 'ecs',
  lists: ['portRangeLists'],
  async read(reader) {
    const { ecs, region, details } = reader;
    const lists = await byTokens(
      async (token) => {
        const request = new DescribePortRangeListsRequest({ regionId: region, maxResults: 100, nextToken: token });
        const { body } = await ecs('DescribePortRangeLists', (client) => client.describePortRangeLists(request));
        return { items: body?.portRangeLists ?? [], next: body?.nextToken };
      },
      ({ portRangeListId }) => portRangeListId ?? '',
    );
    const idOf = ({ portRangeListId }: { portRangeListId?: string }): string => portRangeListId ?? '';
    const ranges = await details(lists, { product: 'ecs', list: 'portRangeLists', idOf }, async (one) => {
      const request = new DescribePortRangeListEntriesRequest({ regionId: region, portRangeListId: idOf(one) });
      const { body } = await ecs('DescribePortRangeListEntries', (client) =>
        client.describePortRangeListEntries(request),
      );
      return (body?.entries ?? []).flatMap(({ portRange }) => portRange ?? []);
    });
    return {
      portRangeLists: lists.map((one, i) => ({
        id: idOf(one),
        name: present(one.portRangeListName),
        portRanges: ranges[i],
      })),
    };
  },
};
