/**
 * Four-valued answers. `yes`: in every case. `maybe`: in some case that the text allows. `unknown`: nothing says so,
 * and something that would decide is not known. `no`: in no case.
 *
 * A rule reports on `yes` (certain) and `maybe` (possible); `unknown` is counted as unresolved; `no` is silence.
 */
import type { Unknown, Value } from './value.ts';

export type Truth = 'yes' | 'maybe' | 'unknown' | 'no';

/** Does the predicate hold for the value? */
export function holds<T>(value: Value<T>, predicate: (data: T) => boolean): Truth {
  if (value.kind === 'known') return predicate(value.value) ? 'yes' : 'no';
  if (value.kind === 'unknown') return 'unknown';
  let some = false;
  let all = true;
  let open = false;
  for (const option of value.options) {
    if (option.kind === 'unknown') {
      open = true;
      all = false;
    } else if (predicate(option.value)) some = true;
    else all = false;
  }
  return all ? 'yes' : some ? 'maybe' : open ? 'unknown' : 'no';
}

/** All of them; values are taken as independent, so `maybe` and `maybe` is `maybe`. */
export function allOf(...truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no';
  if (truths.includes('unknown')) return 'unknown';
  return truths.includes('maybe') ? 'maybe' : 'yes';
}

/** At least one of them. */
export function anyOf(...truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  if (truths.includes('maybe')) return 'maybe';
  return truths.includes('unknown') ? 'unknown' : 'no';
}

export function not(truth: Truth): Truth {
  return truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : truth;
}

/** The unknown parts of values, for the report of what was not resolved. */
export function unknownsOf(...values: readonly Value<unknown>[]): Unknown[] {
  return values.flatMap((value) =>
    value.kind === 'unknown'
      ? [value]
      : value.kind === 'oneOf'
        ? value.options.filter((o) => o.kind === 'unknown')
        : [],
  );
}
