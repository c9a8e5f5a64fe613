/**
 * What Terraform knows of a value beside its data. It travels in additional fields of the same objects, as the kinds
 * of collections do, so that the engine's `Value` stays what rules need.
 */

import type { Location } from '../../text/source.ts';
import { asSensitive, isSensitive } from '../../values/sensitive.ts';
import { type Data, type Known, known, unknown, type Value } from '../../values/value.ts';
import { widest } from './numbers/exact.ts';
import { type Computed, doubleOf, type Numeric } from './numbers/numeric.ts';
import type { Type } from './types.ts';

export interface Traits {
  /** The number itself, where a JavaScript number does not say all of it. */
  readonly exact?: Exclude<Numeric, number>;
  /** The type of a null, or of what is unknown. */
  readonly type?: Type;
  /** Refused before anything is evaluated (a name that is declared nowhere): `try` does not catch it. */
  readonly static?: true;
}

export function traitsOf(value: Value): Traits {
  return value as Traits;
}

/** Other data with the same history; what was said of the former data is not said of it. */
export function withData({ at, definedAt, way, ...rest }: Known, data: Data): Known {
  const made: Known = { ...known(data, at, definedAt), ...(way ? { way } : {}) };
  return isSensitive(rest as Value) ? asSensitive(made) : made;
}

/** The number of a value that holds one. */
export function numberIn(value: Known): Numeric | undefined {
  if (typeof value.value !== 'number') return undefined;
  return (value as Traits).exact ?? value.value;
}

const negativeZero: Numeric = { whole: -0, precision: widest };

/** A number as a value; what Terraform refuses, or we do not compute, is unknown. */
export function numberValue(n: Computed, at: Location): Value {
  if (n === 'nan') return unknown('invalid', 'no number', at);
  if (n === 'limit') return unknown('limit', 'number', at);
  // Terraform has a negative zero; outside of its arithmetic it is one like the other.
  if (Object.is(n, -0)) return { ...known<Data>(0, at), exact: negativeZero } as Value;
  if (typeof n === 'number') return known<Data>(n, at);
  return { ...known<Data>(doubleOf(n) + 0, at), exact: n } as Value;
}

export function typedNull(value: Known, type: Type): Known {
  return { ...withData(value, null), type } as Known;
}

export function nullOf(type: Type, at: Location): Value {
  return { ...known<Data>(null, at), type } as Value;
}

/** Says the type of what is unknown; the reason is another matter. */
export function ofType<V extends Value>(value: V, type: Type): V {
  return type === 'any' || value.kind !== 'unknown' ? value : { ...value, type };
}

export function statically(refused: Value): Value {
  const made: Value & Traits = { ...refused, static: true };
  return made;
}
