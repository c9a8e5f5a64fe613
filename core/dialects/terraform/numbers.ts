/**
 * Terraform's numbers are binary floating point of 512 bits. Nearly all that configurations hold are whole numbers and
 * short decimals: those are JavaScript's numbers here, each standing for the 512-bit number that its shortest decimal
 * reads as. The rest (`1/3`, `9007199254740993`) are `BigFloat`s. No number has both forms. Only this file and
 * big-float.ts know; everybody else asks them.
 */
import { type Data, isList, isMap, type Known, type MapMember, type Unknown, type Value } from '../../values/value.ts';
import {
  type BigFloat,
  type Decimal,
  fromDecimal,
  fromDouble,
  fullPrecision,
  isWhole,
  maxExponent,
  negated,
  order,
  product,
  quotient,
  rounded,
  scaled,
  shortest,
  sum,
  toDouble,
  truncated,
} from './big-float.ts';

export type Num = number | BigFloat;

export function isBig(data: unknown): data is BigFloat {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'number';
}

export function isNumber(data: unknown): data is Num {
  return typeof data === 'number' || isBig(data);
}

/** A number where `Data` is wanted: the engine's data knows JavaScript's numbers only, and gets these at the end. */
export function numberData(value: Num): Data {
  return value as unknown as Data;
}

/** The nearest of JavaScript's numbers. */
export function toNumber(value: Num): number {
  return typeof value === 'number' ? value : toDouble(value);
}

function big(value: Num): BigFloat {
  if (typeof value !== 'number') return value;
  if (Number.isSafeInteger(value)) return rounded(BigInt(value), 0);
  const { digits, power } = decimalOf(value);
  return fromDecimal(digits, power);
}

/** Whether any number was ever beyond JavaScript's: most runs need not look for them. */
let anyBig = false;

/** Data without big numbers, each the nearest of JavaScript's: what leaves this dialect. */
export function withPlainNumbers(value: Value): Value {
  if (!anyBig || value.kind === 'unknown') return value;
  if (value.kind === 'oneOf') {
    return { ...value, options: value.options.map((option) => withPlainNumbers(option) as Known | Unknown) };
  }
  const data = value.value;
  if (isBig(data)) return { ...value, value: toDouble(data) };
  if (isList(data)) return { ...value, value: { ...data, items: data.items.map(withPlainNumbers) } };
  if (!isMap(data)) return value;
  const entries = new Map<string, MapMember>();
  for (const [name, member] of data.entries) entries.set(name, { ...member, value: withPlainNumbers(member.value) });
  return { ...value, value: { ...data, entries } };
}

/** The one form of a number; `undefined` where its exponent is beyond bounds. */
function formOf(value: BigFloat): Num | undefined {
  const form = narrowed(value);
  if (typeof form === 'object') anyBig = true;
  return form;
}

function narrowed(value: BigFloat): Num | undefined {
  if (Math.abs(value.exponent) > maxExponent) return undefined;
  const near = toDouble(value);
  if (Number.isSafeInteger(near)) return isWhole(value) ? near : value;
  if (value.precision < fullPrecision || !Number.isFinite(near) || near === 0) return value;
  const { digits, power } = decimalOf(near);
  return order(fromDecimal(digits, power), value) === 0 ? near : value;
}

/** Of a finite number. */
function decimalOf(value: number): { readonly digits: bigint; readonly power: number } {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), power: Number(exponent) - fraction.length };
}

function isPlain(a: Num, b: Num, result: number): boolean {
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(result);
}

/** Infinity has no digits: what comes of it is what comes of it in floating point. */
function infinite(a: Num, b: Num): boolean {
  return [a, b].some((one) => one === Number.POSITIVE_INFINITY || one === Number.NEGATIVE_INFINITY);
}

/** All of these are NaN where there is no result, and `undefined` where it is beyond bounds. */
export type Operation = (a: Num, b: Num) => Num | undefined;

export const add: Operation = (a, b) => {
  const plain = toNumber(a) + toNumber(b);
  return isPlain(a, b, plain) || infinite(a, b) ? plain : formOf(sum(big(a), big(b)));
};

export const subtract: Operation = (a, b) => {
  const plain = toNumber(a) - toNumber(b);
  return isPlain(a, b, plain) || infinite(a, b) ? plain : formOf(sum(big(a), negated(big(b))));
};

export const multiply: Operation = (a, b) => {
  const plain = toNumber(a) * toNumber(b);
  return isPlain(a, b, plain) || infinite(a, b) ? plain : formOf(product(big(a), big(b)));
};

/** By zero it is infinite, as in Terraform. */
export const divide: Operation = (a, b) => {
  const plain = toNumber(a) / toNumber(b);
  if (isPlain(a, b, plain) || infinite(a, b) || toNumber(b) === 0) return plain;
  return formOf(quotient(big(a), big(b)));
};

/** What is left of the dividend, with its sign; all of it for a division by zero. */
export const remainder: Operation = (a, b) => {
  if (toNumber(b) === 0) return a;
  const plain = toNumber(a) % toNumber(b);
  if (isPlain(a, b, plain) || infinite(a, b)) return plain;
  const [left, right] = [big(a), big(b)];
  const whole = rounded(truncated(quotient(left, right)), 0);
  return formOf(sum(left, negated(product(right, whole))));
};

export function negative(value: Num): Num {
  return typeof value === 'number' ? -value : negated(value);
}

export function compare(a: Num, b: Num): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (infinite(a, b)) return toNumber(a) < toNumber(b) ? -1 : 1;
  return order(big(a), big(b));
}

export function isInteger(value: Num): boolean {
  return typeof value === 'number' ? Number.isInteger(value) : isWhole(value);
}

/** Without what stands behind the point, as Go's `Int`. */
export function toBigInt(value: Num): bigint {
  return typeof value === 'number' ? BigInt(Math.trunc(value)) : truncated(value);
}

export function fromBigInt(value: bigint): Num | undefined {
  return formOf(rounded(value, 0));
}

/** What a function that counts in doubles answers: its digits are those of the double. */
export function inDoubles(value: number): Num | undefined {
  if (Number.isNaN(value)) return undefined;
  return Number.isFinite(value) ? formOf(fromDouble(value)) : value;
}

/** The whole number below or above. */
export function wholeNumber(value: Num, up: boolean): Num | undefined {
  if (typeof value === 'number') return up ? Math.ceil(value) : Math.floor(value);
  const whole = truncated(value);
  const exact = isWhole(value);
  const isNegative = value.mantissa < 0n;
  return fromBigInt(exact || isNegative === up ? whole : whole + (up ? 1n : -1n));
}

/** A number as Terraform converts it to a string: never with an exponent. */
export function numberText(value: Num): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
    const text = Object.is(value, -0) ? '-0' : String(value);
    if (!text.includes('e')) return text;
  }
  const decimal = shortest(big(value));
  return signOf(value) + plainText(decimal);
}

function signOf(value: Num): string {
  return isNegative(value) ? '-' : '';
}

export function isNegative(value: Num): boolean {
  return typeof value === 'number' ? value < 0 || Object.is(value, -0) : value.mantissa < 0n;
}

function plainText({ digits, point }: Decimal): string {
  if (digits === '') return '0';
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (digits.length <= point) return digits.padEnd(point, '0');
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** What `tonumber` makes of a string, `undefined` where it is not a decimal number (or one that nobody writes). */
export function parseNumber(text: string): Num | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && fraction === '' && exponent === '0') return value;
  if (whole.length + fraction.length > maxDigits) return undefined;
  const parsed = formOf(fromDecimal(BigInt(whole + fraction), Number(exponent) - fraction.length));
  return parsed !== undefined && sign === '-' ? negative(parsed) : parsed;
}

const maxDigits = 5_000;

/** The size with so many digits behind the point; a tie goes to the even digit. */
export function fixedText(value: Num, places: number): string {
  const text = String(scaled(big(value), places))
    .replace('-', '')
    .padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** The size as Go's `%e`: one digit, so many behind the point, and an exponent of two digits at least. */
export function exponentText(value: Num, places: number): string {
  const { digits, point } = shortest(big(value));
  if (digits === '') return `0${places > 0 ? `.${'0'.repeat(places)}` : ''}e+00`;
  let power = point - 1;
  let all = String(scaled(big(value), places - power)).replace('-', '');
  if (all.length > places + 1) {
    power += 1;
    all = String(scaled(big(value), places - power)).replace('-', '');
  }
  return withExponent(all, power);
}

function withExponent(digits: string, power: number): string {
  const rest = digits.slice(1);
  const exponent = String(Math.abs(power)).padStart(2, '0');
  return `${digits[0]}${rest === '' ? '' : `.${rest}`}e${power < 0 ? '-' : '+'}${exponent}`;
}

/** The size as Go's `%g`: the shortest digits, or at most so many; with an exponent where it is large or small. */
export function generalText(value: Num, precision: number | undefined): string {
  let { digits, point } = shortest(big(value));
  if (precision !== undefined && digits.length > Math.max(1, precision)) {
    const [mantissa = '', power = '0'] = exponentText(value, Math.max(1, precision) - 1).split('e');
    digits = mantissa.replace('.', '').replace(/0+$/, '');
    point = Number(power) + 1;
  }
  let limit = precision === undefined ? 6 : Math.max(1, precision);
  if (precision !== undefined && limit > digits.length && digits.length >= point) limit = digits.length;
  const power = point - 1;
  if (digits !== '' && (power < -4 || power >= limit)) return withExponent(digits, power);
  return plainText({ digits, point });
}
