/** The `format` function: Terraform's own dialect of printf (cty's stdlib). */
import type { Location } from '../../../text/source.ts';
import { type Data, isList, isMap, isReference, type Known, unknown, type Value } from '../../../values/value.ts';
import { maxText } from '../collections.ts';
import { toPrimitive } from '../convert.ts';
import {
  exponentText,
  fixedText,
  generalText,
  isInteger,
  isNegative,
  isNumber,
  toBigInt,
  toNumber,
} from '../numbers.ts';
import { afterCreation, refuse } from './definition.ts';
import { jsonText } from './json.ts';

const verb = /%(%|([-+ 0#]*)(\d*)(?:\.(\d*))?(?:\[(\d+)\])?([a-zA-Z]))/g;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly verb: string;
}

/** The text that a template and its arguments make. Verbs take arguments in turn, or by number: `%[2]s`. */
export function formatText(template: Known, args: readonly Known[], at: Location): Value | string {
  const pattern = toPrimitive(template.value, 'string');
  if (typeof pattern !== 'string') return refuse('format string is needed', at);
  let result = '';
  let next = 0;
  let highest = 0;
  let end = 0;
  for (const match of pattern.matchAll(verb)) {
    const [whole, percent, flags = '', width, precision, index, letter = ''] = match;
    const before = pattern.slice(end, match.index);
    if (before.includes('%')) return refuse(`format string ${pattern}`, at);
    result += before;
    end = match.index + whole.length;
    if (percent === '%') {
      result += '%';
      continue;
    }
    if (index !== undefined) next = Number(index) - 1;
    const arg = args[next++];
    highest = Math.max(highest, next);
    if (!arg) return refuse(`format: no argument for ${whole}`, at);
    const wide = Number(width || 0);
    const digits = precision === undefined ? undefined : Number(precision);
    if (wide > 10_000 || (digits ?? 0) > 10_000) return unknown('limit', 'format', at);
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
  const { value: data } = arg;
  if (isReference(data)) return afterCreation(data, at);
  // Terraform itself leaves the text unknown.
  if (data === null) return unknown('unsupported', 'format of null', at);
  switch (directive.verb) {
    case 'v':
      return printedValue(arg, directive, at);
    case 's':
    case 'q':
      return printedText(data, directive, at);
    case 't': {
      const truth = toPrimitive(data, 'bool');
      return truth === undefined ? refuse('bool is needed', at) : padded(String(truth), directive);
    }
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
      return printedInteger(data, directive, at);
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return printedNumber(data, directive, at);
    default:
      return refuse(`format verb ${directive.verb}`, at);
  }
}

/** `%v`: strings and numbers as they are, everything else as JSON; `%#v`: JSON for all. */
function printedValue(arg: Known, directive: Directive, at: Location): Value | string {
  const { value: data } = arg;
  const json = directive.flags.includes('#') || isList(data) || isMap(data);
  if (json) {
    const text = jsonText(arg, at);
    return typeof text === 'string' ? padded(text, directive) : text;
  }
  if (isNumber(data)) return signed(generalText(data, undefined), isNegative(data), directive);
  return padded(String(data), directive);
}

function printedText(data: Data, directive: Directive, at: Location): Value | string {
  const full = toPrimitive(data, 'string');
  if (typeof full !== 'string') return refuse('string is needed', at);
  const text = directive.precision === undefined ? full : [...full].slice(0, directive.precision).join('');
  return padded(directive.verb === 'q' ? JSON.stringify(text) : text, directive);
}

const bases: Readonly<Record<string, number>> = { b: 2, d: 10, o: 8, x: 16, X: 16 };

function printedInteger(data: Data, directive: Directive, at: Location): Value | string {
  const number = toPrimitive(data, 'number');
  if (!isNumber(number) || !isInteger(number)) return refuse('whole number is needed', at);
  const whole = toBigInt(number);
  const digits = (whole < 0n ? -whole : whole).toString(bases[directive.verb]);
  const prefix = directive.flags.includes('#') ? (prefixes[directive.verb] ?? '') : '';
  return signed(prefix + (directive.verb === 'X' ? digits.toUpperCase() : digits), whole < 0n, directive);
}

const prefixes: Readonly<Record<string, string>> = { b: '0b', o: '0', x: '0x', X: '0X' };

function printedNumber(data: Data, directive: Directive, at: Location): Value | string {
  const number = toPrimitive(data, 'number');
  if (!isNumber(number) || !Number.isFinite(toNumber(number))) return refuse('number is needed', at);
  const digits = Math.min(1000, directive.precision ?? 6);
  const upper = directive.verb === 'E' || directive.verb === 'G';
  const text =
    directive.verb === 'f'
      ? fixedText(number, digits)
      : directive.verb === 'e' || directive.verb === 'E'
        ? exponentText(number, digits)
        : generalText(number, directive.precision === undefined ? undefined : digits);
  return signed(upper ? text.toUpperCase() : text, isNegative(number), directive);
}

function signed(digits: string, negative: boolean, directive: Directive): string {
  const { flags, width } = directive;
  const sign = negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if (flags.includes('0') && !flags.includes('-')) return sign + digits.padStart(width - sign.length, '0');
  return padded(sign + digits, directive);
}

function padded(text: string, { flags, width }: Directive): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  const fill = (flags.includes('0') && !flags.includes('-') ? '0' : ' ').repeat(missing);
  return flags.includes('-') ? text + fill : fill + text;
}
