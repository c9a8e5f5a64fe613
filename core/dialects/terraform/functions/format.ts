/** The `format` function: Terraform's own dialect of printf (cty's stdlib). */
import type { Location } from '../../../text/source.ts';
import { isReference, type Known, unknown, type Value } from '../../../values/value.ts';
import { isWhollyKnown, maxText } from '../collections.ts';
import { toPrimitive } from '../convert.ts';
import { formatted, isInfinite, isNegative, type Numeric, negate, wholeOf } from '../numbers/numeric.ts';
import { numberIn } from '../traits.ts';
import type { Primitive } from '../types.ts';
import { afterCreation, refuse } from './definition.ts';
import { jsonText } from './json.ts';
import { graphemes } from './text.ts';

const verb = /%(?:%|([-+ 0#]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([a-zA-Z]))/g;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly verb: string;
}

const maxWidth = 10_000;

/** The text that a template and its arguments make. Verbs take arguments in turn, or by number: `%[2]s`. */
export function formatText(template: Known, args: readonly Known[], at: Location): Value | string {
  const pattern = template.value;
  if (typeof pattern !== 'string') return refuse('format string is needed', at);
  // Terraform does not even read the format string then.
  const open = args.find((arg) => !isWhollyKnown(arg));
  if (open) return isReference(open.value) ? afterCreation(open.value, at) : unknown('computed', 'format', at);
  let result = '';
  let next = 0;
  let highest = 0;
  let end = 0;
  for (const match of pattern.matchAll(verb)) {
    const [whole, flags = '', width, precision, index, letter] = match;
    const before = pattern.slice(end, match.index);
    if (before.includes('%')) return refuse(`format string ${pattern}`, at);
    result += before;
    end = match.index + whole.length;
    if (letter === undefined) {
      result += '%';
      continue;
    }
    if (index !== undefined) next = Number(index) - 1;
    const arg = args[next++];
    highest = Math.max(highest, next);
    if (!arg) return refuse(`format: no argument for ${whole}`, at);
    const wide = Number(width ?? 0);
    const digits = precision === undefined ? undefined : Number(precision);
    if (wide > maxWidth || (digits ?? 0) > maxWidth) return unknown('limit', 'format', at);
    const text = printed(arg, { flags, width: wide, precision: digits, verb: letter }, at);
    if (typeof text !== 'string') return text;
    result += text;
    if (result.length > maxText) return unknown('limit', 'format', at);
  }
  const rest = pattern.slice(end);
  if (rest.includes('%')) return refuse(`format string ${pattern}`, at);
  if (highest < args.length) return refuse('format: too many arguments', at);
  return result + rest;
}

function printed(arg: Known, directive: Directive, at: Location): Value | string {
  if (directive.verb === 'v') return printedValue(arg, directive, at);
  if (arg.value === null) return refuse('format of null', at);
  switch (directive.verb) {
    case 's':
    case 'q':
      return printedText(arg, directive, at);
    case 't': {
      const truth = as(arg, 'bool');
      return truth ? String(truth.value) : refuse('bool is needed', at);
    }
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
      return printedInteger(arg, directive, at);
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return printedNumber(arg, directive, at);
    default:
      return refuse(`format verb ${directive.verb}`, at);
  }
}

function as(arg: Known, type: Primitive): Known | undefined {
  const made = toPrimitive(arg, type);
  return made?.kind === 'known' ? made : undefined;
}

/** `%v`: strings and numbers as they are, everything else as JSON; `%#v`: JSON for all. */
function printedValue(arg: Known, directive: Directive, at: Location): Value | string {
  const { value: data } = arg;
  if (!directive.flags.includes('#')) {
    if (typeof data === 'string') return padded(data, directive);
    const number = numberIn(arg);
    if (number !== undefined) return padded(formatted(number, 'g'), directive);
  }
  const text = jsonText(arg, at);
  return typeof text === 'string' ? padded(text, directive) : text;
}

function printedText(arg: Known, directive: Directive, at: Location): Value | string {
  const full = as(arg, 'string')?.value;
  if (typeof full !== 'string') return refuse('string is needed', at);
  const text = directive.precision ? graphemes(full).slice(0, directive.precision).join('') : full;
  if (directive.verb === 's') return padded(text, directive);
  const quoted = jsonText({ ...arg, value: text }, at);
  return typeof quoted === 'string' ? padded(quoted, directive) : quoted;
}

const bases: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  d: [10, ''],
  o: [8, '0'],
  x: [16, '0x'],
  X: [16, '0X'],
};

/** As Go's `big.Int` prints itself. */
function printedInteger(arg: Known, { flags, width, precision, verb }: Directive, at: Location): Value | string {
  const value = as(arg, 'number');
  const number = value && numberIn(value);
  const whole = number === undefined ? undefined : wholeOf(number);
  if (whole === undefined) return refuse('whole number is needed', at);
  const [base = 10, mark = ''] = bases[verb] ?? [];
  const all = (whole < 0n ? -whole : whole).toString(base);
  if (precision === 0 && whole === 0n) return '';
  const digits = (verb === 'X' ? all.toUpperCase() : all).padStart(precision ?? 0, '0');
  const head = (whole < 0n ? '-' : plusSign(flags)) + (flags.includes('#') ? mark : '');
  if (flags.includes('-')) return (head + digits).padEnd(width);
  if (flags.includes('0') && precision === undefined) return head + digits.padStart(width - head.length, '0');
  return (head + digits).padStart(width);
}

function plusSign(flags: string): string {
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

/** As Go's `big.Float` prints itself. */
function printedNumber(arg: Known, { flags, width, precision, verb }: Directive, at: Location): Value | string {
  const value = as(arg, 'number');
  const number = value && numberIn(value);
  if (number === undefined) return refuse('number is needed', at);
  const letter = verb.toLowerCase() as 'e' | 'f' | 'g';
  const text = formatted(size(number), letter, precision ?? (letter === 'g' ? undefined : 6)).replace(/^\+/, '');
  const digits = verb === letter ? text : text.toUpperCase().replace('INF', 'Inf');
  const plus = isInfinite(number) && !flags.includes(' ') ? '+' : plusSign(flags);
  const head = isNegative(number) ? '-' : plus;
  if (flags.includes('-')) return (head + digits).padEnd(width);
  if (flags.includes('0') && !isInfinite(number)) return head + digits.padStart(width - head.length, '0');
  return (head + digits).padStart(width);
}

function size(n: Numeric): Numeric {
  return isNegative(n) ? negate(n) : n;
}

/** To the width, in characters as a reader counts them. */
function padded(text: string, { flags, width }: Directive): string {
  const missing = width - graphemes(text).length;
  if (missing <= 0) return text;
  const fill = (flags.includes('0') ? '0' : ' ').repeat(missing);
  return flags.includes('-') ? text + fill : fill + text;
}
