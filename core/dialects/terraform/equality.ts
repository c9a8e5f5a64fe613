/** `==` on values, and the order and distinctness of sets. Undecidable where something inside is not known. */
import { type Data, isList, isMap, isReference, type ListData, type MapData, type Value } from '../../values/value.ts';
import { kindOfMapping, kindOfSequence } from './collections.ts';
import { compare, generalText, isBig, isNumber, numberText } from './numbers.ts';

/** `undefined` where the texts do not decide it. Values of different types are not equal: `1 == "1"` is false. */
export function equal(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'known' && b.kind === 'known') return equalData(a.value, b.value);
  return undefined;
}

export function equalData(a: Data, b: Data): boolean | undefined {
  if (isReference(a) || isReference(b)) {
    const same = isReference(a) && isReference(b) && a.resource === b.resource && a.attribute === b.attribute;
    return same ? true : undefined;
  }
  if (isList(a)) return isList(b) && kindOfSequence(a) === kindOfSequence(b) ? equalItems(a, b) : false;
  if (isMap(a)) {
    if (!isMap(b)) return false;
    const [kind, other] = [kindOfMapping(a), kindOfMapping(b)];
    if (kind === 'block' || other === 'block') return undefined;
    return kind === other ? equalMembers(a, b) : false;
  }
  return isBig(a) && isBig(b) ? compare(a, b) === 0 : a === b;
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

/** The same text for equal values and for no others; `undefined` where something inside is not known. */
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
  return isNumber(data) ? `#${numberText(data)}` : JSON.stringify(data);
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

/** Distinct and in the order in which Terraform walks a set: numbers and strings ascending, unknown ones last. */
export function setItems(values: readonly Value[]): Value[] {
  return distinctValues(values)
    .map((value, index) => ({ value, index, data: value.kind === 'known' ? value.value : undefined }))
    .sort((a, b) => order(a.data, b.data) || a.index - b.index)
    .map(({ value }) => value);
}

function order(a: Data | undefined, b: Data | undefined): number {
  if (isNumber(a) && isNumber(b)) return compare(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  const [left, right] = [a, b].map((data) =>
    typeof data === 'object' && data !== null && !isBig(data) ? hashText(data) : '',
  );
  return rank(a) - rank(b) || (left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1);
}

/** What cty orders lists, maps and objects in a set by: their `makeSetHashBytes`. */
function hashText(data: Data): string {
  if (data === null) return '~';
  if (typeof data === 'boolean') return data ? 'T' : 'F';
  if (isNumber(data)) return generalText(data, 10);
  if (typeof data === 'string') return JSON.stringify(data);
  const inside = (value: Value): string => (value.kind === 'known' ? hashText(value.value) : '?');
  if (isList(data)) {
    const items = data.items.map((item) => `${inside(item)};`).join('');
    return kindOfSequence(data) === 'tuple' ? `<${items}>` : `[${items}]`;
  }
  if (!isMap(data)) return '?';
  const isObject = kindOfMapping(data) !== 'map';
  const members = Array.from(
    data.entries,
    ([key, { value }]) => `${isObject ? '' : `${JSON.stringify(key)}=`}${inside(value)};`,
  ).join('');
  return isObject ? `<${members}>` : `{${members}}`;
}

function rank(data: Data | undefined): number {
  return data === undefined
    ? 2
    : typeof data === 'object' && !isBig(data)
      ? 1
      : typeof data === 'boolean'
        ? Number(data) - 3
        : 0;
}
