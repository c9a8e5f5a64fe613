/** Numeric functions. `sum` is with the lists. */

import type { Location } from '../../../text/source.ts';
import { type Known, unknown, type Value } from '../../../values/value.ts';
import { convert } from '../convert.ts';
import { ofDouble } from '../numbers/exact.ts';
import {
  compare,
  doubleOf,
  fromFloat,
  fromInteger,
  isNegative,
  type Numeric,
  negate,
  nextWhole,
} from '../numbers/numeric.ts';
import { numberIn, numberValue } from '../traits.ts';
import { type FunctionDefinition, general, intOf, mistyped, type Outcome, refuse, typed } from './definition.ts';
import { power } from './floats.ts';

export const numericFunctions: readonly FunctionDefinition[] = [
  ofNumbers('abs', 1, ([n], at) => numberValue(isNegative(n) ? negate(n) : n, at)),
  ofNumbers('ceil', 1, ([n], at) => numberValue(nextWhole(n, 1), at)),
  ofNumbers('floor', 1, ([n], at) => numberValue(nextWhole(n, -1), at)),
  typed('signum', { parameters: ['number'], returns: 'number' }, ([n], at) => {
    const whole = intOf(n);
    return whole === undefined ? refuse('whole number is needed', at) : Math.sign(whole) + 0;
  }),
  ofNumbers('pow', 2, ([n, exponent], at) => ofFloats([n, exponent], power, at)),
  ofNumbers('log', 2, ([n, base], at) => ofFloats([n, base], (x, y) => Math.log(x) / Math.log(y), at)),
  typed('max', { parameters: [], rest: 'number', atLeast: 1, returns: 'number' }, (all, at) => furthest(all, 1, at)),
  typed('min', { parameters: [], rest: 'number', atLeast: 1, returns: 'number' }, (all, at) => furthest(all, -1, at)),
  // The one function that takes a string and does not convert a number to it.
  general('parseint', 2, 2, ([digits, base], at) => {
    const radix = base && convert(base, 'number');
    if (typeof digits?.value !== 'string') return mistyped(digits as Known, 'string', at);
    const whole = radix?.kind === 'known' ? intOf(radix) : undefined;
    if (whole === undefined) return mistyped(base as Known, 'whole number', at);
    return parseInteger(digits.value, whole, at);
  }),
];

type AtLeastTwo = readonly [Numeric, Numeric, ...Numeric[]];

function ofNumbers(
  name: string,
  count: number,
  compute: (numbers: AtLeastTwo, at: Location) => Outcome,
): FunctionDefinition {
  const parameters = Array.from({ length: count }, () => 'number' as const);
  return typed(name, { parameters, returns: 'number' }, (args, at) => {
    const numbers = args.map((arg) => numberIn(arg) as Numeric);
    return compute(numbers as unknown as AtLeastTwo, at);
  });
}

/** In double precision; a number that is too large for it is refused. */
function ofFloats(numbers: readonly [Numeric, Numeric], f: (x: number, y: number) => number, at: Location): Value {
  const [x, y] = [doubleOf(numbers[0]), doubleOf(numbers[1])];
  if ((!Number.isFinite(x) && x !== numbers[0]) || (!Number.isFinite(y) && y !== numbers[1]))
    return refuse('number too large', at);
  return numberValue(fromFloat(f(x, y), ofDouble), at);
}

function furthest(numbers: readonly Known[], direction: 1 | -1, at: Location): Value {
  let most: Numeric = -direction * Number.POSITIVE_INFINITY;
  for (const value of numbers) {
    const n = numberIn(value) as Numeric;
    if (compare(n, most) * direction > 0) most = n;
  }
  return numberValue(most, at);
}

const digitsOf = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Longer texts are not read. */
const maxDigits = 20_000;

/** Base 2 to 62; letters count alike up to base 36. */
function parseInteger(number: string, base: number, at: Location): Value {
  if (base < 2 || base > 62) return refuse(`base ${base}`, at);
  const [, sign, digits] = /^([+-]?)([0-9A-Za-z]+)$/.exec(number) ?? [];
  if (digits === undefined) return refuse(`no integer of base ${base}`, at);
  if (digits.length > maxDigits) return unknown('limit', 'parseint of a long text', at);
  const values = Array.from(base <= 36 ? digits.toLowerCase() : digits, (digit) => digitsOf.indexOf(digit));
  if (values.some((value) => value < 0 || value >= base)) return refuse(`no integer of base ${base}`, at);
  const total = joined(values, BigInt(base));
  return numberValue(fromInteger(sign === '-' ? -total : total), at);
}

/** Halves are joined, so that the time for long texts does not grow with the square of their length. */
function joined(digits: readonly number[], base: bigint): bigint {
  if (digits.length <= 8) return digits.reduce((total, digit) => total * base + BigInt(digit), 0n);
  const middle = digits.length >> 1;
  return (
    joined(digits.slice(0, middle), base) * base ** BigInt(digits.length - middle) + joined(digits.slice(middle), base)
  );
}
