/** Texts as bytes and bytes as texts. `core` knows neither Node's Buffer nor a browser's `btoa`. */

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** `undefined` where the bytes are no UTF-8. A byte order mark stays. */
export function textOfUtf8(bytes: Uint8Array): string | undefined {
  return decoded(bytes, 'utf-8');
}

/** The text of bytes in an encoding of the platform, `undefined` where they are none in it. */
export function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // TextDecoder says so in no other way.
    return undefined;
  }
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As Go's url.QueryEscape and jq's `@uri` write it, but for the blank, which is `%20`. */
export function percentEncoded(text: string): string {
  return Array.from(utf8(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9_.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = Math.min(3, bytes.length - i) + 1;
    for (let digit = 0; digit < 4; digit++) text += digit < digits ? alphabet[(group >> (18 - 6 * digit)) & 63] : '=';
  }
  return text;
}

/** `undefined` for what is not base64. Line breaks do not count. */
export function fromBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  const digits = compact.replace(/={1,2}$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let count = 0;
  let end = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[end++] = (bits >> count) & 255;
  }
  return bytes;
}
