/**
 * Strategic merge patches: maps are merged key by key, null takes a key away, lists are replaced, except those that
 * the API calls keyed, whose items are merged by their key (kyaml/yaml/merge2, and the patch strategies of Kubernetes'
 * OpenAPI). `$patch: delete` and `$patch: replace` say otherwise. What a patch writes stands where the patch writes it.
 */
import {
  type Known,
  known,
  type MapData,
  type MapMember,
  samePlace,
  unknown,
  type Value,
} from '../../../values/value.ts';
import type { Identity } from './built.ts';
import { isNull, itemsIn, listOf, mapIn, textAt, textIn, withData } from './editing.ts';
import { type KeyedList, keyedListsOf, type Shape } from './merge-keys.ts';

/** The patched object, `undefined` where the patch deletes it. */
export function merged(object: Known<MapData>, patch: Value, identity: Identity): Value | undefined {
  return mergedValue(object, patch, keyedListsOf(identity));
}

function mergedValue(before: Value | undefined, patch: Value, shape: Shape | KeyedList | undefined): Value | undefined {
  if (isNull(patch)) return undefined;
  const map = mapIn(patch);
  if (map && patch.kind === 'known') return mergedMap(before, patch, map, isKeyed(shape) ? undefined : shape);
  const items = itemsIn(patch);
  if (items && isKeyed(shape)) return mergedList(before, patch, items, shape);
  return items ? listOf(items.map(asWritten), patch) : patch;
}

function isKeyed(shape: Shape | KeyedList | undefined): shape is KeyedList {
  return Array.isArray(shape?.keys);
}

function mergedMap(
  before: Value | undefined,
  patch: Known,
  { entries }: MapData,
  shape: Shape | undefined,
): Value | undefined {
  const directive = textIn(entries.get('$patch')?.value);
  if (directive === 'delete') return undefined;
  if (before !== undefined && before.kind !== 'known') return before;
  const start = directive === 'replace' ? undefined : mapIn(before);
  const members = new Map<string, MapMember>(start?.entries);
  for (const [name, { key, value }] of entries) {
    if (name === '$patch') continue;
    const member = members.get(name);
    const inner = shape && Object.hasOwn(shape, name) ? shape[name] : undefined;
    const result = mergedValue(member?.value, value, inner);
    if (!result) members.delete(name);
    // What is merged stays where it was; what is replaced stands where the patch writes it.
    else members.set(name, { key: member && samePlace(result.at, member.value.at) ? member.key : key, value: result });
  }
  return withData(start && before ? before : patch, { type: 'map', entries: members });
}

/** A part of a patch that meets nothing: without its nulls and directives. */
function asWritten(patch: Value): Value {
  return (mapIn(patch) && mergedValue(undefined, patch, undefined)) ?? patch;
}

function mergedList(
  before: Value | undefined,
  patch: Value,
  patchItems: readonly Value[],
  { keys, items: shape }: KeyedList,
): Value | undefined {
  const directives = patchItems.filter((item) => mapIn(item)?.entries.size === 1 && textAt(item, '$patch'));
  const directive = directives.map((item) => textAt(item, '$patch')).find((word) => word !== 'merge');
  const wanted = patchItems.filter((item) => !directives.includes(item));
  if (directive === 'delete') return undefined;
  const olds = directive === 'replace' ? [] : itemsIn(before);
  if (!olds) return before && before.kind !== 'known' ? before : mergedItems([], wanted, keys, shape, patch);
  return mergedItems(olds, wanted, keys, shape, directive !== 'replace' && before ? before : patch);
}

/** Items of the one list times items of the other; no list of containers comes near. */
const maxComparisons = 1_000_000;

/** The patch's items first, as Kustomize orders them; then those that it does not name. */
function mergedItems(
  before: readonly Value[],
  patchItems: readonly Value[],
  keys: readonly string[],
  shape: Shape | undefined,
  at: Value,
): Value {
  if (before.length * patchItems.length > maxComparisons) return unknown('limit', 'patch', at.at);
  if ([...before, ...patchItems].some((item) => keyIsOpen(item, keys)))
    return unknown('no-default', keys.join(), at.at);
  const left = [...before];
  const result: Value[] = [];
  for (const item of patchItems) {
    const place = left.findIndex((old) => sameKey(old, item, keys));
    const [old] = place < 0 ? [] : left.splice(place, 1);
    const value = keys.length === 0 ? item : mergedValue(old, item, shape);
    if (value) result.push(old && keys.length > 0 ? withKeys(value, old, keys) : value);
  }
  return known({ type: 'list', items: [...result, ...left] }, at.at);
}

/** A patch may leave out one of several keys; the item keeps it. */
function withKeys(value: Value, old: Value, keys: readonly string[]): Value {
  const map = mapIn(value);
  const from = mapIn(old);
  if (!map || !from || value.kind !== 'known' || keys.every((key) => map.entries.has(key))) return value;
  const missing = keys.flatMap((key) => {
    const member = map.entries.has(key) ? undefined : from.entries.get(key);
    return member ? [[key, member] as const] : [];
  });
  return withData(value, { type: 'map', entries: new Map([...map.entries, ...missing]) });
}

function keyIsOpen(item: Value, keys: readonly string[]): boolean {
  if (item.kind !== 'known') return true;
  return keys.some((key) => {
    const value = mapIn(item)?.entries.get(key)?.value;
    return value !== undefined && value.kind !== 'known';
  });
}

/** Equal in each key that both have, and in one at least. Scalars are their own keys. */
function sameKey(a: Value, b: Value, keys: readonly string[]): boolean {
  if (keys.length === 0) return textIn(a) !== undefined && textIn(a) === textIn(b);
  let common = false;
  for (const key of keys) {
    const [one, other] = [textAt(a, key), textAt(b, key)];
    if (one === undefined || other === undefined) continue;
    if (one !== other) return false;
    common = true;
  }
  return common;
}
