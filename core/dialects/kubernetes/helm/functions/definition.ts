/** What a function of the template language gets and answers, and how it reads its arguments: as loosely as sprig. */
import type { Location } from '../../../../text/source.ts';
import {
  type Datum,
  type Dict,
  type List,
  openReason,
  printed,
  string,
  type TextDatum,
  textOf,
  unknown,
} from '../data.ts';
import type { Run } from '../run.ts';
import { flat, type Origin, originOf } from '../traced.ts';

export interface Call {
  readonly run: Run;
  /** Where the function is called. */
  readonly place: () => Location | undefined;
}

export type Implementation = (args: readonly Datum[], call: Call) => Datum;
export type FunctionTable = Readonly<Record<string, Implementation>>;

/** A function of what is known: an argument that is not makes its answer unknown. */
export function strict(compute: (args: readonly Datum[], call: Call) => Datum | undefined): Implementation {
  return (args, call) => {
    for (const arg of args) {
      const reason = openReason(arg);
      if (reason) return { type: 'unknown', reason };
    }
    return compute(args, call) ?? refused;
  };
}

/** Wrong arguments: Helm would stop, and say so better than we could. */
export const refused: Datum = unknown('invalid', 'arguments');

/** A text made of another one. */
export function textFunction(compute: (text: string, args: readonly string[]) => string | undefined): Implementation {
  return strict((args) => {
    const texts = args.map(plain);
    const text = compute(texts.at(-1) ?? '', texts.slice(0, -1));
    return text === undefined ? undefined : string(text, originOfAny(args));
  });
}

/** The argument as text, whatever it is. */
export function plain(datum: Datum | undefined): string {
  return datum === undefined ? '' : datum.type === 'string' ? datum.text : flat(printed(datum));
}

export function asText(datum: Datum | undefined): TextDatum {
  return datum?.type === 'string' ? datum : textOf(datum ? printed(datum) : []);
}

/** sprig's casts: texts of numbers, booleans; 0 for anything else. */
export function numeric(datum: Datum | undefined): number {
  switch (datum?.type) {
    case 'int':
    case 'int64':
    case 'float64':
      return datum.value;
    case 'bool':
      return Number(datum.value);
    case 'string': {
      const text = datum.text.trim();
      return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) ? Number(text) : 0;
    }
    default:
      return 0;
  }
}

export function whole(datum: Datum | undefined): number {
  return Math.trunc(numeric(datum));
}

export function listOf(datum: Datum | undefined): readonly Datum[] | undefined {
  return datum?.type === 'list' ? (datum as List).items : datum?.type === 'nil' ? [] : undefined;
}

export function dictOf(datum: Datum | undefined): Dict | undefined {
  return datum?.type === 'dict' ? datum : undefined;
}

/** Where the arguments come from: the last that comes from anywhere, which is the one that is piped in. */
export function originOfAny(args: readonly Datum[]): Origin | undefined {
  for (const arg of args.toReversed()) {
    const origin = arg.type === 'string' ? originOf(arg.pieces) : arg.origin;
    if (origin) return { ...origin, exact: false };
  }
  return undefined;
}

/** Are they the same value? `undefined` where something in them is not known, or there is too much of them. */
export function same(a: Datum, b: Datum): boolean | undefined {
  return sameParts(a, b, { left: 10_000 }, 0);
}

function sameParts(a: Datum, b: Datum, comparing: { left: number }, depth: number): boolean | undefined {
  if (--comparing.left < 0 || depth > 100) return undefined;
  if (openReason(a) || openReason(b)) return undefined;
  if (a.type === 'string' && b.type === 'string') return a.text === b.text;
  if (a.type === 'list' && b.type === 'list') {
    return (
      a.items.length === b.items.length &&
      every(a.items.map((item, i) => sameParts(item, b.items[i] as Datum, comparing, depth + 1)))
    );
  }
  if (a.type === 'dict' && b.type === 'dict') {
    if (a.entries.size !== b.entries.size) return false;
    return every(
      [...a.entries].map(([key, value]) => {
        const other = b.entries.get(key);
        return other ? sameParts(value, other, comparing, depth + 1) : false;
      }),
    );
  }
  if (a.type === 'nil' || b.type === 'nil') return a.type === b.type;
  if (a.type === 'bool' || b.type === 'bool') return a.type === 'bool' && b.type === 'bool' && a.value === b.value;
  return 'value' in a && 'value' in b ? a.value === b.value : false;
}

function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
