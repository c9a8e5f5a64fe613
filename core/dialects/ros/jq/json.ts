/** The data of a jq program: JSON, and pieces that the program may pass on but not look at. */
import { compareText } from '../../../text/order.ts';

export type Json = null | boolean | number | string | JsonArray | JsonObject | Opaque;
export type JsonArray = readonly Json[];
export type JsonObject = ReadonlyMap<string, Json>;

/**
 * A piece of data whose text is not known (a parameter without default, another resource's attribute). Moving it about
 * is fine; a program whose answer depends on what it says has no known answer.
 */
export class Opaque {
  readonly content: unknown;

  constructor(content: unknown) {
    this.content = content;
  }
}

export type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export function isArray(value: Json): value is JsonArray {
  return Array.isArray(value);
}

export function isObject(value: Json): value is JsonObject {
  return value instanceof Map;
}

/** jq's order of types: null, false, true, numbers, strings, arrays, objects. */
const order: readonly TypeName[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** Less than 0, 0, or more. Arrays go item by item, objects first by their sorted keys and then by what is under them. */
export function compare(a: Json, b: Json): number {
  const [left, right] = [typeOf(a), typeOf(b)];
  if (left !== right) return order.indexOf(left) - order.indexOf(right);
  if (typeof a === 'number') return a < (b as number) || Number.isNaN(a) ? -1 : a === b ? 0 : 1;
  if (typeof a === 'string') return compareText(a, b as string);
  if (isArray(a) && isArray(b)) return compareLists(a, b);
  if (isObject(a) && isObject(b)) {
    const keys = sortedKeys(a);
    const byKeys = compareLists(keys, sortedKeys(b));
    return byKeys === 0
      ? compareLists(
          keys.map((key) => a.get(key) ?? null),
          keys.map((key) => b.get(key) ?? null),
        )
      : byKeys;
  }
  return Number(a) - Number(b);
}

function compareLists(a: JsonArray, b: JsonArray): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const answer = compare(a[i] as Json, b[i] as Json);
    if (answer !== 0) return answer;
  }
  return a.length - b.length;
}

export function sortedKeys(object: JsonObject): string[] {
  return [...object.keys()].sort(compareText);
}

/** Thrown where a program looks into what is not known; it stands for the answer of the whole program. */
export class Undecided {
  readonly content: unknown;

  constructor(content: unknown) {
    this.content = content;
  }
}

export function typeOf(value: Json): TypeName {
  if (value === null) return 'null';
  if (value instanceof Opaque) throw new Undecided(value.content);
  if (isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return typeof value as TypeName;
}

export function isTrue(value: Json): boolean {
  if (value instanceof Opaque) throw new Undecided(value.content);
  return value !== null && value !== false;
}

/** The text of data, without spaces, as jq writes it. */
export function toText(value: Json): string {
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Opaque) throw new Undecided(value.content);
  if (isArray(value)) return `[${value.map(toText).join(',')}]`;
  if (isObject(value))
    return `{${Array.from(value, ([key, one]) => `${JSON.stringify(key)}:${toText(one)}`).join(',')}}`;
  return JSON.stringify(value);
}

/** Numbers as jq 1.6 writes them: 17 significant digits at most, an exponent of two digits at least. */
function numberText(number: number): string {
  if (Number.isNaN(number)) return 'null';
  if (!Number.isFinite(number)) return `${number < 0 ? '-' : ''}1.7976931348623157e+308`;
  if (number === 0) return Object.is(number, -0) ? '-0' : '0';
  const [mantissa = '', exponent = '0'] = Math.abs(number).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(exponent) + 1;
  const sign = number < 0 ? '-' : '';
  if (point <= -4 || point > digits.length + 15) {
    const power = Number(exponent);
    return `${sign}${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** JSON text as data; throws what JSON.parse throws. */
export function parseJson(text: string): Json {
  return fromPlain(JSON.parse(text));
}

function fromPlain(plain: unknown): Json {
  if (Array.isArray(plain)) return plain.map(fromPlain);
  if (typeof plain !== 'object' || plain === null) return plain as null | boolean | number | string;
  return new Map(Object.entries(plain).map(([key, value]) => [key, fromPlain(value)]));
}
