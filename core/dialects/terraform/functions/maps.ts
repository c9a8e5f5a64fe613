/** Functions of maps and objects, and `coalesce`. */

import { compareText } from '../../../text/order.ts';
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
import { isWhollyKnown, itemsIn, kindOfMapping, mapping, membersIn, sequence } from '../collections.ts';
import { combine, distinct } from '../combine.ts';
import { convert } from '../convert.ts';
import { markedBy } from '../marks.ts';
import { sameType, type Type, typeOf } from '../types.ts';
import { unify } from '../unify.ts';
import { any, type FunctionDefinition, listOfStrings, mistyped, refuse, tolerant, typed } from './definition.ts';

const mapOfLists: Type = { kind: 'map', element: listOfStrings };

export const mapFunctions: readonly FunctionDefinition[] = [
  tolerant('coalesce', 1, any, coalesce),
  typed('keys', { parameters: ['any'], marks: 'shallow' }, ([map], at) => {
    const members = map && membersIn(map);
    if (!members) return mistyped(map as Known, 'map', at);
    const names = [...members].map(([name, { key }]): Value => known(name, key));
    return isObject(map) ? sequence('tuple', names, at) : sequence('list', names, at, 'string');
  }),
  typed('values', { parameters: ['any'], marks: 'shallow' }, ([map], at) => {
    const members = map && membersIn(map);
    if (!members) return mistyped(map as Known, 'map', at);
    const values = [...members.values()].map(({ value }) => value);
    return isObject(map) ? sequence('tuple', values, at) : sequence('list', values, at, elementOf(typeOf(map)));
  }),
  { ...tolerant('lookup', 2, 3, lookup), marks: 'own' },
  { ...tolerant('merge', 0, any, (maps, at) => combine(maps, at, (all) => merge(all, at))), marks: 'shallow' },
  typed('zipmap', { parameters: [listOfStrings, 'any'], marks: 'shallow' }, ([keys, values], at) =>
    zip(keys as Known, values as Known, at),
  ),
  typed('transpose', { parameters: [mapOfLists], returns: mapOfLists }, ([map], at) => transpose(map as Known, at)),
];

function isObject({ value }: Known): boolean {
  return isMap(value) && kindOfMapping(value) !== 'map';
}

function elementOf(type: Type): Type {
  return typeof type !== 'string' && 'element' in type ? type.element : 'any';
}

/** The first that is neither null nor empty; one that is not known may be the one, or the next is. */
function coalesce(args: readonly Value[], at: Location): Value {
  const type = unify(args.map((arg) => typeOf(arg)));
  if (type === undefined) return refuse('arguments of different types', at);
  const possible: Value[] = [];
  for (const arg of args) {
    const value = convert(arg, type);
    // Terraform passes over what cannot be converted to the common type.
    if (value.kind === 'unknown' && value.reason.code === 'invalid') continue;
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
  const made =
    map?.kind === 'unknown' && map.reason.code !== 'invalid' && fallback
      ? eitherOr({ ...map, at }, fallback, at)
      : combine([map as Value, convert(name as Value, 'string')], at, ([whole, wanted]) =>
          lookupIn(whole as Known, wanted as Known, fallback, at),
        );
  return markedBy(made, map as Value, name as Value);
}

function lookupIn(whole: Known, wanted: Known, fallback: Value | undefined, at: Location): Value {
  const members = membersIn(whole);
  if (!members) {
    const refusal = mistyped(whole, 'map', at);
    return isReference(whole.value) && fallback ? eitherOr(refusal as Unknown, fallback, at) : refusal;
  }
  if (typeof wanted.value !== 'string') return mistyped(wanted, 'string', at);
  // The default must fit the map even where it is not needed.
  const other = fallback && (isObject(whole) ? fallback : convert(fallback, elementOf(typeOf(whole))));
  if (other?.kind === 'unknown' && other.reason.code === 'invalid') return { ...other, at };
  return members.get(wanted.value)?.value ?? other ?? refuse(`no key ${wanted.value}`, at);
}

function eitherOr(value: Value, fallback: Value, at: Location): Value {
  return oneOf(distinct([value, fallback]), at);
}

/** Maps of one type make a map, all others an object. */
function merge(maps: readonly Known[], at: Location): Value {
  const all = new Map<string, MapMember>();
  const [first] = maps;
  const type = first && typeOf(first);
  const matching = type !== undefined && maps.every((map) => sameType(typeOf(map), type));
  let bare = false;
  for (const map of maps) {
    const own = typeOf(map);
    const isMapping = typeof own !== 'string' && (own.kind === 'map' || own.kind === 'object');
    bare ||= own === 'dynamic';
    // Behind a null without a type, Terraform no longer looks at the types of others.
    if (map.value === null && (isMapping || bare)) continue;
    const members = membersIn(map);
    if (!members) return mistyped(map, 'map', at);
    for (const [name, member] of members) all.set(name, member);
  }
  const isMapType = matching && typeof type !== 'string' && type.kind === 'map';
  return isMapType ? mapping('map', all, at, elementOf(type)) : mapping('object', all, at);
}

function zip(keys: Known, values: Known, at: Location): Value {
  const names = itemsIn(keys) ?? [];
  const items = itemsIn(values);
  const own = typeOf(values);
  if (!items || typeof own === 'string' || own.kind === 'set')
    return mistyped(items ? { ...values, value: null } : values, 'list', at);
  const made = combine(names, at, (texts) => {
    if (texts.length !== items.length) return refuse('lists of different lengths', at);
    const members = new Map<string, MapMember>();
    for (const [i, text] of texts.entries()) {
      if (typeof text.value !== 'string') return mistyped(text, 'string', at);
      members.set(text.value, { key: text.at, value: items[i] as Value });
    }
    return own.kind === 'list' ? mapping('map', members, at, own.element) : mapping('object', members, at);
  });
  return markedBy(made, ...names);
}

function transpose(map: Known, at: Location): Value {
  if (!isWhollyKnown(map)) return { kind: 'unknown', reason: { code: 'computed', subject: 'map' }, at };
  const lists = new Map<string, Value[]>();
  for (const [name, { key, value }] of membersIn(map) ?? []) {
    const items = value.kind === 'known' ? itemsIn(value) : undefined;
    if (!items) return refuse('list is needed', at);
    for (const item of items) {
      if (item.kind !== 'known' || typeof item.value !== 'string') return refuse('string is needed', at);
      const list = lists.get(item.value) ?? [];
      list.push(known(name, key));
      lists.set(item.value, list);
    }
  }
  const turned = new Map<string, MapMember>();
  for (const [name, list] of lists) {
    list.sort((a, b) => compareText(textOf(a), textOf(b)));
    turned.set(name, { key: at, value: sequence('list', list, at, 'string') });
  }
  return mapping('map', turned, at, listOfStrings);
}

function textOf(value: Value): string {
  return value.kind === 'known' ? String(value.value) : '';
}
