/**
 * `textencodebase64` and `textdecodebase64`. Terraform asks golang.org/x/text for an encoding by its IANA name; those
 * that templates use are here, and for the rest the platform's TextDecoder knows the same tables (both are WHATWG's).
 */

import { decoded, fromBase64, toBase64, utf8 } from '../../../text/bytes.ts';
import type { Location } from '../../../text/source.ts';
import { unknown, type Value } from '../../../values/value.ts';
import { costly, type FunctionDefinition, refuse, scalar } from './definition.ts';

export const charsetFunctions: readonly FunctionDefinition[] = [
  scalar('textencodebase64', ['string', 'string'], ([text, name], at) => {
    const charset = charsetOf(name);
    if (!charset) return unknown('unsupported', `encoding ${name}`, at);
    const bytes = charset.encode(text);
    if (bytes === 'unsure') return unknown('unsupported', `encoding ${name}`, at);
    return bytes ? toBase64(bytes) : refuse(`text that ${name} cannot represent`, at);
  }),
  scalar('textdecodebase64', ['string', 'string'], ([text, name], at) => decodedText(text, name, at)),
].map(costly);

function decodedText(text: string, name: string, at: Location): Value | string {
  const charset = charsetOf(name);
  if (!charset) return unknown('unsupported', `encoding ${name}`, at);
  const bytes = fromBase64(text);
  const read = bytes && charset.decode(bytes);
  return read === undefined || read.includes('\ufffd') ? refuse(`bytes that are no ${name}`, at) : read.normalize();
}

interface Charset {
  /** `undefined` for a text that the encoding cannot hold; `unsure` where nobody here knows. */
  encode(text: string): Uint8Array | 'unsure' | undefined;
  decode(bytes: Uint8Array): string | undefined;
}

/** IANA's names and the aliases that are in use, in lower case. */
const names: readonly (readonly [aliases: string, charset: () => Charset])[] = [
  ['utf-8 utf8 csutf8', () => ({ encode: utf8, decode: (bytes) => decoded(bytes, 'utf-8') })],
  ['utf-16le csutf16le', () => utf16(true)],
  ['utf-16be csutf16be', () => utf16(false)],
  ['utf-16 csutf16', utf16WithMark],
  ['us-ascii ascii ansi_x3.4-1968 iso646-us us csascii', () => direct(0x7f)],
  ['iso-8859-1 iso_8859-1 latin1 l1 ibm819 cp819 csisolatin1', () => direct(0xff)],
  ['windows-1252 cswindows1252', () => oneByte(latinOfWindows)],
  ...'1250 1251 1253 1254 1255 1256 1257 1258'
    .split(' ')
    .map(
      (page) =>
        [`windows-${page} cswindows${page}`, () => oneByte((bytes) => decoded(bytes, `windows-${page}`))] as const,
    ),
  ['gbk cp936 ms936 windows-936 csgbk', () => twoBytes('gbk')],
  ['gb18030 csgb18030', () => twoBytes('gb18030')],
  ['big5 csbig5', () => twoBytes('big5')],
  ['shift_jis ms_kanji csshiftjis', () => twoBytes('shift_jis')],
  ['euc-kr cseuckr', () => twoBytes('euc-kr')],
];

const made = new Map<string, Charset>();

function charsetOf(name: string): Charset | undefined {
  const wanted = name.toLowerCase();
  const before = made.get(wanted);
  if (before) return before;
  const charset = names.find(([aliases]) => aliases.split(' ').includes(wanted))?.[1]();
  if (charset) made.set(wanted, charset);
  return charset;
}

function utf16(isLittle: boolean): Charset {
  return {
    encode(text) {
      const view = new DataView(new ArrayBuffer(text.length * 2));
      for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), isLittle);
      return new Uint8Array(view.buffer);
    },
    decode: (bytes) => decoded(bytes, isLittle ? 'utf-16le' : 'utf-16be'),
  };
}

/** Written big end first with a byte order mark; read by the mark, without one big end first. */
function utf16WithMark(): Charset {
  const big = utf16(false);
  return {
    encode: (text) => big.encode(`\ufeff${text}`),
    decode(bytes) {
      const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
      const isMarked = isLittle || (bytes[0] === 0xfe && bytes[1] === 0xff);
      return utf16(isLittle).decode(isMarked ? bytes.subarray(2) : bytes);
    },
  };
}

/** Bytes that are code points. */
function direct(last: number): Charset {
  return {
    encode: (text) =>
      Array.from(text).every((character) => (character.codePointAt(0) as number) <= last)
        ? Uint8Array.from(text, (character) => character.charCodeAt(0))
        : undefined,
    decode: (bytes) =>
      bytes.every((byte) => byte <= last) ? Array.from(bytes, (byte) => String.fromCharCode(byte)).join('') : undefined,
  };
}

/** 0x80 to 0x9f in windows-1252; Node's TextDecoder takes them for the control characters that Latin-1 has there. */
const differences = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function latinOfWindows(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => differences[byte - 0x80] ?? String.fromCharCode(byte)).join('');
}

/** One byte for each character: the table is what each byte is read as. */
function oneByte(decode: Charset['decode']): Charset {
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const character = decode(Uint8Array.of(byte));
    if (character !== undefined) bytes.set(character, byte);
  }
  return {
    encode(text) {
      const all = Array.from(text, (character) => bytes.get(character));
      return all.includes(undefined) ? undefined : Uint8Array.from(all as number[]);
    },
    decode,
  };
}

/**
 * ASCII and pairs of bytes. A character that two pairs are read as, or none (GB 18030 has some of four bytes), is not
 * written: which bytes Terraform would take is not known here.
 */
function twoBytes(name: string): Charset {
  const pairs = new Map<string, number | undefined>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const character = decoded(Uint8Array.of(first, second), name);
      if (character === undefined || Array.from(character).length !== 1) continue;
      pairs.set(character, pairs.has(character) ? undefined : (first << 8) | second);
    }
  }
  return {
    encode(text) {
      const bytes: number[] = [];
      for (const character of text) {
        const code = character.codePointAt(0) as number;
        const pair = pairs.get(character);
        if (code < 0x80) bytes.push(code);
        else if (pair === undefined) return 'unsure';
        else bytes.push(pair >> 8, pair & 255);
      }
      return Uint8Array.from(bytes);
    },
    decode: (bytes) => decoded(bytes, name),
  };
}
