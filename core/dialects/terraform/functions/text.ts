/** String functions. Lengths and offsets count grapheme clusters, as Terraform's do. */
import type { Location } from '../../../text/source.ts';
import { isList, isReference, type Known, known, unknown, type Value } from '../../../values/value.ts';
import { itemsIn, maxText, sequence } from '../collections.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import {
  afterCreation,
  any,
  type FunctionDefinition,
  general,
  mistyped,
  outcome,
  refuse,
  scalar,
  tolerant,
} from './definition.ts';
import { formatText } from './format.ts';
import { findAll, replacePattern } from './patterns.ts';

export const textFunctions: readonly FunctionDefinition[] = [
  scalar('chomp', ['string'], ([text]) => text.replace(/[\r\n]+$/, '')),
  scalar('endswith', ['string', 'string'], ([text, suffix]) => text.endsWith(suffix)),
  scalar('startswith', ['string', 'string'], ([text, prefix]) => text.startsWith(prefix)),
  scalar('strcontains', ['string', 'string'], ([text, part]) => text.includes(part)),
  scalar('lower', ['string'], ([text]) => text.toLowerCase()),
  scalar('upper', ['string'], ([text]) => text.toUpperCase()),
  scalar('title', ['string'], ([text]) => text.replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase())),
  scalar('strrev', ['string'], ([text]) => graphemes(text).reverse().join('')),
  scalar('trimspace', ['string'], ([text]) => text.trim()),
  scalar('trimprefix', ['string', 'string'], ([text, prefix]) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  scalar('trimsuffix', ['string', 'string'], ([text, suffix]) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  scalar('trim', ['string', 'string'], ([text, cutset]) => trim(text, cutset)),
  scalar('substr', ['string', 'number', 'number'], ([text, offset, length], at) => substring(text, offset, length, at)),
  scalar('indent', ['number', 'string'], ([spaces, text], at) => indent(text, spaces, at)),
  scalar('replace', ['string', 'string', 'string'], ([text, part, by], at) => replace(text, part, by, at)),
  scalar('split', ['string', 'string'], ([separator, text], at) => listOf(split(text, separator), at)),
  scalar('regex', ['string', 'string'], ([pattern, text], at) => {
    const found = findAll(pattern, text, 1, at);
    return Array.isArray(found) ? (found[0] ?? refuse('no match', at)) : found;
  }),
  scalar('regexall', ['string', 'string'], ([pattern, text], at) => {
    const found = findAll(pattern, text, maxMatches, at);
    return Array.isArray(found) ? sequence('list', found, at, pattern.includes('(') ? undefined : 'string') : found;
  }),
  tolerant('join', 2, any, join),
  general('format', 1, any, ([template, ...args], at) => formatText(template as Known, args, at)),
  general('formatlist', 1, any, formatList),
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

function substring(text: string, offset: number, length: number, at: Location): Value | string {
  if (!Number.isInteger(offset) || !Number.isInteger(length)) return refuse('whole number is needed', at);
  const all = graphemes(text);
  const start = offset < 0 ? Math.max(0, all.length + offset) : offset;
  return all.slice(start, length < 0 ? undefined : start + length).join('');
}

function indent(text: string, spaces: number, at: Location): Value | string {
  if (!Number.isInteger(spaces) || spaces < 0) return refuse('whole number is needed', at);
  const lines = text.split('\n');
  if (lines.length === 1) return text;
  if (spaces > 2 ** 31) return refuse('more spaces than there can be', at);
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

function join(args: readonly Value[], at: Location): Value {
  return combine(args, at, ([separator, ...lists]) => {
    const items: Value[] = [];
    for (const list of lists) {
      const own = itemsIn(list);
      if (!own) return mistyped(list, 'list', at);
      items.push(...own);
    }
    return combine(
      [convert(separator as Known, 'string'), ...items.map((item) => convert(item, 'string'))],
      at,
      (all) => {
        const texts: string[] = [];
        let length = 0;
        for (const { value } of all) {
          if (isReference(value)) return afterCreation(value, at);
          if (typeof value !== 'string') return refuse('string is needed', at);
          texts.push(value);
          length += value.length;
        }
        const [glue = '', ...rest] = texts;
        if (length + glue.length * rest.length > maxText) return unknown('limit', 'join', at);
        return outcome(rest.join(glue), at);
      },
    );
  });
}

/** Lists are walked side by side; everything else is the same for each element. */
function formatList([template, ...args]: readonly Known[], at: Location): Value {
  let length: number | undefined;
  for (const { value } of args) {
    if (!isList(value)) continue;
    if (length !== undefined && length !== value.items.length) return refuse('lists of different lengths', at);
    length = value.items.length;
  }
  const texts: Value[] = [];
  for (let i = 0; i < (length ?? 1); i++) {
    const row = args.map((arg): Value => (isList(arg.value) ? (itemsIn(arg)?.[i] ?? arg) : arg));
    texts.push(combine(row, at, (values) => outcome(formatText(template as Known, values, at), at)));
  }
  return (
    texts.find((made) => made.kind === 'unknown' && made.reason.code === 'invalid') ??
    sequence('list', texts, at, 'string')
  );
}
