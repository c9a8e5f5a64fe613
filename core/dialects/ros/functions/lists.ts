/** Functions over lists: Fn::Select, Fn::Length, Fn::Index, Fn::ListMerge, and Fn::Add, which is also one of them. */
import {
  type Data,
  isList,
  isMap,
  isReference,
  type Known,
  known,
  type ListData,
  mapValue,
  unknown,
  usedAt,
  type Value,
} from '../../../values/value.ts';
import { referenceTo } from '../../resource.ts';
import { combine, equal, fold } from '../combine.ts';
import { maxItems } from '../limits.ts';
import { referenceText } from '../text.ts';
import { argumentValues, asList, type Call, type Implementation, malformed, numberOf, withItems } from './call.ts';

export const lists: Record<string, Implementation> = {
  'Fn::Select'(call) {
    const [index, from, byDefault] = argumentValues(call);
    if (!index || !from) return malformed(call);
    return mapValue(from, (one) => selected(call, index, one, byDefault));
  },

  'Fn::Length'(call) {
    const [only] = argumentValuesAsOne(call);
    if (!only) return malformed(call);
    return combine([only], call.at, ([data = null]) => {
      if (isList(data)) return known(data.items.length, call.at);
      if (isMap(data)) return known(data.entries.size, call.at);
      if (isReference(data)) return unknown('computed', referenceText(data), call.at);
      return typeof data === 'string' ? known(data.length, call.at) : malformed(call);
    });
  },

  'Fn::Index'(call) {
    const [item, list] = argumentValues(call);
    if (!item || !list) return malformed(call);
    return withItems(call, list, (items) =>
      combine([item, ...items], call.at, ([wanted = null, ...members]) => {
        const answers = members.map((member) => equal(member, wanted));
        const place = answers.findIndex((answer) => answer !== false);
        // What is not in the list has the empty text for an index.
        if (place < 0) return known('', call.at);
        return answers[place] ? known(place, call.at) : unknown('unsupported', call.name, call.at);
      }),
    );
  },

  'Fn::ListMerge': (call) => mergedLists(call, argumentValues(call)),

  'Fn::Add'(call) {
    const values = argumentValues(call);
    const first = values.find((value) => value.kind === 'known');
    if (first && isList(first.value)) return mergedLists(call, values);
    return combine(values, call.at, (data) => {
      if (data.every(isMap)) {
        return known({ type: 'map', entries: new Map(data.flatMap(({ entries }) => [...entries])) }, call.at);
      }
      const numbers = data.map(numberOf);
      return numbers.every((number) => number !== undefined)
        ? known(
            numbers.reduce((sum, number) => sum + number, 0),
            call.at,
          )
        : malformed(call);
    });
  },
};

/** A list argument given directly (`Fn::Length: [a, b]`) is itself the value. */
function argumentValuesAsOne({ argument, evaluation, scope }: Call): readonly Value[] {
  const value = argument && evaluation.value(argument, scope);
  return value ? [value] : [];
}

function selected(call: Call, index: Value, from: Known, byDefault: Value | undefined): Value {
  const { at } = call;
  const { value: data } = from;
  if (isReference(data)) {
    // An item of what a resource gives: which one is kept, so that the reference still says to what it refers.
    return mapValue(index, ({ value: key }) =>
      known(data.attribute === '' ? data : referenceTo(data.resource, `${data.attribute}[${String(key)}]`), at),
    );
  }
  // Without a default, what is not there is the empty text.
  const missing = (): Value => byDefault ?? known('', at);
  if (isMap(data)) {
    if (index.kind === 'unknown')
      return fold(
        [...data.entries.values()].map(({ value }) => placed(value, from, at)),
        at,
      );
    return mapValue(index, ({ value: key }) => {
      const member = data.entries.get(String(key));
      return member ? placed(member.value, from, at) : missing();
    });
  }
  const list = asList(from, at);
  if (list.kind !== 'known') return list.kind === 'unknown' ? list : malformed(call);
  const { items } = list.value;
  if (index.kind === 'unknown') {
    return items.length === 0
      ? { ...index, at }
      : fold(
          items.map((item) => placed(item, from, at)),
          at,
        );
  }
  return mapValue(index, ({ value: key }) => {
    if (typeof key === 'string' && key.includes(':')) return slice(call, items, key);
    const place = numberOf(key);
    if (place === undefined) return malformed(call);
    const item = items[place < 0 ? items.length + place : place];
    return item ? placed(item, from, at) : missing();
  });
}

/** An item of a list that is itself used here and written elsewhere (a parameter's default) is used here as well. */
function placed(item: Value, { definedAt }: Known, at: Call['at']): Value {
  return definedAt ? usedAt(item, at) : item;
}

/** `start:stop:step` as in Python: each may be left out, and negative places count from the end. */
function slice(call: Call, items: readonly Value[], text: string): Value {
  const parts = text.split(':').map((part) => (part.trim() === '' ? undefined : Number(part)));
  const [start, stop, step = 1] = parts;
  if (parts.length > 3 || step === 0 || parts.some((part) => part !== undefined && !Number.isInteger(part))) {
    return malformed(call);
  }
  const { length } = items;
  const [least, most] = step > 0 ? [0, length] : [-1, length - 1];
  const within = (place: number): number => Math.max(least, Math.min(most, place < 0 ? place + length : place));
  const from = start === undefined ? (step > 0 ? 0 : most) : within(start);
  const to = stop === undefined ? (step > 0 ? length : -1) : within(stop);
  const chosen: Value[] = [];
  for (let i = from; step > 0 ? i < to : i > to; i += step) chosen.push(items[i] as Value);
  return known({ type: 'list', items: chosen }, call.at);
}

/** One list after the other. What a resource gives stands for the items that it will have. */
function mergedLists(call: Call, values: readonly Value[]): Value {
  const parts = values.map((value) =>
    mapValue<Data, Data>(value, (one) => {
      if (isList(one.value)) return one;
      return known<Data>({ type: 'list', items: [one] }, one.at);
    }),
  );
  const open = parts.some((part) => part.kind === 'unknown');
  const length = parts.reduce(
    (sum, part) => sum + (part.kind === 'known' && isList(part.value) ? part.value.items.length : 1),
    0,
  );
  if (length > maxItems) return unknown('limit', `${length} items`, call.at);
  if (open || parts.every((part) => part.kind === 'known')) {
    const items = parts.flatMap((part) => (part.kind === 'known' && isList(part.value) ? part.value.items : [part]));
    return known({ type: 'list', items }, call.at);
  }
  return combine(parts, call.at, (data) => {
    const items = (data as ListData[]).flatMap((list) => list.items);
    return items.length > maxItems
      ? unknown('limit', `${items.length} items`, call.at)
      : known({ type: 'list', items }, call.at);
  });
}
