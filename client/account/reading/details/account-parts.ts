/** What a region of the account has, by id: pages name things by their names and lead from one to the other. */
import type { RegionSnapshot, SnapshotRule } from '../../../../core/dialects/cloud/snapshot.ts';
import type { NetworkModel } from '../../../../core/network/model.ts';
import type { GroupFacts } from '../group-facts.ts';
import { peerOf } from '../rule-text.ts';
import { type Html, html, joined, named, type Part } from './html.ts';
import { detailsLink } from './links.ts';

export interface Region {
  readonly snapshot: RegionSnapshot;
  readonly model: NetworkModel;
  readonly groups: ReadonlyMap<string, GroupFacts>;
}

/** `redis (sg-…)`, with a link to the group's page where the group is in the account. */
export function groupLink({ snapshot, groups }: Region, id: string): Html {
  const known = groups.get(id);
  const text = withId(known?.group.name, id);
  return known ? detailsLink({ kind: 'group', id, region: snapshot.region }, text) : text;
}

export function machineLink(
  { snapshot: { region, instances = [], networkInterfaces = [] } }: Region,
  id: string,
): Html {
  const instance = instances.find((one) => one.id === id);
  const found = instance ?? networkInterfaces.find((one) => one.id === id);
  const kind = instance ? 'instance' : 'interface';
  return found ? detailsLink({ kind, id, region }, withId(found.name, id)) : withId(undefined, id);
}

/** A name with its id behind it, or the id alone. */
export function withId(name: string | undefined, id: string): Html {
  return name && name !== id ? html`${named(name)} (${named(id)})` : html`${named(id)}`;
}

/** Who is on the other side of a rule, by name where that has one. */
export function peerHtml(rule: SnapshotRule, region: Region): Part {
  const isOut = rule.direction === 'egress';
  const group = isOut ? rule.destGroupId : rule.sourceGroupId;
  const list = isOut ? rule.destPrefixListId : rule.sourcePrefixListId;
  const cidrs = isOut ? [rule.destCidrIp, rule.ipv6DestCidrIp] : [rule.sourceCidrIp, rule.ipv6SourceCidrIp];
  const said = [
    ...cidrs.map((cidr) => cidr || undefined),
    group ? groupLink(region, group) : undefined,
    list ? withId(region.snapshot.prefixLists?.find(({ id }) => id === list)?.name, list) : undefined,
  ];
  return said.some((part) => part !== undefined) ? joined(said, ', ') : peerOf(rule);
}
