/**
 * Terraform's collections. The engine's `ListData` and `MapData` are enough for rules; evaluation also needs to know
 * a set from a list from a tuple, and how much a value holds, so that values that double with every local stay
 * bounded. Both travel in additional fields of the same objects.
 */
import type { Location } from '../../text/source.ts';
import {
  type Data,
  isList,
  isMap,
  isReference,
  type Known,
  known,
  type ListData,
  type MapData,
  type MapMember,
  unknown,
  usedAt,
  type Value,
} from '../../values/value.ts';
import { isBig } from './numbers.ts';
import type { Type } from './types.ts';

export type SequenceKind = 'tuple' | 'list' | 'set';
/** `block`: what a resource's nested block says; the provider may add attributes to it. */
export type MappingKind = 'object' | 'map' | 'block';

interface Measured {
  /** Number of values inside, all levels counted; a shared part counts each time that it is used. */
  readonly size: number;
  readonly depth: number;
  /** Element type of a list, set or map where it is known apart from the elements. */
  readonly element?: Type | undefined;
}

export interface Sequence extends ListData, Measured {
  readonly collection: SequenceKind;
}

export interface Mapping extends MapData, Measured {
  readonly collection: MappingKind;
}

/** Bounds far above what a configuration holds and far below what a machine minds. */
const maxSize = 100_000;
const maxDepth = 100;
export const maxText = 1_000_000;

export function sizeOf(value: Value): number {
  if (value.kind === 'known') return dataSize(value.value);
  if (value.kind === 'unknown') return 1;
  let size = 0;
  for (const option of value.options) size += sizeOf(option);
  return size;
}

function dataSize(data: Data): number {
  if (typeof data === 'string') return 1 + (data.length >> 6);
  return typeof data === 'object' && data !== null && 'size' in data ? (data as unknown as Measured).size : 1;
}

function depthOf(value: Value): number {
  if (value.kind === 'unknown') return 0;
  if (value.kind === 'oneOf') return Math.max(...value.options.map((option) => depthOf(option)));
  const data = value.value;
  return typeof data === 'object' && data !== null && 'depth' in data ? (data as unknown as Measured).depth : 0;
}

/** A list, set or tuple as a value; `limit` when it would hold too much. Sets must come distinct and in order. */
export function sequence(collection: SequenceKind, items: readonly Value[], at: Location, element?: Type): Value {
  let size = 1;
  let depth = 0;
  for (const item of items) {
    size += sizeOf(item);
    depth = Math.max(depth, depthOf(item));
  }
  if (size > maxSize || depth >= maxDepth) return unknown('limit', 'list', at);
  const data: Sequence = { type: 'list', items, collection, size, depth: depth + 1, element };
  return known<Data>(data, at);
}

/** A map or object as a value; `limit` when it would hold too much. Keys come in order, as Terraform walks them. */
export function mapping(
  collection: MappingKind,
  members: ReadonlyMap<string, MapMember>,
  at: Location,
  element?: Type,
): Value {
  let size = 1;
  let depth = 0;
  for (const { value } of members.values()) {
    size += 1 + sizeOf(value);
    depth = Math.max(depth, depthOf(value));
  }
  if (size > maxSize || depth >= maxDepth) return unknown('limit', 'map', at);
  const data: Mapping = { type: 'map', entries: sortedByKey(members), collection, size, depth: depth + 1, element };
  return known<Data>(data, at);
}

function sortedByKey(members: ReadonlyMap<string, MapMember>): ReadonlyMap<string, MapMember> {
  let last: string | undefined;
  for (const key of members.keys()) {
    if (last !== undefined && key < last) return new Map([...members].sort(([a], [b]) => (a < b ? -1 : 1)));
    last = key;
  }
  return members;
}

export function text(value: string, at: Location): Value {
  return value.length > maxText ? unknown('limit', 'text', at) : known<Data>(value, at);
}

/** `tuple` for data that is no sequence of ours. */
export function kindOfSequence(data: Data): SequenceKind {
  return isList(data) ? ((data as Partial<Sequence>).collection ?? 'tuple') : 'tuple';
}

/** `object` for data that is no mapping of ours. */
export function kindOfMapping(data: Data): MappingKind {
  return isMap(data) ? ((data as Partial<Mapping>).collection ?? 'object') : 'object';
}

export function elementTypeOf(data: ListData | MapData): Type | undefined {
  return (data as Partial<Measured>).element;
}

/** The elements of a list, set or tuple, seen from where it is used; `undefined` for anything else. */
export function itemsIn(value: Known): readonly Value[] | undefined {
  const { value: data, definedAt, at } = value;
  if (!isList(data)) return undefined;
  return definedAt ? data.items.map((item) => usedAt(item, at)) : data.items;
}

/** The members of a map or object, seen from where it is used; `undefined` for anything else. */
export function membersIn(value: Known): ReadonlyMap<string, MapMember> | undefined {
  const { value: data, definedAt, at } = value;
  if (!isMap(data)) return undefined;
  if (!definedAt) return data.entries;
  const seen = new Map<string, MapMember>();
  for (const [key, member] of data.entries) seen.set(key, { key: member.key, value: usedAt(member.value, at) });
  return seen;
}

/** How a message names a kind of value. */
export function nameOf(data: Data): string {
  if (data === null) return 'null';
  if (isBig(data)) return 'number';
  if (isList(data)) return kindOfSequence(data);
  if (isMap(data)) return kindOfMapping(data);
  if (isReference(data)) return data.attribute === '' ? data.resource : `${data.resource}.${data.attribute}`;
  return typeof data === 'boolean' ? 'bool' : typeof data;
}
