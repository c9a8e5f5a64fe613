/** MD5 (RFC 1321), for functions of template languages that name it. */
import { padded } from './padding.ts';

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21] as const;
const sines = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

export function md5(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes, 64, true);
  let [a, b, c, d] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let block = 0; block < view.byteLength; block += 64) {
    const [a0, b0, c0, d0] = [a, b, c, d];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      let mixed: number;
      let word: number;
      if (round === 0) [mixed, word] = [(b & c) | (~b & d), i];
      else if (round === 1) [mixed, word] = [(d & b) | (~d & c), (5 * i + 1) & 15];
      else if (round === 2) [mixed, word] = [b ^ c ^ d, (3 * i + 5) & 15];
      else [mixed, word] = [c ^ (b | ~d), (7 * i) & 15];
      const sum = (a + mixed + (sines[i] as number) + view.getInt32(block + 4 * word, true)) | 0;
      const shift = shifts[4 * round + (i & 3)] as number;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    [a, b, c, d] = [(a + a0) | 0, (b + b0) | 0, (c + c0) | 0, (d + d0) | 0];
  }
  const digest = new DataView(new ArrayBuffer(16));
  for (const [i, word] of [a, b, c, d].entries()) digest.setInt32(4 * i, word, true);
  return new Uint8Array(digest.buffer);
}
