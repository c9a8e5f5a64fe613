/** `textencodebase64` and `textdecodebase64`: texts in other encodings, by their IANA names in any case. */
import type { Location } from '../../../text/source.ts';
import { unknown, type Value } from '../../../values/value.ts';
import { type FunctionDefinition, refuse, scalar } from './definition.ts';
import { fromBase64, toBase64 } from './encoding.ts';

export const textEncodingFunctions: readonly FunctionDefinition[] = [
  scalar('textencodebase64', ['string', 'string'], ([text, name], at) => {
    const encoding = encodingNamed(name);
    if (!encoding) return notKnown(name, at);
    const bytes = encoding.encode(text);
    return bytes ? toBase64(bytes) : refuse(`text in ${name}`, at);
  }),
  scalar('textdecodebase64', ['string', 'string'], ([text, name], at) => {
    const encoding = encodingNamed(name);
    if (!encoding) return notKnown(name, at);
    const bytes = fromBase64(text);
    return (bytes && encoding.decode(bytes)) ?? refuse(`base64 of a text in ${name}`, at);
  }),
];

interface Encoding {
  /** `undefined` where the encoding does not have a character. */
  encode(text: string): Uint8Array | undefined;
  decode(bytes: Uint8Array): string | undefined;
}

/** Other encodings exist; what a text is in them is not known here. */
const others =
  /^(?:gb|big5|shift_jis|sjis|euc|iso-2022|hz|koi8|macintosh|ibm|cp\d|csiso|utf-?(?:7|32)|windows|iso-8859|iso_8859)/i;

function notKnown(name: string, at: Location): Value {
  return others.test(name) ? unknown('unsupported', `the encoding ${name}`, at) : refuse(`the encoding ${name}`, at);
}

function encodingNamed(name: string): Encoding | undefined {
  switch (name.toLowerCase()) {
    case 'utf-8':
      return { encode: (text) => new TextEncoder().encode(text), decode: (bytes) => decoded('utf-8', bytes) };
    case 'utf-16le':
      return utf16(true, false);
    case 'utf-16be':
      return utf16(false, false);
    case 'utf-16':
      return utf16(false, true);
    case 'us-ascii':
    case 'ascii':
      return singleByte(0x7f);
    case 'iso-8859-1':
    case 'latin1':
      return singleByte(0xff);
    default:
      return undefined;
  }
}

/** With a byte order mark in front where the name leaves the order open. */
function utf16(littleEndian: boolean, marked: boolean): Encoding {
  return {
    encode(text) {
      const units = marked ? `\ufeff${text}` : text;
      const view = new DataView(new ArrayBuffer(2 * units.length));
      for (let i = 0; i < units.length; i++) view.setUint16(2 * i, units.charCodeAt(i), littleEndian);
      return new Uint8Array(view.buffer);
    },
    decode(bytes) {
      const isMarked = marked && bytes.length >= 2;
      const isLittle = isMarked && bytes[0] === 0xff && bytes[1] === 0xfe;
      const content = isLittle || (isMarked && bytes[0] === 0xfe && bytes[1] === 0xff) ? bytes.subarray(2) : bytes;
      return decoded(littleEndian || isLittle ? 'utf-16le' : 'utf-16be', content);
    },
  };
}

function decoded(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // TextDecoder says in no other way that bytes are no text.
    return undefined;
  }
}

function singleByte(highest: number): Encoding {
  return {
    encode(text) {
      const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
      return codes.every((code) => code <= highest) ? Uint8Array.from(codes) : undefined;
    },
    decode: (bytes) =>
      bytes.every((byte) => byte <= highest)
        ? Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
        : undefined,
  };
}
