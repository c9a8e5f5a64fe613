/** Attributes of a state's resources as plain data, and what a snapshot takes of them by its own shape. */

import type { Shape } from '../dialects/cloud/shape.ts';
import type { Resource } from '../dialects/resource.ts';
import { isList, isMap, isReference, type MapData, type Value } from '../values/value.ts';
import type { From } from './state-rows.ts';

/** All scalars at a path, in order; lists on the way are gone through. References are the ids that they stand for. */
export function scalarsAt(attributes: MapData, from: From, ids: ReadonlyMap<string, string>): readonly Scalar[] {
  const paths = typeof from === 'string' ? [from] : from;
  for (const path of paths) {
    const found = scalarsIn(attributes, path.split('.'), ids);
    if (found.length > 0) return found;
  }
  return [];
}

export type Scalar = string | number | boolean;

function scalarsIn(map: MapData, [name = '', ...rest]: readonly string[], ids: ReadonlyMap<string, string>): Scalar[] {
  const value = map.entries.get(name)?.value;
  return value ? itemsOf(value).flatMap((one) => within(one, rest, ids)) : [];
}

function within({ value }: KnownValue, rest: readonly string[], ids: ReadonlyMap<string, string>): Scalar[] {
  if (isMap(value)) return rest.length > 0 ? scalarsIn(value, rest, ids) : [];
  if (rest.length > 0 || value === null || isList(value)) return [];
  if (!isReference(value)) return [value];
  const id = ids.get(value.resource);
  return id === undefined ? [] : [id];
}

type KnownValue = Extract<Value, { kind: 'known' }>;

function itemsOf(value: Value): readonly KnownValue[] {
  if (value.kind !== 'known') return [];
  return isList(value.value) ? value.value.items.flatMap(itemsOf) : [value];
}

/** The blocks of a name. */
export function blocksAt({ entries }: MapData, name: string): readonly MapData[] {
  const value = entries.get(name)?.value;
  return (value ? itemsOf(value) : []).flatMap(({ value: block }) => (isMap(block) ? [block] : []));
}

/** Resources of the state that an attribute of this one names. */
export function namedBy({ attributes }: Resource): readonly string[] {
  const found: string[] = [];
  const visit = (map: MapData): void => {
    for (const { value } of map.entries.values()) {
      for (const { value: one } of itemsOf(value)) {
        if (isReference(one)) found.push(one.resource);
        else if (isMap(one)) visit(one);
      }
    }
  };
  visit(attributes);
  return found;
}

/** Scalars as a member of this shape; `undefined` where they do not fit. */
export function shaped(scalars: readonly Scalar[], shape: Shape): unknown {
  if (shape.type === 'array') return scalars.length > 0 ? scalars.map((one) => shaped([one], shape.items)) : undefined;
  const [first] = scalars;
  if (first === undefined) return undefined;
  switch (shape.type) {
    case 'string': {
      const text = String(first);
      // The provider writes `accept` where the API says `Accept`.
      return shape.enum ? shape.enum.find((word) => word.toLowerCase() === text.toLowerCase()) : text;
    }
    case 'integer':
      return Number.isInteger(Number(first)) ? Number(first) : undefined;
    case 'boolean':
      return first === true || first === 'true';
    default:
      return undefined;
  }
}
