/** Functions that take filters and run them themselves: how often, or for paths rather than values. */
import { getPath } from './access.ts';
import { sizeOf } from './arithmetic.ts';
import { answers, type Emit, type Filter, type Path, run } from './evaluate.ts';
import { described, fail, JqError, spend, type Work } from './faults.ts';
import { compare, isArray, isTrue, type Json, type JsonArray } from './json.ts';
import { pathsOf } from './updates.ts';

export interface FormCall {
  readonly args: readonly Filter[];
  readonly work: Work;
  readonly input: Json;
  readonly path: Path;
}

export type Form = (call: FormCall, emit: Emit) => void;

/** Ends a filter after enough answers. */
class Enough {}

/** Runs until `emit` says that it was enough. */
function runUntil(filter: Filter, input: Json, path: Path, emit: (value: Json, path: Path) => boolean): void {
  const enough = new Enough();
  const { depth } = filter.work;
  try {
    run(filter, input, path, (value, where) => {
      if (emit(value, where)) throw enough;
    });
  } catch (thrown) {
    if (thrown !== enough) throw thrown;
    filter.work.depth = depth;
  }
}

export function firstOf(filter: Filter, input: Json): Json | undefined {
  let first: Json | undefined;
  runUntil(filter, input, undefined, (value) => {
    first = value;
    return true;
  });
  return first;
}

export const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['empty/0', () => undefined],
  [
    'error/0',
    ({ input }) => {
      throw new JqError(input);
    },
  ],
  [
    'error/1',
    ({ args: [message], input }) => {
      run(message as Filter, input, undefined, (value) => {
        throw new JqError(value);
      });
    },
  ],
  [
    'path/1',
    ({ args: [filter], input, path }, emit) => {
      for (const found of pathsOf(filter as Filter, input)) emit(found, path === undefined ? undefined : null);
    },
  ],
  [
    'getpath/1',
    ({ args: [filter], input, path }, emit) =>
      run(filter as Filter, input, undefined, (keys) => {
        if (!isArray(keys)) return fail('Path must be specified as an array');
        const value = getPath(input, keys);
        if (path === null) fail('Invalid path expression');
        return emit(value, path && [...path, ...keys]);
      }),
  ],
  [
    'first/1',
    ({ args: [filter], input, path }, emit) => {
      let found: [Json, Path] | undefined;
      runUntil(filter as Filter, input, path, (value, where) => {
        found = [value, where];
        return true;
      });
      if (found) emit(...found);
    },
  ],
  [
    'isempty/1',
    ({ args: [filter], input, path }, emit) =>
      emit(firstOf(filter as Filter, input) === undefined, path === undefined ? undefined : null),
  ],
  [
    'limit/2',
    ({ args: [count, filter], input, path }, emit) =>
      run(count as Filter, input, undefined, (most) => {
        const number = numberFrom(most);
        if (number <= 0) return;
        let seen = 0;
        let last: [Json, Path] | undefined;
        // The last one is handed on when the filter has ended, so that an end below does not look like this one's.
        runUntil(filter as Filter, input, path, (value, where) => {
          if (++seen < number) emit(value, where);
          else last = [value, where];
          return seen >= number;
        });
        if (last) emit(...last);
      }),
  ],
  ['range/1', (call, emit) => range(call, undefined, call.args[0], undefined, emit)],
  ['range/2', (call, emit) => range(call, call.args[0], call.args[1], undefined, emit)],
  ['range/3', (call, emit) => range(call, call.args[0], call.args[1], call.args[2], emit)],
  [
    'until/2',
    ({ args: [test, change], input, path }, emit) => {
      const more = (value: Json, where: Path): void =>
        along(change as Filter, value, where, (now, at, next) => {
          if (answers(test as Filter, now).every(isTrue)) emit(now, at);
          else next();
        });
      more(input, path);
    },
  ],
  [
    'while/2',
    ({ args: [test, change], input, path }, emit) =>
      along(change as Filter, input, path, (now, at, next) => {
        if (!answers(test as Filter, now).every(isTrue)) return;
        emit(now, at);
        next();
      }),
  ],
  [
    'repeat/1',
    ({ args: [change], input, path }, emit) =>
      along(change as Filter, input, path, (now, at, next) => {
        emit(now, at);
        next();
      }),
  ],
  [
    'sort_by/1',
    (call, emit) =>
      emit(
        keyed(call).map(({ item }) => item),
        pathless(call),
      ),
  ],
  [
    'group_by/1',
    (call, emit) =>
      emit(
        grouped(keyed(call)).map((group) => group.map(({ item }) => item)),
        pathless(call),
      ),
  ],
  [
    'unique_by/1',
    (call, emit) =>
      emit(
        grouped(keyed(call)).map((group) => group[0]?.item ?? null),
        pathless(call),
      ),
  ],
  ['min_by/1', (call, emit) => emit(keyed(call)[0]?.item ?? null, pathless(call))],
  [
    'max_by/1',
    (call, emit) => {
      const all = keyed(call);
      emit(all.at(-1)?.item ?? null, pathless(call));
    },
  ],
]);

function pathless({ path }: FormCall): Path {
  return path === undefined ? undefined : null;
}

/** One value after the other, without the machine's stack growing where each has one successor. */
function along(
  change: Filter,
  input: Json,
  path: Path,
  visit: (value: Json, path: Path, next: () => void) => void,
): void {
  let pending: [Json, Path][] = [[input, path]];
  while (pending.length > 0) {
    const [value, where] = pending.shift() as [Json, Path];
    spend(change.work, 1);
    const successors: [Json, Path][] = [];
    visit(value, where, () => run(change, value, where, (next, at) => successors.push([next, at])));
    pending = [...successors, ...pending];
  }
}

function range(
  call: FormCall,
  from: Filter | undefined,
  upTo: Filter | undefined,
  by: Filter | undefined,
  emit: Emit,
): void {
  const { input, work } = call;
  const start = from ? answers(from, input) : [0];
  const end = upTo ? answers(upTo, input) : [];
  const steps = by ? answers(by, input) : [1];
  for (const first of start) {
    for (const last of end) {
      for (const size of steps) {
        const [a, b, step] = [numberFrom(first), numberFrom(last), numberFrom(size)];
        if (step === 0 && a < b) spend(work, Number.POSITIVE_INFINITY);
        for (let n = a; step > 0 ? n < b : step < 0 && n > b; n += step) {
          spend(work, 1);
          emit(n, pathless(call));
        }
      }
    }
  }
}

function numberFrom(value: Json): number {
  return typeof value === 'number' ? value : fail('Range bounds must be numeric');
}

interface Keyed {
  readonly key: JsonArray;
  readonly item: Json;
}

/** Items with what a filter says of them, in its order; those that it says the same of stay in theirs. */
function keyed({ args: [filter], input, work }: FormCall): Keyed[] {
  if (!isArray(input)) return fail(`${described(input)} cannot be sorted, as it is not an array`);
  spend(work, input.length * (1 + Math.ceil(Math.log2(input.length + 1))));
  const all = input.map((item) => ({ key: answers(filter as Filter, item), item }));
  for (const { key } of all) spend(work, sizeOf(key));
  return all.sort((a, b) => compare(a.key, b.key));
}

function grouped(all: readonly Keyed[]): Keyed[][] {
  const groups: Keyed[][] = [];
  for (const one of all) {
    const last = groups.at(-1);
    if (last?.[0] && compare(last[0].key, one.key) === 0) last.push(one);
    else groups.push([one]);
  }
  return groups;
}
