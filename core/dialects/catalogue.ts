/**
 * Catalogues: how a resource type's attributes become fields of the network model. A catalogue is a table of rows; a
 * row names a resource type, the entity it becomes and a reader for each field. Readers carry the attribute paths
 * that they read, so that a test can hold every path against the provider's schema.
 *
 * A path is dotted (`acl.status`). Stepping into a list takes its only (or first) item, because Terraform's nested
 * blocks are lists of one; `each` on a row makes one entity of every item instead.
 */
import { Expression, type Plain } from '../changes/plain.ts';
import type { Entities, Entity, EntityName, Identity, List } from '../network/model.ts';
import type { Location } from '../text/source.ts';
import { isSensitive } from '../values/sensitive.ts';
import {
  type Data,
  isList,
  isMap,
  isReference,
  known,
  mapValue,
  oneOf,
  sameWay,
  unknown,
  usedAt,
  type Value,
} from '../values/value.ts';
import { type Resource, referenceTo } from './resource.ts';

/** Where readers read: a resource, or one item of one of its lists. */
export interface Scope {
  readonly resource: Resource;
  readonly root: Value;
  /** Where a default or a missing setting is said to be. */
  readonly at: Location;
  /** 0-based place of this item, 0 for a whole resource. */
  readonly order: number;
}

export interface Reader<F> {
  /** Attribute paths, relative to the row's `each`. */
  readonly paths: readonly string[];
  /** The paths are the resource's own, whatever the row's `each`. */
  readonly fromResource?: true;
  readonly read: (scope: Scope) => F;
  /** How a value is written at the first path: the way back. Absent where several attributes decide together. */
  readonly spell?: (value: unknown) => Plain | undefined;
}

export type Fields<E extends Entity> = { readonly [K in Exclude<keyof E, keyof Entity>]?: Reader<E[K]> };

export interface Row<K extends EntityName = EntityName> {
  readonly type: string;
  readonly entity: K;
  /** Path of a list: one entity for each of its items; `a[].b` for those of every item's list. */
  readonly each?: string;
  readonly fields: Fields<Entities[K]>;
}

/** A row, checked against its entity's fields. */
export function row<K extends EntityName>(type: string, entity: K, fields: Fields<Entities[K]>, each?: string): Row {
  const made: Row<K> = each === undefined ? { type, entity, fields } : { type, entity, fields, each };
  return made as unknown as Row;
}

/** The value at a path, `undefined` where it is not set (or null). Unknown parents make unknown values. */
export function valueAt(scope: Scope, path: string): Value | undefined {
  let value: Value | undefined = scope.root;
  for (const key of keysOf(path)) {
    value = memberOf(value, key);
    if (value === undefined) break;
  }
  if (value?.kind === 'known' && value.value === null) value = undefined;
  if (value !== undefined) return value;
  const { incomplete } = scope.resource;
  if (incomplete) return { kind: 'unknown', reason: incomplete, at: scope.at };
  return isLost(scope.resource, path) ? unknown('invalid', path, scope.at) : undefined;
}

/** Paths are written in tables and read for every resource: each is split once. */
const splitPaths = new Map<string, readonly string[]>([['', []]]);

function keysOf(path: string): readonly string[] {
  const before = splitPaths.get(path);
  if (before) return before;
  const keys = path.split('.');
  splitPaths.set(path, keys);
  return keys;
}

/** Is a setting absent only because a syntax error took it away? Its name then stands in the block's text. */
function isLost({ damaged }: Resource, path: string): boolean {
  if (damaged === undefined) return false;
  return new RegExp(`(?<![\\w.])${path.slice(path.lastIndexOf('.') + 1)}(?!\\w)`).test(damaged);
}

function memberOf(value: Value, key: string): Value | undefined {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'oneOf') {
    const members = value.options.map((option) => memberOf(option, key));
    const present = members.filter((member) => member !== undefined);
    // One option sets it and another does not: what the default would be is the reader's business.
    if (present.length === 0) return undefined;
    if (present.length < members.length) present.push(known<Data>(null, value.at));
    return oneOf(present, value.at);
  }
  const data = value.value;
  if (isList(data)) {
    const [first] = data.items;
    return first && memberOf(first, key);
  }
  if (isReference(data)) return unknown('computed', `${data.resource}.${key}`, value.at);
  if (!isMap(data)) return undefined;
  const member = data.entries.get(key)?.value;
  return member && value.definedAt ? usedAt(member, value.at) : member;
}

/** The items of a list value: a single value is a list of one, an unknown list is one unknown item. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  if (value.kind === 'unknown') return [value];
  if (value.kind === 'oneOf') {
    const lists = value.options.map((option) => itemsOf(option));
    const longest = Math.max(...lists.map((list) => list.length));
    // Item by item where every option has one; a shorter option leaves the item unknown there.
    return Array.from({ length: longest }, (_, i) =>
      oneOf(
        lists.map((list) => list[i] ?? unknown('no-default', 'item', value.at)),
        value.at,
      ),
    );
  }
  const data = value.value;
  if (data === null) return [];
  if (!isList(data)) return [value];
  return value.definedAt ? data.items.map((item) => usedAt(item, value.at)) : data.items;
}

/** The items of the list at a path; `a[].b` is those of every item's list. `undefined` where no list is set. */
export function itemsAt(scope: Scope, path: string): readonly Value[] | undefined {
  const [list = '', ...inner] = path.split('[].');
  const value = valueAt(scope, list);
  if (value === undefined || inner.length === 0) return value && itemsOf(value);
  return itemsOf(value).flatMap((root) =>
    root.kind === 'unknown' ? [root] : (itemsAt({ ...scope, root, at: root.at }, inner.join('[].')) ?? []),
  );
}

/** The model of a unit's resources, by the rows of one dialect's catalogue. */
export function translate(
  resources: readonly Resource[],
  rows: ReadonlyMap<string, readonly Row[]>,
): Partial<{ [K in EntityName]: Entities[K][] }> {
  const model: { [K in EntityName]?: Entity[] } = {};
  for (const resource of resources) {
    for (const row of rows.get(resource.type) ?? []) {
      const entities = model[row.entity] ?? [];
      model[row.entity] = entities;
      for (const scope of scopesOf(resource, row)) entities.push(entityOf(scope, row));
    }
  }
  return model as Partial<{ [K in EntityName]: Entities[K][] }>;
}

function scopesOf(resource: Resource, { each }: Row): Scope[] {
  const whole: Scope = { resource, root: known(resource.attributes, resource.nameAt), at: resource.nameAt, order: 0 };
  if (each === undefined) return [whole];
  return (itemsAt(whole, each) ?? []).flatMap((root, order) =>
    alternativesOf(root).map((item) => ({
      resource: item === root || item.kind === 'unknown' ? resource : { ...resource, exists: 'maybe' },
      root: item,
      at: item.at,
      order,
    })),
  );
}

/**
 * An item that is there in one case and left out in another (`Fn::If` with ALIYUN::NoValue, lists of different
 * lengths) is a whole item that may exist. Mixed with what is not there, none of its defaults would hold.
 */
function alternativesOf(item: Value): readonly Value[] {
  return item.kind === 'oneOf' && item.options.some(({ kind }) => kind === 'unknown') ? item.options : [item];
}

/** The rows that made entities: what changes an entity must know how its fields are spelt. */
const origins = new WeakMap<Entity, Row>();

/** The row that an entity was made by; none for what no catalogue made. */
export function originOf(entity: Entity): Row | undefined {
  return origins.get(entity);
}

function entityOf(scope: Scope, row: Row): Entity {
  const entity: Record<string, unknown> = { resource: scope.resource, at: scope.at, exists: scope.resource.exists };
  for (const [name, reader] of Object.entries(row.fields) as [string, Reader<unknown>][])
    entity[name] = reader.read(scope);
  origins.set(entity as unknown as Entity, row);
  return entity as unknown as Entity;
}

/** Rows by resource type, as `translate` wants them. */
export function catalogue(...tables: readonly (readonly Row[])[]): ReadonlyMap<string, readonly Row[]> {
  const byType = new Map<string, Row[]>();
  for (const row of tables.flat()) {
    const rows = byType.get(row.type);
    if (rows) rows.push(row);
    else byType.set(row.type, [row]);
  }
  return byType;
}

/** Every attribute path that a row reads, `each` included, for the test against the schema. */
export function pathsOf(row: Row): string[] {
  const readers = Object.values(row.fields) as Reader<unknown>[];
  const each = row.each?.replaceAll('[]', '');
  const inItem = (path: string): string => [each, path].filter(Boolean).join('.');
  return [
    ...(each === undefined ? [] : [each]),
    ...readers.flatMap(({ paths, fromResource }) => (fromResource ? paths : paths.map(inItem))),
  ];
}

/** A field of this entity is the resource itself (an inline rule's group). */
export const itself: Reader<Value<Identity>> = {
  paths: [],
  read: ({ resource, at }) => known(referenceTo(resource.address), at),
};

/** A setting of the resource itself for each item of a list: the server group that all of them join. */
export function fromResource<F>({ paths, read }: Reader<F>): Reader<F> {
  return {
    paths,
    fromResource: true,
    read: (scope) => read({ ...scope, root: known(scope.resource.attributes, scope.at) }),
  };
}

/** A field that the resource type fixes. */
export function constant<T>(value: T): Reader<Value<T>> {
  return { paths: [], read: ({ at }) => ({ kind: 'known', value, at, byDefault: true }) };
}

/** The place of an `each` item among its siblings. */
export const order: Reader<number> = { paths: [], read: (scope) => scope.order };

/**
 * A reader over one path: `parse` sees scalars and references; a value it refuses (`undefined`) is unknown. An empty text
 * that it refuses is nothing: the provider sends none, and the API answers with one for what is not set.
 */
export function read<T>(
  path: string,
  parse: (data: Data) => T | undefined,
  options: { readonly default?: T; readonly spell?: (value: T) => Plain | undefined } = {},
): Reader<Value<T> | undefined> {
  const { spell = spelledAsItIs } = options;
  return {
    paths: [path],
    spell: (value) => (value instanceof Expression ? value : spell(value as T)),
    read(scope) {
      const value = valueAt(scope, path);
      if (value === undefined || (value.kind === 'known' && value.value === '' && parse('') === undefined)) {
        if (options.default === undefined) return undefined;
        return { kind: 'known', value: options.default, at: scope.at, byDefault: true };
      }
      return mapValue(value, (one): Value<T> => {
        const { value: data, at } = one;
        // Set in another case only: in this one the default holds.
        if (data === null) {
          if (options.default === undefined) return unknown('no-default', path, at);
          return { kind: 'known', value: options.default, at, byDefault: true };
        }
        const parsed = parse(data);
        if (parsed !== undefined) return sameWay(parsed, one);
        if (isReference(data)) return unknown('computed', `${data.resource}.${data.attribute}`, at);
        return unknown('invalid', typeof data === 'object' || isSensitive(one) ? path : String(data), at);
      });
    },
  };
}

function spelledAsItIs(value: unknown): Plain | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** The first of several readers that finds something set: an attribute and its deprecated older name. */
export function either<T>(...readers: readonly Reader<Value<T> | undefined>[]): Reader<Value<T> | undefined> {
  return {
    paths: readers.flatMap(({ paths }) => paths),
    ...(readers[0]?.spell ? { spell: readers[0].spell } : {}),
    read(scope) {
      for (const reader of readers) {
        const value = reader.read(scope);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

/** Item by item; `parse` may split one item's text into several entries (comma lists). */
export function readList<T>(
  paths: string | readonly string[],
  parse: (item: Value) => readonly Value<T>[],
): Reader<List<T> | undefined> {
  const all = typeof paths === 'string' ? [paths] : paths;
  return {
    paths: all,
    read(scope) {
      const lists = all.map((path) => valueAt(scope, path)).filter((value) => value !== undefined);
      return lists.length === 0 ? undefined : lists.flatMap((value) => itemsOf(value)).flatMap(parse);
    },
  };
}
