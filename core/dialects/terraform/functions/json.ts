/** Terraform values to JSON text and back. */
import type { Location } from '../../../text/source.ts';
import {
  type Data,
  isList,
  isMap,
  isReference,
  known,
  type MapMember,
  type Unknown,
  unknown,
  type Value,
} from '../../../values/value.ts';
import { mapping, sequence } from '../collections.ts';
import { isInfinite, numberText, parseNumber } from '../numbers/numeric.ts';
import { composed } from '../strings.ts';
import { numberIn, numberValue } from '../traits.ts';
import { afterCreation, outcome, refuse } from './definition.ts';

/** JSON as Go writes it: sorted keys, no spaces, `<`, `>` and `&` escaped. What is not known makes the text unknown. */
export function jsonText(value: Value, at: Location): string | Value {
  if (value.kind === 'unknown') return { ...value, at };
  if (value.kind === 'oneOf') return unknownOf(value.options) ?? unknown('limit', 'several values inside of JSON', at);
  const data = value.value;
  if (data === null || typeof data === 'boolean') return String(data);
  const number = numberIn(value);
  if (number !== undefined) return isInfinite(number) ? refuse('infinite number in JSON', at) : numberText(number);
  if (typeof data === 'string') return quoted(data);
  if (isReference(data)) return afterCreation(data, at);
  const parts: string[] = [];
  if (isList(data)) {
    for (const item of data.items) {
      const part = jsonText(item, at);
      if (typeof part !== 'string') return part;
      parts.push(part);
    }
    return `[${parts.join()}]`;
  }
  if (!isMap(data)) return refuse('JSON', at);
  for (const [key, member] of data.entries) {
    const part = jsonText(member.value, at);
    if (typeof part !== 'string') return part;
    parts.push(`${quoted(key)}:${part}`);
  }
  return `{${parts.join()}}`;
}

function unknownOf(options: readonly Value[]): Unknown | undefined {
  return options.find((option) => option.kind === 'unknown');
}

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

function quoted(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] ?? character);
}

/** The value that a JSON text holds, all of it at one place. */
export function parsedJson(text: string, at: Location): Value {
  try {
    const plain: unknown = JSON.parse(text);
    return valueOfJson(hasLongNumbers(text) ? JSON.parse(withTexts(text)) : plain, at, 0);
  } catch {
    // The only way to learn from JSON.parse that a text is not JSON.
    return refuse('not JSON', at);
  }
}

/** Stands before a number that has more digits than JavaScript's; from Unicode's private use area. */
const numberMark = '\uE000';
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function hasLongNumbers(text: string): boolean {
  return /\d[\d.]{15}|[eE][+-]?\d|-0/.test(text) && !/\uE000|\\ue000/i.test(text);
}

/** Numbers as texts with a mark, so that they keep all of their digits. */
function withTexts(text: string): string {
  return text.replace(tokens, (token) => (token.startsWith('"') ? token : `"${numberMark}${token}"`));
}

function valueOfJson(json: unknown, at: Location, depth: number): Value {
  if (depth > 100) return unknown('limit', 'JSON', at);
  if (typeof json === 'string') {
    return json.startsWith(numberMark) ? numberValue(parseNumber(json.slice(1)) ?? 'nan', at) : outcome(json, at);
  }
  if (typeof json === 'number') return numberValue(json, at);
  if (Array.isArray(json)) {
    const items = json.map((item) => valueOfJson(item, at, depth + 1));
    return sequence('tuple', items, at);
  }
  if (typeof json === 'object' && json !== null) {
    const members = new Map<string, MapMember>();
    for (const [key, member] of Object.entries(json)) {
      members.set(composed(key), { key: at, value: valueOfJson(member, at, depth + 1) });
    }
    return mapping('object', members, at);
  }
  return known(json as Data, at);
}
