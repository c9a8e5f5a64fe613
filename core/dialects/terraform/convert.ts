/** Conversion between Terraform's types: what variables declare, what functions and operators ask for. */
import {
  type Data,
  isList,
  isMap,
  isReference,
  type Known,
  type MapMember,
  mapValue,
  sameWay,
  unknown,
  type Value,
} from '../../values/value.ts';
import { kindOfMapping, kindOfSequence, mapping, nameOf, sequence } from './collections.ts';
import { setItems } from './equality.ts';
import { isBig, isNumber, type Num, numberText, parseNumber } from './numbers.ts';
import {
  type CollectionType,
  type ObjectType,
  type Primitive,
  type TupleType,
  type Type,
  typeOf,
  unify,
} from './types.ts';

/** The value as a value of the type. Null fits every type; what cannot be converted is unknown and `invalid`. */
export function convert(value: Value, type: Type): Value {
  if (type === 'any' || type === 'null') return value;
  return mapValue(value, (known) => convertKnown(known, type));
}

function convertKnown(value: Known, type: Exclude<Type, 'any' | 'null'>): Value {
  const data = value.value;
  // A reference stands for whatever the provider makes of it.
  if (data === null || isReference(data)) return value;
  if (typeof type === 'string') {
    const converted = toPrimitive(data, type);
    return converted === undefined
      ? refused(value, type)
      : converted === data
        ? value
        : { ...value, value: converted as Data };
  }
  if (isList(data)) {
    if (type.kind === 'tuple') return toTuple(value, type);
    return type.kind === 'list' || type.kind === 'set' ? toSequence(value, type) : refused(value, type.kind);
  }
  if (!isMap(data)) return refused(value, type.kind);
  return type.kind === 'object'
    ? toObject(value, type)
    : type.kind === 'map'
      ? toMap(value, type)
      : refused(value, type.kind);
}

/** A string, number or bool as another of these, `undefined` where Terraform refuses. */
export function toPrimitive(data: Data, type: Primitive): string | Num | boolean | undefined {
  if (typeof data === 'object' && !isBig(data)) return undefined;
  switch (type) {
    case 'string':
      return isNumber(data) ? numberText(data) : typeof data === 'object' ? undefined : String(data);
    case 'number':
      return isNumber(data) ? data : typeof data === 'string' ? parseNumber(data) : undefined;
    case 'bool':
      if (typeof data === 'boolean') return data;
      return data === 'true' || data === '1' ? true : data === 'false' || data === '0' ? false : undefined;
  }
}

function refused(value: Known, wanted: string): Value {
  return unknown('invalid', `${nameOf(value.value)} where ${wanted} is needed`, value.at);
}

function moved(value: Known, made: Value): Value {
  return made.kind === 'known' ? sameWay(made.value, value) : made;
}

function toSequence(value: Known, { kind, element }: CollectionType): Value {
  const items = isList(value.value) ? value.value.items : [];
  const wanted = elementType(items, element);
  if (wanted === undefined) return refused(value, `${kind} of one type`);
  if (kind === 'list' && kindOfSequence(value.value) === 'list' && wanted === 'any') return value;
  const converted = wanted === 'any' ? items : items.map((item) => convert(item, wanted));
  const bad = converted.find(isRefused);
  if (bad) return bad;
  const known = wanted === 'any' || wanted === 'null' ? undefined : wanted;
  return moved(
    value,
    sequence(kind === 'set' ? 'set' : 'list', kind === 'set' ? setItems(converted) : converted, value.at, known),
  );
}

function elementType(items: readonly Value[], declared: Type): Type | undefined {
  if (declared !== 'any') return declared;
  return unify(items.map((item) => typeOf(item)));
}

function isRefused(value: Value): boolean {
  return value.kind === 'unknown' && value.reason.code === 'invalid';
}

function toTuple(value: Known, { elements }: TupleType): Value {
  const items = isList(value.value) ? value.value.items : [];
  if (items.length !== elements.length) return refused(value, `tuple of ${elements.length}`);
  const converted = items.map((item, i) => convert(item, elements[i] ?? 'any'));
  return converted.find(isRefused) ?? moved(value, sequence('tuple', converted, value.at));
}

function toMap(value: Known, { element }: CollectionType): Value {
  const entries = isMap(value.value) ? value.value.entries : new Map<string, MapMember>();
  const wanted = elementType(
    [...entries.values()].map((member) => member.value),
    element,
  );
  if (wanted === undefined) return refused(value, 'map of one type');
  const members = new Map<string, MapMember>();
  for (const [name, { key, value: own }] of entries) {
    const converted = convert(own, wanted);
    if (isRefused(converted)) return converted;
    members.set(name, { key, value: converted });
  }
  return moved(value, mapping('map', members, value.at, wanted === 'any' || wanted === 'null' ? undefined : wanted));
}

function toObject(value: Known, { attributes }: ObjectType): Value {
  const entries = isMap(value.value) ? value.value.entries : new Map<string, MapMember>();
  const members = new Map<string, MapMember>();
  for (const [name, { type, optional, fallback }] of attributes) {
    const member = entries.get(name);
    const written = member && !(fallback && member.value.kind === 'known' && member.value.value === null);
    if (member && written) {
      const converted = convert(member.value, type);
      if (isRefused(converted)) return converted;
      members.set(name, { key: member.key, value: converted });
    } else if (optional) {
      members.set(name, { key: value.at, value: fallback ?? { kind: 'known', value: null, at: value.at } });
    } else if (kindOfMapping(value.value) === 'object') return refused(value, `object with ${name}`);
  }
  return moved(value, mapping('object', members, value.at));
}
