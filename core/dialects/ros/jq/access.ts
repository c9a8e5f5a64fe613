/** Reading and writing at places: `.a`, `.[0]`, `.[1:2]`, getpath, setpath, delpaths. */
import { described, fail, spend, type Work } from './faults.ts';
import {
  compare,
  isArray,
  isObject,
  type Json,
  type JsonArray,
  type JsonObject,
  Opaque,
  typeOf,
  Undecided,
} from './json.ts';

/** Longer arrays do not come about by writing one item far behind the end. */
const maxLength = 20_000;

/** `.[key]`: null where there is nothing. */
export function at(target: Json, key: Json): Json {
  if (isObject(target) && typeof key === 'string') return target.get(key) ?? null;
  if (isArray(target) && typeof key === 'number') {
    const index = Math.floor(key);
    return target[index < 0 ? index + target.length : index] ?? null;
  }
  const [container, kind] = [typeOf(target), typeOf(key)];
  if (container === 'null' && (kind === 'string' || kind === 'number' || kind === 'null')) return null;
  if (isObject(key) && (isArray(target) || container === 'null')) {
    if (!key.has('start') || !key.has('end')) return fail('Start and end indices of an array slice must be numbers');
    return slice(target, key.get('start') ?? null, key.get('end') ?? null);
  }
  if (isArray(target) && isArray(key)) return indices(target, key);
  return fail(`Cannot index ${container} with ${kind === 'string' ? `string ${JSON.stringify(key)}` : kind}`);
}

/** `.[from:to]` of an array or a text; places in a text are code points. */
export function slice(target: Json, from: Json, to: Json): Json {
  const kind = typeOf(target);
  if (kind === 'null') return null;
  if (kind !== 'string' && kind !== 'array') return fail(`Cannot index ${kind} with object`);
  const whole: string | JsonArray = target as string | JsonArray;
  const points = typeof whole === 'string' ? [...whole] : whole;
  const [start, end] = bounds(points.length, from, to);
  const part = points.slice(start, end);
  return typeof whole === 'string' ? part.join('') : part;
}

function bounds(length: number, from: Json, to: Json): [number, number] {
  const place = (value: Json, byDefault: number, round: (n: number) => number): number => {
    if (value === null) return byDefault;
    if (typeOf(value) !== 'number') return fail('Start and end indices of an array slice must be numbers');
    const number = value as number;
    const counted = number < 0 ? number + length : number;
    return Math.max(0, Math.min(length, round(counted)));
  };
  const start = place(from, 0, Math.floor);
  return [start, Math.max(start, place(to, length, Math.ceil))];
}

/** All places of an item, a run of items, or a part of a text. */
export function indices(whole: Json, part: Json): Json {
  if (whole === null) return null;
  if (typeof whole === 'string' && typeof part === 'string') {
    const found: number[] = [];
    if (part === '') return null;
    for (let i = whole.indexOf(part); i >= 0; i = whole.indexOf(part, i + 1)) found.push([...whole.slice(0, i)].length);
    return found;
  }
  if (isArray(whole)) {
    const run = isArray(part) ? part : [part];
    if (run.length === 0) return null;
    return whole.flatMap((_, i) =>
      i + run.length <= whole.length && run.every((item, k) => compare(whole[i + k] as Json, item) === 0) ? [i] : [],
    );
  }
  return at(whole, part);
}

/** What `.[]` gives, with its keys. */
export function members(target: Json): readonly (readonly [Json, Json])[] {
  if (isArray(target)) return target.map((value, i) => [i, value] as const);
  if (isObject(target)) return [...target];
  return fail(`Cannot iterate over ${typeOf(target) === 'null' ? 'null (null)' : described(target)}`);
}

export function getPath(root: Json, path: JsonArray): Json {
  let value = root;
  for (const key of path) {
    if (value === null) return null;
    value = at(value, key);
  }
  return value;
}

/** The data with `f` applied at the path; what is missing on the way comes to be. */
export function updatePath(root: Json, path: JsonArray, work: Work, f: (old: Json) => Json, from = 0): Json {
  const key = path[from];
  if (key === undefined) return f(root);
  const inner = isObject(key) ? slice(root, key.get('start') ?? null, key.get('end') ?? null) : at(root, key);
  return put(root, key, updatePath(inner, path, work, f, from + 1), work);
}

function put(target: Json, key: Json, value: Json, work: Work): Json {
  if (target instanceof Opaque) throw new Undecided(target.content);
  if (typeof key === 'string' && (target === null || isObject(target))) {
    spend(work, target?.size ?? 0);
    return new Map(target ?? []).set(key, value);
  }
  if (typeof key === 'number' && (target === null || isArray(target))) {
    const items = [...(target ?? [])];
    let index = Math.floor(key);
    if (index < 0) index += items.length;
    if (index < 0) return fail('Out of bounds negative array index');
    if (index > maxLength) spend(work, Number.POSITIVE_INFINITY);
    spend(work, Math.max(items.length, index));
    while (items.length < index) items.push(null);
    items[index] = value;
    return items;
  }
  if (isObject(key) && (target === null || isArray(target))) {
    if (!isArray(value)) return fail('A slice of an array can only be assigned another array');
    const items = target ?? [];
    const [start, end] = bounds(items.length, key.get('start') ?? null, key.get('end') ?? null);
    spend(work, items.length + value.length);
    return [...items.slice(0, start), ...value, ...items.slice(end)];
  }
  return fail(`Cannot index ${typeOf(target)} with ${typeof key === 'string' ? JSON.stringify(key) : typeOf(key)}`);
}

/** The data without what is at the paths, the last first, so that the others keep their places. */
export function deletePaths(root: Json, paths: readonly JsonArray[], work: Work): Json {
  const ordered = [...paths].sort(compare).reverse();
  return ordered.reduce((value, path) => deletePath(value, path, 0, work), root);
}

function deletePath(target: Json, path: JsonArray, from: number, work: Work): Json {
  const key = path[from];
  if (key === undefined || target === null) return null;
  if (from < path.length - 1) {
    const inner = at(target, key);
    return inner === null ? target : put(target, key, deletePath(inner, path, from + 1, work), work);
  }
  if (isObject(target) && typeof key === 'string') {
    if (!target.has(key)) return target;
    spend(work, target.size);
    const left = new Map(target);
    left.delete(key);
    return left;
  }
  if (isArray(target) && typeof key === 'number') {
    const index = key < 0 ? Math.floor(key) + target.length : Math.floor(key);
    spend(work, target.length);
    return target.filter((_, i) => i !== index);
  }
  if (isArray(target) && isObject(key)) {
    const [start, end] = bounds(target.length, key.get('start') ?? null, key.get('end') ?? null);
    return [...target.slice(0, start), ...target.slice(end)];
  }
  return fail(`Cannot delete field at ${typeof key === 'string' ? 'object' : 'array'} index of ${typeOf(target)}`);
}

export function hasKey(target: Json, key: Json): boolean {
  if (target === null) return false;
  if (isObject(target) && typeof key === 'string') return target.has(key);
  if (isArray(target) && typeof key === 'number') return key >= 0 && key < target.length;
  return fail(`Cannot check whether ${typeOf(target)} has a ${typeOf(key)} key`);
}

/** Objects merged at all levels, as `*` does. */
export function mergeDeep(a: JsonObject, b: JsonObject, work: Work): JsonObject {
  spend(work, a.size + b.size);
  const merged = new Map(a);
  for (const [key, value] of b) {
    const before = merged.get(key);
    merged.set(
      key,
      before !== undefined && isObject(before) && isObject(value) ? mergeDeep(before, value, work) : value,
    );
  }
  return merged;
}
