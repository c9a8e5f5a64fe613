/** What a value names, and entities by what they name: nobody who looks for those that may mean one thing asks all of them. */
import type { Truth } from '../values/truth.ts';
import type { Value } from '../values/value.ts';
import { keysOf } from './identity.ts';
import type { Identity } from './model.ts';

/** Those that name one of the keys, or may: in the order of the list. */
export type NamedBy<T> = (keys: readonly string[]) => readonly T[];

/**
 * @param valuesOf what an item names; `'any'` where it may mean anything. A value that is not known, or not in every
 *   case, may mean anything by itself.
 */
export function namedBy<T>(
  items: readonly T[],
  valuesOf: (item: T) => readonly (Value<Identity> | undefined)[] | 'any',
): NamedBy<T> {
  const byKey = new Map<string, Set<number>>();
  const open: number[] = [];
  for (const [place, item] of items.entries()) {
    const values = valuesOf(item);
    if (values === 'any' || values.some((value) => value && mayBeAny(value))) {
      open.push(place);
      continue;
    }
    for (const key of values.flatMap(keysOf)) byKey.set(key, (byKey.get(key) ?? new Set()).add(place));
  }
  return (keys) => {
    const places = new Set(open);
    for (const key of keys) for (const place of byKey.get(key) ?? []) places.add(place);
    return [...places].sort((a, b) => a - b).map((place) => items[place] as T);
  };
}

/** Whether a value may mean something that it does not name. */
export function mayBeAny(value: Value<Identity>): boolean {
  return value.kind === 'unknown' || (value.kind === 'oneOf' && value.options.some(({ kind }) => kind === 'unknown'));
}

/** Does the value name this key? `unknown` where it may. */
export function names(value: Value<Identity> | undefined, key: string): Truth {
  if (value === undefined) return 'no';
  if (value.kind === 'unknown') return 'unknown';
  if (!keysOf(value).includes(key))
    return value.kind === 'oneOf' && value.options.some(({ kind }) => kind === 'unknown') ? 'unknown' : 'no';
  return value.kind === 'known' ? 'yes' : 'maybe';
}

/** Do two values name the same? */
export function sameTarget(a: Value<Identity>, b: Value<Identity> | undefined): Truth {
  if (b === undefined) return 'no';
  if (a.kind === 'unknown' || b.kind === 'unknown') return 'unknown';
  const shared = keysOf(a).some((key) => keysOf(b).includes(key));
  if (!shared) return 'no';
  return a.kind === 'known' && b.kind === 'known' ? 'yes' : 'maybe';
}
