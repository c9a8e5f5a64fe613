/** `+ - * / %` and comparisons. */
import { mergeDeep } from './access.ts';
import { described, fail, Stop, spend, type Work } from './faults.ts';
import { compare, isArray, isObject, type Json, typeOf } from './json.ts';
import type { Operator } from './syntax.ts';

/** Characters of one text. */
export const maxText = 1_000_000;

export function operate(operator: Operator, a: Json, b: Json, work: Work): Json {
  return operations[operator](a, b, work);
}

type Operation = (a: Json, b: Json, work: Work) => Json;

const operations: Readonly<Record<Operator, Operation>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
  '==': (a, b, work) => compared(a, b, work) === 0,
  '!=': (a, b, work) => compared(a, b, work) !== 0,
  '<': (a, b, work) => compared(a, b, work) < 0,
  '<=': (a, b, work) => compared(a, b, work) <= 0,
  '>': (a, b, work) => compared(a, b, work) > 0,
  '>=': (a, b, work) => compared(a, b, work) >= 0,
};

function compared(a: Json, b: Json, work: Work): number {
  spend(work, Math.min(sizeOf(a), sizeOf(b)));
  return compare(a, b);
}

/** How much there is at the first level. */
export function sizeOf(value: Json): number {
  if (typeof value === 'string') return value.length >> 4;
  return isArray(value) ? value.length : isObject(value) ? value.size : 0;
}

export function add(a: Json, b: Json, work: Work): Json {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length + b.length > maxText) throw new Stop('limit', 'jq');
    spend(work, (a.length + b.length) >> 4);
    return a + b;
  }
  if (isArray(a) && isArray(b)) {
    spend(work, a.length + b.length);
    return [...a, ...b];
  }
  if (isObject(a) && isObject(b)) {
    spend(work, a.size + b.size);
    return new Map([...a, ...b]);
  }
  return fail(`${described(a)} and ${described(b)} cannot be added`);
}

function subtract(a: Json, b: Json, work: Work): Json {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isArray(a) && isArray(b)) {
    spend(work, a.length * b.length);
    return a.filter((item) => !b.some((other) => compare(item, other) === 0));
  }
  return fail(`${described(a)} and ${described(b)} cannot be subtracted`);
}

function multiply(a: Json, b: Json, work: Work): Json {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (isObject(a) && isObject(b)) return mergeDeep(a, b, work);
  const [text, times] = typeof a === 'string' ? [a, b] : [b, a];
  if (typeof text !== 'string' || typeof times !== 'number') {
    return fail(`${described(a)} and ${described(b)} cannot be multiplied`);
  }
  // jq 1.6 repeats a text at least once for any number above 0, and gives null for 0 and less.
  if (times <= 0) return null;
  const count = Math.max(1, Math.ceil(times));
  if (text.length * count > maxText) throw new Stop('limit', 'jq');
  spend(work, (text.length * count) >> 4);
  return text.repeat(count);
}

function divide(a: Json, b: Json, work: Work): Json {
  if (typeof a === 'number' && typeof b === 'number') {
    return b === 0 ? fail(`${described(a)} and ${described(b)} cannot be divided because the divisor is zero`) : a / b;
  }
  if (typeof a === 'string' && typeof b === 'string') return splitText(a, b, work);
  return fail(`${described(a)} and ${described(b)} cannot be divided`);
}

function remainder(a: Json, b: Json): Json {
  if (typeof a !== 'number' || typeof b !== 'number') {
    return fail(`${typeOf(a)} and ${typeOf(b)} cannot be divided`);
  }
  const divisor = Math.abs(Math.trunc(b));
  if (divisor === 0) return fail(`${described(a)} and ${described(b)} cannot be divided because the divisor is zero`);
  const rest = Math.trunc(a) % divisor;
  return rest === 0 ? 0 : rest;
}

/** Text between separators; without a separator, each character. */
export function splitText(text: string, separator: string, work: Work): Json {
  spend(work, text.length);
  if (text === '') return [];
  return separator === '' ? [...text] : text.split(separator);
}
