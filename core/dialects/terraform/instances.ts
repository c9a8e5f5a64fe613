/** How often a resource exists: `count` and `for_each`. */
import type { Location } from '../../text/source.ts';
import {
  isList,
  isMap,
  isReference,
  type Known,
  known,
  oneOf,
  type Unknown,
  unknown,
  type Value,
} from '../../values/value.ts';
import { iteratorValue } from './bodies.ts';
import { kindOfSequence, mapping } from './collections.ts';
import { distinct, withoutRefused } from './combine.ts';
import { convert } from './convert.ts';
import { type DeclaredBlock, settingOf } from './declarations.ts';
import { evaluate } from './expressions.ts';
import { afterCreation, refuse } from './functions/definition.ts';
import { elementsOf } from './loops.ts';
import type { Scope } from './scope.ts';

export interface Instance {
  /** `[0]`, `["key"]`, or nothing. */
  readonly suffix: string;
  readonly key: number | string | undefined;
  readonly exists: 'yes' | 'maybe';
  /** What `count` or `each` is in its block. */
  readonly binding: { readonly name: 'count' | 'each'; readonly value: Value } | undefined;
}

export interface Instances {
  /**
   * `single`: without count and for_each. `count`, `each`: with these keys. `open`: the text does not say how many;
   * one instance without a key stands for all.
   */
  readonly kind: 'single' | 'count' | 'each' | 'open';
  readonly list: readonly Instance[];
  /** For `open`: the numbers of instances that are possible, where these are known. */
  readonly counts: readonly number[] | undefined;
}

/** More instances of a resource than this are not looked at: they say nothing new. */
const maxInstances = 1000;
/** And all resources of a module together have at most this many, but each its first. */
export const maxInstancesOfModule = 20_000;

const single: Instances = {
  kind: 'single',
  list: [{ suffix: '', key: undefined, exists: 'yes', binding: undefined }],
  counts: undefined,
};

/** At most `most` instances, and at most `maxInstances`. */
export function readInstances(declared: DeclaredBlock, scope: Scope, most: number): Instances {
  const room = Math.min(most, maxInstances);
  const count = settingValue(declared, 'count', scope);
  if (count) return counted(withoutRefused(convert(count, 'number')), room);
  const forEach = settingValue(declared, 'for_each', scope);
  return forEach ? keyed(withoutRefused(forEach), room) : single;
}

function settingValue(declared: DeclaredBlock, name: string, scope: Scope): Value | undefined {
  const setting = settingOf(declared, name);
  return setting && evaluate(setting.node.value, { ...scope, source: setting.source });
}

function counted(count: Value, room: number): Instances {
  const options = count.kind === 'oneOf' ? count.options : [count];
  const numbers: number[] = [];
  let open: Unknown | undefined;
  for (const option of options) {
    const n = option.kind === 'known' ? wholeNumber(option) : undefined;
    if (n !== undefined) numbers.push(n);
    else open ??= option.kind === 'unknown' ? option : notUsable(option, 'whole number');
  }
  const [first = 0] = numbers;
  if (open || numbers.some((n) => n !== first)) {
    // Without a reason of its own the index is one of those below the largest count.
    const index = open ?? anyIndex(Math.max(...numbers), count.at);
    return openInstance('count', withIndex(index, count.at), open ? undefined : [...new Set(numbers)]);
  }
  const list = Array.from({ length: Math.min(first, room) }, (_, i): Instance => {
    const value = withIndex(known(i, count.at), count.at);
    return { suffix: `[${i}]`, key: i, exists: 'yes', binding: { name: 'count', value } };
  });
  return { kind: 'count', list, counts: undefined };
}

function wholeNumber({ value }: Known): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

function notUsable(value: Known, wanted: string): Unknown {
  const data = value.value;
  return (isReference(data) ? afterCreation(data, value.at) : refuse(`${wanted} is needed`, value.at)) as Unknown;
}

function anyIndex(count: number, at: Location): Value {
  return oneOf(
    Array.from({ length: Math.min(count, maxInstances) }, (_, i) => known(i, at)),
    at,
  );
}

function withIndex(index: Value, at: Location): Value {
  return mapping('object', new Map([['index', { key: at, value: index }]]), at);
}

function openInstance(name: 'count' | 'each', value: Value, counts?: readonly number[]): Instances {
  return {
    kind: 'open',
    list: [{ suffix: '', key: undefined, exists: 'maybe', binding: { name, value } }],
    counts,
  };
}

/** With several possible collections, a key that stands in all of them exists, and any other may. */
function keyed(collection: Value, room: number): Instances {
  const options = collection.kind === 'oneOf' ? collection.options : [collection];
  const found = new Map<string, { readonly key: Value; readonly values: Value[] }>();
  for (const option of options) {
    if (option.kind === 'unknown') {
      if (options.every(({ kind }) => kind === 'unknown')) return openInstance('each', option);
      // Besides the known collections it may be another: each of their keys is possible.
      continue;
    }
    if (option.value === null) continue;
    if (!isMap(option.value) && !isSet(option)) return openInstance('each', notUsable(option, 'map or set'));
    for (const { key, value } of elementsOf(option) ?? []) {
      if (key.kind !== 'known' || typeof key.value !== 'string') {
        return openInstance('each', key.kind === 'unknown' ? key : unknown('computed', 'for_each', key.at));
      }
      const before = found.get(key.value);
      if (before) before.values.push(value);
      else found.set(key.value, { key, values: [value] });
    }
  }
  const list: Instance[] = [];
  for (const [name, { key, values }] of found) {
    if (list.length === room) break;
    list.push({
      suffix: `[${JSON.stringify(name)}]`,
      key: name,
      exists: values.length === options.length ? 'yes' : 'maybe',
      binding: { name: 'each', value: iteratorValue(key, oneOf(distinct(values), key.at)) },
    });
  }
  return { kind: 'each', list, counts: undefined };
}

function isSet({ value }: Known): boolean {
  return isList(value) && kindOfSequence(value) === 'set';
}
