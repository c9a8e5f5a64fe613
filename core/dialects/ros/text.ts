/** Data as text, as Fn::Join, Fn::Sub and Fn::Str write it, and JSON text as data. */
import type { Location } from '../../text/source.ts';
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
} from '../../values/value.ts';
import { maxLevels, maxParts, maxText } from './limits.ts';

/** Lists and maps become JSON. A reference, or an unknown part, makes the whole unknown. */
export function textOf(data: Data, at: Location): Value<string> {
  if (data === null) return known('', at);
  if (isReference(data)) return unknown('computed', referenceText(data), at);
  if (typeof data !== 'object') return known(String(data), at);
  const seen = { parts: 0, characters: 0 };
  const plain = plainOf(known(data, at), seen, 0);
  if ('kind' in plain) return { ...plain, at };
  return seen.characters > maxText ? tooLong(seen.characters, at) : known(JSON.stringify(plain.json), at);
}

export function referenceText({
  resource,
  attribute,
}: {
  readonly resource: string;
  readonly attribute: string;
}): string {
  return attribute === '' ? resource : `${resource}.${attribute}`;
}

/** Texts one after the other, unless that would grow beyond all bounds. */
export function joined(texts: readonly string[], separator: string, at: Location): Value<string> {
  const length = texts.reduce((sum, text) => sum + text.length, separator.length * Math.max(0, texts.length - 1));
  return length > maxText ? tooLong(length, at) : known(texts.join(separator), at);
}

/** The text with every occurrence of `name` replaced, within the same bound. */
export function replaced(text: string, name: string, replacement: string, at: Location): Value<string> {
  return name === '' ? known(text, at) : joined(text.split(name), replacement, at);
}

function tooLong(length: number, at: Location): Unknown {
  return unknown('limit', `a text of ${length} characters`, at);
}

function plainOf(
  value: Value,
  seen: { parts: number; characters: number },
  depth: number,
): { json: unknown } | Unknown {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'oneOf') return unknown('unsupported', 'text of several possible values', value.at);
  const data = value.value;
  if (isReference(data)) return unknown('computed', referenceText(data), value.at);
  if (depth > maxLevels || ++seen.parts > maxParts) return unknown('limit', 'lists within lists', value.at);
  if (isList(data)) {
    const items: unknown[] = [];
    for (const item of data.items) {
      const plain = plainOf(item, seen, depth + 1);
      if ('kind' in plain) return plain;
      items.push(plain.json);
    }
    return { json: items };
  }
  if (isMap(data)) {
    const object: [string, unknown][] = [];
    for (const [key, member] of data.entries) {
      const plain = plainOf(member.value, seen, depth + 1);
      if ('kind' in plain) return plain;
      object.push([key, plain.json]);
    }
    return { json: Object.fromEntries(object) };
  }
  if (typeof data === 'string') seen.characters += data.length;
  return { json: data };
}

/** What a JSON text says, every part of it at the place given. Text that is not JSON is `invalid`. */
export function parseJsonText(text: string, at: Location): Value {
  try {
    return dataOf(JSON.parse(text), at, 0);
  } catch {
    return unknown('invalid', 'JSON text', at);
  }
}

function dataOf(json: unknown, at: Location, depth: number): Value {
  if (depth > maxLevels) return unknown('limit', 'nesting', at);
  if (Array.isArray(json)) return known({ type: 'list', items: json.map((item) => dataOf(item, at, depth + 1)) }, at);
  if (typeof json === 'object' && json !== null) {
    const entries = new Map<string, MapMember>();
    for (const [key, member] of Object.entries(json))
      entries.set(key, { key: at, value: dataOf(member, at, depth + 1) });
    return known({ type: 'map', entries }, at);
  }
  return known(json as string | number | boolean | null, at);
}
