/** Functions of maps and objects, and `coalesce`. */
import type { Location } from '../../../text/source.ts';
import {
  isMap,
  isReference,
  type Known,
  known,
  type MapMember,
  oneOf,
  type Unknown,
  type Value,
} from '../../../values/value.ts';
import { elementTypeOf, itemsIn, kindOfMapping, mapping, membersIn, sequence } from '../collections.ts';
import { combine, distinct } from '../combine.ts';
import { convert } from '../convert.ts';
import { typeOf, unify } from '../types.ts';
import { any, type FunctionDefinition, general, mistyped, refuse, tolerant } from './definition.ts';

export const mapFunctions: readonly FunctionDefinition[] = [
  tolerant('coalesce', 1, any, coalesce),
  general('keys', 1, 1, ([map], at) => {
    const members = map && membersIn(map);
    if (!members) return mistyped(map as Known, 'map', at);
    const names = [...members].map(([name, { key }]): Value => known(name, key));
    return isObject(map) ? sequence('tuple', names, at) : sequence('list', names, at, 'string');
  }),
  general('values', 1, 1, ([map], at) => {
    const members = map && membersIn(map);
    if (!members) return mistyped(map as Known, 'map', at);
    const values = [...members.values()].map(({ value }) => value);
    return sequence(isObject(map) ? 'tuple' : 'list', values, at);
  }),
  tolerant('lookup', 2, 3, lookup),
  general('merge', 0, any, merge),
  general('zipmap', 2, 2, ([keys, values], at) => zip(keys as Known, values as Known, at)),
  general('transpose', 1, 1, ([map], at) => transpose(map as Known, at)),
];

function isObject({ value }: Known): boolean {
  return isMap(value) && kindOfMapping(value) !== 'map';
}

/** The first that is neither null nor empty; one that is not known may be the one, or the next is. */
function coalesce(args: readonly Value[], at: Location): Value {
  const type = unify(args.map((arg) => typeOf(arg)));
  if (type === undefined) return refuse('arguments of different types', at);
  const possible: Value[] = [];
  for (const arg of args) {
    const value = convert(arg, type);
    if (value.kind === 'known') {
      if (value.value === null || value.value === '') continue;
      return oneOf(distinct([...possible, value]), at);
    }
    const rest = value.kind === 'oneOf' ? value.options.filter((option) => !isEmpty(option)) : [value];
    possible.push(...rest);
    if (value.kind === 'oneOf' && rest.length === value.options.length && rest.every(isKnown))
      return oneOf(distinct(possible), at);
  }
  return possible.length > 0 ? oneOf(distinct(possible), at) : refuse('nothing to choose from', at);
}

function isEmpty(value: Value): boolean {
  return value.kind === 'known' && (value.value === null || value.value === '');
}

function isKnown(value: Value): boolean {
  return value.kind === 'known';
}

/** The member or the default. In a map that is not known it may be either. */
function lookup([map, name, fallback]: readonly Value[], at: Location): Value {
  if (map?.kind === 'unknown' && map.reason.code !== 'invalid' && fallback)
    return eitherOr({ ...map, at }, fallback, at);
  return combine([map as Value, name as Value], at, ([whole, wanted]) => {
    const members = whole && membersIn(whole);
    if (!members) {
      const refusal = mistyped(whole as Known, 'map', at);
      return isReference(whole?.value) && fallback ? eitherOr(refusal as Unknown, fallback, at) : refusal;
    }
    const key = convert(wanted as Known, 'string');
    if (key.kind !== 'known' || typeof key.value !== 'string') return mistyped(wanted as Known, 'string', at);
    const member = members.get(key.value)?.value;
    if (member) return member;
    const element = whole && isMap(whole.value) && elementTypeOf(whole.value);
    return fallback ? convert(fallback, element || 'any') : refuse(`no key ${key.value}`, at);
  });
}

function eitherOr(value: Value, fallback: Value, at: Location): Value {
  return oneOf(distinct([value, fallback]), at);
}

function merge(maps: readonly Known[], at: Location): Value {
  const all = new Map<string, MapMember>();
  let object = maps.length === 0;
  for (const map of maps) {
    if (map.value === null) continue;
    const members = membersIn(map);
    if (!members) return mistyped(map, 'map', at);
    for (const [name, member] of members) all.set(name, member);
    object ||= isObject(map);
  }
  return mapping(object ? 'object' : 'map', all, at);
}

function zip(keys: Known, values: Known, at: Location): Value {
  const names = itemsIn(keys);
  const items = itemsIn(values);
  if (!names || !items) return mistyped(names ? values : keys, 'list', at);
  if (names.length !== items.length) return refuse('lists of different lengths', at);
  return combine(
    names.map((name) => convert(name, 'string')),
    at,
    (texts) => {
      const members = new Map<string, MapMember>();
      for (const [i, text] of texts.entries()) {
        if (typeof text.value !== 'string') return mistyped(text, 'string', at);
        members.set(text.value, { key: text.at, value: items[i] as Value });
      }
      return mapping('object', members, at);
    },
  );
}

function transpose(map: Known, at: Location): Value {
  const members = membersIn(map);
  if (!members) return mistyped(map, 'map', at);
  const pairs: { readonly name: string; readonly item: Value; readonly key: Location }[] = [];
  for (const [name, { key, value }] of members) {
    const items = value.kind === 'known' ? itemsIn(value) : undefined;
    if (!items)
      return value.kind === 'known'
        ? mistyped(value, 'list', at)
        : value.kind === 'unknown'
          ? { ...value, at }
          : { kind: 'unknown', reason: { code: 'computed', subject: 'map' }, at };
    for (const item of items) pairs.push({ name, item: convert(item, 'string'), key });
  }
  return combine(
    pairs.map(({ item }) => item),
    at,
    (texts) => {
      const lists = new Map<string, Value[]>();
      for (const [i, { value }] of texts.entries()) {
        if (value === null) return refuse('null in a list', at);
        const { name, key } = pairs[i] as (typeof pairs)[number];
        const list = lists.get(String(value)) ?? [];
        list.push(known(name, key));
        lists.set(String(value), list);
      }
      const turned = new Map<string, MapMember>();
      for (const [name, list] of lists) turned.set(name, { key: at, value: sequence('list', list, at, 'string') });
      return mapping('map', turned, at);
    },
  );
}
