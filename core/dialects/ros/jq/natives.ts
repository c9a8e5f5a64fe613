/** Functions of values: what goes in are the input and each argument's value, what comes out is one value. */
import { utf8 } from '../../../text/bytes.ts';
import { deletePaths, hasKey, indices, updatePath } from './access.ts';
import { add, maxText, sizeOf, splitText } from './arithmetic.ts';
import { described, fail, Stop, spend, type Work } from './faults.ts';
import { asText } from './formats.ts';
import {
  compare,
  isArray,
  isObject,
  isTrue,
  type Json,
  type JsonArray,
  parseJson,
  sortedKeys,
  toText,
  typeOf,
} from './json.ts';
import { match } from './patterns.ts';

export type Native = (input: Json, args: readonly Json[], work: Work) => Json;

const values: Readonly<Record<string, Native>> = {
  'not/0': (input) => !isTrue(input),
  'type/0': (input) => typeOf(input),
  'length/0': length,
  'utf8bytelength/0': (input) => utf8(text(input, 'only strings have UTF-8 byte length')).length,
  'keys/0': (input) => keysOf(input, true),
  'keys_unsorted/0': (input) => keysOf(input, false),
  'has/1': (input, [key = null]) => hasKey(input, key),
  'contains/1': (input, [part = null], work) => contains(input, part, work),
  'tostring/0': (input) => asText(input),
  'tojson/0': (input, _, work) => {
    const written = toText(input);
    if (written.length > maxText) throw new Stop('limit', 'jq');
    spend(work, written.length >> 4);
    return written;
  },
  'fromjson/0': (input) => {
    const written = text(input, 'only strings can be parsed');
    try {
      return parseJson(written);
    } catch {
      return fail(`${written} (while parsing '${written}')`);
    }
  },
  'tonumber/0': (input) => {
    if (typeof input === 'number') return input;
    const written = typeof input === 'string' ? input.trim() : '';
    const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(written) ? Number(written) : Number.NaN;
    return Number.isNaN(number) ? fail(`${described(input)} cannot be parsed as a number`) : number;
  },
  'add/0': (input, _, work) => {
    if (isObject(input)) return [...input.values()].reduce<Json>((sum, item) => add(sum, item, work), null);
    const items = list(input, (what) => `Cannot iterate over ${what}`);
    if (items.length > 0 && items.every((item) => typeof item === 'string'))
      return joinTexts(items as string[], '', work);
    if (items.length > 0 && items.every(isArray)) return concatenated(items as JsonArray[], work);
    return items.reduce<Json>((sum, item) => add(sum, item, work), null);
  },
  'setpath/2': (input, [path = null, value = null], work) =>
    updatePath(
      input,
      list(path, () => 'Path must be specified as an array'),
      work,
      () => value,
    ),
  'delpaths/1': (input, [paths = null], work) => {
    const all = list(paths, () => 'Paths must be specified as an array');
    return deletePaths(
      input,
      all.map((path) => list(path, () => 'Path must be specified as an array')),
      work,
    );
  },
};

const lists: Readonly<Record<string, Native>> = {
  'sort/0': (input, _, work) => {
    const items = list(input, (what) => `${what} cannot be sorted, as it is not an array`);
    spend(work, items.length * (1 + Math.ceil(Math.log2(items.length + 1))));
    for (const item of items) spend(work, sizeOf(item));
    return [...items].sort(compare);
  },
  'min/0': (input) => best(input, (order) => order < 0),
  'max/0': (input) => best(input, (order) => order >= 0),
  'reverse/0': (input, _, work) => {
    if (input === null) return [];
    if (typeof input === 'string') return [...input].reverse().join('');
    spend(work, sizeOf(input));
    return [...list(input, (what) => `Cannot reverse ${what}`)].reverse();
  },
  'indices/1': (input, [part = null], work) => {
    spend(work, sizeOf(input) * Math.max(1, sizeOf(part)));
    return indices(input, part);
  },
  'flatten/0': (input, _, work) => flattened(input, Number.POSITIVE_INFINITY, work),
  'flatten/1': (input, [depth = null], work) =>
    typeof depth === 'number' && depth >= 0
      ? flattened(input, depth, work)
      : fail('flatten depth must not be negative'),
  'transpose/0': (input, _, work) => {
    const rows = list(input, (what) => `Cannot iterate over ${what}`).map((row) =>
      list(row, (what) => `Cannot index ${what}`),
    );
    const width = Math.max(0, ...rows.map((row) => row.length));
    spend(work, width * rows.length);
    return Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? null));
  },
  'bsearch/1': (input, [wanted = null]) => {
    const items = list(input, (what) => `${what} cannot be searched from`);
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(items[middle] as Json, wanted);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return -1 - low;
  },
  'join/1': (input, [separator = null], work) => {
    const items = list(input, (what) => `Cannot iterate over ${what}`);
    if (items.length === 0) return '';
    const texts = items.map((item) => {
      if (item === null) return '';
      const kind = typeOf(item);
      return kind === 'array' || kind === 'object'
        ? fail(`${described(separator)} and ${described(item)} cannot be added`)
        : asText(item);
    });
    if (texts.length === 1) return texts[0] as string;
    return joinTexts(texts, separator === null ? '' : text(separator, 'separator is no string'), work);
  },
};

const texts: Readonly<Record<string, Native>> = {
  'split/1': (input, [separator = null], work) =>
    splitText(
      text(input, 'split input and separator must be strings'),
      text(separator, 'split input and separator must be strings'),
      work,
    ),
  'ascii_downcase/0': (input) =>
    text(input, 'ascii_downcase input must be a string').replace(/[A-Z]/g, (c) => c.toLowerCase()),
  'ascii_upcase/0': (input) =>
    text(input, 'ascii_upcase input must be a string').replace(/[a-z]/g, (c) => c.toUpperCase()),
  'ltrimstr/1': (input, [start = null]) =>
    typeof input === 'string' && typeof start === 'string' && input.startsWith(start)
      ? input.slice(start.length)
      : input,
  'rtrimstr/1': (input, [end = null]) =>
    typeof input === 'string' && typeof end === 'string' && end !== '' && input.endsWith(end)
      ? input.slice(0, -end.length)
      : input,
  'startswith/1': (input, [start = null]) =>
    text(input, 'startswith() requires string inputs').startsWith(text(start, 'startswith() requires string inputs')),
  'endswith/1': (input, [end = null]) =>
    text(input, 'endswith() requires string inputs').endsWith(text(end, 'endswith() requires string inputs')),
  'trim/0': (input) => text(input, 'trim input must be a string').trim(),
  'ltrim/0': (input) => text(input, 'trim input must be a string').trimStart(),
  'rtrim/0': (input) => text(input, 'trim input must be a string').trimEnd(),
  'explode/0': (input, _, work) => {
    const characters = [...text(input, 'explode input must be a string')];
    spend(work, characters.length);
    return characters.map((character) => character.codePointAt(0) as number);
  },
  'implode/0': (input) =>
    list(input, () => 'implode input must be an array')
      .map((code) => {
        const isCode = typeof code === 'number' && Number.isInteger(code) && code >= 0 && code <= 0x10ffff;
        return isCode ? String.fromCodePoint(code) : fail('Unicode codepoint must be numeric');
      })
      .join(''),
  '_match/3': match,
};

function number(f: (n: number) => number): Native {
  return (input) => (typeof input === 'number' ? f(input) : fail(`${described(input)} number required`));
}

function whether(holds: (n: number) => boolean): Native {
  return (input) => (typeof input === 'number' ? holds(input) : fail(`${described(input)} number required`));
}

const smallestNormal = 2 ** -1022;

const oneNumber = [
  'floor',
  'sqrt',
  'ceil',
  'trunc',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'exp',
  'expm1',
  'log',
  'log2',
  'log10',
  'log1p',
  'cbrt',
] as const;

const numbers: Readonly<Record<string, Native>> = {
  ...Object.fromEntries(oneNumber.map((name) => [`${name}/0`, number(Math[name])])),
  'round/0': number((n) => (n < 0 ? -Math.round(-n) : Math.round(n))),
  'fabs/0': number(Math.abs),
  'abs/0': number((n) => (n < 0 ? -n : n)),
  'exp2/0': number((n) => 2 ** n),
  'exp10/0': number((n) => 10 ** n),
  'infinite/0': () => Number.POSITIVE_INFINITY,
  'nan/0': () => Number.NaN,
  'isinfinite/0': whether((n) => Math.abs(n) === Number.POSITIVE_INFINITY),
  'isnan/0': whether(Number.isNaN),
  'isnormal/0': whether((n) => Number.isFinite(n) && Math.abs(n) >= smallestNormal),
  'pow/2': (_, [base = null, power = null]) => twoNumbers(base, power, (a, b) => a ** b),
  'fmin/2': (_, [a = null, b = null]) => twoNumbers(a, b, Math.min),
  'fmax/2': (_, [a = null, b = null]) => twoNumbers(a, b, Math.max),
  'atan2/2': (_, [a = null, b = null]) => twoNumbers(a, b, Math.atan2),
};

export const natives: ReadonlyMap<string, Native> = new Map(
  Object.entries({ ...values, ...lists, ...texts, ...numbers }),
);

function twoNumbers(a: Json, b: Json, f: (a: number, b: number) => number): number {
  if (typeof a !== 'number') return fail(`${described(a)} number required`);
  if (typeof b !== 'number') return fail(`${described(b)} number required`);
  return f(a, b);
}

function text(value: Json, otherwise: string): string {
  typeOf(value);
  return typeof value === 'string' ? value : fail(otherwise);
}

function list(value: Json, otherwise: (what: string) => string): JsonArray {
  typeOf(value);
  return isArray(value) ? value : fail(otherwise(value === null ? 'null (null)' : described(value)));
}

function length(input: Json): Json {
  if (input === null) return 0;
  if (typeof input === 'number') return Math.abs(input);
  if (typeof input === 'string') return [...input].length;
  if (isArray(input)) return input.length;
  if (isObject(input)) return input.size;
  return fail(`${described(input)} has no length`);
}

function keysOf(input: Json, isSorted: boolean): Json {
  if (isArray(input)) return input.map((_, i) => i);
  if (isObject(input)) return isSorted ? sortedKeys(input) : [...input.keys()];
  return fail(`${described(input)} has no keys`);
}

function contains(whole: Json, part: Json, work: Work): boolean {
  spend(work, 1);
  if (isObject(whole) && isObject(part)) {
    return [...part].every(([key, value]) => {
      const other = whole.get(key);
      return other !== undefined && contains(other, value, work);
    });
  }
  if (isArray(whole) && isArray(part)) {
    return part.every((item) => whole.some((other) => typeOf(other) === typeOf(item) && contains(other, item, work)));
  }
  if (typeof whole === 'string' && typeof part === 'string') return whole.includes(part);
  if (typeOf(whole) === typeOf(part)) return compare(whole, part) === 0;
  return fail(`${described(whole)} and ${described(part)} cannot have their containment checked`);
}

function best(input: Json, isBetter: (order: number) => boolean): Json {
  const items = list(input, (what) => `${what} and ${what} cannot be iterated over`);
  return items.reduce<Json>((found, item, i) => (i === 0 || isBetter(compare(item, found)) ? item : found), null);
}

function flattened(input: Json, depth: number, work: Work): JsonArray {
  const items = isObject(input) ? [...input.values()] : list(input, (what) => `Cannot iterate over ${what}`);
  spend(work, items.length);
  return items.flatMap((item) => {
    typeOf(item);
    return isArray(item) && depth > 0 ? flattened(item, depth - 1, work) : [item];
  });
}

function concatenated(all: readonly JsonArray[], work: Work): JsonArray {
  spend(
    work,
    all.reduce((sum, one) => sum + one.length, 0),
  );
  return all.flat(1) as JsonArray;
}

function joinTexts(all: readonly string[], separator: string, work: Work): string {
  const size = all.reduce((sum, one) => sum + one.length, separator.length * Math.max(0, all.length - 1));
  if (size > maxText) throw new Stop('limit', 'jq');
  spend(work, size >> 4);
  return all.join(separator);
}
