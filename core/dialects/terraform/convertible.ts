/** Which types can be converted to which, before any value is looked at (cty's convert/conversion.go). */
import { compatible, isPrimitive, kindOf, type ObjectType, partsOf, type Type } from './types.ts';
import { unify } from './unify.ts';

export function canConvert(from: Type, to: Type): boolean {
  if (from === 'any' || from === 'dynamic' || to === 'any' || to === 'dynamic') return true;
  if (isPrimitive(from) || isPrimitive(to)) {
    if (!isPrimitive(from) || !isPrimitive(to)) return false;
    return from === to || from === 'string' || to === 'string';
  }
  switch (to.kind) {
    case 'object':
      if (from.kind === 'object') return objectToObject(from, to);
      return from.kind === 'map' && mapToObject(from.element, to);
    case 'tuple':
      return (
        from.kind === 'tuple' &&
        from.elements.length === to.elements.length &&
        from.elements.every((type, i) => canConvert(type, to.elements[i] as Type))
      );
    case 'map':
      if (from.kind === 'map') return canConvert(from.element, to.element);
      return from.kind === 'object' && eachTo(partsOf(from), to.element, false);
    default:
      if (from.kind === 'list' || from.kind === 'set') return canConvert(from.element, to.element);
      return from.kind === 'tuple' && eachTo(from.elements, to.element, true);
  }
}

/** All to one type; to their common one where it is open. */
function eachTo(types: readonly Type[], element: Type, ordered: boolean): boolean {
  if (types.length === 0) return true;
  const common = element === 'any' || element === 'dynamic' ? unify(types) : element;
  if (common === undefined) return false;
  // A bare null has no type beside lists and maps, so there is no type for all of them. Maps find out by their values.
  if (common === 'dynamic' && ordered) return types.every((type) => type === 'dynamic');
  return types.every((type) => canConvert(type, common));
}

/** The one type of values that go into one collection, where nulls without a type fit each; `undefined` for several. */
export function onlyType(types: readonly Type[]): Type | undefined {
  const [first = 'dynamic', ...rest] = types.filter((type) => type !== 'dynamic');
  return rest.every((type) => compatible(type, first)) ? first : undefined;
}

function objectToObject(from: ObjectType, to: ObjectType): boolean {
  for (const [name, { type, optional }] of to.attributes) {
    const own = from.attributes.get(name);
    if (own ? !canConvert(own.type, type) : !optional) return false;
  }
  return true;
}

function mapToObject(element: Type, to: ObjectType): boolean {
  for (const { type, optional } of to.attributes.values()) {
    if (!optional && !canConvert(element, type)) return false;
  }
  return true;
}

/**
 * The type of a null, or of what is unknown, that is converted: what the wanted type leaves open comes from the own
 * type (cty's `dynamicReplace`).
 */
export function resolved(own: Type, wanted: Type): Type {
  if (wanted === 'any' || wanted === 'dynamic') return own === 'any' ? 'dynamic' : own;
  if (isPrimitive(wanted)) return wanted;
  const parts = typeof own === 'string' ? [] : partsOf(own);
  switch (wanted.kind) {
    case 'tuple':
      return { kind: 'tuple', elements: wanted.elements.map((type, i) => resolved(parts[i] ?? 'any', type)) };
    case 'object': {
      const attributes = new Map<string, { type: Type; optional: boolean }>();
      for (const [name, { type }] of wanted.attributes) {
        const from = kindOf(own) === 'object' ? (own as ObjectType).attributes.get(name)?.type : parts[0];
        attributes.set(name, { type: resolved(from ?? 'any', type), optional: false });
      }
      return { kind: 'object', attributes };
    }
    default:
      return { kind: wanted.kind, element: resolved(unify(parts) ?? 'any', wanted.element) };
  }
}
