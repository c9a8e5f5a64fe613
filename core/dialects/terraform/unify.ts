/**
 * The type that several types have in common: what both sides of a conditional, or all elements of a list, become.
 * cty's rules (convert/unify.go): structures of the same shape stay structures, others become collections, and among
 * types of one kind the first is taken that all others can be converted to.
 */
import { canConvert } from './convertible.ts';
import {
  type AttributeType,
  isPrimitive,
  kindOf,
  type ObjectType,
  partsOf,
  type Structured,
  sameType,
  type TupleType,
  type Type,
} from './types.ts';

/** `undefined` where there is none. What we do not know the type of leaves the common type unknown too. */
export function unify(all: readonly Type[]): Type | undefined {
  const types = distinct(all);
  const [first] = types;
  if (first === undefined) return 'dynamic';
  if (types.length === 1) return first;
  if (types.includes('any')) return 'any';
  const open = types.includes('dynamic');
  const structured = types.filter((type): type is Structured => typeof type !== 'string');
  if (structured.length + Number(open) === types.length) {
    const kinds = new Set(structured.map(({ kind }) => kind));
    const [kind] = kinds;
    if (kinds.size === 1) {
      if (open) return 'dynamic';
      return kind === 'object'
        ? objects(structured as ObjectType[])
        : kind === 'tuple'
          ? tuples(structured as TupleType[])
          : collections(structured);
    }
    if (kinds.size === 2) {
      const mixed = collectionsOf(types, kinds);
      if (mixed) return mixed;
    }
  }
  if (structured.some(({ kind }) => kind === 'object') && structured.some(({ kind }) => kind === 'tuple'))
    return undefined;
  return preferred(types).find((wanted) => types.every((type) => sameType(type, wanted) || canConvert(type, wanted)));
}

/** So many different types are told apart; few occur among many elements. */
const maxCompared = 64;

function distinct(types: readonly Type[]): readonly Type[] {
  const found: Type[] = [];
  for (const type of types) {
    if (found.length > maxCompared || !found.some((one) => sameType(one, type))) found.push(type);
  }
  return found;
}

/** Maps with objects become maps, lists with tuples lists. */
function collectionsOf(types: readonly Type[], kinds: ReadonlySet<string>): Type | undefined {
  const pair =
    kinds.has('map') && kinds.has('object') ? 'object' : kinds.has('list') && kinds.has('tuple') ? 'tuple' : undefined;
  if (!pair) return undefined;
  const structures = types.filter((type) => kindOf(type) === pair) as Structured[];
  const collection = asCollection(structures, pair === 'object' ? 'map' : 'list');
  if (!collection) return undefined;
  const common = unify(types.map((type) => (kindOf(type) === pair ? collection : type)));
  return kindOf(common ?? 'any') === kindOf(collection) ? common : undefined;
}

function collections(types: readonly Structured[]): Type | undefined {
  const element = unify(types.flatMap(partsOf));
  const [{ kind }] = types as [Structured];
  return element === undefined ? undefined : checked({ kind, element } as Structured, types);
}

function checked(wanted: Structured, types: readonly Type[]): Type | undefined {
  return types.every((type) => sameType(type, wanted) || canConvert(type, wanted)) ? wanted : undefined;
}

function asCollection(types: readonly Structured[], kind: 'map' | 'list'): Structured | undefined {
  const parts = types.flatMap(partsOf);
  // Where all are empty, nothing says what the elements of a collection would be.
  const element = parts.length > 0 ? unify(parts) : undefined;
  if (element === undefined) return undefined;
  const wanted: Structured = { kind, element };
  return checked(wanted, types) === undefined ? undefined : wanted;
}

function objects(types: readonly ObjectType[]): Type | undefined {
  const [first] = types as [ObjectType];
  const names = [...first.attributes.keys()];
  const same = types.every(
    ({ attributes }) => attributes.size === names.length && names.every((name) => attributes.has(name)),
  );
  if (!same) return asCollection(types, 'map');
  const attributes = new Map<string, AttributeType>();
  for (const name of names) {
    const type = unify(types.map((one) => one.attributes.get(name)?.type ?? 'any'));
    if (type === undefined) return undefined;
    attributes.set(name, { type, optional: false });
  }
  return checked({ kind: 'object', attributes }, types) ?? asCollection(types, 'map');
}

function tuples(types: readonly TupleType[]): Type | undefined {
  const [{ elements: first }] = types as [TupleType];
  if (types.some(({ elements }) => elements.length !== first.length)) return asCollection(types, 'list');
  const elements: Type[] = [];
  for (const i of first.keys()) {
    const type = unify(types.map((one) => one.elements[i] ?? 'any'));
    if (type === undefined) return undefined;
    elements.push(type);
  }
  return checked({ kind: 'tuple', elements }, types) ?? asCollection(types, 'list');
}

/** More different types than these are not put in order: they come in the order in which they are written. */
const maxSorted = 100;

/** The more general first; otherwise in the order given (cty's sort_types.go). */
function preferred(types: readonly Type[]): readonly Type[] {
  if (types.length > maxSorted) return types;
  const before = types.map((type, i) =>
    types.flatMap((other, j) => (i !== j && generality(type, other) > 0 ? [j] : [])),
  );
  const waiting = before.map((list) => list.length);
  const order = types.flatMap((_, i) => (waiting[i] === 0 ? [i] : []));
  for (const i of order) {
    for (const [j, list] of before.entries()) {
      if (list.includes(i) && --(waiting[j] as number) === 0) order.push(j);
    }
  }
  return order.map((i) => types[i] as Type);
}

const ranks = { object: 2, map: 1, tuple: 4, list: 3, set: 5 } as const;

/** Below zero where `a` is more general than `b`. */
function generality(a: Type, b: Type): number {
  if (a === 'dynamic' || b === 'dynamic') return Number(a === 'dynamic') - Number(b === 'dynamic');
  if (isPrimitive(a) && isPrimitive(b)) return Number(b === 'string') - Number(a === 'string');
  if (typeof a === 'string' || typeof b === 'string') return 0;
  if (a.kind === b.kind) return generalityOfParts(a, b);
  const mappings = [a, b].filter(({ kind }) => kind === 'map' || kind === 'object').length;
  return mappings === 1 ? 0 : ranks[a.kind] - ranks[b.kind];
}

function generalityOfParts(a: Structured, b: Structured): number {
  let general = false;
  let special = false;
  for (const [left, right] of pairs(a, b)) {
    const order = generality(left, right);
    if (order < 0) general = true;
    if (order > 0) special = true;
  }
  return Number(special) - Number(general);
}

function pairs(a: Structured, b: Structured): readonly (readonly [Type, Type])[] {
  if (a.kind === 'object' && b.kind === 'object') {
    if (a.attributes.size !== b.attributes.size) return [];
    const found: [Type, Type][] = [];
    for (const [name, { type }] of a.attributes) {
      const other = b.attributes.get(name);
      if (!other) return [];
      found.push([type, other.type]);
    }
    return found;
  }
  const [left, right] = [partsOf(a), partsOf(b)];
  return left.length === right.length ? left.map((type, i) => [type, right[i] as Type] as const) : [];
}
