/** `@base64` and its like. */
import { percentEncoded, toBase64, utf8 } from '../../../text/bytes.ts';
import { described, fail } from './faults.ts';
import { isArray, type Json, toText, typeOf } from './json.ts';

/** `undefined` for a format that there is not. */
export function formatted(name: string, value: Json): string | undefined {
  return Object.hasOwn(formats, name) ? formats[name]?.(value) : undefined;
}

export function asText(value: Json): string {
  return typeof value === 'string' ? value : toText(value);
}

const formats: Readonly<Record<string, (value: Json) => string>> = {
  text: asText,
  json: toText,
  csv: (value) => row(value, 'csv', ',', (text) => `"${text.replaceAll('"', '""')}"`),
  tsv: (value) =>
    row(value, 'tsv', '\t', (text) =>
      text.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c] as string),
    ),
  html: (value) =>
    asText(value).replace(
      /[<>&'"]/g,
      (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&quot;' })[c] as string,
    ),
  uri: (value) => percentEncoded(asText(value)),
  sh: (value) => {
    const words = isArray(value) ? value : [value];
    return words
      .map((word) => {
        const kind = typeOf(word);
        if (kind === 'array' || kind === 'object') return fail(`${described(word)} can not be escaped for shell`);
        return typeof word === 'string' ? `'${word.replaceAll("'", "'\\''")}'` : toText(word);
      })
      .join(' ');
  },
  base64: (value) => toBase64(utf8(asText(value))),
  base64d: (value) => {
    const text = asText(value).replace(/=+$/, '');
    try {
      return new TextDecoder().decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
    } catch {
      return fail(`${described(value)} is not valid base64 data`);
    }
  },
};

function row(value: Json, format: string, separator: string, quote: (text: string) => string): string {
  if (!isArray(value)) return fail(`${described(value)} cannot be ${format}-formatted, only an array can be`);
  return value
    .map((cell) => {
      if (cell === null) return '';
      if (typeof cell === 'string') return quote(cell);
      const kind = typeOf(cell);
      return kind === 'array' || kind === 'object'
        ? fail(`${described(cell)} is not valid in a ${format} row`)
        : toText(cell);
    })
    .join(separator);
}
