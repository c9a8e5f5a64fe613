/**
 * Binary floating point of any precision, as Go's `big.Float` has it (rounding to the nearest, ties to even): the
 * numbers of Terraform are such, 512 bits wide when they are read from a text.
 */

/** `mantissa * 2 ** exponent`, kept odd (or zero), and the number of bits that arithmetic on it keeps. */
export interface Exact {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
}

/** Precision of what is read from a text: literals, strings that become numbers, JSON. */
export const widest = 512;
/** Precision of what Go's standard library computes (`pow`, `log`), and of integers that come from lengths. */
export const ofDouble = 53;
export const ofInteger = 64;

/** Binary exponents further from zero than this are not computed with: 40,000 decimal digits. */
export const maxExponent = 131_072;

export function bitLength(n: bigint): number {
  const size = n < 0n ? -n : n;
  const hex = size.toString(16);
  return size === 0n ? 0 : hex.length * 4 - Math.clz32(Number.parseInt(hex[0] as string, 16)) + 28;
}

/** Without trailing zero bits, so that equal numbers have equal fields. */
function stripped(mantissa: bigint, exponent: number, precision: number): Exact {
  if (mantissa === 0n) return { mantissa, exponent: 0, precision };
  let odd = mantissa;
  let shift = exponent;
  for (const step of [256n, 64n, 8n, 1n]) {
    const mask = (1n << step) - 1n;
    while ((odd & mask) === 0n) {
      odd >>= step;
      shift += Number(step);
    }
  }
  return { mantissa: odd, exponent: shift, precision };
}

/** Rounded to so many bits. `inexact`: there is a little more than the mantissa says, which decides ties. */
export function rounded(mantissa: bigint, exponent: number, precision: number, inexact = false): Exact {
  const size = mantissa < 0n ? -mantissa : mantissa;
  const excess = bitLength(size) - precision;
  if (excess <= 0) return stripped(mantissa, exponent, precision);
  const drop = BigInt(excess);
  const half = 1n << (drop - 1n);
  let kept = size >> drop;
  const rest = size - (kept << drop);
  if (rest > half || (rest === half && (inexact || (kept & 1n) === 1n))) kept += 1n;
  return stripped(mantissa < 0n ? -kept : kept, exponent + excess, precision);
}

export function negated({ mantissa, exponent, precision }: Exact): Exact {
  return { mantissa: -mantissa, exponent, precision };
}

export function plus(a: Exact, b: Exact): Exact {
  const precision = Math.max(a.precision, b.precision);
  const exponent = Math.min(a.exponent, b.exponent);
  const aligned = (x: Exact): bigint => x.mantissa << BigInt(x.exponent - exponent);
  if (a.mantissa === 0n) return rounded(b.mantissa, b.exponent, precision);
  if (b.mantissa === 0n) return rounded(a.mantissa, a.exponent, precision);
  return rounded(aligned(a) + aligned(b), exponent, precision);
}

/** As cty multiplies: the product in 512 bits, of which it keeps what the operands had or the product needs. */
export function times(a: Exact, b: Exact): Exact {
  const product = rounded(a.mantissa * b.mantissa, a.exponent + b.exponent, widest);
  const precision = Math.max(a.precision, b.precision, bitLength(product.mantissa));
  return { ...product, precision };
}

/** The divisor is not zero. */
export function quotient(a: Exact, b: Exact): Exact {
  const precision = Math.max(a.precision, b.precision);
  const shift = Math.max(0, precision + 2 - bitLength(a.mantissa) + bitLength(b.mantissa));
  const dividend = a.mantissa << BigInt(shift);
  const whole = dividend / b.mantissa;
  return rounded(whole, a.exponent - b.exponent - shift, precision, whole * b.mantissa !== dividend);
}

export function compare(a: Exact, b: Exact): number {
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.mantissa << BigInt(a.exponent - exponent);
  const right = b.mantissa << BigInt(b.exponent - exponent);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Without what is behind the point. */
export function truncated({ mantissa, exponent }: Exact): bigint {
  if (exponent >= 0) return mantissa << BigInt(exponent);
  const size = (mantissa < 0n ? -mantissa : mantissa) >> BigInt(-exponent);
  return mantissa < 0n ? -size : size;
}

export function isWhole({ exponent }: Exact): boolean {
  return exponent >= 0;
}

/** A double, exactly. */
export function fromDouble(value: number, precision: number): Exact {
  let exponent = 0;
  let scaled = value;
  // Powers of two scale without loss; subnormal numbers need two steps.
  while (!Number.isInteger(scaled)) {
    scaled *= 2 ** 32;
    exponent -= 32;
  }
  return stripped(BigInt(scaled), exponent, precision);
}

/** The nearest double. */
export function toDouble({ mantissa, exponent }: Exact): number {
  const { mantissa: short, exponent: scale } = rounded(mantissa, exponent, ofDouble);
  const bits = bitLength(short) + scale;
  if (bits > 1024) return mantissa < 0n ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (bits < -1080) return 0;
  if (bits > -1021) {
    // Two steps, because 2 ** scale alone may be out of range.
    const half = Math.trunc(scale / 2);
    return Number(short) * 2 ** half * 2 ** (scale - half);
  }
  const subnormal = rounded(mantissa, exponent, Math.max(1, bits + 1074));
  return Number(subnormal.mantissa) * 2 ** (subnormal.exponent + 1000) * 2 ** -1000;
}
