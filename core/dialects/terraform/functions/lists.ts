/** Functions of lists and sets. */
import type { Location } from '../../../text/source.ts';
import { isList, isMap, isReference, type Known, known, oneOf, unknown, type Value } from '../../../values/value.ts';
import { itemsIn, kindOfSequence, type SequenceKind, sequence } from '../collections.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import { distinctValues, equal, fingerprint } from '../equality.ts';
import { add, compare, isInteger, isNumber, type Num, numberData, toBigInt, toNumber } from '../numbers.ts';
import { type Type, typeOf, unify } from '../types.ts';
import {
  afterCreation,
  any,
  type FunctionDefinition,
  general,
  mistyped,
  numerical,
  refuse,
  tolerant,
} from './definition.ts';
import { graphemes } from './text.ts';

export const listFunctions: readonly FunctionDefinition[] = [
  general('length', 1, 1, ([value], at) => length(value as Known, at)),
  general('alltrue', 1, 1, ([list], at) => every(list as Known, true, at)),
  general('anytrue', 1, 1, ([list], at) => every(list as Known, false, at)),
  general('chunklist', 2, 2, ([list, size], at) => chunks(list as Known, size as Known, at)),
  general('coalescelist', 1, any, (lists, at) => {
    const wrong = lists.find(({ value }) => !isReference(value) && (!isList(value) || kindOfSequence(value) === 'set'));
    if (wrong) return mistyped(wrong, 'list', at);
    const filled = lists.find(({ value }) => isReference(value) || (isList(value) && value.items.length > 0));
    return filled ?? refuse('no list with elements', at);
  }),
  general('compact', 1, 1, ([list], at) => compact(list as Known, at)),
  general('concat', 1, any, (lists, at) => concat(lists, at)),
  tolerant('contains', 2, 2, ([list, wanted], at) => contains(list as Value, wanted as Value, at)),
  general('distinct', 1, 1, ([list], at) => {
    const items = listItems(list as Known);
    return items ? sequence('list', distinctValues(items), at) : mistyped(list as Known, 'list', at);
  }),
  general('element', 2, 2, ([list, index], at) => element(list as Known, index as Known, at)),
  general('flatten', 1, 1, ([list], at) => {
    const items = itemsIn(list as Known);
    return items ? flatten(items, at) : mistyped(list as Known, 'list', at);
  }),
  tolerant('index', 2, 2, ([list, wanted], at) => indexOf(list as Value, wanted as Value, at)),
  general('matchkeys', 3, 3, ([values, keys, wanted], at) =>
    matchKeys(values as Known, keys as Known, wanted as Known, at),
  ),
  general('one', 1, 1, ([list], at) => one(list as Known, at)),
  numerical('range', 1, 3, (limits, at) => range(limits, at)),
  general('reverse', 1, 1, ([list], at) => {
    const items = itemsIn(list as Known);
    if (!items) return mistyped(list as Known, 'list', at);
    return sequence(kindOf(list as Known) === 'tuple' ? 'tuple' : 'list', [...items].reverse(), at);
  }),
  general('slice', 3, 3, ([list, from, to], at) => slice(list as Known, from as Known, to as Known, at)),
  general('sort', 1, 1, ([list], at) => sort(list as Known, at)),
  general('sum', 1, 1, ([list], at) => sum(list as Known, at)),
];

function kindOf({ value }: Known): SequenceKind {
  return isList(value) ? kindOfSequence(value) : 'tuple';
}

/** The elements as those of a list of one type, which is what a parameter of type `list(any)` makes of a tuple. */
function listItems(list: Known): readonly Value[] | undefined {
  const converted = convert(list, { kind: 'list', element: 'any' });
  return converted.kind === 'known' ? itemsIn(converted) : undefined;
}

function wholeNumber(value: Known): number | undefined {
  const number = convert(value, 'number');
  const isWhole = number.kind === 'known' && isNumber(number.value) && isInteger(number.value);
  return isWhole ? toNumber(number.value as Num) : undefined;
}

function length(value: Known, at: Location): Value | number {
  const { value: data } = value;
  if (typeof data === 'string') return graphemes(data).length;
  if (isList(data)) {
    // A set with unknown elements may hold some of them twice.
    const open =
      kindOfSequence(data) === 'set' && data.items.length > 1 && data.items.some((item) => item.kind !== 'known');
    return open ? unknown('computed', 'length', at) : data.items.length;
  }
  return isMap(data) ? data.entries.size : mistyped(value, 'list, map or string', at);
}

/** `alltrue` (`all`) is false as soon as one is false, `anytrue` true as soon as one is true. */
function every(list: Known, all: boolean, at: Location): Value | boolean {
  const items = itemsIn(list);
  if (!items) return mistyped(list, 'list', at);
  let open: Value | undefined;
  const wrong = items.map((item) => convert(item, 'bool')).find(isRefusedItself);
  if (wrong) return wrong;
  for (const item of items) {
    const truth = convert(item, 'bool');
    // A null counts as false for both.
    if (truth.kind === 'known' && truth.value === null) {
      if (all) return false;
      continue;
    }
    if (truth.kind === 'known' && typeof truth.value === 'boolean') {
      if (truth.value !== all) return !all;
    } else open ??= truth.kind === 'known' ? unknown('computed', 'condition', at) : truth;
  }
  return open?.kind === 'oneOf' ? oneOf([known(true, at), known(false, at)], at) : (open ?? all);
}

function isRefusedItself(value: Value): boolean {
  return value.kind === 'unknown' && value.reason.code === 'invalid';
}

function chunks(list: Known, size: Known, at: Location): Value {
  const items = listItems(list);
  const step = wholeNumber(size);
  if (!items) return mistyped(list, 'list', at);
  if (step === undefined || step < 0) return refuse('whole number is needed', at);
  const lists: Value[] = [];
  for (let i = 0; i < items.length; i += step || items.length) {
    lists.push(sequence('list', items.slice(i, i + (step || items.length)), at));
  }
  return sequence('list', lists, at);
}

function compact(list: Known, at: Location): Value {
  const items = itemsIn(list);
  if (!items) return mistyped(list, 'list', at);
  const kept = items
    .map((item) => convert(item, 'string'))
    .filter((item) => item.kind !== 'known' || (item.value !== '' && item.value !== null));
  return sequence('list', kept, at, 'string');
}

function concat(lists: readonly Known[], at: Location): Value {
  const items: Value[] = [];
  let tuple = false;
  for (const list of lists) {
    const own = itemsIn(list);
    if (!own || kindOf(list) === 'set') return mistyped(list, 'list', at);
    for (const item of own) items.push(item);
    tuple ||= kindOf(list) === 'tuple';
  }
  const made = sequence('tuple', items, at);
  const element = unify(lists.map(elementOfList));
  return tuple || element === undefined ? made : convert(made, { kind: 'list', element });
}

function elementOfList(list: Known): Type {
  const type = typeOf(list);
  return typeof type === 'object' && type.kind === 'list' ? type.element : 'any';
}

/** Undecided where no element is certainly equal and some may be. */
function contains(list: Value, wanted: Value, at: Location): Value {
  return combine([list, wanted], at, ([collection, value]) => {
    const items = collection && itemsIn(collection);
    if (!items) return mistyped(collection as Known, 'list', at);
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

function element(list: Known, index: Known, at: Location): Value {
  const items = itemsIn(list);
  const place = convert(index, 'number');
  if (isReference(list.value)) return afterCreation(list.value, at);
  if (!items || kindOf(list) === 'set') return refuse('list is needed', at);
  if (items.length === 0) return refuse('element of an empty list', at);
  if (place.kind !== 'known' || !isNumber(place.value) || !isInteger(place.value))
    return mistyped(index, 'whole number', at);
  if (Math.abs(toNumber(place.value)) > 2 ** 63) return refuse('element beyond all lists', at);
  // Counted round and round, in a list (not in a tuple) also from the end.
  const length = BigInt(items.length);
  const rest = toBigInt(place.value) % length;
  if (rest < 0n && kindOf(list) === 'tuple') return refuse(`element ${rest}`, at);
  return items[Number((rest + length) % length)] as Value;
}

/** Lists inside of lists are opened at all levels; an unknown element may be a list, so the answer is then unknown. */
function flatten(items: readonly Value[], at: Location): Value {
  const flat: Value[] = [];
  let maybe = false;
  const open = (item: Value): void => {
    const inner = item.kind === 'known' ? itemsIn(item) : undefined;
    if (inner) inner.forEach(open);
    else {
      flat.push(item);
      maybe ||= item.kind === 'oneOf' && item.options.some((option) => option.kind === 'known' && isList(option.value));
    }
  };
  items.forEach(open);
  if (!maybe) return sequence('tuple', flat, at);
  return combine(flat.map(certain), at, () => sequence('tuple', flat, at)).kind === 'unknown'
    ? unknown('limit', 'flatten', at)
    : flattenOptions(flat, at);
}

/** Stands for an element when only the number of combinations matters. */
function certain(value: Value): Value {
  return value.kind === 'unknown' ? known(null, value.at) : value;
}

function flattenOptions(items: readonly Value[], at: Location): Value {
  const lists = items.filter(
    (item) => item.kind === 'oneOf' && item.options.some((option) => option.kind === 'known' && isList(option.value)),
  );
  return combine(lists, at, (chosen) =>
    flatten(
      items.map((item) => chosen[lists.indexOf(item)] ?? item),
      at,
    ),
  );
}

function indexOf(list: Value, wanted: Value, at: Location): Value {
  return combine([list, wanted], at, ([collection, value]) => {
    const items = collection && itemsIn(collection);
    if (!items) return mistyped(collection as Known, 'list', at);
    for (const [i, item] of items.entries()) {
      const same = equal(item, value as Known);
      if (same) return known(i, at);
      if (same === undefined) return unknown('computed', 'index', at);
    }
    return refuse('no such element', at);
  });
}

function matchKeys(values: Known, keys: Known, wanted: Known, at: Location): Value {
  const [items, names, search] = [itemsIn(values), itemsIn(keys), itemsIn(wanted)];
  if (!items || !names || !search) return mistyped(!items ? values : !names ? keys : wanted, 'list', at);
  if (items.length !== names.length) return refuse('lists of different lengths', at);
  const prints = new Set(search.map(fingerprint));
  if (prints.has(undefined) || names.some((name) => fingerprint(name) === undefined))
    return unknown('computed', 'keys', at);
  return sequence(
    'list',
    items.filter((_, i) => prints.has(fingerprint(names[i] as Value))),
    at,
  );
}

function one(list: Known, at: Location): Value {
  const items = itemsIn(list);
  if (!items) return mistyped(list, 'list', at);
  if (items.length > 1) return refuse('one element at most', at);
  return items[0] ?? known(null, at);
}

/** Terraform itself refuses more than 1,024 numbers. */
const maxRange = 1024;

function range(limits: readonly Num[], at: Location): Value {
  const [start, end] = limits.length === 1 ? [0, limits[0] as Num] : [limits[0] as Num, limits[1] as Num];
  const way = compare(end, start);
  const step = limits[2] ?? (way < 0 ? -1 : 1);
  const direction = compare(step, 0);
  if (way !== 0 && (direction === 0 || way * direction < 0)) return refuse('step of the wrong sign', at);
  const numbers: Value[] = [];
  for (let n: Num | undefined = start; n !== undefined && compare(end, n) * direction > 0; n = add(n, step)) {
    if (numbers.length >= maxRange) return refuse(`more than ${maxRange} numbers`, at);
    numbers.push(known(numberData(n), at));
  }
  return sequence('list', numbers, at, 'number');
}

function slice(list: Known, from: Known, to: Known, at: Location): Value {
  const items = itemsIn(list);
  const [start, end] = [wholeNumber(from), wholeNumber(to)];
  if (!items) return mistyped(list, 'list', at);
  if (start === undefined || end === undefined) return mistyped(start === undefined ? from : to, 'whole number', at);
  if (start < 0 || end < start || end > items.length) return refuse('slice out of range', at);
  return sequence(kindOf(list) === 'tuple' ? 'tuple' : 'list', items.slice(start, end), at);
}

function sort(list: Known, at: Location): Value {
  const items = itemsIn(list)?.map((item) => convert(item, 'string'));
  if (!items) return mistyped(list, 'list', at);
  const open = items.find((item) => item.kind !== 'known' || typeof item.value !== 'string');
  if (open?.kind === 'known' && open.value === null) return refuse('null in a list', at);
  if (open) return open.kind === 'unknown' ? { ...open, at } : unknown('computed', 'element', at);
  const texts = items as readonly Known<string>[];
  return sequence(
    'list',
    [...texts].sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)),
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
      let total: Num | undefined = 0;
      for (const number of numbers) {
        if (!isNumber(number.value)) return mistyped(number, 'number', at);
        total = total === undefined ? undefined : add(total, number.value);
      }
      return total === undefined ? unknown('limit', 'number', at) : known(numberData(total), at);
    },
  );
}
