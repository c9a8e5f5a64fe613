/** What MD5, SHA-1 and SHA-2 share: a message is padded to whole blocks, the last of which ends with its length. */

/** The message, a one bit, zeros, and its length in bits in the last 8 bytes of a block of `size` bytes. */
export function padded(bytes: Uint8Array, size: 64 | 128, littleEndian: boolean): DataView {
  const lengthBytes = size / 8;
  const blocks = Math.ceil((bytes.length + 1 + lengthBytes) / size);
  const all = new Uint8Array(blocks * size);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const view = new DataView(all.buffer);
  view.setBigUint64(all.length - 8, BigInt(bytes.length) * 8n, littleEndian);
  return view;
}
