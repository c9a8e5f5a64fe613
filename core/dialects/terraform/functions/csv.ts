/** `csvdecode`: RFC 4180 as Go's encoding/csv reads it. */
import type { Location, Span } from '../../../text/source.ts';
import { type Known, known, type MapMember, unknown, type Value } from '../../../values/value.ts';
import { mapping, sequence } from '../collections.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import type { AttributeType, Type } from '../types.ts';
import { costly, type FunctionDefinition, mistyped, refuse, tolerant } from './definition.ts';
import { fileOf, writtenAt } from './written.ts';

export const csvFunctions: readonly FunctionDefinition[] = [
  tolerant('csvdecode', 1, 1, ([value], at) =>
    combine([convert(value as Value, 'string')], at, ([text]) =>
      typeof text?.value === 'string' ? table(text as Known<string>, at) : mistyped(text as Known, 'string', at),
    ),
  ),
].map(costly);

/** Far more than a list of ours may hold. */
const maxFields = 200_000;

/** A list of one object for each line, with the names of the first line. */
function table(text: Known<string>, at: Location): Value {
  // A carriage return at the end of a line, or of the text, belongs to the line's end.
  const cleaned = text.value.replace(/\r(?=\n|$)/g, '').normalize();
  const file = cleaned === text.value ? fileOf(text as Known) : undefined;
  const lines = recordsOf(cleaned);
  if (typeof lines === 'string') return lines === 'limit' ? unknown('limit', 'CSV', at) : refuse(lines, at);
  const [first, ...rows] = lines;
  const names = first?.map(({ value }) => value);
  if (!names) return refuse('CSV without a line of names', at);
  if (new Set(names).size < names.length) return refuse('CSV with two columns of one name', at);
  if (rows.some((row) => row.length !== names.length)) return refuse('CSV with lines of different lengths', at);
  const objects = rows.map((row) => {
    const members = names.map((name, i): [string, MapMember] => {
      const field = row[i] as Field;
      return [name, { key: at, value: writtenAt(known(field.value, at), field, file) }];
    });
    return mapping('object', new Map(members), at);
  });
  const attributes = new Map(names.map((name): [string, AttributeType] => [name, { type: 'string', optional: false }]));
  const element: Type = { kind: 'object', attributes };
  return sequence('list', objects, at, element);
}

/** The fields of all lines that are not empty, or what is wrong. */
function recordsOf(lines: string): Field[][] | string {
  const records: Field[][] = [];
  let count = 0;
  let at = 0;
  while (at < lines.length) {
    if (lines[at] === '\n') {
      at++;
      continue;
    }
    const record: Field[] = [];
    records.push(record);
    for (let isLast = false; !isLast; ) {
      const field = lines[at] === '"' ? quotedField(lines, at) : plainField(lines, at);
      if (typeof field === 'string') return field;
      if (++count > maxFields) return 'limit';
      record.push(field);
      isLast = lines[field.end] !== ',';
      at = field.end + 1;
    }
  }
  return records;
}

/** `end`: of the comma or line end behind it. */
interface Field extends Span {
  readonly value: string;
}

const plain = /[^,\n]*/y;

function plainField(text: string, start: number): Field | string {
  plain.lastIndex = start;
  const [value = ''] = plain.exec(text) ?? [];
  return value.includes('"') ? 'CSV with a quote inside of a field' : { value, start, end: start + value.length };
}

function quotedField(text: string, start: number): Field | string {
  const parts: string[] = [];
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return 'CSV with a quote that is not closed';
    parts.push(text.slice(from, quote));
    const next = text[quote + 1];
    if (next === undefined || next === ',' || next === '\n') return { value: parts.join(''), start, end: quote + 1 };
    if (next !== '"') return 'CSV with text behind a quote';
    parts.push('"');
    from = quote + 2;
  }
}
