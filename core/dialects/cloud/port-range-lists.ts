/** Rules that name a list of port ranges, with these ranges in the place of the name. */
import { type Data, isList, isMap, isReference, known, type MapMember, type Value } from '../../values/value.ts';
import type { Resource } from '../resource.ts';

const name = 'portRangeListId';

export function withPortRanges(resources: readonly Resource[]): readonly Resource[] {
  const lists = new Map<string, Value>();
  for (const { type, address, attributes } of resources) {
    const ranges = type === 'ecs/PortRangeList' ? attributes.entries.get('portRanges')?.value : undefined;
    if (ranges) lists.set(address, ranges);
  }
  if (lists.size === 0) return resources;
  return resources.map((resource) => {
    const rules = resource.type === 'ecs/SecurityGroup' ? resource.attributes.entries.get('rules') : undefined;
    if (rules?.value.kind !== 'known' || !isList(rules.value.value)) return resource;
    const items = rules.value.value.items.map((rule) => withRanges(rule, lists));
    const member: MapMember = { key: rules.key, value: known<Data>({ type: 'list', items }, rules.value.at) };
    const entries = new Map([...resource.attributes.entries, ['rules', member] as const]);
    return { ...resource, attributes: { type: 'map', entries } };
  });
}

function withRanges(rule: Value, lists: ReadonlyMap<string, Value>): Value {
  if (rule.kind !== 'known' || !isMap(rule.value)) return rule;
  const named = rule.value.entries.get(name);
  const target = named?.value.kind === 'known' && isReference(named.value.value) ? named.value.value.resource : '';
  const ranges = lists.get(target);
  if (!named || !ranges) return rule;
  // Shown where the rule names the list.
  const member: MapMember = { key: named.key, value: { ...ranges, at: named.value.at } };
  return known<Data>({ type: 'map', entries: new Map([...rule.value.entries, [name, member]]) }, rule.at);
}
