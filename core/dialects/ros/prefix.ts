/** Terraform resources of a nested stack: their addresses, and what refers to them, begin with the stack's. */
import {
  isList,
  isMap,
  isReference,
  type Known,
  type MapData,
  type MapMember,
  type Unknown,
  type Value,
} from '../../values/value.ts';
import { type Resource, referenceTo } from '../resource.ts';
import { maxLevels } from './limits.ts';

export function withPrefix(resources: readonly Resource[], prefix: string): readonly Resource[] {
  if (prefix === '') return resources;
  const seen = new Map<Value, Value>();
  return resources.map((resource) => ({
    ...resource,
    address: prefix + resource.address,
    attributes: mapWith(resource.attributes, (value) => within(value, prefix, seen, 0)),
  }));
}

export function prefixed(value: Value, prefix: string): Value {
  return prefix === '' ? value : within(value, prefix, new Map(), 0);
}

/** Parts that are shared stay shared, so that a value that repeats itself does not grow. */
function within(value: Value, prefix: string, seen: Map<Value, Value>, depth: number): Value {
  if (value.kind === 'unknown' || depth > maxLevels) return value;
  const before = seen.get(value);
  if (before) return before;
  const inner = (one: Value): Value => within(one, prefix, seen, depth + 1);
  const made: Value =
    value.kind === 'oneOf'
      ? { ...value, options: value.options.map((option) => inner(option) as Known | Unknown) }
      : { ...value, value: dataWith(value.value, prefix, inner) };
  seen.set(value, made);
  return made;
}

function dataWith(data: Known['value'], prefix: string, inner: (value: Value) => Value): Known['value'] {
  if (isReference(data)) return referenceTo(prefix + data.resource, data.attribute);
  if (isList(data)) return { ...data, items: data.items.map(inner) };
  return isMap(data) ? mapWith(data, inner) : data;
}

function mapWith(data: MapData, inner: (value: Value) => Value): MapData {
  const entries = new Map<string, MapMember>();
  for (const [name, { key, value }] of data.entries) entries.set(name, { key, value: inner(value) });
  return { ...data, entries };
}
