/** Numeric functions. `sum` is with the lists. */
import type { Known } from '../../../values/value.ts';
import { convert } from '../convert.ts';
import { any, type FunctionDefinition, general, mistyped, refuse, scalar, variadic } from './definition.ts';

export const numericFunctions: readonly FunctionDefinition[] = [
  scalar('abs', ['number'], ([n]) => Math.abs(n)),
  scalar('ceil', ['number'], ([n]) => Math.ceil(n) + 0),
  scalar('floor', ['number'], ([n]) => Math.floor(n) + 0),
  scalar('signum', ['number'], ([n]) => Math.sign(n) + 0),
  scalar('pow', ['number', 'number'], ([n, power]) => n ** power),
  scalar('log', ['number', 'number'], ([n, base]) => Math.log(n) / Math.log(base)),
  variadic('max', 'number', 1, any, (all) => largest(all)),
  variadic('min', 'number', 1, any, (all) => -largest(all.map((n) => -n)) + 0),
  // The one function that takes a string and does not convert a number to it.
  general('parseint', 2, 2, ([digits, base], at) => {
    const radix = base && convert(base, 'number');
    if (typeof digits?.value !== 'string') return mistyped(digits as Known, 'string', at);
    if (radix?.kind !== 'known' || typeof radix.value !== 'number') return mistyped(base as Known, 'number', at);
    return parseInteger(digits.value, radix.value) ?? refuse(`no integer of base ${radix.value}`, at);
  }),
];

function largest(numbers: readonly number[]): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const n of numbers) if (n > most) most = n;
  return most;
}

const digitsOf = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Base 2 to 62; letters count alike up to base 36. */
function parseInteger(number: string, base: number): number | undefined {
  if (!Number.isInteger(base) || base < 2 || base > 62) return undefined;
  const [, sign, digits] = /^([+-]?)([0-9A-Za-z]{1,400})$/.exec(number) ?? [];
  if (digits === undefined) return undefined;
  let total = 0;
  for (const digit of base <= 36 ? digits.toLowerCase() : digits) {
    const value = digitsOf.indexOf(digit);
    if (value < 0 || value >= base) return undefined;
    total = total * base + value;
  }
  return sign === '-' ? -total : total;
}
