/** Computing with values that may be unknown or one of several: `f` only ever sees what is known. */
import type { Location } from '../../text/source.ts';
import { asSensitive, isSensitive } from '../../values/sensitive.ts';
import {
  computedFrom,
  type Data,
  isList,
  isMap,
  type Known,
  type MapMember,
  maxOptions,
  oneOf,
  type Unknown,
  unknown,
  type Value,
} from '../../values/value.ts';
import { numberKey } from './numbers/numeric.ts';
import { numberIn, statically, traitsOf } from './traits.ts';

/**
 * Applies `f` to every combination of known values. An unknown among the values makes the answer unknown; a wrong
 * one (`invalid`) before all others, because Terraform refuses it whatever the rest is.
 */
export function combine(values: readonly Value[], at: Location, f: (known: readonly Known[]) => Value): Value {
  let combinations = 1;
  let open: Unknown | undefined;
  for (const value of values) {
    if (value.kind === 'oneOf') combinations *= value.options.length;
    else if (value.kind === 'unknown' && (open === undefined || value.reason.code === 'invalid')) open = value;
  }
  if (open) return isSensitive(open) ? asSensitive(reasonOf(open, at)) : reasonOf(open, at);
  if (combinations === 1) return computedFrom(values as readonly Known[], f(values as readonly Known[]), at);
  if (combinations > maxOptions) return unknown('limit', `${combinations} combinations`, at);
  const results: Value[] = [];
  for (let n = 0; n < combinations; n++) results.push(combine(chosen(values, n), at, f));
  return oneOf(distinct(results), at);
}

function reasonOf({ reason, ...rest }: Unknown, at: Location): Unknown {
  const { code, subject } = reason;
  const made = unknown(code, subject, at);
  return traitsOf(rest as Unknown).static ? (statically(made) as Unknown) : made;
}

/** The n-th combination. */
function chosen(values: readonly Value[], n: number): Value[] {
  let rest = n;
  return values.map((value) => {
    if (value.kind !== 'oneOf') return value;
    const { length } = value.options;
    const option = value.options[rest % length] as Value;
    rest = Math.floor(rest / length);
    return option;
  });
}

/** Without the second of two that say the same at the same place. */
export function distinct(values: readonly Value[]): Value[] {
  const seen = new Set<string>();
  return values
    .flatMap((value): readonly Value[] => (value.kind === 'oneOf' ? value.options : [value]))
    .filter((value) => {
      const key = keyOf(value);
      if (key === undefined) return true;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

function keyOf(value: Value): string | undefined {
  const { at } = value;
  const place = `${at.start}:${at.end}:${at.source.path}`;
  if (value.kind === 'unknown') return `${place}:?${value.reason.code}:${value.reason.subject}`;
  if (value.kind === 'oneOf') return undefined;
  const data: Data = value.value;
  if (typeof data === 'object' && data !== null) return undefined;
  const number = numberIn(value);
  return `${place}:${value.definedAt?.start}:${typeof data}:${number === undefined ? data : numberKey(number)}`;
}

/**
 * Leaves out possibilities that Terraform would refuse, at all levels: what is deployed has another. Not for the
 * arguments of `try`, which are asked whether they are refused.
 */
export function withoutRefused(value: Value): Value {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'oneOf') {
    const kept = value.options.filter((option) => option.kind === 'known' || option.reason.code !== 'invalid');
    const options = (kept.length > 0 ? kept : value.options).map(withoutRefused);
    return options.length === value.options.length && options.every((option, i) => option === value.options[i])
      ? value
      : oneOf(options, value.at);
  }
  const data = value.value;
  if (isList(data)) {
    const items = data.items.map(withoutRefused);
    return items.every((item, i) => item === data.items[i]) ? value : { ...value, value: { ...data, items } };
  }
  if (!isMap(data)) return value;
  let entries: Map<string, MapMember> | undefined;
  for (const [name, member] of data.entries) {
    const kept = withoutRefused(member.value);
    if (kept === member.value) continue;
    entries ??= new Map(data.entries);
    entries.set(name, { key: member.key, value: kept });
  }
  return entries ? { ...value, value: { ...data, entries } } : value;
}
