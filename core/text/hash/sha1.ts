/** SHA-1 (FIPS 180-4), for functions of template languages that name it. */
import { padded } from './padding.ts';

export function sha1(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes, 64, false);
  const hash = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0].map((word) => word | 0);
  const words = new Int32Array(80);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + 4 * i);
    for (let i = 16; i < 80; i++) {
      const mixed =
        (words[i - 3] as number) ^ (words[i - 8] as number) ^ (words[i - 14] as number) ^ (words[i - 16] as number);
      words[i] = (mixed << 1) | (mixed >>> 31);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash;
    for (let i = 0; i < 80; i++) {
      let mixed: number;
      let constant: number;
      if (i < 20) [mixed, constant] = [(b & c) | (~b & d), 0x5a827999];
      else if (i < 40) [mixed, constant] = [b ^ c ^ d, 0x6ed9eba1];
      else if (i < 60) [mixed, constant] = [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
      else [mixed, constant] = [b ^ c ^ d, 0xca62c1d6];
      const sum = (((a << 5) | (a >>> 27)) + mixed + e + constant + (words[i] as number)) | 0;
      [e, d, c, b, a] = [d, c, (b << 30) | (b >>> 2), a, sum];
    }
    for (const [i, word] of [a, b, c, d, e].entries()) hash[i] = ((hash[i] as number) + word) | 0;
  }
  const digest = new DataView(new ArrayBuffer(20));
  for (const [i, word] of hash.entries()) digest.setInt32(4 * i, word);
  return new Uint8Array(digest.buffer);
}
