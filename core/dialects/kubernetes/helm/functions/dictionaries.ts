/** Functions of dictionaries. `set`, `unset` and `merge` change their first argument, as they do in Helm. */
import { bool, copied, type Datum, type Dict, dict, list, nil, sortedKeys, string, truth, unknown } from '../data.ts';
import type { Run } from '../run.ts';
import {
  type Call,
  dictOf,
  type FunctionTable,
  type Implementation,
  listOf,
  numeric,
  plain,
  refused,
  strict,
  whole,
} from './definition.ts';

/** A function of the dictionary that is its first argument. */
function ofDict(compute: (of: Dict, rest: readonly Datum[], call: Call) => Datum): Implementation {
  return (args, call) => {
    const [first, ...rest] = args;
    if (first?.type === 'unknown') return first;
    const of = dictOf(first?.type === 'nil' ? dict() : first);
    return of ? compute(of, rest, call) : refused;
  };
}

/** In a branch that may not be taken, what is set is one of two things. */
function settled(value: Datum, { undecided }: Run): Datum {
  return undecided > 0 ? unknown('no-default', 'condition') : value;
}

/** Dictionaries inside of one another are no deeper than this. */
const maxDepth = 50;

/** Adds what `target` lacks (or replaces what it has) by what `source` has, also in dictionaries inside. */
function mergeInto(target: Dict, source: Dict, overwrites: boolean, run: Run, depth = 0): void {
  if (depth > maxDepth) return;
  for (const [key, value] of source.entries) {
    run.budget.steps--;
    const own = target.entries.get(key);
    // mergo takes an empty value for none.
    const isEmpty = own === undefined || truth(own) === false;
    if (own?.type === 'dict' && value.type === 'dict') mergeInto(own, value, overwrites, run, depth + 1);
    else if (isEmpty || (overwrites && truth(value) !== false)) target.entries.set(key, settled(value, run));
    if (run.budget.steps < 0) return;
  }
}

function merging(overwrites: boolean): Implementation {
  return (args, { run }) => {
    const [target, ...sources] = args;
    if (target?.type !== 'dict') return target?.type === 'unknown' ? target : refused;
    for (const source of sources) {
      if (source.type === 'unknown') return source;
      if (source.type === 'dict' && source !== target) mergeInto(target, source, overwrites, run);
    }
    return target;
  };
}

function keysOf(args: readonly Datum[]): string[] {
  return args.flatMap((arg) => (arg.type === 'list' ? arg.items.map(plain) : [plain(arg)]));
}

const pick = ofDict((of, keys) => {
  const wanted = new Set(keysOf(keys));
  return dict(new Map([...of.entries].filter(([key]) => wanted.has(key))));
});
const omit = ofDict((of, keys) => {
  const removed = new Set(keysOf(keys));
  return dict(new Map([...of.entries].filter(([key]) => !removed.has(key))));
});
const deepCopy: Implementation = ([value], { run }) => {
  run.budget.steps -= value ? sizeOf(value, run.budget.steps) : 0;
  return run.budget.steps < 0 || !value ? unknown('limit', 'deepCopy') : copied(value);
};

/** The number of parts, counted up to a limit. */
function sizeOf(value: Datum, limit: number, depth = 0): number {
  if (depth > maxDepth) return limit + 1;
  const parts = value.type === 'list' ? value.items : value.type === 'dict' ? [...value.entries.values()] : [];
  let size = 1;
  for (const part of parts) {
    if (size > limit) break;
    size += sizeOf(part, limit - size, depth + 1);
  }
  return size;
}

function indexed(of: Datum | undefined, key: Datum, run: Run): Datum {
  if (!of || of.type === 'unknown') return of ?? nil;
  if (key.type === 'unknown') return key;
  if (of.type === 'dict') return of.entries.get(plain(key)) ?? nil;
  if (of.type === 'native') return of.methods(plain(key), [], run) ?? nil;
  if (of.type === 'list') return of.items[whole(key)] ?? unknown('invalid', 'index');
  return of.type === 'nil' ? unknown('no-default', plain(key)) : refused;
}

const dig: Implementation = (args) => {
  const of = args.at(-1);
  const byDefault = args.at(-2) ?? nil;
  let value: Datum = of ?? nil;
  for (const key of args.slice(0, -2)) {
    if (value.type === 'unknown') return value;
    const found: Datum | undefined = dictOf(value)?.entries.get(plain(key));
    if (found === undefined) return byDefault;
    value = found;
  }
  return value;
};

export const dictionaryFunctions: FunctionTable = {
  dict: (args) => {
    const entries = new Map<string, Datum>();
    for (let i = 0; i < args.length; i += 2) {
      const key = args[i] as Datum;
      if (key.type === 'unknown') return key;
      entries.set(plain(key), args[i + 1] ?? string(''));
    }
    return dict(entries);
  },
  get: ofDict(({ entries }, [key]) => entries.get(plain(key)) ?? string('')),
  set: ofDict((of, [key, value], { run }) => {
    if (key?.type === 'unknown') return key;
    of.entries.set(plain(key), settled(value ?? nil, run));
    return of;
  }),
  unset: ofDict((of, [key], { run }) => {
    if (run.undecided > 0) of.entries.set(plain(key), unknown('no-default', 'condition'));
    else of.entries.delete(plain(key));
    return of;
  }),
  hasKey: ofDict(({ entries }, [key]) => (key?.type === 'unknown' ? key : bool(entries.has(plain(key))))),
  keys: (args) => {
    const open = args.find(({ type }) => type === 'unknown');
    if (open) return open;
    // Go's order is random; charts sort them where it matters.
    return list(args.flatMap((arg) => (arg.type === 'dict' ? sortedKeys(arg).map((key) => string(key)) : [])));
  },
  values: ofDict((of) => list(sortedKeys(of).map((key) => of.entries.get(key) as Datum))),
  pluck: (args) => {
    const [key, ...from] = args;
    return list(from.flatMap((of) => dictOf(of)?.entries.get(plain(key)) ?? []));
  },
  pick,
  omit,
  merge: merging(false),
  mustMerge: merging(false),
  mergeOverwrite: merging(true),
  mustMergeOverwrite: merging(true),
  deepCopy,
  mustDeepCopy: deepCopy,
  dig,
  index: ([of, ...keys], { run }) => keys.reduce<Datum>((value, key) => indexed(value, key, run), of ?? nil),
  max: strict((args) => extreme(args, Math.max)),
  min: strict((args) => extreme(args, Math.min)),
};

function extreme(args: readonly Datum[], choose: (...numbers: number[]) => number): Datum {
  const numbers = args.flatMap((arg) => listOf(arg) ?? [arg]).map((arg) => Math.trunc(numeric(arg)));
  return { type: 'int64', value: choose(...numbers.slice(0, 1000)) };
}
