/** Functions of numbers: Fn::Avg, Fn::Max, Fn::Min, Fn::Calculate. */
import { type Data, isList, known, unknown, type Value } from '../../../values/value.ts';
import { combine } from '../combine.ts';
import { calculate, rounded } from './arithmetic.ts';
import { argumentValues, type Call, type Implementation, malformed, numberOf, withItems } from './call.ts';

export const numbers: Record<string, Implementation> = {
  /** `[ndigits, [number, …]]`. */
  'Fn::Avg'(call) {
    const [digits, list] = argumentValues(call);
    if (!digits || !list) return malformed(call);
    return overNumbers(call, [digits, list], ([places = 0, ...all]) => {
      if (all.length === 0) return malformed(call);
      const sum = all.reduce((total, one) => total + one, 0);
      return roundedTo(call, sum / all.length, places);
    });
  },

  'Fn::Max': (call) => extreme(call, Math.max),
  'Fn::Min': (call) => extreme(call, Math.min),

  /** `[expression, ndigits, [number, …]]`; `{n}` in the expression is the n-th number, from 0. */
  'Fn::Calculate'(call) {
    const [expression, digits, given] = argumentValues(call);
    if (!expression) return malformed(call);
    return combine([expression, digits ?? known(0, call.at)], call.at, ([text = null, places = null]) => {
      const count = numberOf(places);
      if ((typeof text !== 'string' && typeof text !== 'number') || count === undefined) return malformed(call);
      const calculated = (items: readonly Value[]): Value =>
        combine(items, call.at, (data) => {
          const result = calculate(
            String(text),
            data.map((one, i) => writtenNumber(one, items[i])),
          );
          if (result === 'invalid') return malformed(call);
          if (result === 'limit') return unknown('limit', call.name, call.at);
          return result.isWhole ? known(result.number, call.at) : roundedTo(call, result.number, count);
        });
      return given ? withItems(call, given, calculated) : calculated([]);
    });
  },
};

function extreme(call: Call, choose: (...all: number[]) => number): Value {
  const values = argumentValues(call);
  const [only] = values;
  const list = values.length === 1 && only ? only : known<Data>({ type: 'list', items: values }, call.at);
  return overNumbers(call, [list], (all) => (all.length === 0 ? malformed(call) : known(choose(...all), call.at)));
}

/** Numbers and lists of numbers, one after the other. */
function overNumbers(call: Call, values: readonly Value[], f: (numbers: readonly number[]) => Value): Value {
  const flat = values.flatMap((value) => (value.kind === 'known' && isList(value.value) ? value.value.items : [value]));
  return combine(flat, call.at, (data) => {
    const all = data.map(numberOf);
    return all.every((one) => one !== undefined) ? f(all) : malformed(call);
  });
}

function roundedTo(call: Call, number: number, digits: number): Value {
  const result = rounded(number, digits);
  return result === undefined
    ? unknown('unsupported', `${call.name}: rounding ${number}`, call.at)
    : known(result, call.at);
}

/** `2.0` is a number with a fraction for Fn::Calculate; in data the two are the same. */
function writtenNumber(data: Data, value: Value | undefined): string {
  const number = numberOf(data);
  if (number === undefined) return String(data);
  const place = value?.kind === 'known' ? (value.definedAt ?? value.at) : undefined;
  const written = place?.source.text.slice(place.start, place.end).replace(/^["']|["']$/g, '');
  if (written && /^-?\d+\.\d+$/.test(written) && Number(written) === number) return written;
  return typeof data === 'string' ? data.trim() : String(number);
}
