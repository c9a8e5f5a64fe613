/** The quotas of rules: 1,000 over all groups of a network interface, 20 groups as sources (facts of ECS, 2026). */
import type { RegionSnapshot, SnapshotGroup, SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import { type Refusal, refusal } from './plan.ts';

const rulesOfInterface = 1000;
const groupsAsSources = 20;

/** @param rules those that the group would have */
export function quotaProblem(
  group: SnapshotGroup,
  rules: readonly SnapshotRule[],
  region: RegionSnapshot,
): Refusal | undefined {
  if (rules.length <= (group.rules?.length ?? 0)) return undefined;
  const sizes = new Map(region.securityGroups?.map(({ id, rules = [] }) => [id, sizeOf(rules, region)]));
  sizes.set(group.id, sizeOf(rules, region));
  const interfaces = [...(region.instances ?? []), ...(region.networkInterfaces ?? [])];
  const sums = interfaces
    .map(({ securityGroupIds = [] }) => securityGroupIds)
    .filter((ids) => ids.includes(group.id))
    .map((ids) => ids.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0));
  const most = Math.max(sizes.get(group.id) ?? 0, ...sums);
  if (most > rulesOfInterface) {
    return refusal(
      'quota',
      `A network interface takes ${rulesOfInterface} rules over all of its groups; it would have ${most}. Remove rules first.`,
      `一块网卡在其全部安全组中最多 ${rulesOfInterface} 条规则，变更后将有 ${most} 条。请先删除一些规则。`,
    );
  }
  const peers = new Set(rules.flatMap(({ sourceGroupId, destGroupId }) => sourceGroupId ?? destGroupId ?? []));
  if (peers.size <= groupsAsSources) return undefined;
  return refusal(
    'quota',
    `The rules of a group name ${groupsAsSources} other groups at most; they would name ${peers.size}.`,
    `一个安全组的规则最多引用 ${groupsAsSources} 个其他安全组，变更后将引用 ${peers.size} 个。`,
  );
}

/** A prefix list counts with the number of entries that it may have. */
function sizeOf(rules: readonly SnapshotRule[], { prefixLists }: RegionSnapshot): number {
  return rules.reduce((sum, { sourcePrefixListId, destPrefixListId }) => {
    const id = sourcePrefixListId ?? destPrefixListId;
    return sum + (prefixLists?.find((one) => one.id === id)?.maxEntries ?? 1);
  }, 0);
}
