/** The account as a tree: by region and VPC, or by risk. */
import type { Snapshot } from '../../../core/dialects/cloud/snapshot.ts';
import type { Translate } from '../../translate.ts';
import type { AccountNode, AccountRisk, Grouping } from '../node.ts';
import type { GroupSummary } from './group-facts.ts';
import { parentOf, vpcNode } from './nodes.ts';
import { riskText } from './words.ts';

type GroupNodes = ReadonlyMap<GroupSummary, AccountNode>;

export function accountTree(
  name: string,
  { regions }: Snapshot,
  groups: GroupNodes,
  problems: readonly AccountNode[],
  grouping: Grouping,
  t: Translate,
): AccountNode {
  const children =
    grouping === 'risk'
      ? [...problems, ...byRisk(groups, t)]
      : regions.flatMap(({ region }) => regionNode(region, groups, problems, t));
  // A region of which nothing at all was read is not among the regions.
  const known = new Set(regions.map(({ region }) => region));
  const elsewhere = grouping === 'risk' ? [] : problems.filter(({ region }) => region && !known.has(region));
  const amount = groups.size === 1 ? t('1 security group') : t('{0} security groups', groups.size);
  return parentOf('account', 'account', name, amount, [...elsewhere, ...children], t);
}

/** Regions in which there is nothing, and nothing unread, are left out: most accounts use a few. */
function regionNode(
  region: string,
  groups: GroupNodes,
  problems: readonly AccountNode[],
  t: Translate,
): readonly AccountNode[] {
  const own = [...groups].filter(([facts]) => facts.region.region === region);
  const unread = problems.filter((node) => node.region === region);
  if (own.length === 0 && unread.length === 0) return [];
  const byVpc = new Map<string | undefined, AccountNode[]>();
  for (const [{ group }, node] of own) {
    const id = group.vpcId || undefined;
    byVpc.set(id, [...(byVpc.get(id) ?? []), node]);
  }
  const vpcs = [...byVpc].map(([id, nodes]) => vpcNode(id, (own[0] as (typeof own)[0])[0].region, nodes, t));
  const amount = own.length === 1 ? t('1 security group') : t('{0} security groups', own.length);
  return [{ ...parentOf('region', region, region, amount, [...unread, ...vpcs], t), id: region, region }];
}

const risks: readonly AccountRisk[] = ['high', 'medium', 'unknown', 'low', 'none'];

function byRisk(groups: GroupNodes, t: Translate): readonly AccountNode[] {
  return risks.flatMap((risk) => {
    const own = [...groups.values()].filter((node) => node.risk === risk);
    return own.length === 0 ? [] : [parentOf('risk', `risk ${risk}`, riskText(risk, t), String(own.length), own, t)];
  });
}
