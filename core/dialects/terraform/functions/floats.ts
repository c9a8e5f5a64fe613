/** What Go's `math` computes in double precision, bit by bit where JavaScript's own functions differ. */

/** Go's `math.Pow` multiplies powers of the fraction, so that its last bit may differ from `**`. */
export function power(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (exponent === 1) return base;
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === -0.5) return 1 / Math.sqrt(base);
  const size = Math.abs(exponent);
  if (base === 0 || !Number.isFinite(base) || size >= 2 ** 63 || Number.isNaN(exponent)) return base ** exponent;
  let whole = Math.trunc(size);
  let rest = size - whole;
  if (rest !== 0 && base < 0) return Number.NaN;
  let result = 1;
  let scale = 0;
  if (rest !== 0) {
    if (rest > 0.5) {
      rest--;
      whole++;
    }
    result = Math.exp(rest * Math.log(base));
  }
  let [fraction, bits] = split(base);
  for (let left = BigInt(whole); left !== 0n; left >>= 1n) {
    if (Math.abs(bits) > 4096) {
      scale += bits;
      break;
    }
    if ((left & 1n) === 1n) {
      result *= fraction;
      scale += bits;
    }
    fraction *= fraction;
    bits *= 2;
    if (fraction < 0.5) {
      fraction += fraction;
      bits--;
    }
  }
  return exponent < 0 ? scaled(1 / result, -scale) : scaled(result, scale);
}

/** `fraction * 2 ** bits`, the fraction at least a half. */
function split(value: number): [number, number] {
  let bits = Math.max(-1023, Math.floor(Math.log2(Math.abs(value))) + 1);
  let fraction = value * 2 ** -bits;
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    bits++;
  }
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    bits--;
  }
  return [fraction, bits];
}

function scaled(value: number, bits: number): number {
  const near = Math.max(-2200, Math.min(2200, bits));
  const half = Math.trunc(near / 3);
  return value * 2 ** half * 2 ** half * 2 ** (near - 2 * half);
}
