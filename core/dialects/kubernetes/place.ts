/**
 * Stepping into a manifest. A `Place` is a spot where something may be written: its value, where a missing one is
 * reported, and whether a template may write more there than we see.
 */
import type { StringMap } from '../../network/kubernetes.ts';
import type { List } from '../../network/model.ts';
import type { Location } from '../../text/source.ts';
import {
  type Data,
  isList,
  isMap,
  known,
  mapValue,
  sameWay,
  type UnknownReason,
  unknown,
  type Value,
} from '../../values/value.ts';
import { scalar } from '../fields.ts';

export interface Place {
  /** Absent where nothing is written, or null, which means the same to the API server. */
  readonly value: Value | undefined;
  readonly at: Location;
  /** The key that it stands behind, where something is written. */
  readonly key?: Location;
  readonly incomplete: UnknownReason | undefined;
}

/** The place behind keys, one after the other. */
export function within(place: Place, ...keys: readonly string[]): Place {
  return keys.reduce(member, place);
}

function member({ value, at, incomplete }: Place, key: string): Place {
  if (value?.kind === 'known' && isMap(value.value)) {
    const found = value.value.entries.get(key);
    if (found && !isNull(found.value)) return { value: found.value, at: found.value.at, key: found.key, incomplete };
  } else if (value !== undefined && value.kind !== 'known') {
    return { value: unknown('no-default', key, value.at), at, incomplete };
  }
  return { value: incomplete && { kind: 'unknown', reason: incomplete, at }, at, incomplete };
}

function isNull(value: Value): boolean {
  return value.kind === 'known' && value.value === null;
}

/** Where a map or list is underlined: at its key, else at its first one, not over many lines. */
export function headOf({ key, value, at }: Place): Location {
  if (key) return key;
  if (value?.kind !== 'known' || !isMap(value.value)) return at;
  const [first] = value.value.entries.values();
  return first?.key ?? at;
}

/** Is something written here, or may a template write it? */
export function isSet(place: Place): boolean {
  return place.value !== undefined;
}

/** The items of a list; what is not known to be a list has none. */
export function items({ value, incomplete }: Place): Place[] {
  if (value?.kind !== 'known' || !isList(value.value)) return [];
  return value.value.items.filter((item) => !isNull(item)).map((item) => ({ value: item, at: item.at, incomplete }));
}

/** Keys and places of a map. */
export function members({ value, incomplete }: Place): { readonly key: string; readonly place: Place }[] {
  if (value?.kind !== 'known' || !isMap(value.value)) return [];
  return [...value.value.entries].map(([key, { value: found }]) => ({
    key,
    place: { value: found, at: found.at, incomplete },
  }));
}

type Field<T> = Value<T> | undefined;

export function text(place: Place): Field<string> {
  return parsed(place, scalar);
}

export function number(place: Place): Field<number> {
  return parsed(place, (data) => {
    const word = scalar(data);
    return typeof data !== 'boolean' && word !== undefined && /^\s*[-+]?\d/.test(word) && Number.isFinite(Number(word))
      ? Number(word)
      : undefined;
  });
}

/** YAML 1.1's words too: Kubernetes' reader takes `yes` and `on` for true. */
export function flag(place: Place): Field<boolean> {
  return parsed(place, (data) => {
    const word = scalar(data)?.toLowerCase();
    if (word === 'true' || word === 'yes' || word === 'on') return true;
    return word === 'false' || word === 'no' || word === 'off' ? false : undefined;
  });
}

/** IntOrString: a number is a number, a text in quotes is a name, even '8080'. */
export function portRef(place: Place): Field<number | string> {
  return parsed(place, (data) => (typeof data === 'number' || typeof data === 'string' ? data : undefined));
}

export function texts(place: Place): List<string> {
  if (place.value !== undefined && place.value.kind !== 'known') return [unknown('no-default', 'list', place.value.at)];
  return items(place)
    .map((item) => text(item))
    .filter((value) => value !== undefined);
}

export function strings(place: Place): StringMap {
  const entries = new Map<string, { key: Location; value: Value<string> }>();
  if (place.value?.kind === 'known' && isMap(place.value.value)) {
    for (const [name, { key, value }] of place.value.value.entries) {
      const read = text({ value: isNull(value) ? undefined : value, at: value.at, incomplete: undefined });
      entries.set(name, { key, value: read ?? known('', value.at) });
    }
  }
  const reason = place.value?.kind === 'unknown' ? place.value.reason : place.incomplete;
  return { entries, at: headOf(place), incomplete: reason };
}

/** The value, or a default that is reported at `at`. */
export function orDefault<T>(value: Field<T>, byDefault: T, at: Location): Value<T> {
  return value ?? { kind: 'known', value: byDefault, at, byDefault: true };
}

function parsed<T>({ value }: Place, parse: (data: Data) => T | undefined): Field<T> {
  if (value === undefined) return undefined;
  return mapValue(value, (one) => {
    const { value: data, at } = one;
    const result = parse(data);
    return result === undefined ? unknown('invalid', scalar(data) ?? 'value', at) : sameWay(result, one);
  });
}
