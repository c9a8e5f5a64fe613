/** Numeric functions. `sum` is with the lists. */
import type { Location } from '../../../text/source.ts';
import type { Known, Value } from '../../../values/value.ts';
import { convert } from '../convert.ts';
import { compare, fromBigInt, inDoubles, isNegative, type Num, negative, toNumber, wholeNumber } from '../numbers.ts';
import { any, type FunctionDefinition, general, mistyped, numerical, refuse } from './definition.ts';

export const numericFunctions: readonly FunctionDefinition[] = [
  numerical('abs', 1, 1, ([n = 0]) => (isNegative(n) ? negative(n) : n)),
  numerical('ceil', 1, 1, ([n = 0], at) => counted(wholeNumber(n, true), at)),
  numerical('floor', 1, 1, ([n = 0], at) => counted(wholeNumber(n, false), at)),
  // Whole numbers only, as Terraform reads it.
  numerical('signum', 1, 1, ([n = 0], at) =>
    Number.isInteger(toNumber(n)) ? Math.sign(toNumber(n)) : refuse('whole number', at),
  ),
  // Counted in doubles, as Terraform does.
  numerical('pow', 2, 2, ([n = 0, power = 0], at) => counted(inDoubles(power2(toNumber(n), toNumber(power))), at)),
  numerical('log', 2, 2, ([n = 0, base = 0], at) =>
    counted(inDoubles(Math.log(toNumber(n)) / Math.log(toNumber(base))), at),
  ),
  numerical('max', 1, any, (all) => all.reduce((a, b) => (compare(b, a) > 0 ? b : a))),
  numerical('min', 1, any, (all) => all.reduce((a, b) => (compare(b, a) < 0 ? b : a))),
  // The one function that takes a string and does not convert a number to it.
  general('parseint', 2, 2, ([digits, base], at) => {
    const radix = base && convert(base, 'number');
    if (typeof digits?.value !== 'string') return mistyped(digits as Known, 'string', at);
    if (radix?.kind !== 'known' || typeof radix.value !== 'number') return mistyped(base as Known, 'number', at);
    return parseInteger(digits.value, radix.value) ?? refuse(`no integer of base ${radix.value}`, at);
  }),
];

/** Go's `math.Pow`, whose last digit is not always JavaScript's: by squaring the fraction and doubling the exponent. */
function power2(base: number, power: number): number {
  const whole = Math.trunc(Math.abs(power));
  let part = Math.abs(power) - whole;
  if (Math.abs(power) === 0.5) return power > 0 ? Math.sqrt(base) : 1 / Math.sqrt(base);
  if (power === 0 || !Number.isFinite(base) || base === 0 || whole >= 2 ** 53 || (part !== 0 && base < 0))
    return base ** power;
  let steps = whole;
  let fraction = 1;
  let exponent = 0;
  if (part !== 0) {
    if (part > 0.5) {
      part -= 1;
      steps += 1;
    }
    fraction = part === 0.5 ? Math.sqrt(base) : Math.exp(part * Math.log(base));
  }
  let [square, doubled] = split(base);
  for (; steps !== 0; steps = Math.floor(steps / 2)) {
    if (Math.abs(doubled) > 4096) {
      exponent += doubled;
      break;
    }
    if (steps % 2 === 1) {
      fraction *= square;
      exponent += doubled;
    }
    square *= square;
    doubled *= 2;
    if (square < 0.5) {
      square += square;
      doubled -= 1;
    }
  }
  if (power < 0) return fraction ** -1 * 2 ** -exponent;
  const half = Math.trunc(exponent / 2);
  return fraction * 2 ** half * 2 ** (exponent - half);
}

/** A number as a fraction from 0.5 to 1 and a power of two. */
function split(value: number): [fraction: number, exponent: number] {
  const exponent = Math.floor(Math.log2(Math.abs(value))) + 1;
  const fraction = value / 2 ** exponent;
  if (Math.abs(fraction) >= 1) return [fraction / 2, exponent + 1];
  return Math.abs(fraction) < 0.5 ? [fraction * 2, exponent - 1] : [fraction, exponent];
}

function counted(result: Num | undefined, at: Location): Num | Value {
  return result === undefined ? refuse('no number', at) : Object.is(result, -0) ? 0 : result;
}

const digitsOf = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Base 2 to 62; letters count alike up to base 36. */
function parseInteger(number: string, base: number): Num | undefined {
  if (!Number.isInteger(base) || base < 2 || base > 62) return undefined;
  const [, sign, digits] = /^([+-]?)([0-9A-Za-z]{1,2000})$/.exec(number) ?? [];
  if (digits === undefined) return undefined;
  let total = 0n;
  for (const digit of base <= 36 ? digits.toLowerCase() : digits) {
    const value = digitsOf.indexOf(digit);
    if (value < 0 || value >= base) return undefined;
    total = total * BigInt(base) + BigInt(value);
  }
  return fromBigInt(sign === '-' ? -total : total);
}
