/**
 * In a state, and in a plan of what exists, resources name each other by literal ids. Here these become references,
 * so that a rule meets its group as it does in a configuration.
 */

import { type Data, isList, isMap, known, type MapData, type MapMember, type Value } from '../../../values/value.ts';
import { type Resource, referenceTo } from '../../resource.ts';

/** Attributes that hold ids of other resources under names of their own. */
const alsoIds: ReadonlySet<string> = new Set(['bucket', 'domain_name', 'security_groups']);

export function withLinkedIds(resources: readonly Resource[]): readonly Resource[] {
  const owners = ownersOf(resources);
  if (owners.size === 0) return resources;
  return resources.map((resource) => {
    const link = (id: string): string | undefined => {
      const owner = owners.get(id);
      return owner === undefined || owner === resource.address ? undefined : owner;
    };
    const attributes = linkedMap(resource.attributes, link);
    return attributes === resource.attributes ? resource : { ...resource, attributes };
  });
}

/** Addresses by id, for ids that mean one resource. */
function ownersOf(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const sharing = new Map<string, Resource[]>();
  for (const resource of resources) {
    const id = resource.attributes.entries.get('id')?.value;
    if (id?.kind !== 'known' || typeof id.value !== 'string') continue;
    const others = sharing.get(id.value);
    if (others) others.push(resource);
    else sharing.set(id.value, [resource]);
  }
  const owners = new Map<string, string>();
  for (const [id, candidates] of sharing) {
    const owner = ownerAmong(candidates);
    if (owner) owners.set(id, owner.address);
  }
  return owners;
}

/** What configures a resource often has that one's id: `alicloud_oss_bucket_acl` that of its `alicloud_oss_bucket`. */
function ownerAmong(candidates: readonly Resource[]): Resource | undefined {
  const [shortest] = [...candidates].sort((a, b) => a.type.length - b.type.length);
  const isOwner = candidates.every((one) => one === shortest || one.type.startsWith(`${shortest?.type}_`));
  return isOwner ? shortest : undefined;
}

type Link = (id: string) => string | undefined;

function linkedMap(map: MapData, link: Link): MapData {
  let members: Map<string, MapMember> | undefined;
  for (const [name, { key, value }] of map.entries) {
    const linked = linkedValue(value, name !== 'id' && (/(?:^|_)ids?$/.test(name) || alsoIds.has(name)), link);
    if (linked === value) continue;
    members ??= new Map(map.entries);
    members.set(name, { key, value: linked });
  }
  return members ? { ...map, entries: members } : map;
}

function linkedValue(value: Value, isId: boolean, link: Link): Value {
  if (value.kind !== 'known') return value;
  const { value: data, at } = value;
  if (typeof data === 'string') {
    const owner = isId ? link(data) : undefined;
    return owner === undefined ? value : known<Data>(referenceTo(owner, 'id'), at);
  }
  if (isList(data)) {
    const items = data.items.map((item) => linkedValue(item, isId, link));
    return items.every((item, i) => item === data.items[i]) ? value : known<Data>({ ...data, items }, at);
  }
  if (!isMap(data)) return value;
  const linked = linkedMap(data, link);
  return linked === data ? value : known<Data>(linked, at);
}
