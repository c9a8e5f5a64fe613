/**
 * What a parameter can be: what is given for it, else its default, one of its AllowedValues (the default first), or
 * what is only known at deployment. `at` of these values is where the literal is written; a `Ref` moves it to
 * `definedAt`.
 */
import { type Entry, get, itemsOf, mapOf, scalarText } from '../../syntax/navigate.ts';
import { locationOf } from '../../text/source.ts';
import { asSensitive } from '../../values/sensitive.ts';
import {
  type Data,
  isList,
  isReference,
  type Known,
  known,
  mapValue,
  maxOptions,
  sameWay,
  unknown,
  type Value,
} from '../../values/value.ts';
import { equal, fold } from './combine.ts';
import { literal } from './literal.ts';
import type { Template } from './template.ts';
import { parseJsonText } from './text.ts';

export function parameterValue(template: Template, entry: Entry, given: Value | undefined): Value {
  const { document, source } = template;
  const { name, key, value: node } = entry;
  const at = locationOf(source, key);
  if (!mapOf(node, document)) return given ?? unknown('invalid', `parameter ${name}`, at);
  const isSecret = scalarText(get(node, 'NoEcho', document))?.toLowerCase() === 'true';
  // What is given for a parameter that must not be shown is not looked at.
  if (given && isSecret) return unknown('no-default', `parameter ${name}`, at);
  const value = given ? converted(given, typeOf(template, entry)) : possibleValues(template, entry);
  return isSecret ? asSensitive(value) : value;
}

/** `string` where nothing is written; the association types (`ALIYUN::ECS::…`) are text. */
function typeOf({ document }: Template, { value: node }: Entry): string {
  return scalarText(get(node, 'Type', document))?.toLowerCase() ?? 'string';
}

function possibleValues(template: Template, entry: Entry): Value {
  const { document, source } = template;
  const { name, key, value: node } = entry;
  const at = locationOf(source, key);
  const type = typeOf(template, entry);
  const read = (one: NonNullable<typeof node>): Value => converted(literal(source, document, one), type);
  const preset = get(node, 'Default', document);
  const allowed = itemsOf(get(node, 'AllowedValues', document), document);
  const written = preset && read(preset);
  // `Default: null` is how templates say that there is none and that whoever deploys has to choose.
  const first = written?.kind === 'known' && written.value === null ? undefined : written;
  if (allowed.length === 0) return first ?? unknown('no-default', `parameter ${name}`, at);
  const others = allowed.map(read);
  // A list parameter's AllowedValues are what its items may be, not what the list may be.
  if (first?.kind === 'known' && isList(first.value)) return first;
  if (type === 'commadelimitedlist') return first ?? unknown('no-default', `parameter ${name}`, at);
  return bounded(first ? [first, ...others.filter((other) => !same(first, other))] : others, name, at);
}

/** Too many AllowedValues: the first ones, and that there are more. */
function bounded(values: readonly Value[], name: string, at: Value['at']): Value {
  if (values.length <= maxOptions) return fold(values, at);
  return fold(
    [...values.slice(0, maxOptions - 1), unknown('limit', `the ${values.length} AllowedValues of ${name}`, at)],
    at,
  );
}

function same(a: Value, b: Value): boolean {
  return a.kind === 'known' && b.kind === 'known' && equal(a.value, b.value) === true;
}

/** The value as the parameter's type has it. */
function converted(value: Value, type: string): Value {
  return mapValue(value, (one): Value => {
    if (one.value === null || isReference(one.value)) return one;
    return (conversions.get(type) ?? asText)(one);
  });
}

const conversions: ReadonlyMap<string, (value: Known) => Value> = new Map([
  ['number', asNumber],
  ['boolean', asBoolean],
  ['commadelimitedlist', asList],
  ['json', asJson],
]);

/** Text keeps the spelling (`080`, `1.10`) that YAML reads a number from. */
function asText(one: Known): Known {
  const { value } = one;
  if (typeof value !== 'number' && typeof value !== 'boolean') return one;
  const { source, start, end } = one.definedAt ?? one.at;
  const written = source.text.slice(start, end);
  const isWritten = typeof value === 'number' ? Number(written) === value : written.toLowerCase() === String(value);
  return sameWay<Data>(isWritten ? written : String(value), one);
}

function asNumber(one: Known): Value {
  const { value, at } = one;
  if (typeof value === 'number') return one;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? sameWay(number, one) : unknown('invalid', 'a value that is not a number', at);
}

function asBoolean(one: Known): Value {
  const word = String(one.value).toLowerCase();
  if (word === 'true' || word === '1') return sameWay(true, one);
  return word === 'false' || word === '0'
    ? sameWay(false, one)
    : unknown('invalid', 'a value that is not true or false', one.at);
}

function asList(one: Known): Known {
  const { value } = one;
  if (typeof value === 'object') return one;
  const words = String(value) === '' ? [] : String(value).split(',');
  return sameWay({ type: 'list', items: words.map((word) => known<Data>(word.trim(), one.at)) }, one);
}

function asJson(one: Known): Value {
  if (typeof one.value !== 'string') return one;
  return mapValue(parseJsonText(one.value, one.at), (parsed) => sameWay(parsed.value, one));
}
