/**
 * Terraform's types: what a value's type is and which type several values have in common (cty's unification, which
 * decides what both sides of a conditional, or the elements of a list, become).
 */
import { type Data, isList, isMap, isReference, type Value } from '../../values/value.ts';
import { elementTypeOf, kindOfMapping, kindOfSequence } from './collections.ts';
import { isBig } from './numbers.ts';

export type Type = 'any' | 'null' | Primitive | CollectionType | TupleType | ObjectType;
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

function isPrimitive(type: Type): type is Primitive {
  return type === 'string' || type === 'number' || type === 'bool';
}

/** `any` for what is not known, `null` for a null without a type (it fits every type). */
export function typeOf(value: Value): Type {
  if (value.kind === 'unknown') return 'any';
  if (value.kind === 'known') return typeOfData(value.value);
  return unify(value.options.map((option) => typeOf(option))) ?? 'any';
}

function typeOfData(data: Data): Type {
  switch (typeof data) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'bool';
  }
  if (data === null) return 'null';
  if (isBig(data)) return 'number';
  if (isReference(data)) return 'any';
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

/** The type that all of these can be converted to without loss, `undefined` where there is none. */
export function unify(types: readonly Type[]): Type | undefined {
  const primitives = types.filter((type) => type !== 'null');
  // Whatever order they come in: a number and a bool have a string in common only beside one.
  if (primitives.includes('string') && primitives.every(isPrimitive)) return 'string';
  let common: Type = 'null';
  for (const type of types) {
    const next = unifyTwo(common, type);
    // A null has no type of its own yet: nothing is refused beside it before the values are looked at.
    if (next === undefined) return types.includes('null') ? 'any' : undefined;
    common = next;
  }
  return common;
}

function unifyTwo(a: Type, b: Type): Type | undefined {
  const common = commonOf(a, b);
  // A null inside has no type of its own yet: nothing is converted then, and nothing refused.
  return common === undefined && isSequence(a) && isSequence(b) && (holdsNull(a) || holdsNull(b)) ? 'any' : common;
}

function isSequence(type: Type): boolean {
  return typeof type === 'object' && !isMapping(type);
}

function holdsNull(type: Type): boolean {
  if (typeof type === 'string') return type === 'null';
  if (type.kind === 'tuple') return type.elements.some(holdsNull);
  if (type.kind === 'object') return [...type.attributes.values()].some((attribute) => holdsNull(attribute.type));
  return holdsNull(type.element);
}

function commonOf(a: Type, b: Type): Type | undefined {
  if (a === b || b === 'null') return a;
  if (a === 'null') return b;
  if (a === 'any' || b === 'any') return 'any';
  if (isPrimitive(a) || isPrimitive(b)) {
    return isPrimitive(a) && isPrimitive(b) && (a === 'string' || b === 'string') ? 'string' : undefined;
  }
  if (isMapping(a) || isMapping(b)) return isMapping(a) && isMapping(b) ? unifyMappings(a, b) : undefined;
  return unifySequences(a, b);
}

type MappingType = ObjectType | (CollectionType & { kind: 'map' });
type SequenceType = Exclude<Type, 'any' | 'null' | Primitive | MappingType>;

function isMapping(type: Exclude<Type, string>): type is MappingType {
  return type.kind === 'map' || type.kind === 'object';
}

function unifyMappings(a: MappingType, b: MappingType): Type | undefined {
  if (a.kind === 'object' && b.kind === 'object' && sameNames(a, b)) {
    const attributes = new Map<string, AttributeType>();
    for (const [name, { type }] of a.attributes) {
      const common = unifyTwo(type, b.attributes.get(name)?.type ?? 'any');
      if (common === undefined) return undefined;
      attributes.set(name, { type: common, optional: false });
    }
    return { kind: 'object', attributes };
  }
  const element = unify([...elementsOf(a), ...elementsOf(b)]);
  return element === undefined ? undefined : { kind: 'map', element };
}

function unifySequences(a: SequenceType, b: SequenceType): Type | undefined {
  if (a.kind === 'tuple' && b.kind === 'tuple' && a.elements.length === b.elements.length) {
    const elements: Type[] = [];
    for (const [i, type] of a.elements.entries()) {
      const common = unifyTwo(type, b.elements[i] ?? 'any');
      if (common === undefined) return undefined;
      elements.push(common);
    }
    return { kind: 'tuple', elements };
  }
  const element = unify([...elementsOf(a), ...elementsOf(b)]);
  if (element === undefined) return undefined;
  // A set beside a list becomes a list; a tuple becomes what it stands beside.
  return {
    kind: a.kind !== 'list' && b.kind !== 'list' && (a.kind === 'set' || b.kind === 'set') ? 'set' : 'list',
    element,
  };
}

function elementsOf(type: MappingType | SequenceType): readonly Type[] {
  if (type.kind === 'tuple') return type.elements;
  if (type.kind === 'object') return [...type.attributes.values()].map((attribute) => attribute.type);
  return [type.element];
}

function sameNames(a: ObjectType, b: ObjectType): boolean {
  return a.attributes.size === b.attributes.size && [...a.attributes.keys()].every((name) => b.attributes.has(name));
}
