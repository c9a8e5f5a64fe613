import type { Region, Resource, Rule, SecurityGroup } from '../../account/account.ts';
import type { Call } from '../../operation.ts';
import { Refusal } from '../../refusal.ts';

/**
 * Refuses a group whose rules would be too many: over all groups of any network interface that it is on (for a group
 * without members, its own), and too many groups as sources. A prefix list counts as its MaxEntries.
 */
export function checkQuotas(group: SecurityGroup, rules: readonly Rule[], { account, region }: Call): void {
  const { rulesPerNetworkInterface, groupsAsSources } = account.quotas;
  const weights = new Map(region.securityGroups.map((one) => [one.SecurityGroupId, weigh(one.rules, region)]));
  weights.set(group.SecurityGroupId, weigh(rules, region));
  const heaviest = Math.max(
    weights.get(group.SecurityGroupId)!,
    ...[...region.instances, ...region.networkInterfaces]
      .map(groupsOf)
      .filter((ids) => ids.includes(group.SecurityGroupId))
      .map((ids) => ids.reduce((sum, id) => sum + (weights.get(id) ?? 0), 0)),
  );
  const peers = new Set(rules.flatMap(({ SourceGroupId, DestGroupId }) => [SourceGroupId, DestGroupId]));
  peers.delete('');
  if (heaviest <= rulesPerNetworkInterface && peers.size <= groupsAsSources) return;
  const message = 'The limit of authorization records in the security group reaches.';
  throw new Refusal(403, 'AuthorizationLimitExceed', message);
}

function weigh(rules: readonly Rule[], region: Region): number {
  return rules.reduce((sum, rule) => {
    const id = rule.SourcePrefixListId || rule.DestPrefixListId;
    return sum + (region.prefixLists.find(({ PrefixListId }) => PrefixListId === id)?.MaxEntries ?? 1);
  }, 0);
}

function groupsOf(member: Resource): readonly string[] {
  return (member.SecurityGroupIds as { SecurityGroupId: string[] }).SecurityGroupId;
}
