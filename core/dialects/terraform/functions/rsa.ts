/** `rsadecrypt`: PKCS #1 v1.5 (RFC 8017, 7.2.2) with a private key in PEM, of PKCS #1 or PKCS #8, not encrypted. */

import { fromBase64, hex, textOfUtf8 } from '../../../text/bytes.ts';
import type { Location } from '../../../text/source.ts';
import { unknown, type Value } from '../../../values/value.ts';
import { type Scope, spend } from '../scope.ts';
import { type FunctionDefinition, refuse, scalar } from './definition.ts';

export const rsaFunctions: readonly FunctionDefinition[] = [
  scalar('rsadecrypt', ['string', 'string'], ([text, key], at, scope) => {
    const cipher = fromBase64(text);
    return cipher ? decrypted(cipher, key, scope, at) : refuse('not base64', at);
  }),
];

const maxBits = 4096;

function decrypted(cipher: Uint8Array, pem: string, scope: Scope, at: Location): Value | string {
  const [, kind, lines = ''] = /-----BEGIN ([A-Z ]+)-----([^-]*)-----END \1-----/.exec(pem) ?? [];
  if (kind !== 'RSA PRIVATE KEY' && kind !== 'PRIVATE KEY') {
    return kind ? unknown('unsupported', kind, at) : refuse('private key', at);
  }
  if (lines.includes(':')) return refuse('private key with a passphrase', at);
  const der = fromBase64(lines.replace(/\s/g, ''));
  const numbers = der && (kind === 'PRIVATE KEY' ? numbersInside(der) : numbersOf(der));
  const [, modulus = 0n, , exponent] = numbers ?? [];
  if (exponent === undefined || modulus <= 0n) return refuse('private key', at);
  const size = Math.ceil(modulus.toString(2).length / 8);
  // The work grows faster than this, but larger keys are not taken.
  if (size * 8 > maxBits || !spend(scope, size * size)) return unknown('limit', 'private key', at);
  const number = numberOf(cipher);
  if (cipher.length > size || number >= modulus) return refuse('text that is not encrypted with this key', at);
  const block = power(number, exponent, modulus)
    .toString(16)
    .padStart(size * 2, '0');
  // 0, 2, at least eight bytes that are not zero, 0, the message.
  const [, message] = /^0002(?:(?!00)..){8,}?00((?:..)*)$/.exec(block) ?? [];
  if (message === undefined) return refuse('text that is not encrypted with this key', at);
  const bytes = Uint8Array.from(message.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  return textOfUtf8(bytes)?.normalize() ?? unknown('unsupported', 'rsadecrypt to bytes that are no UTF-8', at);
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes) || '0'}`);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * base) % modulus;
  }
  return result;
}

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly end: number;
}

/** One element of DER (X.690): a tag, a length, the content. */
function elementAt(der: Uint8Array, at: number): Element | undefined {
  const first = der[at + 1];
  if (first === undefined) return undefined;
  const extra = first < 0x80 ? 0 : first & 0x7f;
  if (extra > 3) return undefined;
  const start = at + 2 + extra;
  const length = extra === 0 ? first : Number(numberOf(der.subarray(at + 2, start)));
  return start + length > der.length
    ? undefined
    : { tag: der[at] as number, content: der.subarray(start, start + length), end: start + length };
}

function elementsOf(der: Uint8Array): Element[] {
  const whole = elementAt(der, 0);
  const elements: Element[] = [];
  if (whole?.tag !== 0x30) return elements;
  for (let at = 0; at < whole.content.length; ) {
    const element = elementAt(whole.content, at);
    if (!element) return [];
    elements.push(element);
    at = element.end;
  }
  return elements;
}

/** RSAPrivateKey: version, modulus, public exponent, private exponent, … */
function numbersOf(der: Uint8Array): bigint[] {
  return elementsOf(der)
    .filter(({ tag }) => tag === 2)
    .map(({ content }) => numberOf(content));
}

/** PrivateKeyInfo: version, algorithm, and the key in an octet string. */
function numbersInside(der: Uint8Array): bigint[] {
  const key = elementsOf(der).find(({ tag }) => tag === 4);
  return key ? numbersOf(key.content) : [];
}
