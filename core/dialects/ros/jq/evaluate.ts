/**
 * Runs a jq program. A filter has any number of answers; each is handed to `emit` as soon as it is there, so that
 * `first(range(1e9))` ends after one. Beside a value goes its path where someone asks for paths (`path(f)`, `|=`):
 * `undefined` where nobody asks, null for what is no path.
 */
import { at, members, slice } from './access.ts';
import { add, operate, sizeOf } from './arithmetic.ts';
import { bind } from './bindings.ts';
import { call } from './calls.ts';
import { described, enter, fail, JqError, leave, Stop, spend, type Work } from './faults.ts';
import { asText, formatted } from './formats.ts';
import { isTrue, type Json, type JsonArray, toText, typeOf } from './json.ts';
import { findLabel, findVariable, type Label, type Scope, withDefinition, withLabel } from './scope.ts';
import type { Node } from './syntax.ts';
import { update } from './updates.ts';

export type Path = JsonArray | null | undefined;
export type Emit = (value: Json, path: Path) => void;

export interface Filter {
  readonly node: Node;
  readonly scope: Scope;
  readonly work: Work;
}

/** `break $name`: everything up to the label ends. */
class Break {
  readonly label: Label;

  constructor(label: Label) {
    this.label = label;
  }
}

export function run(filter: Filter, input: Json, path: Path, emit: Emit): void {
  enter(filter.work);
  runNode(filter, input, path, emit);
  leave(filter.work);
}

/** All answers as values. */
export function answers(filter: Filter, input: Json): Json[] {
  const all: Json[] = [];
  run(filter, input, undefined, (value) => {
    spend(filter.work, 1);
    all.push(value);
  });
  return all;
}

type Runner<K extends Node['kind']> = (
  node: Extract<Node, { kind: K }>,
  filter: Filter,
  input: Json,
  path: Path,
  emit: Emit,
) => void;

function runNode(filter: Filter, input: Json, path: Path, emit: Emit): void {
  const { node } = filter;
  (runners[node.kind] as Runner<Node['kind']>)(node as never, filter, input, path, emit);
}

/** What is computed has no path. */
export function pathless(path: Path): Path {
  return path === undefined ? undefined : null;
}

export function part(filter: Filter, node: Node, scope = filter.scope): Filter {
  return { node, scope, work: filter.work };
}

const runners: { readonly [K in Node['kind']]: Runner<K> } = {
  identity: (_, __, input, path, emit) => emit(input, path),
  everything: (_, filter, input, path, emit) =>
    run(part(filter, { kind: 'call', name: 'recurse', args: [] }), input, path, emit),
  literal: ({ value }, _, __, path, emit) => emit(value, pathless(path)),
  text: ({ format, parts }, filter, input, path, emit) =>
    interpolate(parts, parts.length - 1, '', format, filter, input, (text) => emit(text, pathless(path))),
  format: ({ name }, _, input, path, emit) => emit(inFormat(name, input), pathless(path)),
  index: ({ target, key, isOptional }, filter, input, path, emit) => {
    run(part(filter, key), input, undefined, (name) =>
      run(part(filter, target), input, path, (from, where) => {
        const found = attempt(() => at(from, name), isOptional);
        if (found !== undefined) step(from, where, name, found, filter, emit);
      }),
    );
  },
  slice: ({ target, from, to, isOptional }, filter, input, path, emit) => {
    maybe(to, filter, input, (end) =>
      maybe(from, filter, input, (start) =>
        run(part(filter, target), input, path, (whole, where) => {
          const key = new Map([
            ['start', start],
            ['end', end],
          ]);
          spend(filter.work, sizeOf(whole));
          const found = attempt(() => slice(whole, start, end), isOptional);
          if (found !== undefined) step(whole, where, key, found, filter, emit);
        }),
      ),
    );
  },
  iterate: ({ target, isOptional }, filter, input, path, emit) => {
    run(part(filter, target), input, path, (whole, where) => {
      for (const [key, value] of attempt(() => members(whole), isOptional) ?? []) {
        step(whole, where, key, value, filter, emit);
      }
    });
  },
  array: ({ items }, filter, input, path, emit) =>
    emit(items ? answers(part(filter, items), input) : [], pathless(path)),
  object: ({ entries }, filter, input, path, emit) => {
    const build = (i: number, made: ReadonlyMap<string, Json>): void => {
      const entry = entries[i];
      if (!entry) {
        emit(made, pathless(path));
        return;
      }
      run(part(filter, entry.key), input, undefined, (key) => {
        const name = typeOf(key) === 'string' ? (key as string) : fail(`Object keys must be strings`);
        run(part(filter, entry.value), input, undefined, (value) => {
          spend(filter.work, made.size);
          build(i + 1, new Map(made).set(name, value));
        });
      });
    };
    build(0, new Map());
  },
  negate: ({ operand }, filter, input, path, emit) =>
    run(part(filter, operand), input, undefined, (value) => {
      if (typeOf(value) !== 'number') return fail(`${described(value)} cannot be negated`);
      return emit(-(value as number), pathless(path));
    }),
  pipe: ({ left, right }, filter, input, path, emit) =>
    run(part(filter, left), input, path, (value, where) => run(part(filter, right), value, where, emit)),
  comma: ({ left, right }, filter, input, path, emit) => {
    run(part(filter, left), input, path, emit);
    run(part(filter, right), input, path, emit);
  },
  and: ({ left, right }, filter, input, path, emit) =>
    run(part(filter, left), input, undefined, (value) => {
      if (!isTrue(value)) return emit(false, pathless(path));
      return run(part(filter, right), input, undefined, (other) => emit(isTrue(other), pathless(path)));
    }),
  or: ({ left, right }, filter, input, path, emit) =>
    run(part(filter, left), input, undefined, (value) => {
      if (isTrue(value)) return emit(true, pathless(path));
      return run(part(filter, right), input, undefined, (other) => emit(isTrue(other), pathless(path)));
    }),
  alternative: ({ left, right }, filter, input, path, emit) => {
    let any = false;
    guard(
      (pass) =>
        run(part(filter, left), input, path, (value, where) => {
          if (!isTrue(value)) return;
          any = true;
          pass(value, where);
        }),
      emit,
      filter.work,
    );
    if (!any) run(part(filter, right), input, path, emit);
  },
  operation: ({ operator, left, right }, filter, input, path, emit) =>
    run(part(filter, right), input, undefined, (b) =>
      run(part(filter, left), input, undefined, (a) => emit(operate(operator, a, b, filter.work), pathless(path))),
    ),
  update: ({ operator, left, right }, filter, input, path, emit) =>
    update(operator, part(filter, left), part(filter, right), input, (value) => emit(value, pathless(path))),
  if: ({ test, whenTrue, whenFalse }, filter, input, path, emit) =>
    run(part(filter, test), input, undefined, (answer) => {
      const branch = isTrue(answer) ? whenTrue : whenFalse;
      return branch ? run(part(filter, branch), input, path, emit) : emit(input, path);
    }),
  try: ({ body, handler }, filter, input, path, emit) => {
    const error = guard((pass) => run(part(filter, body), input, path, pass), emit, filter.work);
    if (error && handler) run(part(filter, handler), error.value, pathless(path), emit);
  },
  reduce: ({ source, pattern, start, update: change }, filter, input, path, emit) =>
    run(part(filter, start), input, path, (first, firstPath) => {
      let [state, where]: [Json, Path] = [first, firstPath];
      run(part(filter, source), input, undefined, (item) =>
        bind(pattern, item, filter, (scope) => {
          const [before, beforePath] = [state, where];
          // Without an answer the state is null, as in jq 1.6.
          [state, where] = [null, pathless(path)];
          run(part(filter, change, scope), before, beforePath, (value, at) => {
            [state, where] = [value, at];
          });
        }),
      );
      emit(state, where);
    }),
  foreach: ({ source, pattern, start, update: change, extract }, filter, input, path, emit) =>
    run(part(filter, start), input, path, (first, firstPath) => {
      let [state, where]: [Json, Path] = [first, firstPath];
      run(part(filter, source), input, undefined, (item) =>
        bind(pattern, item, filter, (scope) =>
          run(part(filter, change, scope), state, where, (value, at) => {
            [state, where] = [value, at];
            if (extract) run(part(filter, extract, scope), value, at, emit);
            else emit(value, at);
          }),
        ),
      );
    }),
  define: ({ definition, body }, filter, input, path, emit) =>
    run(part(filter, body, withDefinition(filter.scope, definition)), input, path, emit),
  call: ({ name, args }, filter, input, path, emit) => call(name, args, filter, input, path, emit),
  variable: ({ name }, { scope }, _, path, emit) => {
    const found = findVariable(scope, name);
    if (!found) throw new Stop('unsupported', `jq $${name}`);
    emit(found.value, pathless(path));
  },
  bind: ({ source, patterns, body }, filter, input, path, emit) => {
    const [only] = patterns;
    if (!only || patterns.length > 1) throw new Stop('unsupported', 'jq ?//');
    run(part(filter, source), input, undefined, (value) =>
      bind(only, value, filter, (scope) => run(part(filter, body, scope), input, path, emit)),
    );
  },
  label: ({ name, body }, filter, input, path, emit) => {
    const { scope, label } = withLabel(filter.scope, name);
    const { depth } = filter.work;
    try {
      run(part(filter, body, scope), input, path, emit);
    } catch (thrown) {
      if (!(thrown instanceof Break) || thrown.label !== label) throw thrown;
      filter.work.depth = depth;
    }
  },
  break: ({ name }, { scope }) => {
    const label = findLabel(scope, name);
    if (!label) throw new Stop('unsupported', `jq break $${name}`);
    throw new Break(label);
  },
};

/** `undefined` for an error that is none because of the `?` behind it. */
function attempt<T>(read: () => T, isOptional: boolean | undefined): T | undefined {
  if (!isOptional) return read();
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof JqError) return undefined;
    throw thrown;
  }
}

/** An answer one step further. */
function step(from: Json, path: Path, key: Json, value: Json, { work }: Filter, emit: Emit): void {
  spend(work, 1);
  if (path === null) fail(`Invalid path expression with result ${toText(from).slice(0, 30)}`);
  if (path) spend(work, path.length);
  emit(value, path && [...path, key]);
}

function maybe(node: Node | undefined, filter: Filter, input: Json, emit: (value: Json) => void): void {
  if (node) run(part(filter, node), input, undefined, emit);
  else emit(null);
}

/** From the last part to the first: jq lets the last one be the outer loop. */
function interpolate(
  parts: readonly (string | Node)[],
  index: number,
  behind: string,
  format: string,
  filter: Filter,
  input: Json,
  emit: (text: string) => void,
): void {
  const one = parts[index];
  if (one === undefined) emit(behind);
  else if (typeof one === 'string')
    interpolate(parts, index - 1, join(one, behind, filter), format, filter, input, emit);
  else {
    run(part(filter, one), input, undefined, (value) =>
      interpolate(parts, index - 1, join(inFormat(format, value), behind, filter), format, filter, input, emit),
    );
  }
}

function join(a: string, b: string, { work }: Filter): string {
  return add(a, b, work) as string;
}

function inFormat(name: string, value: Json): string {
  const text = name === 'text' ? asText(value) : formatted(name, value);
  if (text === undefined) throw new Stop('unsupported', `jq @${name}`);
  return text;
}

/** An error of what comes behind, which a `try` before it must let through. */
class Behind {
  readonly owner: object;
  readonly thrown: unknown;

  constructor(owner: object, thrown: unknown) {
    this.owner = owner;
    this.thrown = thrown;
  }
}

/** Runs `body`; answers with its own error, while an error of what `emit` does goes on. */
function guard(body: (pass: Emit) => void, emit: Emit, work: Work): JqError | undefined {
  const owner = {};
  const { depth } = work;
  try {
    body((value, path) => {
      try {
        emit(value, path);
      } catch (thrown) {
        throw new Behind(owner, thrown);
      }
    });
  } catch (thrown) {
    if (thrown instanceof Behind && thrown.owner === owner) throw thrown.thrown;
    if (!(thrown instanceof JqError)) throw thrown;
    work.depth = depth;
    return thrown;
  }
  return undefined;
}
