/**
 * Arithmetic. Terraform's numbers are decimals of 512 bits; ours are doubles, and this file is the only one that
 * knows. Sums and products of fractions are computed exactly on their decimal digits, so `0.1 + 0.2` is `0.3`.
 */

export function add(a: number, b: number): number {
  const plain = a + b;
  return isPlain(a, b, plain) ? plain : exactly(a, b, (x, y) => x + y, plain);
}

export function subtract(a: number, b: number): number {
  const plain = a - b;
  return isPlain(a, b, plain) ? plain : exactly(a, b, (x, y) => x - y, plain);
}

export function multiply(a: number, b: number): number {
  const plain = a * b;
  if (isPlain(a, b, plain)) return plain;
  const left = decimalOf(a);
  const right = decimalOf(b);
  return left && right ? numberOf(left.digits * right.digits, left.exponent + right.exponent) : plain;
}

/** `undefined` for a division by zero. */
export function divide(a: number, b: number): number | undefined {
  return b === 0 ? undefined : a / b;
}

/** The remainder has the sign of the dividend, as in Go; `undefined` for a division by zero. */
export function remainder(a: number, b: number): number | undefined {
  if (b === 0) return undefined;
  const plain = a % b;
  return isPlain(a, b, plain) ? plain + 0 : exactly(a, b, (x, y) => x % y, plain);
}

/** A number as Terraform converts it to a string: never with an exponent. */
export function numberText(value: number): string {
  const text = String(value === 0 ? 0 : value);
  if (!text.includes('e')) return text;
  const decimal = decimalOf(value);
  if (!decimal) return text;
  const { digits, exponent } = decimal;
  if (exponent >= 0) return `${digits}${'0'.repeat(exponent)}`;
  const sign = digits < 0n ? '-' : '';
  const all = String(digits < 0n ? -digits : digits).padStart(1 - exponent, '0');
  return `${sign}${all.slice(0, exponent)}.${all.slice(exponent)}`;
}

/** What `tonumber` makes of a string, `undefined` where it is not a decimal number. */
export function parseNumber(text: string): number | undefined {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** With so many digits behind the point; a tie goes to the even digit. */
export function fixedText(value: number, places: number): string {
  const decimal = decimalOf(value);
  if (!decimal) return numberText(value);
  const { digits, exponent } = decimal;
  const shift = -exponent - places;
  let scaled = shift > 0 ? digits / 10n ** BigInt(shift) : digits * 10n ** BigInt(-shift);
  if (shift > 0) {
    const rest = 2n * (digits % 10n ** BigInt(shift));
    const half = 10n ** BigInt(shift);
    if (rest > half || (rest === half && scaled % 2n === 1n)) scaled += 1n;
  }
  const text = String(scaled).padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

function isPlain(a: number, b: number, result: number): boolean {
  return Number.isInteger(a) && Number.isInteger(b) && Number.isSafeInteger(result);
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The shortest decimal that reads back as the same double; huge and tiny numbers are left to floating point. */
function decimalOf(value: number): Decimal | undefined {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size > 1e60 || (size < 1e-60 && size > 0)) return undefined;
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

function numberOf(digits: bigint, exponent: number): number {
  return Number(`${digits}e${exponent}`);
}

function exactly(a: number, b: number, combine: (x: bigint, y: bigint) => bigint, plain: number): number {
  const left = decimalOf(a);
  const right = decimalOf(b);
  if (!left || !right) return plain;
  const exponent = Math.min(left.exponent, right.exponent);
  const scale = ({ digits, exponent: own }: Decimal): bigint => digits * 10n ** BigInt(own - exponent);
  return numberOf(combine(scale(left), scale(right)), exponent);
}
