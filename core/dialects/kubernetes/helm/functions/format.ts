/** Go's Printf, as far as templates use it. */
import { type Datum, numberText, printed, textOf } from '../data.ts';
import type { Piece, Traced } from '../traced.ts';
import { asText, type Implementation, numeric, plain, refused } from './definition.ts';

const verb = /%([-+ 0#]*)(\d*|\*)(?:\.(\d*))?([a-zA-Z%])/g;
const maxWidth = 100;

/** `printf "%s-%d" name port`: each argument keeps its origin. */
export const formatted: Implementation = (args) => {
  const [format, ...rest] = args;
  if (format?.type !== 'string') return refused;
  if (format.open) return { type: 'unknown', reason: format.open };
  const pieces: Piece[] = [];
  const { text } = format;
  let done = 0;
  let next = 0;
  for (const { index, 0: whole, 1: flags = '', 2: width = '', 3: precision, 4: letter = '' } of text.matchAll(verb)) {
    if (index > done) pieces.push({ text: text.slice(done, index) });
    done = index + whole.length;
    if (letter === '%') {
      pieces.push({ text: '%' });
      continue;
    }
    if (width === '*') return refused;
    const arg = rest[next++];
    const made = arg ? shown(arg, letter, flags, precision) : [{ text: `%!${letter}(MISSING)` }];
    pieces.push(...padded(made, Math.min(maxWidth, Number(width) || 0), flags));
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return textOf(pieces);
};

function shown(arg: Datum, letter: string, flags: string, precision: string | undefined): Traced {
  if (arg.type === 'unknown') return printed(arg);
  const digits = precision === undefined ? undefined : Math.min(20, Number(precision));
  switch (letter) {
    case 'd':
      return asNumber(arg, (value) => (flags.includes('+') && value >= 0 ? '+' : '') + Math.trunc(value));
    case 'f':
    case 'F':
      return asNumber(arg, (value) => value.toFixed(digits ?? 6));
    case 'x':
      return asNumber(arg, (value) => Math.trunc(value).toString(16));
    case 'o':
      return asNumber(arg, (value) => Math.trunc(value).toString(8));
    case 'q':
      return [{ text: '"' }, ...asText(arg).pieces, { text: '"' }];
    case 'T':
      return [{ text: arg.type }];
    case 's':
      // Go complains about a number here, `%!s(float64=80)`; charts that people use don't do that.
      return arg.type === 'nil' ? [{ text: '%!s(<nil>)' }] : asText(arg).pieces;
    case 'v':
    case 't':
    case 'g':
      return arg.type === 'nil' ? [{ text: '<nil>' }] : printed(arg);
    default:
      return [{ text: plain(arg) }];
  }
}

function asNumber(arg: Datum, write: (value: number) => string): Traced {
  const isNumber = arg.type === 'int' || arg.type === 'int64' || arg.type === 'float64';
  if (isNumber) return [{ text: write(numeric(arg)), origin: arg.origin && { ...arg.origin, exact: false } }];
  return arg.type === 'string' ? arg.pieces : [{ text: numberText({ type: 'int', value: numeric(arg) }) }];
}

function padded(pieces: Traced, width: number, flags: string): Traced {
  const missing = width - pieces.reduce((length, { text }) => length + text.length, 0);
  if (missing <= 0) return pieces;
  const padding = { text: (flags.includes('0') && !flags.includes('-') ? '0' : ' ').repeat(missing) };
  return flags.includes('-') ? [...pieces, padding] : [padding, ...pieces];
}
