/** Decimal digits of numbers: the shortest that read back, or so many, written as Go's `big.Float.Text` writes them. */
import type { Exact } from './exact.ts';
import { bitLength } from './exact.ts';

/** `0.digits * 10 ** point`: digits without zeros at either end. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** The exact decimal of `mantissa * 2 ** exponent`; the sign is left out. */
function decimalOf(mantissa: bigint, exponent: number): Decimal {
  const size = mantissa < 0n ? -mantissa : mantissa;
  if (size === 0n) return { digits: '', point: 0 };
  const all = String(exponent >= 0 ? size << BigInt(exponent) : size * 5n ** BigInt(-exponent));
  const point = exponent >= 0 ? all.length : all.length + exponent;
  return { digits: withoutZeros(all), point };
}

function withoutZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end--;
  return digits.slice(0, end);
}

function digitAt({ digits }: Decimal, index: number): number {
  return index < digits.length ? digits.charCodeAt(index) - 48 : 0;
}

function roundedDown({ digits, point }: Decimal, count: number): Decimal {
  const kept = withoutZeros(digits.slice(0, count));
  return kept === '' ? { digits: '', point: 0 } : { digits: kept, point };
}

function roundedUp({ digits, point }: Decimal, count: number): Decimal {
  let end = count;
  while (end > 0 && digits.charCodeAt(end - 1) === 57) end--;
  if (end === 0) return { digits: '1', point: point + 1 };
  return { digits: digits.slice(0, end - 1) + String(Number(digits[end - 1]) + 1), point };
}

/** To so many digits; a tie goes to the even digit. */
function rounded(decimal: Decimal, count: number): Decimal {
  const { digits } = decimal;
  if (count < 0) return { digits: '', point: 0 };
  if (count >= digits.length) return decimal;
  const next = digitAt(decimal, count);
  const tie = next === 5 && count + 1 === digits.length;
  const up = tie ? count > 0 && digitAt(decimal, count - 1) % 2 === 1 : next >= 5;
  return up ? roundedUp(decimal, count) : roundedDown(decimal, count);
}

/** The fewest digits that read back as the same number of the same precision (Go's `roundShortest`). */
function shortest({ mantissa, exponent, precision }: Exact): Decimal {
  const size = mantissa < 0n ? -mantissa : mantissa;
  const decimal = decimalOf(size, exponent);
  if (size === 0n) return decimal;
  // Half a unit of the last bit is the last bit of this one.
  const shift = precision + 1 - bitLength(size);
  const wide = shift >= 0 ? size << BigInt(shift) : size >> BigInt(-shift);
  const lower = decimalOf(wide - 1n, exponent - shift);
  const upper = decimalOf(wide + 1n, exponent - shift);
  const inclusive = (wide & 2n) === 0n;
  for (let i = 0; i < decimal.digits.length; i++) {
    const [l, m, u] = [digitAt(lower, i), digitAt(decimal, i), digitAt(upper, i)];
    const okDown = l !== m || (inclusive && i + 1 === lower.digits.length);
    const okUp = m !== u && (inclusive || m + 1 < u || i + 1 < upper.digits.length);
    if (okDown && okUp) return rounded(decimal, i + 1);
    if (okDown) return roundedDown(decimal, i + 1);
    if (okUp) return roundedUp(decimal, i + 1);
  }
  return decimal;
}

/** `e`, `f` and `g` as in printf; without a precision, as many digits as are needed. Without a sign. */
export function decimalText(value: Exact, format: 'e' | 'f' | 'g', precision?: number): string {
  if (precision === undefined) {
    const decimal = shortest(value);
    const count = decimal.digits.length;
    if (format === 'e') return scientific(decimal, Math.max(0, count - 1));
    if (format === 'f') return positional(decimal, Math.max(0, count - decimal.point));
    return general(decimal, count, 6);
  }
  const exact = decimalOf(value.mantissa, value.exponent);
  if (format === 'e') return scientific(rounded(exact, precision + 1), precision);
  if (format === 'f') return positional(rounded(exact, exact.point + precision), precision);
  const wanted = Math.max(1, precision);
  const decimal = rounded(exact, wanted);
  const { length } = decimal.digits;
  return general(decimal, wanted, wanted > length && length >= decimal.point ? length : wanted);
}

/** With an exponent where it is below -4 or not below `limit`. */
function general(decimal: Decimal, precision: number, limit: number): string {
  const { digits, point } = decimal;
  if (point - 1 < -4 || point - 1 >= limit) return scientific(decimal, Math.min(precision, digits.length) - 1);
  return positional(decimal, Math.max(0, (precision > point ? digits.length : precision) - point));
}

function scientific({ digits, point }: Decimal, places: number): string {
  const [first = '0', rest] = [digits[0], digits.slice(1)];
  const fraction = places > 0 ? `.${rest.slice(0, places).padEnd(places, '0')}` : '';
  const exponent = digits === '' ? 0 : point - 1;
  return `${first}${fraction}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function positional({ digits, point }: Decimal, places: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (places <= 0) return whole;
  const fraction = '0'.repeat(Math.max(0, Math.min(places, -point))) + digits.slice(Math.max(0, point));
  return `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`;
}
