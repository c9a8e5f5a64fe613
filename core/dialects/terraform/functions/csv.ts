/** `csvdecode`, by the rules of Go's encoding/csv: RFC 4180 with empty lines passed over. */
import type { Location } from '../../../text/source.ts';
import { type Data, known, type MapMember, unknown, type Value } from '../../../values/value.ts';
import { mapping, sequence } from '../collections.ts';
import { type FunctionDefinition, refuse, scalar } from './definition.ts';

export const csvFunctions: readonly FunctionDefinition[] = [
  scalar('csvdecode', ['string'], ([text], at) => decode(text, at)),
];

/** More fields than a configuration walks over. */
const maxFields = 50_000;

/** A list of objects, one for each line behind the header. */
function decode(text: string, at: Location): Value {
  const records = recordsOf(text);
  if (records === 'limit') return unknown('limit', 'CSV', at);
  const [header, ...rows] = records ?? [];
  if (!records || !header) return refuse(records ? 'CSV without header line' : 'not CSV', at);
  if (new Set(header).size < header.length) return refuse('two CSV columns of one name', at);
  if (rows.some(({ length }) => length !== header.length)) return refuse('CSV lines of different lengths', at);
  const objects = rows.map((row) => {
    const members = new Map<string, MapMember>();
    for (const [i, name] of header.entries()) members.set(name, { key: at, value: known<Data>(row[i] ?? '', at) });
    return mapping('object', members, at);
  });
  return sequence('list', objects, at);
}

/** `undefined` for what is not CSV. */
function recordsOf(text: string): string[][] | 'limit' | undefined {
  const records: string[][] = [];
  let fields = 0;
  let at = 0;
  while (at < text.length) {
    const blank = /^\r?\n/.exec(text.slice(at, at + 2));
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const record: string[] = [];
    for (let more = true; more; ) {
      const field = fieldAt(text, at);
      if (!field) return undefined;
      if (++fields > maxFields) return 'limit';
      record.push(field.value);
      at = field.end;
      more = text[at] === ',';
      if (more) at++;
    }
    at += /^\r?\n/.exec(text.slice(at, at + 2))?.[0].length ?? 0;
    records.push(record);
  }
  return records;
}

/** One field and where it ends: at a comma, a line's end or the text's. */
function fieldAt(text: string, from: number): { readonly value: string; readonly end: number } | undefined {
  if (text[from] !== '"') {
    let end = from;
    while (end < text.length && text[end] !== ',' && text[end] !== '\n') end++;
    const ends = text[end] === ',' || text[end - 1] !== '\r' || end === from ? end : end - 1;
    const value = text.slice(from, ends);
    return value.includes('"') ? undefined : { value, end: ends };
  }
  let value = '';
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') {
      // Line ends inside of quotes become one character.
      if (text[at] === '\r' && text[at + 1] === '\n') continue;
      value += text[at];
    } else if (text[at + 1] === '"') {
      value += '"';
      at++;
    } else {
      const rest = text.slice(at + 1, at + 3);
      return rest === '' || /^(?:,|\n|\r\n)/.test(rest) ? { value, end: at + 1 } : undefined;
    }
  }
  return undefined;
}
