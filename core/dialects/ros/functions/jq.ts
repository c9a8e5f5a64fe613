/** Fn::Jq: `[First or All, program, data or JSON text]`. */
import type { Location } from '../../../text/source.ts';
import { isSensitive } from '../../../values/sensitive.ts';
import {
  type Data,
  isList,
  isMap,
  isReference,
  known,
  type MapMember,
  mapValue,
  unknown,
  type Value,
} from '../../../values/value.ts';
import { combine } from '../combine.ts';
import { isArray, isObject, type Json, Opaque, runJq } from '../jq/index.ts';
import { maxLevels, maxParts } from '../limits.ts';
import { parseJsonText, referenceText } from '../text.ts';
import { argumentValues, type Call, type Implementation, malformed } from './call.ts';

export const jq: Record<string, Implementation> = {
  'Fn::Jq'(call) {
    const [method, program, object] = argumentValues(call);
    if (!method || !program || !object) return malformed(call);
    return combine([method, program, object], call.at, ([which = null, text = null, data = null]) => {
      if ((which !== 'First' && which !== 'All') || typeof text !== 'string') return malformed(call);
      const parsed = typeof data === 'string' ? parseJsonText(data, call.at) : known<Data>(data, call.at);
      return mapValue(parsed, ({ value }) => answer(call, which, text, value));
    });
  },
};

function answer({ name, at, evaluation }: Call, which: 'First' | 'All', program: string, data: Data): Value {
  if (isReference(data)) return unknown('computed', referenceText(data), at);
  const input = toJson(known(data, at), { parts: 0 }, 0);
  if (input === undefined) return unknown('limit', name, at);
  const outcome = runJq(program, input, which === 'All' ? 'all' : 'first', evaluation.work);
  switch (outcome.kind) {
    case 'stopped':
      return unknown(outcome.code, outcome.subject, at);
    case 'error':
      return unknown('invalid', `${name}: ${outcome.message.slice(0, 80)}`, at);
    case 'undecided':
      return unknownOf(outcome.content as Value, at);
    case 'answers': {
      if (which === 'All') return known({ type: 'list', items: outcome.values.map((one) => fromJson(one, at)) }, at);
      const [first = null] = outcome.values;
      return fromJson(first, at);
    }
  }
}

/** Why a piece that the program looked into is not known. */
function unknownOf(value: Value, at: Location): Value {
  if (value.kind === 'unknown') return { ...value, at };
  if (value.kind === 'known' && isReference(value.value)) return unknown('computed', referenceText(value.value), at);
  return unknown('unsupported', 'Fn::Jq of several possible values', at);
}

/** Data for a program; what is not plain is kept as it is. `undefined` beyond a bound. */
function toJson(value: Value, seen: { parts: number }, depth: number): Json | undefined {
  if (++seen.parts > maxParts || depth > maxLevels) return undefined;
  if (value.kind !== 'known' || isReference(value.value) || isSensitive(value)) return new Opaque(value);
  const data = value.value;
  if (isList(data)) {
    const items = data.items.map((item) => toJson(item, seen, depth + 1));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (!isMap(data)) return data;
  const entries = new Map<string, Json>();
  for (const [key, member] of data.entries) {
    const json = toJson(member.value, seen, depth + 1);
    if (json === undefined) return undefined;
    entries.set(key, json);
  }
  return entries;
}

function fromJson(json: Json, at: Location): Value {
  if (json instanceof Opaque) return json.content as Value;
  if (isArray(json)) return known({ type: 'list', items: json.map((item) => fromJson(item, at)) }, at);
  if (!isObject(json)) return known(json, at);
  const entries = new Map<string, MapMember>();
  for (const [key, value] of json) entries.set(key, { key: at, value: fromJson(value, at) });
  return known({ type: 'map', entries }, at);
}
