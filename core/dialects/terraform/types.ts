/** Terraform's types, which decide what can be converted, compared and put into one list. */
import { type Data, isList, isMap, isReference, type Value } from '../../values/value.ts';
import { elementTypeOf, kindOfMapping, kindOfSequence } from './collections.ts';
import { traitsOf } from './traits.ts';
import { unify } from './unify.ts';

/**
 * `any` is what we do not know the type of: an attribute of a resource, a variable without a type. `dynamic` is
 * Terraform's own type of what has none: a bare `null`, the elements of a bare `tolist([])`.
 */
export type Type = 'any' | 'dynamic' | Primitive | CollectionType | TupleType | ObjectType;
export type Primitive = 'string' | 'number' | 'bool';

export interface CollectionType {
  readonly kind: 'list' | 'set' | 'map';
  readonly element: Type;
}

export interface TupleType {
  readonly kind: 'tuple';
  readonly elements: readonly Type[];
}

export interface ObjectType {
  readonly kind: 'object';
  readonly attributes: ReadonlyMap<string, AttributeType>;
}

export interface AttributeType {
  readonly type: Type;
  readonly optional: boolean;
  /** The second argument of `optional`. */
  readonly fallback?: Value | undefined;
}

export type Structured = Exclude<Type, string>;

export function isPrimitive(type: Type): type is Primitive {
  return type === 'string' || type === 'number' || type === 'bool';
}

/** Neither known to us nor to Terraform. */
export function isOpen(type: Type): type is 'any' | 'dynamic' {
  return type === 'any' || type === 'dynamic';
}

export function kindOf(type: Type): Structured['kind'] | undefined {
  return typeof type === 'string' ? undefined : type.kind;
}

export function typeOf(value: Value): Type {
  if (value.kind === 'unknown') {
    const { type, static: undeclared } = traitsOf(value);
    return type ?? (value.reason.code === 'invalid' && !undeclared ? 'dynamic' : 'any');
  }
  if (value.kind === 'known')
    return value.value === null ? (traitsOf(value).type ?? 'dynamic') : typeOfData(value.value);
  const [first, ...rest] = value.options.map((option) => typeOf(option));
  return first !== undefined && rest.every((type) => sameType(type, first)) ? first : 'any';
}

/** Types of large values are asked for again and again. */
const typesOf = new WeakMap<object, Type>();

function typeOfData(data: Exclude<Data, null>): Type {
  switch (typeof data) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'bool';
  }
  if (isReference(data)) return 'any';
  const before = typesOf.get(data);
  if (before !== undefined) return before;
  const type = structureOf(data);
  typesOf.set(data, type);
  return type;
}

function structureOf(data: Data): Type {
  if (isList(data)) {
    const kind = kindOfSequence(data);
    if (kind !== 'tuple') return { kind, element: elementTypeOf(data) ?? elementOf(data.items) };
    return { kind, elements: data.items.map((item) => typeOf(item)) };
  }
  if (!isMap(data)) return 'any';
  if (kindOfMapping(data) === 'map') {
    const values = [...data.entries.values()].map(({ value }) => value);
    return { kind: 'map', element: elementTypeOf(data) ?? elementOf(values) };
  }
  const attributes = new Map<string, AttributeType>();
  for (const [name, { value }] of data.entries) attributes.set(name, { type: typeOf(value), optional: false });
  return { kind: 'object', attributes };
}

function elementOf(values: readonly Value[]): Type {
  return unify(values.map((value) => typeOf(value))) ?? 'any';
}

/** Whether values of both are of one type; what is not known may be of any. */
export function compatible(a: Type, b: Type): boolean {
  return a === 'any' || b === 'any' || matches(a, b, compatible);
}

export function sameType(a: Type, b: Type): boolean {
  return matches(a, b, sameType);
}

function matches(a: Type, b: Type, inner: (a: Type, b: Type) => boolean): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof b === 'string') return false;
  switch (a.kind) {
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        a.elements.length === b.elements.length &&
        a.elements.every((type, i) => inner(type, b.elements[i] ?? 'dynamic'))
      );
    case 'object':
      if (b.kind !== 'object' || a.attributes.size !== b.attributes.size) return false;
      for (const [name, { type }] of a.attributes) {
        const other = b.attributes.get(name);
        if (!other || !inner(type, other.type)) return false;
      }
      return true;
    default:
      return b.kind === a.kind && inner(a.element, b.element);
  }
}

/** The types of all elements, or of all attributes. */
export function partsOf(type: Structured): readonly Type[] {
  if (type.kind === 'tuple') return type.elements;
  if (type.kind === 'object') return Array.from(type.attributes.values(), (attribute) => attribute.type);
  return [type.element];
}
