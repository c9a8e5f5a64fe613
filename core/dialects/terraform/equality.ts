/** `==` on values, and the order and distinctness of sets. Undecidable where something inside is not known. */
import { compareText } from '../../text/order.ts';
import {
  type Data,
  isList,
  isMap,
  isReference,
  type Known,
  type ListData,
  type MapData,
  type Value,
} from '../../values/value.ts';
import { kindOfMapping } from './collections.ts';
import { formatted, numberKey } from './numbers/numerals.ts';
import { compare } from './numbers/numeric.ts';
import { numberIn } from './traits.ts';
import { compatible, typeOf } from './types.ts';

/**
 * `undefined` where the texts do not decide it. Values of different types are not equal: `1 == "1"` is false, and so is
 * `[1] == tolist([1])`; but a null equals every null.
 */
export function equal(a: Value, b: Value): boolean | undefined {
  if (a.kind !== 'known' || b.kind !== 'known') return undefined;
  if (isReference(a.value) || isReference(b.value)) {
    const same =
      isReference(a.value) &&
      isReference(b.value) &&
      a.value.resource === b.value.resource &&
      a.value.attribute === b.value.attribute;
    return same ? true : undefined;
  }
  if (a.value === null || b.value === null) return a.value === b.value;
  if (isBlock(a.value) || isBlock(b.value)) return undefined;
  return compatible(typeOf(a), typeOf(b)) && equalOfOneType(a, b);
}

function isBlock(data: Data): boolean {
  return isMap(data) && kindOfMapping(data) === 'block';
}

function equalOfOneType(a: Known, b: Known): boolean | undefined {
  if (isList(a.value)) return isList(b.value) && equalItems(a.value, b.value);
  if (isMap(a.value)) return isMap(b.value) && equalMembers(a.value, b.value);
  const [left, right] = [numberIn(a), numberIn(b)];
  if (left === undefined || right === undefined) return a.value === b.value;
  return typeof left === 'number' && typeof right === 'number' ? left === right : compare(left, right) === 0;
}

function equalItems(a: ListData, b: ListData): boolean | undefined {
  if (a.items.length !== b.items.length) return false;
  return everyEqual(a.items.map((item, i) => [item, b.items[i] as Value]));
}

function equalMembers(a: MapData, b: MapData): boolean | undefined {
  if (a.entries.size !== b.entries.size) return false;
  const pairs: (readonly [Value, Value])[] = [];
  for (const [key, member] of a.entries) {
    const other = b.entries.get(key);
    if (!other) return false;
    pairs.push([member.value, other.value]);
  }
  return everyEqual(pairs);
}

function everyEqual(pairs: readonly (readonly [Value, Value])[]): boolean | undefined {
  let answer: boolean | undefined = true;
  for (const [left, right] of pairs) {
    const same = equal(left, right);
    if (same === false) return false;
    if (same === undefined) answer = undefined;
  }
  return answer;
}

/** The same text for equal values of one type and for no others; `undefined` where something is not known. */
export function fingerprint(value: Value): string | undefined {
  if (value.kind !== 'known') return undefined;
  const data = value.value;
  if (isReference(data)) return `&${data.resource}.${data.attribute}`;
  if (isList(data)) {
    const parts = data.items.map(fingerprint);
    return parts.includes(undefined) ? undefined : `[${parts.join()}]`;
  }
  if (isMap(data)) {
    let parts = '';
    for (const [key, member] of data.entries) {
      const part = fingerprint(member.value);
      if (part === undefined) return undefined;
      parts += `${JSON.stringify(key)}:${part},`;
    }
    return `{${parts}}`;
  }
  const number = numberIn(value);
  return number === undefined ? JSON.stringify(data) : numberKey(number);
}

/** Without repetitions; what is not known is kept, because it may be anything. */
export function distinctValues(values: readonly Value[]): Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const print = fingerprint(value);
    if (print === undefined) return true;
    if (seen.has(print)) return false;
    seen.add(print);
    return true;
  });
}

/**
 * Distinct and in the order in which Terraform walks a set: numbers and texts ascending, others by the text that cty
 * hashes them by (cty's set_internals.go), unknown ones and nulls last.
 */
export function setItems(values: readonly Value[]): Value[] {
  return distinctValues(values)
    .map((value, index) => ({ value, index, print: '' }))
    .sort((a, b) => order(a, b) || a.index - b.index)
    .map(({ value }) => value);
}

interface Sorted {
  readonly value: Value;
  print: string;
}

function order(a: Sorted, b: Sorted): number {
  const ranks = rank(a.value) - rank(b.value);
  if (ranks !== 0 || a.value.kind !== 'known' || b.value.kind !== 'known') return ranks;
  const [left, right] = [numberIn(a.value), numberIn(b.value)];
  if (left !== undefined && right !== undefined) return compare(left, right);
  const [first, second] = [a.value.value, b.value.value];
  if (typeof first === 'string' && typeof second === 'string') return compareText(first, second);
  if (typeof first === 'boolean' && typeof second === 'boolean') return Number(first) - Number(second);
  a.print ||= hashText(a.value);
  b.print ||= hashText(b.value);
  return compareText(a.print, b.print);
}

function rank(value: Value): number {
  if (value.kind !== 'known' || isReference(value.value)) return 1;
  return value.value === null ? 2 : 0;
}

function hashText(value: Value): string {
  if (value.kind !== 'known' || isReference(value.value)) return '?';
  const data = value.value;
  if (data === null) return '~';
  const number = numberIn(value);
  if (number !== undefined) return formatted(number, 'g', 10);
  if (typeof data === 'string') return JSON.stringify(data);
  if (typeof data === 'boolean') return data ? 'T' : 'F';
  const tuple = typeOf(value);
  if (isList(data)) {
    const parts = data.items.map((item) => `${hashText(item)};`).join('');
    return typeof tuple !== 'string' && tuple.kind === 'tuple' ? `<${parts}>` : `[${parts}]`;
  }
  if (!isMap(data)) return '';
  const isMapType = kindOfMapping(data) === 'map';
  const parts = Array.from(data.entries, ([key, member]) =>
    isMapType ? `${JSON.stringify(key)}:${hashText(member.value)};` : `${hashText(member.value)};`,
  ).join('');
  return isMapType ? `{${parts}}` : `<${parts}>`;
}
