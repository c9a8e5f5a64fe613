/** Functions of texts. Those that only cut, indent or surround a text keep every character's origin. */

import { percentEncoded, utf8 } from '../../../../text/bytes.ts';
import { compareText } from '../../../../text/order.ts';
import { bool, type Datum, int, list, string, type TextDatum, textOf, unknown } from '../data.ts';
import { joined, type Piece, replaced, sliced, type Traced } from '../traced.ts';
import {
  asText,
  type FunctionTable,
  type Implementation,
  listOf,
  numeric,
  originOfAny,
  plain,
  strict,
  textFunction,
  whole,
} from './definition.ts';
import { formatted } from './format.ts';

/** No text grows beyond this by one call. */
const maxText = 2_000_000;
const maxIndent = 100;
/** Looking for a long text in a long text may take as long as both multiplied. */
const maxSearch = 100_000_000;

/** Works on the pieces of the last argument, unknown ones too. */
function surrounding(compute: (pieces: Traced, args: readonly Datum[], text: string) => Traced): Implementation {
  return (args) => {
    const text = asText(args.at(-1));
    if (text.text.length > maxText) return unknown('limit', 'text');
    return textOf(compute(text.pieces, args.slice(0, -1), text.text));
  };
}

function indented(pieces: Traced, width: Datum | undefined): Piece[] {
  const padding = ' '.repeat(Math.max(0, Math.min(maxIndent, whole(width))));
  return [{ text: padding }, ...replaced(pieces, /\n/g, `\n${padding}`)];
}

/** Cuts characters of a set from the ends; the ends of what is not known are left alone. */
function trimmed(
  pieces: Traced,
  text: string,
  isCut: (character: string) => boolean,
  start = true,
  end = true,
): Traced {
  const [first, last] = [pieces[0], pieces.at(-1)];
  let from = 0;
  let to = text.length;
  if (start && !first?.unknown) while (from < to && isCut(text[from] as string)) from++;
  if (end && !last?.unknown) while (to > from && isCut(text[to - 1] as string)) to--;
  return sliced(pieces, from, to);
}

const isSpace = (character: string): boolean => /\s/.test(character);
function among(set: Datum | undefined): (character: string) => boolean {
  const characters = new Set(plain(set));
  return (character) => characters.has(character);
}

const escapedInQuotes = /["\\]/g;

/** Go's %q. */
function quoted(pieces: Traced): Piece[] {
  const escaped = pieces.flatMap((piece) => {
    if (!/["\\\n\t\r]/.test(piece.text)) return [piece];
    const text = piece.text
      .replace(escapedInQuotes, '\\$&')
      .replaceAll('\n', '\\n')
      .replaceAll('\t', '\\t')
      .replaceAll('\r', '\\r');
    return [{ ...piece, text, origin: piece.origin && { ...piece.origin, exact: false } }];
  });
  return [{ text: '"' }, ...escaped, { text: '"' }];
}

/** Each argument in quotes, those that are nil left out. */
function eachQuoted(quote: (pieces: Traced) => Traced): Implementation {
  return (args) =>
    textOf(
      joined(
        args.filter(({ type }) => type !== 'nil').map((arg) => quote(asText(arg).pieces)),
        ' ',
      ),
    );
}

function words(text: string): string[] {
  return text.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+/gu) ?? [];
}

function joinedBy(pieces: readonly Datum[], separator: string): Datum {
  return textOf(
    joined(
      pieces.filter(({ type }) => type !== 'nil').map((item) => asText(item).pieces),
      separator,
    ),
  );
}

function test(check: (text: string, other: string) => boolean): Implementation {
  return strict(([other, text]) => {
    const [part, all] = [plain(other), plain(text)];
    return part.length * all.length > maxSearch ? unknown('limit', 'text') : bool(check(all, part));
  });
}

export const textFunctions: FunctionTable = {
  quote: eachQuoted(quoted),
  squote: eachQuoted((pieces) => [{ text: "'" }, ...pieces, { text: "'" }]),
  indent: surrounding((pieces, [width]) => indented(pieces, width)),
  nindent: surrounding((pieces, [width]) => [{ text: '\n' }, ...indented(pieces, width)]),
  trim: surrounding((pieces, _, text) => trimmed(pieces, text, isSpace)),
  trimAll: surrounding((pieces, [set], text) => trimmed(pieces, text, among(set))),
  trimLeft: surrounding((pieces, [set], text) => trimmed(pieces, text, among(set), true, false)),
  trimRight: surrounding((pieces, [set], text) => trimmed(pieces, text, among(set), false, true)),
  trimPrefix: surrounding((pieces, [prefix], text) => {
    const cut = plain(prefix);
    return !pieces[0]?.unknown && text.startsWith(cut) ? sliced(pieces, cut.length, text.length) : pieces;
  }),
  trimSuffix: surrounding((pieces, [suffix], text) => {
    const cut = plain(suffix);
    if (cut === '' || pieces.at(-1)?.unknown || !text.endsWith(cut)) return pieces;
    return sliced(pieces, 0, text.length - cut.length);
  }),
  trunc: (args) => {
    const text = asText(args[1]);
    const length = whole(args[0]);
    // What is cut off from a text that is not known is not known either, unless all of it is short of the limit anyway.
    if (text.open) return text.pieces.some(({ unknown: reason }) => reason) ? text : unknown('no-default', 'trunc');
    if (Math.abs(length) >= text.text.length) return text;
    return textOf(
      length >= 0 ? sliced(text.pieces, 0, length) : sliced(text.pieces, text.text.length + length, text.text.length),
    );
  },
  substr: strict(([start, end, text]) => {
    const of = asText(text);
    const [from, to] = [whole(start), whole(end)];
    return textOf(sliced(of.pieces, Math.max(0, from), to < 0 || to > of.text.length ? of.text.length : to));
  }),
  upper: textFunction((text) => text.toUpperCase()),
  lower: textFunction((text) => text.toLowerCase()),
  title: textFunction((text) =>
    text.replace(/(^|[^\p{L}\p{N}_'])(\p{Ll})/gu, (_, before, letter) => before + letter.toUpperCase()),
  ),
  untitle: textFunction((text) =>
    text.replace(/(^|\s)(\p{Lu})/gu, (_, before, letter) => before + letter.toLowerCase()),
  ),
  camelcase: textFunction((text) =>
    words(text)
      .map((word) => word[0]?.toUpperCase() + word.slice(1).toLowerCase())
      .join(''),
  ),
  kebabcase: textFunction((text) => words(text).join('-').toLowerCase()),
  snakecase: textFunction((text) => words(text).join('_').toLowerCase()),
  swapcase: textFunction((text) =>
    [...text].map((one) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase())).join(''),
  ),
  nospace: textFunction((text) => text.replace(/\s/g, '')),
  initials: textFunction((text) =>
    text
      .split(/\s+/)
      .map(([first = '']) => first)
      .join(''),
  ),
  repeat: textFunction((text, [times]) => {
    const count = Math.max(0, Number(times) || 0);
    return text.length * count > maxText ? undefined : text.repeat(count);
  }),
  replace: strict(([from, to, text]) => {
    const [old, by] = [plain(from), plain(to)];
    const whole = plain(text);
    if (whole.length * old.length > maxSearch) return unknown('limit', 'replace');
    if (!whole.includes(old)) return asText(text);
    const parts = whole.split(old);
    const length = whole.length + parts.length * by.length;
    return length > maxText ? unknown('limit', 'replace') : string(parts.join(by), originOfAny([text as Datum]));
  }),
  contains: test((text, part) => text.includes(part)),
  hasPrefix: test((text, part) => text.startsWith(part)),
  hasSuffix: test((text, part) => text.endsWith(part)),
  cat: (args) => joinedBy(args, ' '),
  join: strict(([separator, items]) => joinedBy(listOf(items) ?? [items as Datum], plain(separator))),
  split: strict(([separator, text]) => {
    const parts = splitTraced(asText(text).pieces, plain(separator));
    return { type: 'dict', entries: new Map(parts.map((part, i) => [`_${i}`, part])) };
  }),
  splitn: strict(([separator, most, text]) => {
    const parts = plain(text).split(plain(separator));
    const count = Math.max(1, whole(most));
    const kept = [...parts.slice(0, count - 1), parts.slice(count - 1).join(plain(separator))].slice(0, parts.length);
    return { type: 'dict', entries: new Map(kept.map((part, i) => [`_${i}`, string(part)])) };
  }),
  splitList: strict(([separator, text]) => list(splitTraced(asText(text).pieces, plain(separator)))),
  sortAlpha: strict(([items]) => {
    const texts = listOf(items)?.map(asText);
    return texts && list(texts.sort((a, b) => compareText(a.text, b.text)));
  }),
  toString: (args: readonly Datum[]) => shown(args[0]),
  toStrings: strict(([items]) => list((listOf(items) ?? [items as Datum]).map(asText))),
  print: (args) => textOf(args.flatMap((arg, i) => [...spaceBetween(args[i - 1], arg), ...shown(arg).pieces])),
  println: (args: readonly Datum[]) =>
    textOf([
      ...joined(
        args.map((arg) => shown(arg).pieces),
        ' ',
      ),
      { text: '\n' },
    ]),
  printf: formatted,
  html: textFunction((text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)),
  js: textFunction((text) => text.replace(/['"\\]/g, '\\$&')),
  urlquery: textFunction((text) => percentEncoded(text).replaceAll('%20', '+')),
  plural: strict(([one, many, count]) => (numeric(count) === 1 ? one : many)),
  wrap: (args) => asText(args.at(-1)),
  abbrev: textFunction((text, [width]) =>
    text.length > Number(width) ? `${text.slice(0, Math.max(0, Number(width) - 3))}...` : text,
  ),
  len: strict(([value]) => lengthOf(value)),
};

/** Go's `%v`, which writes nil, too. */
function shown(datum: Datum | undefined): TextDatum {
  return !datum || datum.type === 'nil' ? string('<nil>') : asText(datum);
}

/** Go's Print: a space between operands when neither is a text. */
function spaceBetween(before: Datum | undefined, after: Datum): Piece[] {
  return before && before.type !== 'string' && after.type !== 'string' ? [{ text: ' ' }] : [];
}

function splitTraced(pieces: Traced, separator: string): Datum[] {
  const { text } = textOf(pieces);
  const parts = separator === '' ? [...text] : text.split(separator);
  let at = 0;
  return parts.map((part) => {
    const start = at;
    at += part.length + separator.length;
    return textOf(sliced(pieces, start, start + part.length));
  });
}

function lengthOf(value: Datum | undefined): Datum | undefined {
  if (value?.type === 'string') return int(utf8(value.text).length);
  if (value?.type === 'list') return int(value.items.length);
  return value?.type === 'dict' ? int(value.entries.size) : undefined;
}
