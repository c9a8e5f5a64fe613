/**
 * Terraform's collections. The engine's `ListData` and `MapData` are enough for rules; evaluation also needs to know
 * a set from a list from a tuple, and how much a value holds, so that values that double with every local stay
 * bounded. Both travel in additional fields of the same objects.
 */
import { compareText } from '../../text/order.ts';
import type { Location } from '../../text/source.ts';
import { isSensitive } from '../../values/sensitive.ts';
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
  partAt,
  unknown,
  type Value,
} from '../../values/value.ts';
import { isLong } from './numbers/numeric.ts';
import { composed } from './strings.ts';
import { numberIn, traitsOf } from './traits.ts';
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
  /** Number of values inside that take long to compute with or to write (see `Exact`). */
  readonly exacts: number;
  /** Something inside is refused, at any level; not what is refused statically (see `Traits`). */
  readonly refused: boolean;
  /** Something inside is not known, at any level. */
  readonly open: boolean;
  /** Something inside is sensitive, at any level. */
  readonly secret: boolean;
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

/** Steps that it takes to look at all of a value, and to write it. */
export function effortOf(value: Value): number {
  return sizeOf(value) + 60 * exactsIn(value);
}

function exactsIn(value: Value): number {
  if (value.kind === 'unknown') return 0;
  if (value.kind === 'oneOf') return value.options.reduce((sum, option) => sum + exactsIn(option), 0);
  return measured(value)?.exacts ?? (isLong(numberIn(value)) ? 1 : 0);
}

function depthOf(value: Value): number {
  if (value.kind === 'unknown') return 0;
  if (value.kind === 'oneOf') return Math.max(...value.options.map((option) => depthOf(option)));
  const data = value.value;
  return typeof data === 'object' && data !== null && 'depth' in data ? (data as unknown as Measured).depth : 0;
}

/** What is said of a whole by its parts. */
class Measures {
  size = 1;
  depth = 0;
  exacts = 0;
  refused = false;
  open = false;
  secret = false;

  add(value: Value): void {
    this.size += sizeOf(value);
    this.depth = Math.max(this.depth, depthOf(value));
    this.exacts += exactsIn(value);
    this.refused ||= isRefusedInside(value);
    this.open ||= !isWhollyKnown(value);
    this.secret ||= isSensitive(value) || hasSecrets(value);
  }

  get tooLarge(): boolean {
    return this.size > maxSize || this.depth >= maxDepth;
  }

  of(element: Type | undefined): Measured {
    const { size, depth, exacts, refused, open, secret } = this;
    return { size, depth: depth + 1, element, exacts, refused, open, secret };
  }
}

/** A list, set or tuple as a value; `limit` when it would hold too much. Sets must come distinct and in order. */
export function sequence(collection: SequenceKind, items: readonly Value[], at: Location, element?: Type): Value {
  const measures = new Measures();
  for (const item of items) measures.add(item);
  if (measures.tooLarge) return unknown('limit', 'list', at);
  const data: Sequence = { type: 'list', items, collection, ...measures.of(element) };
  return known<Data>(data, at);
}

/** A map or object as a value; `limit` when it would hold too much. Keys come in order, as Terraform walks them. */
export function mapping(
  collection: MappingKind,
  members: ReadonlyMap<string, MapMember>,
  at: Location,
  element?: Type,
): Value {
  const measures = new Measures();
  for (const { value } of members.values()) measures.add(value);
  measures.size += members.size;
  if (measures.tooLarge) return unknown('limit', 'map', at);
  const data: Mapping = { type: 'map', entries: sortedByKey(members), collection, ...measures.of(element) };
  return known<Data>(data, at);
}

function measured(value: Value): Partial<Measured> | undefined {
  if (value.kind !== 'known') return undefined;
  const data = value.value;
  return typeof data === 'object' && data !== null && 'size' in data ? (data as unknown as Measured) : undefined;
}

/** Whether Terraform refuses the value or something inside of it, when it evaluates. */
export function isRefusedInside(value: Value): boolean {
  if (value.kind === 'unknown') return value.reason.code === 'invalid' && !traitsOf(value).static;
  if (value.kind === 'oneOf') return value.options.every(isRefusedInside);
  return measured(value)?.refused ?? false;
}

/** Whether nothing in the value, at any level, is unknown or known by reference only. */
export function isWhollyKnown(value: Value): boolean {
  return value.kind === 'known' && !isReference(value.value) && !(measured(value)?.open ?? false);
}

/** Whether something inside is sensitive, the value itself not counted. */
export function hasSecrets(value: Value): boolean {
  if (value.kind === 'oneOf') return value.options.some(hasSecrets);
  return measured(value)?.secret ?? false;
}

function sortedByKey(members: ReadonlyMap<string, MapMember>): ReadonlyMap<string, MapMember> {
  let last: string | undefined;
  for (const key of members.keys()) {
    if (last !== undefined && compareText(key, last) < 0) {
      return new Map([...members].sort(([a], [b]) => compareText(a, b)));
    }
    last = key;
  }
  return members;
}

/** A text in Unicode's composed form, as all of Terraform's are. */
export function text(value: string, at: Location): Value {
  return value.length > maxText ? unknown('limit', 'text', at) : known<Data>(composed(value), at);
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
  return definedAt ? data.items.map((item) => partAt(value, item, at)) : data.items;
}

/** How many elements a list, set or tuple has, or members a map. */
export function countIn({ value: data }: Known): number | undefined {
  return isList(data) ? data.items.length : isMap(data) ? data.entries.size : undefined;
}

/** The members of a map or object, seen from where it is used; `undefined` for anything else. */
export function membersIn(value: Known): ReadonlyMap<string, MapMember> | undefined {
  const { value: data, definedAt, at } = value;
  if (!isMap(data)) return undefined;
  if (!definedAt) return data.entries;
  const seen = new Map<string, MapMember>();
  for (const [key, member] of data.entries) seen.set(key, { key: member.key, value: partAt(value, member.value, at) });
  return seen;
}

/** How a message names a kind of value. */
export function nameOf(data: Data): string {
  if (data === null) return 'null';
  if (isList(data)) return kindOfSequence(data);
  if (isMap(data)) return kindOfMapping(data);
  if (isReference(data)) return data.attribute === '' ? data.resource : `${data.resource}.${data.attribute}`;
  return typeof data === 'boolean' ? 'bool' : typeof data;
}
