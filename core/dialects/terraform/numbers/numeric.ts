/**
 * Terraform's numbers. Nearly all are whole or have few digits, and are JavaScript numbers here: a `number` stands for
 * the 512-bit number that its shortest decimal denotes, so `0.1` is what Terraform makes of the text `0.1`, and an
 * infinite one for Terraform's. Every other number, and every one of another precision, is an `Exact`.
 */
import { decimalText } from './decimal.ts';
import {
  bitLength,
  compare as compareExact,
  type Exact,
  fromDouble,
  isWhole,
  maxExponent,
  negated,
  ofInteger,
  plus,
  quotient,
  rounded,
  times,
  toDouble,
  truncated,
  widest,
} from './exact.ts';

export type Numeric = number | Whole | Exact;

/** A whole number of another precision than that of texts: a length, an index. */
export interface Whole {
  readonly whole: number;
  readonly precision: number;
}

/** `nan`: Terraform refuses, as infinity less infinity; `limit`: too large to compute with. */
export type Computed = Numeric | 'nan' | 'limit';

/** The number as JavaScript computes with it exactly; `undefined` where it does not. */
function small(n: Numeric): number | undefined {
  if (typeof n === 'number') return Number.isSafeInteger(n) ? n : undefined;
  return 'whole' in n ? n.whole : undefined;
}

function precisionOf(n: Numeric): number {
  return typeof n === 'number' ? widest : n.precision;
}

/** A computed whole number; `undefined` where it is not exact. */
function computedWhole(result: number, precision: number): Numeric | undefined {
  if (!Number.isSafeInteger(result)) return undefined;
  return precision === widest ? result : { whole: result, precision };
}

export function isInfinite(n: Numeric): n is number {
  return n === Number.POSITIVE_INFINITY || n === Number.NEGATIVE_INFINITY;
}

/** All bits of a finite number. */
function exactOf(n: Numeric): Exact {
  const whole = small(n);
  if (whole !== undefined) return fromDouble(whole, precisionOf(n));
  return typeof n === 'number' ? exactDecimal(String(n)) : (n as Exact);
}

/** The nearest JavaScript number: what leaves the dialect. */
export function doubleOf(n: Numeric): number {
  return small(n) ?? (typeof n === 'number' ? n : toDouble(n as Exact));
}

/** The one form of a number: a JavaScript number where that says all of it. */
function settled(n: Exact): Computed {
  if (Math.abs(n.exponent) > maxExponent) return 'limit';
  const double = toDouble(n);
  if (n.exponent >= 0 && Number.isSafeInteger(double)) return computedWhole(double, n.precision) ?? n;
  if (n.precision !== widest || !Number.isFinite(double)) return n;
  const same = exactDecimal(String(double));
  return same.mantissa === n.mantissa && same.exponent === n.exponent ? double : n;
}

/** A whole number with the precision that lengths and indexes have. */
export function countOf(n: number): Numeric {
  return { whole: n, precision: ofInteger };
}

export function add(a: Numeric, b: Numeric): Computed {
  const [left, right] = [small(a), small(b)];
  if (left !== undefined && right !== undefined) {
    const sum = computedWhole(left + right, Math.max(precisionOf(a), precisionOf(b)));
    if (sum !== undefined) return sum;
  }
  if (isInfinite(a)) return isInfinite(b) && a !== b ? 'nan' : a;
  if (isInfinite(b)) return b;
  return settled(plus(exactOf(a), exactOf(b)));
}

export function negate(n: Numeric): Numeric {
  if (typeof n === 'number') return -n;
  return 'whole' in n ? { whole: -n.whole, precision: n.precision } : negated(n);
}

export function subtract(a: Numeric, b: Numeric): Computed {
  return add(a, negate(b));
}

export function multiply(a: Numeric, b: Numeric): Computed {
  const [left, right] = [small(a), small(b)];
  if (left !== undefined && right !== undefined) {
    const product = computedWhole(left * right, Math.max(precisionOf(a), precisionOf(b)));
    if (product !== undefined) return product;
  }
  if (isInfinite(a) || isInfinite(b) || isZero(a) || isZero(b)) return ofDoubles(a, b, (x, y) => x * y);
  return settled(times(exactOf(a), exactOf(b)));
}

export function divide(a: Numeric, b: Numeric): Computed {
  if (isInfinite(a) || isInfinite(b) || isZero(b) || isZero(a)) return ofDoubles(a, b, (x, y) => x / y);
  const [left, right] = [small(a), small(b)];
  if (left !== undefined && right !== undefined && left % right === 0) {
    const result = computedWhole(left / right, Math.max(precisionOf(a), precisionOf(b)));
    if (result !== undefined) return result;
  }
  return settled(quotient(exactOf(a), exactOf(b)));
}

/** With the sign of the dividend. Terraform gives the dividend itself where the divisor is zero. */
export function remainder(a: Numeric, b: Numeric): Computed {
  if (isZero(b)) return a;
  if (isZero(a)) return isNegative(b) ? plainZero(a) : a;
  const [left, right] = [small(a), small(b)];
  if (left !== undefined && right !== undefined) return computedWhole((left % right) + 0, precisionOf(a)) ?? 'nan';
  if (isInfinite(a) || isInfinite(b)) return 'nan';
  const dividend = exactOf(a);
  const divisor = exactOf(b);
  const whole = truncated(quotient(dividend, divisor));
  const { precision } = dividend;
  const times = rounded(whole, 0, precision);
  const taken = rounded(times.mantissa * divisor.mantissa, times.exponent + divisor.exponent, precision);
  return settled({ ...plus(dividend, { ...negated(taken), precision }), precision });
}

function ofDoubles(a: Numeric, b: Numeric, f: (x: number, y: number) => number): Computed {
  // Only signs and being zero count here; a huge or tiny number must not pass for another.
  const result = f(signed(a), signed(b));
  return Number.isNaN(result) ? 'nan' : result;
}

function signed(n: Numeric): number {
  if (typeof n === 'number') return n;
  if ('whole' in n) return n.whole;
  return n.mantissa === 0n ? 0 : n.mantissa < 0n ? -1 : 1;
}

function isZero(n: Numeric): boolean {
  return signed(n) === 0;
}

export function isNegative(n: Numeric): boolean {
  const sign = signed(n);
  return sign < 0 || Object.is(sign, -0);
}

/** Below, at or above zero as `a` is less than, equal to or greater than `b`. */
export function compare(a: Numeric, b: Numeric): number {
  const left = small(a) ?? a;
  const right = small(b) ?? b;
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0;
  if (isInfinite(a)) return a > 0 ? 1 : -1;
  if (isInfinite(b)) return b > 0 ? -1 : 1;
  return compareExact(exactOf(a), exactOf(b));
}

/** The whole number that it is; `undefined` where it is none. */
export function wholeOf(n: Numeric): bigint | undefined {
  const whole = small(n);
  if (whole !== undefined) return BigInt(whole);
  if (isInfinite(n)) return undefined;
  const exact = exactOf(n);
  return isWhole(exact) ? truncated(exact) : undefined;
}

/** Without a sign. */
function plainZero(n: Numeric): Numeric {
  return typeof n === 'number' ? 0 : { whole: 0, precision: n.precision };
}

/** The next whole number below (-1) or above (1), of the precision that the number has. */
export function nextWhole(n: Numeric, direction: -1 | 1): Computed {
  if (isZero(n)) return plainZero(n);
  if (small(n) !== undefined || isInfinite(n)) return n;
  const exact = exactOf(n);
  if (isWhole(exact)) return n;
  let whole = truncated(exact);
  if (direction === 1 && exact.mantissa > 0n) whole += 1n;
  if (direction === -1 && exact.mantissa < 0n) whole -= 1n;
  return settled(rounded(whole, 0, exact.precision));
}

/** A whole number of any length, with all of its bits. */
export function fromInteger(whole: bigint): Computed {
  const precision = Math.max(ofInteger, bitLength(whole));
  return settled(rounded(whole, 0, precision));
}

/** What Go's float functions computed; `nan` where that is no number. */
export function fromFloat(value: number, precision: number): Computed {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value;
  return computedWhole(value, precision) ?? fromDouble(value, precision);
}

/** As Terraform converts it to a string: never with an exponent. */
export function numberText(n: Numeric): string {
  const whole = small(n);
  if (whole === undefined) return formatted(n, 'f');
  return Object.is(whole, -0) ? '-0' : String(whole);
}

/** As `big.Float.Text` writes it, sign included. */
export function formatted(n: Numeric, format: 'e' | 'f' | 'g', precision?: number): string {
  if (isInfinite(n)) return n > 0 ? '+Inf' : '-Inf';
  return (isNegative(n) ? '-' : '') + decimalText(exactOf(n), format, precision);
}

/** The same text for equal numbers, whatever their precision. */
export function numberKey(n: Numeric): string {
  const whole = small(n);
  if (whole !== undefined) return String(whole + 0);
  if (isInfinite(n)) return String(n);
  const { mantissa, exponent } = exactOf(n);
  if (exponent >= 0 && exponent < 64) return String(mantissa << BigInt(exponent));
  return `${mantissa}p${exponent}`;
}

const numeral = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([eEpP])([+-]?\d+))?$/;
const infinity = /^([+-]?)(?:Inf|inf)$/;

/** Longer texts are not read. */
const maxDigits = 10_000;

/** What Terraform makes of a text: `undefined` where it is no number, as `big.ParseFloat` in base 10. */
export function parseNumber(text: string): Numeric | 'limit' | undefined {
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  const [, sign = '', digits, letter = 'e', power = '0'] = numeral.exec(text) ?? [];
  if (digits === undefined) {
    const [infinite, minus] = infinity.exec(text) ?? [];
    if (infinite === undefined) return undefined;
    return minus === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (digits.length > maxDigits) return 'limit';
  if (/^[0.]*$/.test(digits)) return sign === '-' ? -0 : 0;
  const exponent = Number(power);
  const binary = letter === 'p' || letter === 'P';
  if (Math.abs(exponent) > (binary ? maxExponent : maxDigits)) return 'limit';
  const exact = binary
    ? binaryScaled(exactDecimal(sign + digits), exponent)
    : exactDecimal(`${sign}${digits}e${exponent}`);
  const result = settled(exact);
  return result === 'nan' ? undefined : result;
}

function binaryScaled(exact: Exact, exponent: number): Exact {
  return { ...exact, exponent: exact.exponent + exponent };
}

/** The 512-bit number nearest to a decimal text. */
function exactDecimal(text: string): Exact {
  const [mantissa = '0', power = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.replace('+', '').split('.');
  const exponent = Number(power) - fraction.length;
  const digits = BigInt(`${whole.replace('-', '')}${fraction}`);
  const value = whole.startsWith('-') ? -digits : digits;
  if (exponent >= 0) return rounded(value * 10n ** BigInt(exponent), 0, widest);
  return quotient({ mantissa: value, exponent: 0, precision: widest }, exactPowerOfTen(-exponent));
}

function exactPowerOfTen(power: number): Exact {
  return { mantissa: 10n ** BigInt(power), exponent: 0, precision: widest };
}
