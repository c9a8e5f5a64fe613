/** Terraform values to JSON text and back. */
import type { DataNode } from '../../../syntax/data.ts';
import { parseJson } from '../../../syntax/json.ts';
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
import { isNumber, numberData, numberText, parseNumber } from '../numbers.ts';
import { afterCreation, refuse } from './definition.ts';

/** JSON as Go writes it: sorted keys, no spaces, `<`, `>` and `&` escaped. What is not known makes the text unknown. */
export function jsonText(value: Value, at: Location): string | Value {
  if (value.kind === 'unknown') return { ...value, at };
  if (value.kind === 'oneOf') return unknownOf(value.options) ?? unknown('limit', 'several values inside of JSON', at);
  const data = value.value;
  if (data === null || typeof data === 'boolean') return String(data);
  if (isNumber(data)) {
    return data === Number.POSITIVE_INFINITY || data === Number.NEGATIVE_INFINITY
      ? refuse('infinite', at)
      : numberText(data);
  }
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
    const json: unknown = JSON.parse(text);
    return exact.test(text) ? exactValue(text, at) : valueOfJson(json, at, 0);
  } catch {
    // The only way to learn from JSON.parse that a text is not JSON.
    return refuse('not JSON', at);
  }
}

/** Numbers that JSON.parse would round, or whose text has an exponent. */
const exact = /\d{16}|\d[eE.]\d*[eE+\d]{12}|\d[eE]/;

/** The same, number by number as it is written. */
function exactValue(text: string, at: Location): Value {
  const [document] = parseJson(text).documents;
  return document?.root ? valueOfNode(document.root, text, at, 0) : refuse('not JSON', at);
}

function valueOfNode(node: DataNode, text: string, at: Location, depth: number): Value {
  if (depth > 100) return unknown('limit', 'JSON', at);
  if (node.kind === 'sequence')
    return sequence(
      'tuple',
      node.items.map((item) => valueOfNode(item, text, at, depth + 1)),
      at,
    );
  if (node.kind === 'map') {
    const members = new Map<string, MapMember>();
    for (const { key, value } of node.entries) {
      if (key.kind !== 'scalar' || !value) continue;
      members.set(String(key.value), { key: at, value: valueOfNode(value, text, at, depth + 1) });
    }
    return mapping('object', members, at);
  }
  if (node.kind !== 'scalar') return refuse('not JSON', at);
  if (typeof node.value !== 'number') return known<Data>(node.value, at);
  const number = parseNumber(text.slice(node.start, node.end));
  return number === undefined ? unknown('limit', 'number', at) : known<Data>(numberData(number), at);
}

function valueOfJson(json: unknown, at: Location, depth: number): Value {
  if (depth > 100) return unknown('limit', 'JSON', at);
  if (Array.isArray(json)) {
    const items = json.map((item) => valueOfJson(item, at, depth + 1));
    return sequence('tuple', items, at);
  }
  if (typeof json === 'object' && json !== null) {
    const members = new Map<string, MapMember>();
    for (const [key, member] of Object.entries(json))
      members.set(key, { key: at, value: valueOfJson(member, at, depth + 1) });
    return mapping('object', members, at);
  }
  return known(json as Data, at);
}
