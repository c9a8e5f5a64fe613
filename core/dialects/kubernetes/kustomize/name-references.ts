/**
 * References follow the objects that they name: an Ingress's backend finds its Service under the Service's new name
 * (api/filters/nameref). Which of several objects of one former name is meant, is decided by namespace and prefixes.
 */
import { groupedBy } from '../../../config/lookup.ts';
import type { Known, MapData, Value } from '../../../values/value.ts';
import { type Built, effectiveNamespace, type Identity, identitiesOf, identityIn, isClusterScoped } from './built.ts';
import { itemsIn, mapIn, textAt, textIn, valueAt, withData, withMember } from './editing.ts';
import { changedBySpecs, isMeant } from './field-specs.ts';
import { type ReferenceSpec, referenceSpecs } from './reference-specs.ts';

const specsByReferrer = groupedBy(referenceSpecs, ({ field }) => field.kind);

/** The objects with their references set to the present names; `extra` are specs that a configuration adds. */
export function withReferences(objects: readonly Built[], extra: readonly ReferenceSpec[]): readonly Built[] {
  // Without a new name there is nothing to follow.
  if (objects.every(({ previous }) => previous.length === 0)) return objects;
  const named = namedBy(objects);
  return objects.map((object) => {
    const identity = identityIn(object.value);
    const specs = [...(specsByReferrer.get(identity.kind) ?? []), ...extra];
    const value = specs.reduce<Known<MapData>>(
      (before, one) =>
        changedBySpecs(before, [one.field], before.at, (field) => field && referred(field, one, object, named)),
      object.value,
    );
    return value === object.value ? object : { ...object, value };
  });
}

type Named = ReadonlyMap<string, readonly Built[]>;

/** Objects by each name that they had: one that was never renamed or moved is not looked for. */
function namedBy(objects: readonly Built[]): Named {
  const named = new Map<string, Built[]>();
  for (const object of objects) {
    for (const name of new Set(object.previous.map((identity) => identity.name))) {
      const others = named.get(name);
      if (others) others.push(object);
      else named.set(name, [object]);
    }
  }
  return named;
}

function referred(field: Value, spec: ReferenceSpec, referrer: Built, named: Named): Value {
  const list = itemsIn(field);
  if (list && field.kind === 'known') {
    return withData(field, { type: 'list', items: list.map((item) => referred(item, spec, referrer, named)) });
  }
  const map = mapIn(field);
  if (map && field.kind === 'known') {
    const target = meant(textAt(field, 'name'), spec, referrer, named, textAt(field, 'namespace'));
    const member = map.entries.get('name');
    if (!target || !member) return field;
    const renamed = withMember(map, 'name', { ...member, value: nameFrom(target, member.value) });
    const namespace = valueAt(target.value, 'metadata', 'namespace');
    return withData(
      field,
      namespace ? withMember(renamed, 'namespace', { key: member.key, value: namespace }) : renamed,
    );
  }
  const target = meant(textIn(field), spec, referrer, named, undefined);
  return target ? nameFrom(target, field) : field;
}

/** The new name, where the reference stands; its way tells what was put before and behind it. */
function nameFrom(target: Built, written: Value): Value {
  const name = valueAt(target.value, 'metadata', 'name');
  if (name === undefined || textIn(name) === textIn(written)) return written;
  if (name.kind !== 'known') return { ...name, at: written.at };
  return { kind: 'known', value: name.value, at: written.at, way: name.way };
}

function meant(
  name: string | undefined,
  { target, field }: ReferenceSpec,
  referrer: Built,
  named: Named,
  namespace: string | undefined,
): Built | undefined {
  const candidates = name === undefined ? [] : (named.get(name) ?? []);
  if (candidates.length === 0) return undefined;
  const from = identityIn(referrer.value);
  const role = field.path.at(-2) === 'roleRef' ? valueAt(referrer.value, 'roleRef') : undefined;
  const fits = candidates.filter((one) => {
    const former = one.previous;
    const kind = role ? (textAt(role, 'kind') ?? target.kind) : target.kind;
    return (
      former.some((identity) => identity.name === name && isMeant(target, identity)) &&
      kind === target.kind &&
      (namespace === undefined || identitiesOf(one).some((identity) => effectiveNamespace(identity) === namespace)) &&
      isReachable(from, identityIn(one.value))
    );
  });
  if (fits.length <= 1) return fits[0];
  const alike = fits.filter((one) => sameAffixes(one, referrer, true));
  const best = alike.length > 1 ? alike.filter((one) => sameAffixes(one, referrer, false)) : alike;
  const [first] = best;
  return best.every((one) => textAt(one.value, 'metadata', 'name') === textAt(first?.value, 'metadata', 'name'))
    ? first
    : undefined;
}

/** Objects of one namespace; cluster-scoped ones reach everywhere, and accounts may be named from elsewhere. */
function isReachable(from: Identity, to: Identity): boolean {
  if (isClusterScoped(from) || isClusterScoped(to) || to.kind === 'ServiceAccount') return true;
  return effectiveNamespace(from) === effectiveNamespace(to);
}

function sameAffixes(a: Built, b: Built, allowEmpty: boolean): boolean {
  return sameEnding(a.prefixes, b.prefixes, allowEmpty) && sameEnding(a.suffixes, b.suffixes, allowEmpty);
}

/** The outer ones were put on last: the shorter row must be the end of the longer one. */
function sameEnding(a: readonly string[], b: readonly string[], allowEmpty: boolean): boolean {
  if (a.length === 0 || b.length === 0) return allowEmpty || a.length === b.length;
  const length = Math.min(a.length, b.length);
  return a.slice(-length).join('\0') === b.slice(-length).join('\0');
}
