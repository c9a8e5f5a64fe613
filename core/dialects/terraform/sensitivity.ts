/**
 * Marks of secrecy: what `sensitive()`, or a variable or output that says so, covers, and whatever is computed from
 * it. Rules see the values all the same; whoever shows values to people asks.
 */
import { isList, isMap, type Known, type Unknown, type Value } from '../../values/value.ts';

/** Whether anything was ever marked: most configurations mark nothing, and need not look for marks. */
let anyMarks = false;

export function marked(value: Value): Value {
  anyMarks = true;
  if (value.kind === 'unknown') return value;
  if (value.kind === 'known') return { ...value, sensitive: true };
  return { ...value, options: value.options.map((option) => marked(option) as Known | Unknown) };
}

export function unmarked(value: Value): Value {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'oneOf') {
    return { ...value, options: value.options.map((option) => unmarked(option) as Known | Unknown) };
  }
  const { sensitive: _, ...plain } = value;
  return plain;
}

/** Is the value itself marked? */
export function isMarked(value: Value): boolean {
  if (!anyMarks || value.kind === 'unknown') return false;
  return value.kind === 'known' ? value.sensitive === true : value.options.some(isMarked);
}

/** Is the value marked, or something inside of it? */
export function hasMarks(value: Value): boolean {
  if (!anyMarks || value.kind === 'unknown') return false;
  if (value.kind === 'oneOf') return value.options.some(hasMarks);
  if (value.sensitive) return true;
  const data = value.value;
  if (isList(data)) return data.items.some(hasMarks);
  if (!isMap(data)) return false;
  for (const member of data.entries.values()) if (hasMarks(member.value)) return true;
  return false;
}

/** A result as secret as what it was made of. */
export function likeMarks(result: Value, ...sources: readonly Value[]): Value {
  return anyMarks && sources.some(isMarked) ? marked(result) : result;
}
