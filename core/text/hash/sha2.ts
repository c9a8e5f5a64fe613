/** SHA-256 and SHA-512 (FIPS 180-4), for functions of template languages that name them. */
import { padded } from './padding.ts';

/** The first bits of the fractions of square and cube roots of primes, exactly: `floor(root(p * 2^(n*bits))) mod 2^bits`. */
function fractions(count: number, root: 2n | 3n, bits: bigint): bigint[] {
  const mask = (1n << bits) - 1n;
  return primes(count).map((prime) => integerRoot(prime << (root * bits), root) & mask);
}

function primes(count: number): bigint[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found.map(BigInt);
}

function integerRoot(n: bigint, root: bigint): bigint {
  let low = 0n;
  let high = 1n << (BigInt(n.toString(2).length) / root + 1n);
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** root <= n) low = middle;
    else high = middle - 1n;
  }
  return low;
}

let constants256: { readonly start: number[]; readonly round: Int32Array } | undefined;

export function sha256(bytes: Uint8Array): Uint8Array {
  constants256 ??= {
    start: fractions(8, 2n, 32n).map((word) => Number(word) | 0),
    round: Int32Array.from(fractions(64, 3n, 32n), (word) => Number(word) | 0),
  };
  const { start, round } = constants256;
  const view = padded(bytes, 64, false);
  const hash = Int32Array.from(start);
  const words = new Int32Array(64);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + 4 * i);
    for (let i = 16; i < 64; i++) {
      const [far, near] = [words[i - 15] as number, words[i - 2] as number];
      const s0 = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
      const s1 = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
      words[i] = ((words[i - 16] as number) + s0 + (words[i - 7] as number) + s1) | 0;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const first = (h + s1 + ((e & f) ^ (~e & g)) + (round[i] as number) + (words[i] as number)) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = ((hash[i] as number) + word) | 0;
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (const [i, word] of hash.entries()) digest.setInt32(4 * i, word);
  return new Uint8Array(digest.buffer);
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

let constants512: { readonly start: bigint[]; readonly round: bigint[] } | undefined;

/** With BigInt words: some megabytes a second, which is enough for what a template holds. */
export function sha512(bytes: Uint8Array): Uint8Array {
  constants512 ??= { start: fractions(8, 2n, 64n), round: fractions(80, 3n, 64n) };
  const { start, round } = constants512;
  const view = padded(bytes, 128, false);
  const hash = BigUint64Array.from(start);
  const words = new BigUint64Array(80);
  for (let block = 0; block < view.byteLength; block += 128) {
    for (let i = 0; i < 16; i++) words[i] = view.getBigUint64(block + 8 * i);
    for (let i = 16; i < 80; i++) {
      const [far, near] = [words[i - 15] as bigint, words[i - 2] as bigint];
      const s0 = turn64(far, 1n) ^ turn64(far, 8n) ^ (far >> 7n);
      const s1 = turn64(near, 19n) ^ turn64(near, 61n) ^ (near >> 6n);
      words[i] = (words[i - 16] as bigint) + s0 + (words[i - 7] as bigint) + s1;
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = hash;
    for (let i = 0; i < 80; i++) {
      const s1 = turn64(e, 14n) ^ turn64(e, 18n) ^ turn64(e, 41n);
      const first = h + s1 + ((e & f) ^ (~e & g)) + (round[i] as bigint) + (words[i] as bigint);
      const s0 = turn64(a, 28n) ^ turn64(a, 34n) ^ turn64(a, 39n);
      const second = s0 + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, word64(d + first), c, b, a, word64(first + second)];
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = (hash[i] as bigint) + word;
  }
  const digest = new DataView(new ArrayBuffer(64));
  for (const [i, word] of hash.entries()) digest.setBigUint64(8 * i, word);
  return new Uint8Array(digest.buffer);
}

function word64(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function turn64(word: bigint, by: bigint): bigint {
  return word64((word >> by) | (word << (64n - by)));
}
