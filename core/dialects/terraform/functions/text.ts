/** String functions. Lengths and offsets count grapheme clusters, as Terraform's do. */
import type { Location } from '../../../text/source.ts';
import { isList, isReference, type Known, known, unknown, type Value } from '../../../values/value.ts';
import { itemsIn, maxText, sequence } from '../collections.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import { typeOf } from '../types.ts';
import { lowerCase, titleCase, trimSpace, upperCase } from './cases.ts';
import {
  afterCreation,
  any,
  type FunctionDefinition,
  intOf,
  listOfStrings,
  outcome,
  refuse,
  scalar,
  tolerant,
  typed,
} from './definition.ts';
import { formatText } from './format.ts';
import { findAll, replacePattern } from './patterns.ts';

/** A function of texts to a text. */
const text: typeof scalar = (name, parameters, compute) => ({
  ...scalar(name, parameters, compute),
  returns: 'string',
});

export const textFunctions: readonly FunctionDefinition[] = [
  text('chomp', ['string'], ([text]) => text.replace(/[\r\n]+$/, '')),
  scalar('endswith', ['string', 'string'], ([text, suffix]) => text.endsWith(suffix)),
  scalar('startswith', ['string', 'string'], ([text, prefix]) => text.startsWith(prefix)),
  scalar('strcontains', ['string', 'string'], ([text, part]) => text.includes(part)),
  text('lower', ['string'], ([text]) => lowerCase(text)),
  text('upper', ['string'], ([text]) => upperCase(text)),
  text('title', ['string'], ([text]) => titleCase(text)),
  text('strrev', ['string'], ([text]) => graphemes(text).reverse().join('')),
  text('trimspace', ['string'], ([text]) => trimSpace(text)),
  text('trimprefix', ['string', 'string'], ([text, prefix]) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  text('trimsuffix', ['string', 'string'], ([text, suffix]) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  text('trim', ['string', 'string'], ([text, cutset]) => trim(text, cutset)),
  typed('substr', { parameters: ['string', 'number', 'number'], returns: 'string' }, ([text, offset, length], at) =>
    substring(String(text?.value), intOf(offset), intOf(length), at),
  ),
  typed('indent', { parameters: ['number', 'string'], returns: 'string' }, ([spaces, text], at) =>
    indent(String(text?.value), intOf(spaces), at),
  ),
  text('replace', ['string', 'string', 'string'], ([text, part, by], at) => replace(text, part, by, at)),
  scalar('split', ['string', 'string'], ([separator, text], at) => listOf(split(text, separator), at)),
  scalar('regex', ['string', 'string'], ([pattern, text], at) => {
    const found = findAll(pattern, text, 1, at);
    return 'kind' in found ? found : (found.values[0] ?? refuse('no match', at));
  }),
  scalar('regexall', ['string', 'string'], ([pattern, text], at) => {
    const found = findAll(pattern, text, maxMatches, at);
    return 'kind' in found ? found : sequence('list', found.values, at, found.type);
  }),
  typed('join', { parameters: ['string'], rest: listOfStrings, atLeast: 1, returns: 'string' }, join),
  tolerant('format', 1, any, ([template, ...args], at) => format(template as Value, args, at)),
  tolerant('formatlist', 1, any, ([template, ...args], at) =>
    combine([convert(template as Value, 'string'), ...args], at, ([pattern, ...all]) =>
      formatList(pattern as Known, all, at),
    ),
  ),
];

const maxMatches = 10_000;

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character. */
export function graphemes(text: string): string[] {
  // Only combining sequences and CR LF make clusters of several code points.
  if (!/[^\x20-\x7e\n\t]/.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function trim(text: string, cutset: string): string {
  const cut = new Set(cutset);
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (start < end && cut.has(characters[start] as string)) start++;
  while (end > start && cut.has(characters[end - 1] as string)) end--;
  return characters.slice(start, end).join('');
}

/** A negative offset counts from the end, and from before the beginning where it is longer than the text. */
function substring(text: string, offset: number | undefined, length: number | undefined, at: Location): Value | string {
  if (offset === undefined || length === undefined) return refuse('whole number is needed', at);
  if (offset >= 0 && length === 0) return '';
  const all = graphemes(text);
  const start = Math.max(0, offset < 0 ? all.length + offset : offset);
  // As Terraform has it: a length of nothing behind a negative offset is no limit.
  return all.slice(start, length <= 0 ? undefined : start + length).join('');
}

function indent(text: string, spaces: number | undefined, at: Location): Value | string {
  if (spaces === undefined || spaces < 0) return refuse('whole number is needed', at);
  const lines = text.split('\n');
  if (lines.length * spaces + text.length > maxText) return unknown('limit', 'indent', at);
  return lines.join(`\n${' '.repeat(spaces)}`);
}

function replace(text: string, part: string, by: string, at: Location): Value | string {
  if (part.length > 1 && part.startsWith('/') && part.endsWith('/')) {
    return replacePattern(part.slice(1, -1), text, by, at);
  }
  const pieces = text.split(part);
  if (text.length + pieces.length * by.length > maxText) return unknown('limit', 'replace', at);
  // Go puts the replacement at both ends too when it replaces the empty string.
  return part === '' ? by + [...text].map((character) => character + by).join('') : pieces.join(by);
}

function split(text: string, separator: string): string[] {
  return separator === '' ? [...text] : text.split(separator);
}

function listOf(texts: readonly string[], at: Location): Value {
  return sequence(
    'list',
    texts.map((text) => known(text, at)),
    at,
    'string',
  );
}

function join([separator, ...lists]: readonly Known[], at: Location): Value {
  const items = lists.flatMap((list) => itemsIn(list) ?? []);
  return combine(items, at, (all) => {
    const texts: string[] = [];
    const glue = String(separator?.value);
    let length = glue.length * items.length;
    for (const { value } of all) {
      if (isReference(value)) return afterCreation(value, at);
      if (typeof value !== 'string') return refuse('string is needed', at);
      texts.push(value);
      length += value.length;
    }
    return length > maxText ? unknown('limit', 'join', at) : outcome(texts.join(glue), at);
  });
}

function format(template: Value, args: readonly Value[], at: Location): Value {
  return combine([convert(template, 'string'), ...args], at, ([pattern, ...all]) => {
    if (pattern?.value === null) return refuse('null argument', at);
    return bareNull(all, at) ?? outcome(formatText(pattern as Known, all, at), at);
  });
}

/** Terraform itself leaves the text unknown where an argument is a null without a type. */
function bareNull(args: readonly Known[], at: Location): Value | undefined {
  const bare = args.some((arg) => arg.value === null && typeOf(arg) === 'dynamic');
  return bare ? unknown('unsupported', 'format of null', at) : undefined;
}

/** Lists are walked side by side; everything else is the same for each element. */
function formatList(template: Known, args: readonly Known[], at: Location): Value {
  if (template.value === null) return refuse('null argument', at);
  const bare = bareNull(args, at);
  if (bare) return bare;
  let length: number | undefined;
  for (const { value } of args) {
    if (!isList(value)) continue;
    if (length !== undefined && length !== value.items.length) return refuse('lists of different lengths', at);
    length = value.items.length;
  }
  const texts: Value[] = [];
  for (let i = 0; i < (length ?? 1); i++) {
    const row = args.map((arg): Value => (isList(arg.value) ? (itemsIn(arg)?.[i] ?? arg) : arg));
    texts.push(combine(row, at, (values) => outcome(formatText(template, values, at), at)));
  }
  return (
    texts.find((made) => made.kind === 'unknown' && made.reason.code === 'invalid') ??
    sequence('list', texts, at, 'string')
  );
}
