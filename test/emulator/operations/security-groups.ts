import type { Region, Rule, SecurityGroup } from '../account/account.ts';
import { jsonList, listing, value } from '../listing.ts';
import type { Call, Operations } from '../operation.ts';
import { repeated } from '../operation.ts';
import { paginate } from '../paging.ts';
import { invalid, Refusal } from '../refusal.ts';

export const securityGroups: Operations = {
  DescribeSecurityGroups: listing({
    required: ['RegionId'],
    dryRun: true,
    of: (region) => region.securityGroups,
    as: ['SecurityGroups', 'SecurityGroup'],
    tokens: { max: 100, standard: 10 },
    pages: { max: 100, standard: 10 },
    filters: {
      SecurityGroupId: value('SecurityGroupId'),
      SecurityGroupIds: jsonList('SecurityGroupId'),
      SecurityGroupName: value('SecurityGroupName'),
      SecurityGroupType: value('SecurityGroupType'),
      VpcId: value('VpcId'),
      ResourceGroupId: value('ResourceGroupId'),
      ServiceManaged: value('ServiceManaged'),
    },
    show: (group, { region }) => ({ ...group, ...counts(group as SecurityGroup, region) }),
  }),

  DescribeSecurityGroupAttribute: {
    required: ['RegionId', 'SecurityGroupId'],
    run(call) {
      const group = findSecurityGroup(call);
      const direction = call.parameters.get('Direction') ?? 'all';
      if (!['all', 'ingress', 'egress'].includes(direction)) throw invalid('Direction');
      const rules = group.rules.filter((rule) => direction === 'all' || rule.Direction === direction);
      const { items, page } = paginate(rules, { tokens: { min: 10, max: 1000, standard: 500 } }, call);
      return {
        RegionId: call.region.RegionId,
        SecurityGroupId: group.SecurityGroupId,
        SecurityGroupName: group.SecurityGroupName,
        Description: group.Description,
        VpcId: group.VpcId,
        InnerAccessPolicy: group.innerAccessPolicy,
        Permissions: { Permission: items.map((rule) => named(rule, call.region)) },
        NextToken: page.nextToken,
      };
    },
  },

  DescribeSecurityGroupReferences: {
    required: ['RegionId'],
    run(call) {
      const ids = repeated(call.parameters, 'SecurityGroupId');
      if (ids.length === 0 || ids.length > 10) {
        throw new Refusal(
          400,
          'InvalidSecurityGroupId.Malformed',
          'The specified parameter SecurityGroupId is essential and size should less than 10',
        );
      }
      const unknown = ids.some(
        (id) => !call.region.securityGroups.some(({ SecurityGroupId }) => SecurityGroupId === id),
      );
      if (unknown) throw groupNotFound('The SecurityGroupId provided does not exist in our records.');
      const references = ids.map((id) => ({
        SecurityGroupId: id,
        ReferencingSecurityGroups: {
          ReferencingSecurityGroup: call.region.securityGroups
            .filter(({ rules }) => rules.some((rule) => rule.SourceGroupId === id || rule.DestGroupId === id))
            .map(({ SecurityGroupId }) => ({ AliUid: call.account.uid, SecurityGroupId })),
        },
      }));
      // Groups that nobody names are left out.
      const named = references.filter((one) => one.ReferencingSecurityGroups.ReferencingSecurityGroup.length > 0);
      return { SecurityGroupReferences: { SecurityGroupReference: named } };
    },
  },
};

/** The group that SecurityGroupId names, in the region of the call: elsewhere it does not exist. */
export function findSecurityGroup({ parameters, region }: Call): SecurityGroup {
  const id = parameters.get('SecurityGroupId') ?? '';
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(id)) {
    throw new Refusal(
      400,
      'InvalidSecurityGroupId.Malformed',
      'The specified parameter "SecurityGroupId" is not valid.',
    );
  }
  const group = region.securityGroups.find(({ SecurityGroupId }) => SecurityGroupId === id);
  if (!group) throw groupNotFound('The specified SecurityGroupId does not exist.');
  return group;
}

function groupNotFound(message: string): Refusal {
  return new Refusal(404, 'InvalidSecurityGroupId.NotFound', message);
}

function counts(group: SecurityGroup, region: Region): Record<string, number> {
  const members = region.instances.filter(({ SecurityGroupIds }) =>
    (SecurityGroupIds as { SecurityGroupId: string[] }).SecurityGroupId.includes(group.SecurityGroupId),
  ).length;
  return {
    RuleCount: group.rules.length,
    GroupToGroupRuleCount: group.rules.filter((rule) => rule.SourceGroupId !== '' || rule.DestGroupId !== '').length,
    EcsCount: members,
    AvailableInstanceAmount: (group.SecurityGroupType === 'normal' ? 6000 : 65_536) - members,
  };
}

/** With the present names of what the rule points at. */
function named(rule: Rule, region: Region): Rule {
  const groupName = (id: string) =>
    region.securityGroups.find((group) => group.SecurityGroupId === id)?.SecurityGroupName;
  const listName = (id: string) => region.prefixLists.find((list) => list.PrefixListId === id)?.PrefixListName;
  return {
    ...rule,
    SourceGroupName: groupName(rule.SourceGroupId) ?? rule.SourceGroupName,
    DestGroupName: groupName(rule.DestGroupId) ?? rule.DestGroupName,
    SourcePrefixListName: String(listName(rule.SourcePrefixListId) ?? rule.SourcePrefixListName),
    DestPrefixListName: String(listName(rule.DestPrefixListId) ?? rule.DestPrefixListName),
  };
}
