/**
 * What a parameter can be: its default, one of its AllowedValues (the default first), or what is only known at
 * deployment. `at` of these values is where the literal is written; a `Ref` moves it to `definedAt`.
 */
import type { DataDocument, DataNode } from '../../syntax/data.ts';
import { type Entry, get, itemsOf, mapOf, scalarText, writtenText } from '../../syntax/navigate.ts';
import { type Location, locationOf, type SourceText } from '../../text/source.ts';
import {
  type Data,
  isList,
  type Known,
  known,
  maxOptions,
  type Unknown,
  unknown,
  type Value,
} from '../../values/value.ts';
import { equal, fold } from './combine.ts';
import { literal } from './literal.ts';
import type { Template } from './template.ts';
import { parseJsonText } from './text.ts';

export function parameterValue({ source, document }: Template, { name, key, value: node }: Entry): Value {
  const at = locationOf(source, key);
  if (!mapOf(node, document)) return unknown('invalid', `parameter ${name}`, at);
  const typeName = scalarText(get(node, 'Type', document))?.toLowerCase() ?? 'string';
  const convert = (one: DataNode): Value => converted(source, document, one, typeName);
  const preset = get(node, 'Default', document);
  const allowed = itemsOf(get(node, 'AllowedValues', document), document);
  const written = preset && convert(preset);
  // `Default: null` is how templates say that there is none and that whoever deploys has to choose.
  const first = written?.kind === 'known' && written.value === null ? undefined : written;
  if (allowed.length === 0) return first ?? unknown('no-default', `parameter ${name}`, at);
  const others = allowed.map(convert);
  // A list parameter's AllowedValues are what its items may be, not what the list may be.
  if (first?.kind === 'known' && isList(first.value)) return first;
  if (typeName === 'commadelimitedlist') return first ?? unknown('no-default', `parameter ${name}`, at);
  return bounded(first ? [first, ...others.filter((other) => !same(first, other))] : others, name, at);
}

/** Too many AllowedValues: the first ones, and that there are more. */
function bounded(values: readonly Value[], name: string, at: Location): Value {
  if (values.length <= maxOptions) return fold(values, at);
  return fold(
    [...values.slice(0, maxOptions - 1), unknown('limit', `the ${values.length} AllowedValues of ${name}`, at)],
    at,
  );
}

function same(a: Value, b: Value): boolean {
  return a.kind === 'known' && b.kind === 'known' && equal(a.value, b.value) === true;
}

function converted(source: SourceText, document: DataDocument, node: DataNode, type: string): Value {
  const value = literal(source, document, node);
  if (value.kind !== 'known' || value.value === null) return value;
  if (node.kind === 'scalar' && !typed.has(type)) return known(writtenText(node, source.text) ?? '', value.at);
  return typed.get(type)?.(value) ?? value;
}

/** Types other than text. All `ALIYUN::…` association types are text. */
const typed: ReadonlyMap<string, (value: Known) => Value> = new Map([
  ['number', asNumber],
  ['boolean', asBoolean],
  ['commadelimitedlist', asList],
  ['json', asJson],
]);

function asNumber({ value, at }: Known): Known | Unknown {
  if (typeof value === 'number') return known(value, at);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? known(number, at) : unknown('invalid', 'a value that is not a number', at);
}

function asBoolean({ value, at }: Known): Known | Unknown {
  const word = String(value).toLowerCase();
  if (word === 'true' || word === '1') return known(true, at);
  return word === 'false' || word === '0'
    ? known(false, at)
    : unknown('invalid', 'a value that is not true or false', at);
}

function asList({ value, at }: Known): Known {
  if (typeof value === 'object') return known(value, at);
  const words: Data[] =
    String(value) === ''
      ? []
      : String(value)
          .split(',')
          .map((word) => word.trim());
  return known({ type: 'list', items: words.map((word) => known(word, at)) }, at);
}

function asJson(value: Known): Value {
  return typeof value.value === 'string' ? parseJsonText(value.value, value.at) : value;
}
