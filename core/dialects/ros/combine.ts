/** Functions of values that may each be several: every combination, within a bound. */
import type { Location } from '../../text/source.ts';
import { asSensitive, isSensitive } from '../../values/sensitive.ts';
import {
  computedFrom,
  type Data,
  isList,
  isMap,
  isReference,
  type Known,
  maxOptions,
  oneOf,
  unknown,
  type Value,
} from '../../values/value.ts';
import { maxParts } from './limits.ts';

/**
 * Applies `f` to every combination of what the values can be. Something unknown makes the whole unknown, with the
 * same reason. Equal results are folded, so that a comparison of two lists of options can come out as plain `true`.
 * A result remembers what it was computed from, and that part of it is not to be shown.
 */
export function combine(values: readonly Value[], at: Location, f: (data: readonly Data[]) => Value): Value {
  const missing = values.find((value) => value.kind === 'unknown');
  if (missing) return { ...missing, at };
  let combinations = 1;
  for (const value of values) combinations *= value.kind === 'oneOf' ? value.options.length : 1;
  if (combinations > maxOptions) return unknown('limit', `${combinations} combinations`, at);
  const results: Value[] = [];
  for (let number = 0; number < combinations; number++) results.push(nth(number));
  return combinations === 1 ? (results[0] as Value) : fold(results, at);

  /** The combination of this number, read as a number whose digits are the options. */
  function nth(number: number): Value {
    const operands: Known[] = [];
    let rest = number;
    for (const value of values) {
      let option = value;
      if (value.kind === 'oneOf') {
        option = value.options[rest % value.options.length] as Value;
        rest = Math.floor(rest / value.options.length);
      }
      if (option.kind !== 'known') return { ...option, at };
      operands.push(option);
    }
    const data = operands.map(({ value }) => value);
    return concealed(operands, computedFrom(operands, f(data), at));
  }
}

/** What is computed from something that is not to be shown is not to be shown either. */
function concealed(operands: readonly Known[], result: Value): Value {
  if (!operands.some(isSensitive)) return result;
  return result.kind === 'unknown' ? unknown(result.reason.code, 'NoEcho', result.at) : asSensitive(result);
}

/** One value out of several, the same data and the same reason only once. */
export function fold(values: readonly Value[], at: Location): Value {
  const distinct = new Map<unknown, Value>();
  for (const value of values) {
    for (const option of value.kind === 'oneOf' ? value.options : [value]) {
      const identity =
        option.kind === 'unknown'
          ? `${option.reason.code} ${option.reason.subject}`
          : typeof option.value === 'object' && option.value !== null
            ? option.value
            : `${typeof option.value}=${option.value}`;
      if (!distinct.has(identity)) distinct.set(identity, option);
    }
  }
  return oneOf([...distinct.values()], at);
}

/**
 * Are two pieces of data equal? `undefined` where that cannot be told: a part is unknown, or the texts are equal and
 * only the types differ (`true` and `'true'`), which ROS treats differently from place to place.
 */
export function equal(a: Data, b: Data, seen = { parts: 0 }): boolean | undefined {
  if (++seen.parts > maxParts) return undefined;
  if (isReference(a) || isReference(b)) {
    return isReference(a) && isReference(b) && a.resource === b.resource && a.attribute === b.attribute
      ? true
      : undefined;
  }
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b)) return false;
    return (
      a.items.length === b.items.length && every(a.items.map((item, i) => equalValues(item, b.items[i] as Value, seen)))
    );
  }
  if (isMap(a) || isMap(b)) {
    if (!isMap(a) || !isMap(b) || a.entries.size !== b.entries.size) return false;
    return every(
      [...a.entries].map(([key, member]) => {
        const other = b.entries.get(key);
        return other ? equalValues(member.value, other.value, seen) : false;
      }),
    );
  }
  if (a === b) return true;
  return a !== null && b !== null && typeof a !== typeof b && String(a) === String(b) ? undefined : false;
}

function equalValues(a: Value, b: Value, seen: { parts: number }): boolean | undefined {
  return a.kind === 'known' && b.kind === 'known' ? equal(a.value, b.value, seen) : undefined;
}

function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
