/** What literal text in a template means: escape sequences, `$${` and `%%{`. */
import { invalidCodePoint, invalidEscape } from './messages.ts';
import type { Scanner } from './scanner.ts';

/**
 * The value of a template's literal text between two offsets. In quoted strings backslashes escape; in heredocs and
 * bare templates only the doubled `$` and `%` do. Wrong escapes are reported and kept as written.
 */
export function decodeLiteral(s: Scanner, start: number, end: number, quoted: boolean): string {
  const { text } = s;
  let value = '';
  let from = start;
  let at = start;
  while (at < end) {
    const c = text.charCodeAt(at);
    if (c === 92 && quoted) {
      const length = escapeLength(text, at, end);
      const decoded = decodeEscape(s, at, length);
      if (decoded !== undefined) {
        value += text.slice(from, at) + decoded;
        from = at + length;
      }
      at += length;
    } else if ((c === 36 || c === 37) && text.charCodeAt(at + 1) === c && text.charCodeAt(at + 2) === 123) {
      value += text.slice(from, at + 1);
      from = at + 2;
      at += 3;
    } else at++;
  }
  return value + text.slice(from, end);
}

function escapeLength(text: string, at: number, end: number): number {
  const c = text.charCodeAt(at + 1);
  const digits = c === 117 ? 4 : c === 85 ? 8 : 0;
  let length = 2;
  while (length < digits + 2 && isHex(text.charCodeAt(at + length))) length++;
  return Math.min(length, end - at);
}

/** Undefined where there is no such sequence; the problem is reported. */
function decodeEscape(s: Scanner, at: number, length: number): string | undefined {
  const { text } = s;
  const c = text.charCodeAt(at + 1);
  switch (c) {
    case 110:
      return '\n';
    case 114:
      return '\r';
    case 116:
      return '\t';
    case 34:
      return '"';
    case 92:
      return '\\';
  }
  if ((c === 117 && length === 6) || (c === 85 && length === 10)) {
    const code = Number.parseInt(text.slice(at + 2, at + length), 16);
    if (code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) return String.fromCodePoint(code);
    s.report(invalidCodePoint, at, at + length);
    return undefined;
  }
  s.report(invalidEscape(text.slice(at, at + length)), at, at + length);
  return undefined;
}

function isHex(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102);
}
