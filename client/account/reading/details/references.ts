/** What a group is tied to: groups that name it or that it names, prefix lists, and what is behind it. */
import type { RegionSnapshot, SnapshotRule } from '../../../../core/dialects/cloud/snapshot.ts';
import type { Translate } from '../../../translate.ts';
import type { GroupFacts } from '../group-facts.ts';
import { ruleText } from '../rule-text.ts';
import { groupLink, machineLink, type Region, withId } from './account-parts.ts';
import type { Section } from './document.ts';
import { type Html, html, joined, named, type Part } from './html.ts';
import { table } from './table.ts';

export function references(facts: GroupFacts, region: Region, t: Translate): Section {
  const parts = [
    ...groupParts(facts, region, t),
    ...listParts(facts, region.snapshot, t),
    ...memberParts(facts, region, t),
  ];
  const body =
    parts.length > 0
      ? html`${parts}`
      : html`<p>${t('Nothing names this group, it names nothing, and nothing has it.')}</p>`;
  return { id: 'references', title: t('References'), body };
}

function groupParts({ group }: GroupFacts, region: Region, t: Translate): readonly Html[] {
  const incoming = [...region.groups.values()]
    .filter((other) => other.group.id !== group.id)
    .flatMap((other) => {
      const rules = naming(other.group.rules, group.id);
      return rules.length > 0 ? [{ id: other.group.id, rules }] : [];
    });
  const named = new Map<string, SnapshotRule[]>();
  for (const rule of group.rules ?? []) {
    for (const id of [rule.sourceGroupId, rule.destGroupId]) if (id) named.set(id, [...(named.get(id) ?? []), rule]);
  }
  const outgoing = [...named].map(([id, rules]) => ({ id, rules }));
  const heads = [t('Security group'), t('Rules')];
  const told = (caption: string, list: typeof incoming): readonly Html[] =>
    list.length === 0
      ? []
      : [
          table(
            caption,
            heads,
            list.map(({ id, rules }) => ({ cells: [groupLink(region, id), ruleList(rules)] })),
            t,
          ),
        ];
  return [
    ...told(t('Security groups that name this one'), incoming),
    ...told(t('Security groups that this one names'), outgoing),
  ];
}

function naming(rules: readonly SnapshotRule[] = [], id: string): readonly SnapshotRule[] {
  return rules.filter(({ sourceGroupId, destGroupId }) => sourceGroupId === id || destGroupId === id);
}

function ruleList(rules: readonly SnapshotRule[]): Part {
  return joined(
    rules.map((rule) => ruleText(rule)),
    html`<br>`,
  );
}

/** Prefix lists and port lists of the group's rules, with what is in them. */
function listParts(
  { group }: GroupFacts,
  { prefixLists = [], portRangeLists = [] }: RegionSnapshot,
  t: Translate,
): readonly Html[] {
  const used = new Set(
    (group.rules ?? []).flatMap(({ sourcePrefixListId, destPrefixListId, portRangeListId }) =>
      [sourcePrefixListId, destPrefixListId, portRangeListId].filter((id) => id !== undefined && id !== ''),
    ),
  );
  const rows = [...used].map((id) => {
    const prefixes = prefixLists.find((one) => one.id === id);
    const ports = portRangeLists.find((one) => one.id === id);
    const entries = prefixes?.entries?.map(({ cidr }) => cidr) ?? ports?.portRanges;
    return { cells: [withId((prefixes ?? ports)?.name, id as string), entries?.join(', ') ?? t('not read')] };
  });
  if (rows.length === 0) return [];
  return [table(t('Prefix lists and port lists that its rules name'), [t('List'), t('Entries')], rows, t)];
}

function memberParts({ group, machines }: GroupFacts, region: Region, t: Translate): readonly Html[] {
  const balancers = (region.snapshot.loadBalancers ?? []).filter(({ securityGroupIds }) =>
    securityGroupIds?.includes(group.id),
  );
  const rows = [
    ...machines.map(({ kind, id, status, addresses, publicAddresses }) => ({
      cells: [
        machineLink(region, id),
        kind === 'instance' ? t('Instance') : t('Network interface'),
        status,
        named(publicAddresses.join(', ')),
        named(addresses.join(', ')),
      ],
    })),
    ...balancers.map(({ id, name, product, address }) => ({
      cells: [withId(name, id), `${product.toUpperCase()}`, '', named(address), ''],
    })),
  ];
  if (rows.length === 0) return [];
  const heads = [t('Name'), t('Kind'), t('Status'), t('Public addresses'), t('Private addresses')];
  return [table(t('Instances, interfaces and load balancers that have this group'), heads, rows, t)];
}
