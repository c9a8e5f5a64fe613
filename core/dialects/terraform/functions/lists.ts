/** Functions of lists, and of what becomes a list. */

import { compareText } from '../../../text/order.ts';
import type { Location } from '../../../text/source.ts';
import { isList, isReference, type Known, known, oneOf, unknown, type Value } from '../../../values/value.ts';
import { countIn, isWhollyKnown, itemsIn, kindOfSequence, type SequenceKind, sequence } from '../collections.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import { resolved } from '../convertible.ts';
import { distinctValues, equal, fingerprint } from '../equality.ts';
import { add, type Computed, compare, countOf, isNegative, type Numeric } from '../numbers/numeric.ts';
import { nullOf, numberIn, numberValue } from '../traits.ts';
import { kindOf, type Type, typeOf } from '../types.ts';
import { unify } from '../unify.ts';
import {
  afterCreation,
  type FunctionDefinition,
  intOf,
  listOfAny,
  listOfStrings,
  mistyped,
  refuse,
  tolerant,
  typed,
} from './definition.ts';
import { flattened } from './flatten.ts';
import { graphemes } from './graphemes.ts';

const listOfBools: Type = { kind: 'list', element: 'bool' };

export const listFunctions: readonly FunctionDefinition[] = [
  typed('length', { parameters: ['any'], marks: 'shallow', returns: 'number' }, ([value], at) =>
    length(value as Known, at),
  ),
  typed('alltrue', { parameters: [listOfBools], returns: 'bool' }, ([list], at) => every(list as Known, true, at)),
  typed('anytrue', { parameters: [listOfBools], returns: 'bool' }, ([list], at) => every(list as Known, false, at)),
  typed('chunklist', { parameters: [listOfAny, 'number'], marks: 'shallow' }, ([list, size], at) =>
    chunks(list as Known, intOf(size), at),
  ),
  tolerant('coalescelist', 1, Number.POSITIVE_INFINITY, (lists, at) =>
    combine(lists, at, (all) => firstFilled(all, at)),
  ),
  typed('compact', { parameters: [listOfStrings], returns: listOfStrings }, ([list], at) => {
    const kept = itemsOf(list).filter((item) => item.kind !== 'known' || (item.value !== '' && item.value !== null));
    return sequence('list', kept, at, 'string');
  }),
  typed('concat', { parameters: [], rest: 'any', atLeast: 1, marks: 'shallow' }, concat),
  tolerant('contains', 2, 2, ([list, wanted], at) => contains(list as Value, wanted as Value, at)),
  typed('distinct', { parameters: [listOfAny] }, ([list], at) =>
    sequence('list', distinctValues(itemsOf(list)), at, elementOf(list)),
  ),
  typed('element', { parameters: ['any', 'number'], marks: 'shallow' }, ([list, index], at) =>
    element(list as Known, intOf(index), at),
  ),
  typed('flatten', { parameters: ['any'], marks: 'shallow' }, ([list], at) => flattened(list as Known, at)),
  tolerant('index', 2, 2, ([list, wanted], at) => indexOf(list as Value, wanted as Value, at)),
  typed('matchkeys', { parameters: [listOfAny, listOfAny, listOfAny] }, ([values, keys, wanted], at) =>
    matchKeys(values as Known, keys as Known, wanted as Known, at),
  ),
  typed('one', { parameters: ['any'] }, ([list], at) => one(list as Known, at)),
  typed('range', { parameters: [], rest: 'number', returns: { kind: 'list', element: 'number' } }, (limits, at) =>
    range(
      limits.map((limit) => numberIn(limit) as Numeric),
      at,
    ),
  ),
  typed('reverse', { parameters: ['any'], marks: 'shallow' }, ([list], at) => {
    const items = itemsIn(list as Known);
    if (!items) return mistyped(list as Known, 'list', at);
    const tuple = sequenceKind(list) === 'tuple';
    return sequence(tuple ? 'tuple' : 'list', [...items].reverse(), at, tuple ? undefined : elementOf(list));
  }),
  typed('slice', { parameters: ['any', 'number', 'number'], marks: 'shallow' }, ([list, from, to], at) =>
    slice(list as Known, intOf(from), intOf(to), at),
  ),
  typed('sort', { parameters: [listOfStrings], returns: listOfStrings }, ([list], at) => sort(itemsOf(list), at)),
  typed('sum', { parameters: ['any'], returns: 'number' }, ([list], at) => sum(list as Known, at)),
];

function sequenceKind(list: Known | undefined): SequenceKind {
  return list && isList(list.value) ? kindOfSequence(list.value) : 'tuple';
}

function itemsOf(list: Known | undefined): readonly Value[] {
  return (list && itemsIn(list)) ?? [];
}

/** The type of a list's, set's or map's elements. */
function elementOf(list: Known | undefined): Type {
  const type = list ? typeOf(list) : 'any';
  return typeof type !== 'string' && 'element' in type ? type.element : 'any';
}

function length(value: Known, at: Location): Value | number {
  const { value: data } = value;
  if (typeof data === 'string') return graphemes(data).length;
  const items = itemsIn(value);
  // A set with unknown elements may hold some of them twice.
  const open = items && sequenceKind(value) === 'set' && items.length > 1 && items.some((item) => !isWhollyKnown(item));
  return open ? unknown('computed', 'length', at) : (countIn(value) ?? mistyped(value, 'list, map or string', at));
}

/** `alltrue` (`all`) is false as soon as one is false, `anytrue` true as soon as one is true. */
function every(list: Known, all: boolean, at: Location): Value | boolean {
  let open: Value | undefined;
  for (const truth of itemsOf(list)) {
    if (truth.kind === 'known' && typeof truth.value === 'boolean') {
      if (truth.value !== all) return !all;
      // A null counts as false for both.
    } else if (truth.kind === 'known' && truth.value === null) {
      if (all) return false;
    } else open ??= truth.kind === 'known' ? unknown('computed', 'condition', at) : truth;
  }
  return open?.kind === 'oneOf' ? oneOf([known(true, at), known(false, at)], at) : (open ?? all);
}

function chunks(list: Known, size: number | undefined, at: Location): Value {
  const items = itemsOf(list);
  if (size === undefined || size < 0) return refuse('whole number is needed', at);
  const type = typeOf(list);
  const lists: Value[] = [];
  for (let i = 0; i < items.length; i += size || items.length) {
    lists.push(sequence('list', items.slice(i, i + (size || items.length)), at, elementOf(list)));
  }
  return sequence('list', lists, at, type);
}

function firstFilled(lists: readonly Known[], at: Location): Value {
  for (const list of lists) {
    const kind = kindOf(typeOf(list));
    if (!isReference(list.value) && kind !== 'list' && kind !== 'tuple') return refuse('list is needed', at);
  }
  const filled = lists.find(({ value }) => isReference(value) || (isList(value) && value.items.length > 0));
  return filled ?? refuse('no list with elements', at);
}

/** Lists make a list of their common type; with a tuple among them, or without such a type, a tuple. */
function concat(lists: readonly Known[], at: Location): Value {
  const bad = lists.find((list) => !isList(list.value) || sequenceKind(list) === 'set');
  if (bad) return mistyped({ ...bad, value: isReference(bad.value) ? bad.value : null }, 'list', at);
  const common = lists.every((list) => sequenceKind(list) === 'list')
    ? unify(lists.map((list) => typeOf(list)))
    : undefined;
  if (typeof common !== 'object' || common.kind !== 'list') return sequence('tuple', lists.flatMap(itemsOf), at);
  const items: Value[] = [];
  for (const list of lists) {
    const own = convert(list, common);
    if (own.kind !== 'known') return own;
    items.push(...itemsOf(own));
  }
  return sequence('list', items, at, common.element);
}

/** Undecided where no element is certainly equal and some may be. */
function contains(list: Value, wanted: Value, at: Location): Value {
  return combine([list, wanted], at, ([collection, value]) => {
    const items = collection && itemsIn(collection);
    if (!items) return mistyped(collection as Known, 'list', at);
    if (value?.value === null) return refuse('null argument', at);
    let open: Value | undefined;
    for (const item of items) {
      const same = equal(item, value as Known);
      if (same) return known(true, at);
      if (same === undefined) open ??= item;
    }
    if (!open) return known(false, at);
    if (open.kind === 'oneOf') return oneOf([known(true, at), known(false, at)], at);
    return open.kind === 'unknown' ? { ...open, at } : unknown('computed', 'element', at);
  });
}

function element(list: Known, index: number | undefined, at: Location): Value {
  const items = itemsIn(list);
  if (!items || sequenceKind(list) === 'set') return refuse('list is needed', at);
  if (items.length === 0) return refuse('element of an empty list', at);
  if (index === undefined) return refuse('whole number is needed', at);
  const place = index % items.length;
  // Terraform counts from the end of lists, but fails on tuples.
  if (place < 0 && sequenceKind(list) === 'tuple') return refuse(`element ${index}`, at);
  return items[place < 0 ? place + items.length : place] as Value;
}

function indexOf(list: Value, wanted: Value, at: Location): Value {
  return combine([list, wanted], at, ([collection, value]) => {
    const items = collection && itemsIn(collection);
    if (!items) return mistyped(collection as Known, 'list', at);
    if (sequenceKind(collection) === 'set') return refuse('list is needed', at);
    if (value?.value === null) return refuse('null argument', at);
    for (const [i, item] of items.entries()) {
      const same = equal(item, value as Known);
      if (same) return numberValue(countOf(i), at);
      if (same === undefined) return unknown('computed', 'index', at);
    }
    return refuse('no such element', at);
  });
}

function matchKeys(values: Known, keys: Known, wanted: Known, at: Location): Value {
  const type = unify([typeOf(keys), typeOf(wanted)]);
  if (type === undefined) return refuse('keys of different types', at);
  const items = itemsOf(values);
  const [names, search] = [convert(keys, type), convert(wanted, type)];
  if (names.kind !== 'known') return names;
  if (search.kind !== 'known') return search;
  const namesOf = itemsOf(names);
  if (items.length !== namesOf.length) return refuse('lists of different lengths', at);
  const prints = new Set(itemsOf(search).map(fingerprint));
  if (prints.size > 0 && (prints.has(undefined) || namesOf.some((name) => fingerprint(name) === undefined))) {
    return unknown('computed', 'keys', at);
  }
  const kept = items.filter((_, i) => prints.has(fingerprint(namesOf[i] as Value)));
  return sequence('list', kept, at, elementOf(values));
}

function one(list: Known, at: Location): Value {
  const items = itemsIn(list);
  if (!items) return mistyped(list, 'list', at);
  if (items.length > 1) return refuse('one element at most', at);
  const type = sequenceKind(list) === 'tuple' ? 'dynamic' : resolved('dynamic', elementOf(list));
  return items[0] ?? nullOf(type, at);
}

/** Terraform itself refuses more than 1,024 numbers. */
const maxRange = 1024;

function range(limits: readonly Numeric[], at: Location): Value {
  if (limits.length < 1 || limits.length > 3) return refuse(`range of ${limits.length} arguments`, at);
  const [start, end] = limits.length === 1 ? [0, limits[0] as Numeric] : [limits[0] as Numeric, limits[1] as Numeric];
  const down =
    limits.length < 3
      ? compare(end, start) < 0
      : isNegative(limits[2] as Numeric) && compare(limits[2] as Numeric, 0) < 0;
  const step = limits[2] ?? countOf(down ? -1 : 1);
  const direction = down ? -1 : 1;
  if (compare(end, start) * direction < 0) return refuse('step of the wrong sign', at);
  const numbers: Value[] = [];
  for (let n: Computed = start; n !== 'nan' && n !== 'limit' && compare(n, end) * direction < 0; n = add(n, step)) {
    if (numbers.length >= maxRange) return refuse(`more than ${maxRange} numbers`, at);
    numbers.push(numberValue(n, at));
  }
  return sequence('list', numbers, at, 'number');
}

function slice(list: Known, start: number | undefined, end: number | undefined, at: Location): Value {
  const items = itemsIn(list);
  if (!items || sequenceKind(list) === 'set') return mistyped(list, 'list', at);
  if (start === undefined || end === undefined) return refuse('whole number is needed', at);
  if (start < 0 || end < start || end > items.length) return refuse('slice out of range', at);
  const tuple = sequenceKind(list) === 'tuple';
  return sequence(tuple ? 'tuple' : 'list', items.slice(start, end), at, tuple ? undefined : elementOf(list));
}

function sort(items: readonly Value[], at: Location): Value {
  const open = items.find((item) => item.kind !== 'known' || typeof item.value !== 'string');
  if (open?.kind === 'known') {
    return open.value === null ? refuse('null cannot be sorted', at) : afterCreation(open.value, at);
  }
  if (open) return open.kind === 'unknown' ? { ...open, at } : unknown('computed', 'element', at);
  const texts = items as readonly Known<string>[];
  return sequence(
    'list',
    [...texts].sort((a, b) => compareText(a.value, b.value)),
    at,
    'string',
  );
}

function sum(list: Known, at: Location): Value {
  const items = itemsIn(list);
  if (!items) return mistyped(list, 'list', at);
  if (items.length === 0) return refuse('sum of nothing', at);
  return combine(
    items.map((item) => convert(item, 'number')),
    at,
    (numbers) => {
      let total: Computed | undefined;
      for (const value of numbers) {
        const number = numberIn(value);
        if (number === undefined) return mistyped(value, 'number', at);
        if (total === 'nan' || total === 'limit') break;
        total = total === undefined ? number : add(total, number);
      }
      return numberValue(total ?? 'nan', at);
    },
  );
}
