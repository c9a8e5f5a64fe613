/**
 * Changing what never changes: each function answers with a new value that shares all that stays as it is. What is not
 * known stays unknown; nothing is written into it.
 */
import type { Location } from '../../../text/source.ts';
import {
  type Data,
  isList,
  isMap,
  type Known,
  known,
  type MapData,
  type MapMember,
  type Value,
} from '../../../values/value.ts';

/** What a value becomes; `undefined` leaves it as it is, or absent. */
export type Change = (value: Value | undefined) => Value | undefined;

export function mapIn(value: Value | undefined): MapData | undefined {
  return value?.kind === 'known' && isMap(value.value) ? value.value : undefined;
}

export function itemsIn(value: Value | undefined): readonly Value[] | undefined {
  return value?.kind === 'known' && isList(value.value) ? value.value.items : undefined;
}

export function isNull(value: Value | undefined): boolean {
  return value?.kind === 'known' && value.value === null;
}

/** What stands behind keys, one after the other; nothing for null. */
export function valueAt(value: Value | undefined, ...keys: readonly string[]): Value | undefined {
  const found = keys.reduce<Value | undefined>((inner, key) => mapIn(inner)?.entries.get(key)?.value, value);
  return isNull(found) ? undefined : found;
}

/** A scalar as text, as Kubernetes' tools compare them. */
export function textIn(value: Value | undefined): string | undefined {
  if (value?.kind !== 'known' || value.value === null || typeof value.value === 'object') return undefined;
  return String(value.value);
}

export function textAt(value: Value | undefined, ...keys: readonly string[]): string | undefined {
  return textIn(valueAt(value, ...keys));
}

export function withMember(map: MapData, name: string, member: MapMember | undefined): MapData {
  const entries = new Map(map.entries);
  if (member) entries.set(name, member);
  else entries.delete(name);
  return { type: 'map', entries };
}

export const emptyMap: MapData = { type: 'map', entries: new Map() };

export function listOf(items: readonly Value[], like: { readonly at: Location }): Value {
  return known({ type: 'list', items }, like.at);
}

/** The same place, other data: a map or list whose parts changed is still written where it was. */
export function withData<T extends Data>(value: Value, data: T): Known<T> {
  return value.kind === 'known' ? { ...value, value: data } : known(data, value.at);
}

/** The same with every part changed, in lists and maps; the very same where no part is. */
export function eachChanged(value: Value, change: (part: Value, key: string | undefined) => Value): Value {
  const items = itemsIn(value);
  if (items) {
    const changed = items.map((item) => change(item, undefined));
    return changed.every((item, i) => item === items[i]) ? value : withData(value, { type: 'list', items: changed });
  }
  const map = mapIn(value);
  if (!map) return value;
  let isSame = true;
  const entries = new Map<string, MapMember>();
  for (const [key, member] of map.entries) {
    const changed = change(member.value, key);
    isSame &&= changed === member.value;
    entries.set(key, changed === member.value ? member : { ...member, value: changed });
  }
  return isSame ? value : withData(value, { type: 'map', entries });
}

/**
 * Changes what stands behind a path, in every item of the lists on the way (Kustomize's field specs): `containers/env`
 * means the `env` of each container. `create` is the place that is to blame for keys that are missing on the way; without
 * it nothing is added. A key with `[]` behind it is a list, and never added.
 */
export function changedAt(value: Value, path: readonly string[], create: Location | undefined, change: Change): Value {
  const [step, ...rest] = path;
  if (step === undefined) return change(value) ?? value;
  const items = itemsIn(value);
  if (items) {
    const changed = items.map((item) => changedAt(item, path, create, change));
    return changed.every((item, i) => item === items[i]) ? value : listOf(changed, value);
  }
  const map = mapIn(value);
  if (!map || value.kind !== 'known') return value;
  const isSequence = step.endsWith('[]');
  const name = isSequence ? step.slice(0, -2) : step;
  const member = map.entries.get(name);
  if (member && !isNull(member.value)) {
    const changed = changedAt(member.value, rest, create, change);
    return changed === member.value ? value : withData(value, withMember(map, name, { ...member, value: changed }));
  }
  if (!create || isSequence) return value;
  const made = rest.length === 0 ? change(undefined) : changedAt(known(emptyMap, create), rest, create, change);
  return made ? withData(value, withMember(map, name, { key: member?.key ?? create, value: made })) : value;
}
