/** Conversion between Terraform's types: what variables declare, what functions and operators ask for. */
import { asPlain, asSensitive } from '../../values/sensitive.ts';
import {
  isList,
  isMap,
  isReference,
  type Known,
  type MapMember,
  oneOf,
  unknown,
  type Value,
} from '../../values/value.ts';
import { kindOfMapping, kindOfSequence, mapping, nameOf, sequence } from './collections.ts';
import { canConvert, onlyType, resolved } from './convertible.ts';
import { setItems } from './equality.ts';
import { withoutMarks } from './marks.ts';
import { numberText, parseNumber } from './numbers/numeric.ts';
import { nullOf, numberIn, numberValue, ofType, typedNull, withData } from './traits.ts';
import {
  type CollectionType,
  isOpen,
  isPrimitive,
  type ObjectType,
  type Primitive,
  sameType,
  type TupleType,
  type Type,
  typeOf,
} from './types.ts';
import { unify } from './unify.ts';

/** The value as a value of the type. Null fits every type; what cannot be converted is unknown and `invalid`. */
export function convert(value: Value, type: Type): Value {
  if (isOpen(type)) return value;
  if (value.kind === 'unknown') return convertUnknown(value, type);
  if (value.kind === 'known') return convertKnown(value, type);
  const options = value.options.map((option) => convert(option, type));
  return options.every((option, i) => option === value.options[i]) ? value : oneOf(options, value.at);
}

function convertUnknown(value: Value & { kind: 'unknown' }, type: Type): Value {
  if (value.reason.code === 'invalid') return value;
  const own = typeOf(value);
  if (!canConvert(own, type)) return refused(value, typeName(own), type);
  return ofType(value, resolved(own, type));
}

function convertKnown(value: Known, type: Exclude<Type, 'any' | 'dynamic'>): Value {
  const data = value.value;
  // A reference stands for whatever the provider makes of it.
  if (isReference(data)) return value;
  if (data === null) {
    const own = typeOf(value);
    return canConvert(own, type) ? typedNull(value, resolved(own, type)) : refused(value, typeName(own), type);
  }
  if (isPrimitive(type)) return toPrimitive(value, type) ?? refused(value, nameOf(data), type);
  const own = typeOf(value);
  if (sameType(own, type) && !hasOptional(type)) return value;
  return canConvert(own, type) ? converted(value, type) : refused(value, nameOf(data), type);
}

/** The types have been found to fit; what is inside may still be refused, as `"x"` where a number is needed. */
function converted(value: Known, type: Exclude<Type, 'any' | 'dynamic' | Primitive>): Value {
  switch (type.kind) {
    case 'tuple':
      return toTuple(value, type);
    case 'object':
      return toObject(value, type);
    case 'map':
      return toMap(value, type);
    default:
      return toSequence(value, type);
  }
}

/** A string, number or bool as another of these, `undefined` where Terraform refuses. */
export function toPrimitive(value: Known, type: Primitive): Value | undefined {
  const data = value.value;
  switch (type) {
    case 'string': {
      if (typeof data === 'string') return value;
      const number = numberIn(value);
      if (number !== undefined) return withData(value, numberText(number));
      return typeof data === 'boolean' ? withData(value, String(data)) : undefined;
    }
    case 'number': {
      if (typeof data === 'number') return value;
      const parsed = typeof data === 'string' ? parseNumber(data) : undefined;
      return parsed === undefined ? undefined : { ...withData(value, null), ...numberValue(parsed, value.at) };
    }
    case 'bool':
      if (typeof data === 'boolean') return value;
      if (data === 'true' || data === '1') return withData(value, true);
      return data === 'false' || data === '0' ? withData(value, false) : undefined;
  }
}

function typeName(type: Type): string {
  return typeof type === 'string' ? type : type.kind;
}

function refused({ at }: Value, is: string, wanted: Type): Value {
  return unknown('invalid', `${is} where ${typeName(wanted)} is needed`, at);
}

/** The made data in place of the value's own, with its history. */
function inPlaceOf(value: Known, made: Value): Value {
  return made.kind === 'known' ? withData(value, made.value) : made;
}

function toSequence(value: Known, { kind, element }: CollectionType): Value {
  const items = isList(value.value) ? value.value.items : [];
  const all = allTo(items, element, kind === 'list' && kindOfSequence(value.value) === 'tuple');
  if ('kind' in all) return all;
  const type = all.type ?? elementTypeIn(value, element);
  if (kind !== 'set') return inPlaceOf(value, sequence('list', all.values, value.at, type));
  // A null loses its mark on the way into a set.
  const [values, secret] = withoutMarks(all.values.map((item) => (isNull(item) ? asPlain(item) : item)));
  const made = inPlaceOf(value, sequence('set', setItems(values), value.at, type));
  return secret ? asSensitive(made) : made;
}

interface Converted {
  readonly values: readonly Value[];
  /** The type that all have; `undefined` where there are none. */
  readonly type: Type | undefined;
}

/**
 * All values to one type: to their common one where the type is open. `again`: what came of it may have parts of
 * different types still, where the type is open inside, so a common one is looked for once more.
 */
function allTo(values: readonly Value[], element: Type, again: boolean): Converted | Value {
  const wanted = isOpen(element) ? unify(values.map(typeOf)) : element;
  if (values.length === 0 || wanted === undefined) return { values, type: undefined };
  const first = eachTo(values, wanted);
  if ('kind' in first) return first;
  if (isPrimitive(wanted)) return { values: first, type: wanted };
  const common = again ? unify(first.map(typeOf)) : wanted;
  const second = common === undefined || !again ? first : eachTo(first, common);
  if ('kind' in second) return second;
  const type = onlyType(second.map(typeOf));
  if (common !== undefined && type !== undefined)
    return { values: second.map((value) => ofElementType(value, type)), type };
  return unknown('invalid', 'elements of different types', (values[0] as Value).at);
}

/** A null among the elements is one of their type. */
function ofElementType(value: Value, type: Type): Value {
  return isNull(value) ? typedNull(value, type) : value;
}

function isNull(value: Value): value is Known {
  return value.kind === 'known' && value.value === null;
}

function eachTo(values: readonly Value[], type: Type): readonly Value[] | Value {
  const all = values.map((value) => convert(value, type));
  const bad = all.find((value, i) => isInvalid(value) && !isInvalid(values[i] as Value));
  return bad ?? all;
}

function isInvalid(value: Value): boolean {
  return value.kind === 'unknown' && value.reason.code === 'invalid';
}

/** Of an empty collection: what is wanted, and what that leaves open from the collection itself. */
function elementTypeIn(value: Known, wanted: Type): Type {
  const own = typeOf(value);
  const inner = typeof own !== 'string' && 'element' in own ? own.element : 'any';
  return resolved(inner, wanted);
}

function toTuple(value: Known, { elements }: TupleType): Value {
  const items = isList(value.value) ? value.value.items : [];
  const all = items.map((item, i) => convert(item, elements[i] ?? 'any'));
  return (
    all.find((item, i) => isInvalid(item) && item !== items[i]) ?? inPlaceOf(value, sequence('tuple', all, value.at))
  );
}

function toMap(value: Known, { element }: CollectionType): Value {
  const entries = isMap(value.value) ? [...value.value.entries] : [];
  const all = allTo(
    entries.map(([, member]) => member.value),
    element,
    !isPrimitive(element),
  );
  if ('kind' in all) return all;
  const members = new Map<string, MapMember>();
  for (const [i, [name, { key }]] of entries.entries()) members.set(name, { key, value: all.values[i] as Value });
  return inPlaceOf(value, mapping('map', members, value.at, all.type ?? elementTypeIn(value, element)));
}

function toObject(value: Known, { attributes }: ObjectType): Value {
  const entries = isMap(value.value) ? value.value.entries : new Map<string, MapMember>();
  const members = new Map<string, MapMember>();
  for (const [name, { type, optional, fallback }] of attributes) {
    const member = entries.get(name);
    const written = member && !(fallback && member.value.kind === 'known' && member.value.value === null);
    if (member && written) {
      const own = convert(member.value, type);
      if (isInvalid(own) && !isInvalid(member.value)) return own;
      members.set(name, { key: member.key, value: own });
    } else if (optional) {
      const own = fallback ? convert(fallback, type) : nullOf(resolved('dynamic', type), value.at);
      members.set(name, { key: value.at, value: own });
    } else if (kindOfMapping(value.value) !== 'block')
      return refused(value, nameOf(value.value), { kind: 'object', attributes });
  }
  return inPlaceOf(value, mapping('object', members, value.at));
}

/** Optional attributes have to be filled in, at whatever level. */
function hasOptional(type: Type): boolean {
  if (typeof type === 'string') return false;
  switch (type.kind) {
    case 'object':
      for (const { optional, type: own } of type.attributes.values()) if (optional || hasOptional(own)) return true;
      return false;
    case 'tuple':
      return type.elements.some(hasOptional);
    default:
      return hasOptional(type.element);
  }
}
