/** Numbers to texts, and texts to numbers. */
import { decimalText } from './decimal.ts';
import { type Exact, fromDecimal } from './exact.ts';
import { exactOf, isInfinite, isNegative, type Numeric, settled, small } from './numeric.ts';

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

/** Longer texts, and larger exponents, are not read. */
const maxDigits = 1300;
const maxBinaryExponent = 4000;

/** What Terraform makes of a text: `undefined` where it is no number, as `big.ParseFloat` in base 10. */
export function parseNumber(text: string): Numeric | 'limit' | undefined {
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  if (text.length > 2 * maxDigits) return /[^\d.eEpP+-]/.test(text) ? undefined : 'limit';
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
  if (Math.abs(exponent) > (binary ? maxBinaryExponent : maxDigits)) return 'limit';
  const exact = binary
    ? binaryScaled(fromDecimal(sign + digits), exponent)
    : fromDecimal(`${sign}${digits}e${exponent}`);
  const result = settled(exact);
  return result === 'nan' ? undefined : result;
}

function binaryScaled(exact: Exact, exponent: number): Exact {
  return { ...exact, exponent: exact.exponent + exponent };
}
