/** Calls: of what the program defines, of functions that run filters, of functions of values, of what jq itself defines. */
import { prelude } from './definitions.ts';
import { type Emit, type Filter, type Path, part, pathless, run } from './evaluate.ts';
import { Stop } from './faults.ts';
import { forms } from './forms.ts';
import type { Json } from './json.ts';
import { natives } from './natives.ts';
import { type Bound, findFunction, insideOf, type Scope, withFilter, withVariable } from './scope.ts';
import type { Node } from './syntax.ts';

export function call(name: string, args: readonly Node[], filter: Filter, input: Json, path: Path, emit: Emit): void {
  const key = `${name}/${args.length}`;
  const own = findFunction(filter.scope, name, args.length);
  const form = own ? undefined : forms.get(key);
  const native = own || form ? undefined : natives.get(key);
  if (form) form({ args: args.map((arg) => part(filter, arg)), work: filter.work, input, path }, emit);
  else if (native) {
    product(args, [], filter, input, (values) => emit(native(input, values, filter.work), pathless(path)));
  } else {
    const bound = own ?? prelude().get(key);
    if (!bound) throw new Stop('unsupported', `jq ${key}`);
    invoke(bound, 0, insideOf(bound), args, filter, input, path, emit);
  }
}

/** Binds the parameters from the first on, then runs the body. */
function invoke(
  bound: Bound,
  index: number,
  scope: Scope,
  args: readonly Node[],
  filter: Filter,
  input: Json,
  path: Path,
  emit: Emit,
): void {
  const parameter = bound.parameters[index];
  const arg = args[index];
  if (parameter === undefined || !arg) run(part(filter, bound.body, scope), input, path, emit);
  else if (parameter.startsWith('$')) {
    const name = parameter.slice(1);
    run(part(filter, arg), input, undefined, (value) => {
      const literal: Node = { kind: 'literal', value };
      const inner = withFilter(withVariable(scope, name, value), name, literal, filter.scope);
      invoke(bound, index + 1, inner, args, filter, input, path, emit);
    });
  } else invoke(bound, index + 1, withFilter(scope, parameter, arg, filter.scope), args, filter, input, path, emit);
}

/** Every combination of the arguments' answers, the last argument being the outer loop. */
function product(
  args: readonly Node[],
  behind: readonly Json[],
  filter: Filter,
  input: Json,
  then: (values: readonly Json[]) => void,
): void {
  const arg = args[args.length - 1 - behind.length];
  if (!arg) then(behind);
  else run(part(filter, arg), input, undefined, (value) => product(args, [value, ...behind], filter, input, then));
}
