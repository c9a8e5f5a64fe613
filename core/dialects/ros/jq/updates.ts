/** `=`, `|=`, `+=` and the like: what they say of every path that the left side names. */
import { deletePaths, getPath, updatePath } from './access.ts';
import { operate } from './arithmetic.ts';
import { type Filter, run } from './evaluate.ts';
import { fail, Stop, spend } from './faults.ts';
import { firstOf } from './forms.ts';
import { isTrue, type Json, type JsonArray, toText } from './json.ts';
import type { Operator } from './syntax.ts';

export function update(operator: string, left: Filter, right: Filter, input: Json, emit: (value: Json) => void): void {
  if (operator === '|=') {
    emit(modified(left, right, input));
    return;
  }
  run(right, input, undefined, (value) => {
    const change = (old: Json): Json => {
      if (operator === '=') return value;
      if (operator === '//=') return isTrue(old) ? old : value;
      return operate(operator.slice(0, -1) as Operator, old, value, left.work);
    };
    const result = pathsOf(left, input).reduce<Json>(
      (state, path) => updatePath(state, path, left.work, change),
      input,
    );
    emit(result);
  });
}

/** The first answer of the right side takes a place; without one, what is there is removed. */
function modified(left: Filter, right: Filter, input: Json): Json {
  let state = input;
  const removed: JsonArray[] = [];
  for (const path of pathsOf(left, input)) {
    const answer = firstOf(right, getPath(state, path));
    if (answer === undefined) removed.push(path);
    else state = updatePath(state, path, left.work, () => answer);
  }
  // jq 1.6 removes one by one, so that what follows moves up meanwhile; jq 1.7 removes all at the end.
  if (removed.length > 1 && removed.some((path) => typeof path.at(-1) === 'number')) {
    throw new Stop('unsupported', 'jq |= empty');
  }
  return removed.length > 0 ? deletePaths(state, removed, left.work) : state;
}

/** The paths that a filter's answers are at. */
export function pathsOf(filter: Filter, input: Json): JsonArray[] {
  const paths: JsonArray[] = [];
  run(filter, input, [], (value, path) => {
    if (!path) fail(`Invalid path expression with result ${toText(value).slice(0, 30)}`);
    else {
      spend(filter.work, 1);
      paths.push(path);
    }
  });
  return paths;
}
