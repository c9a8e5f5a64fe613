/**
 * Binary floating point of any precision, as Go's math/big has it, which Terraform counts with: every result is rounded
 * to the nearest value of its precision, ties to even. Plain data and pure functions; zero has mantissa 0.
 */

export interface BigFloat {
  readonly type: 'number';
  /** Signed; the value is `mantissa * 2 ** exponent`. Odd, or 0. */
  readonly mantissa: bigint;
  readonly exponent: number;
  /** Bits that results are rounded to: 512 for what is written, 53 for what a function computes in floating point. */
  readonly precision: number;
}

/** Terraform's precision. */
export const fullPrecision = 512;
/** Beyond this nobody counts, and the digits would fill pages. */
export const maxExponent = 20_000;

export function rounded(mantissa: bigint, exponent: number, precision = fullPrecision): BigFloat {
  if (mantissa === 0n) return { type: 'number', mantissa, exponent: 0, precision };
  const negative = mantissa < 0n;
  let bits = negative ? -mantissa : mantissa;
  let power = exponent;
  const excess = bitLength(bits) - precision;
  if (excess > 0) {
    const shift = BigInt(excess);
    const rest = bits & ((1n << shift) - 1n);
    const half = 1n << (shift - 1n);
    bits >>= shift;
    if (rest > half || (rest === half && (bits & 1n) === 1n)) bits += 1n;
    power += excess;
  }
  const zeros = trailingZeros(bits);
  bits >>= BigInt(zeros);
  return { type: 'number', mantissa: negative ? -bits : bits, exponent: power + zeros, precision };
}

function bitLength(bits: bigint): number {
  const digits = bits.toString(16);
  return 4 * digits.length - Math.clz32(Number.parseInt(digits[0] as string, 16)) + 28;
}

function trailingZeros(bits: bigint): number {
  if ((bits & 1n) === 1n) return 0;
  const low = bits & -bits;
  return bitLength(low) - 1;
}

/** A double, exactly. */
export function fromDouble(value: number): BigFloat {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const power = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  const mantissa = power === 0 ? fraction : fraction | (1n << 52n);
  return rounded(value < 0 ? -mantissa : mantissa, Math.max(power, 1) - 1075, 53);
}

/** The nearest double. */
export function toDouble(value: BigFloat): number {
  const { mantissa, exponent } = rounded(value.mantissa, value.exponent, 53);
  // In two steps, for neither factor may overflow where the product does not.
  const half = Math.trunc(exponent / 2);
  return Number(mantissa) * 2 ** half * 2 ** (exponent - half);
}

/** `digits * 10 ** power`. */
export function fromDecimal(digits: bigint, power: number, precision = fullPrecision): BigFloat {
  if (power >= 0) return rounded(digits * 10n ** BigInt(power), 0, precision);
  return quotient(rounded(digits, 0, bitLength(abs(digits) || 1n)), rounded(10n ** BigInt(-power), 0, 1e9), precision);
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function widest(a: BigFloat, b: BigFloat): number {
  return Math.max(a.precision, b.precision);
}

export function sum(a: BigFloat, b: BigFloat): BigFloat {
  const exponent = Math.min(a.exponent, b.exponent);
  const total = (a.mantissa << BigInt(a.exponent - exponent)) + (b.mantissa << BigInt(b.exponent - exponent));
  return rounded(total, exponent, widest(a, b));
}

export function negated(a: BigFloat): BigFloat {
  return { ...a, mantissa: -a.mantissa };
}

export function product(a: BigFloat, b: BigFloat): BigFloat {
  return rounded(a.mantissa * b.mantissa, a.exponent + b.exponent, widest(a, b));
}

/** `b` is not zero. */
export function quotient(a: BigFloat, b: BigFloat, precision = widest(a, b)): BigFloat {
  // Two bits more than wanted, and one that says whether anything is left, round like the exact quotient.
  const shift = Math.max(0, precision + 2 + bitLength(abs(b.mantissa)) - bitLength(abs(a.mantissa)));
  const dividend = abs(a.mantissa) << BigInt(shift);
  const divisor = abs(b.mantissa);
  const exact = dividend / divisor;
  const sticky = exact * divisor === dividend ? 0n : 1n;
  const bits = (exact << 1n) | sticky;
  const negative = a.mantissa < 0n !== b.mantissa < 0n;
  return rounded(negative ? -bits : bits, a.exponent - b.exponent - shift - 1, precision);
}

export function order(a: BigFloat, b: BigFloat): number {
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = (a.mantissa << BigInt(a.exponent - exponent)) - (b.mantissa << BigInt(b.exponent - exponent));
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isWhole({ exponent }: BigFloat): boolean {
  return exponent >= 0;
}

/** Without what stands behind the point. */
export function truncated({ mantissa, exponent }: BigFloat): bigint {
  if (exponent >= 0) return mantissa << BigInt(exponent);
  const whole = abs(mantissa) >> BigInt(-exponent);
  return mantissa < 0n ? -whole : whole;
}

/** `value * 10 ** places`, rounded to a whole number, ties to even. */
export function scaled({ mantissa, exponent }: BigFloat, places: number): bigint {
  const up = BigInt(Math.max(0, places));
  const down = BigInt(Math.max(0, -places));
  const numerator = abs(mantissa) * 10n ** up * (exponent > 0 ? 1n << BigInt(exponent) : 1n);
  const denominator = 10n ** down * (exponent < 0 ? 1n << BigInt(-exponent) : 1n);
  let whole = numerator / denominator;
  const rest = 2n * (numerator % denominator);
  if (rest > denominator || (rest === denominator && (whole & 1n) === 1n)) whole += 1n;
  return mantissa < 0n ? -whole : whole;
}

export interface Decimal {
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  /** Place of the point, counted from the first digit: 0.5 has 0, 5 has 1. */
  readonly point: number;
}

/** The size's shortest decimal that reads back as the same value: `roundShortest` of Go's math/big/ftoa.go. */
export function shortest({ mantissa, exponent, precision }: BigFloat): Decimal {
  if (mantissa === 0n) return { digits: '', point: 0 };
  const size = abs(mantissa);
  // In units of half of the last place that the precision has.
  const shift = precision + 1 - bitLength(size);
  const middle = size << BigInt(shift);
  const unit = exponent - shift;
  const [exact, lower, upper] = [middle, middle - 1n, middle + 1n].map((bits) => decimalOf(bits, unit)) as [
    Decimal,
    Decimal,
    Decimal,
  ];
  const inclusive = (middle & 2n) === 0n;
  for (let i = 0; i < exact.digits.length; i++) {
    const [m, l, u] = [exact, lower, upper].map(({ digits }) => digits.charCodeAt(i) || 48) as [number, number, number];
    const down = l !== m || (inclusive && i + 1 === lower.digits.length);
    const up = m !== u && (inclusive || m + 1 < u || i + 1 < upper.digits.length);
    if (down && up) return cut(exact, i + 1, nearest(exact.digits, i + 1));
    if (down) return cut(exact, i + 1, false);
    if (up) return cut(exact, i + 1, true);
  }
  return exact;
}

function decimalOf(bits: bigint, exponent: number): Decimal {
  const all = exponent >= 0 ? bits << BigInt(exponent) : bits * 5n ** BigInt(-exponent);
  const digits = String(all);
  return { digits: digits.replace(/0+$/, ''), point: digits.length - Math.max(0, -exponent) };
}

/** Is rounding after so many digits rounding up? A tie goes to the even digit. */
function nearest(digits: string, count: number): boolean {
  const next = digits[count] ?? '0';
  if (next !== '5' || count + 1 < digits.length) return next >= '5';
  return count > 0 && (digits.charCodeAt(count - 1) - 48) % 2 === 1;
}

function cut({ digits, point }: Decimal, count: number, up: boolean): Decimal {
  const kept = digits.slice(0, count);
  if (!up) return { digits: kept.replace(/0+$/, ''), point };
  const next = String(BigInt(kept || '0') + 1n).padStart(kept.length, '0');
  return { digits: next.replace(/0+$/, ''), point: point + next.length - kept.length };
}
