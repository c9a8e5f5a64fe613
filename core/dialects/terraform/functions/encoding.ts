/** Encodings. Base64 is done here, because `core` knows neither Node's Buffer nor a browser's `btoa`. */

import type { Value } from '../../../values/value.ts';
import { type FunctionDefinition, outcome, refuse, scalar, tolerant } from './definition.ts';
import { jsonText, parsedJson } from './json.ts';

export const encodingFunctions: readonly FunctionDefinition[] = [
  scalar('base64encode', ['string'], ([text]) => toBase64(new TextEncoder().encode(text))),
  scalar('base64decode', ['string'], ([text], at) => {
    const bytes = fromBase64(text);
    const decoded = bytes && utf8Text(bytes);
    return decoded === undefined ? refuse('not base64 of a UTF-8 text', at) : decoded;
  }),
  scalar('urlencode', ['string'], ([text], at) =>
    !/\p{Surrogate}/u.test(text)
      ? encodeURIComponent(text)
          .replace(/%20/g, '+')
          .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
      : refuse('not a text', at),
  ),
  scalar('urldecode', ['string'], ([text], at) => urlDecoded(text) ?? refuse('not an encoded text', at)),
  scalar('jsondecode', ['string'], ([text], at) => parsedJson(text, at)),
  tolerant('jsonencode', 1, 1, ([value], at) => outcome(jsonText(value as Value, at), at)),
];

function urlDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // A wrong escape, or bytes that are no UTF-8: there is no other way to be told.
    return undefined;
  }
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

/** `undefined` for what is not base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  const digits = compact.replace(/=+$/, '');
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

/** `undefined` for bytes that are no UTF-8. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // TextDecoder says so in no other way.
    return undefined;
  }
}
