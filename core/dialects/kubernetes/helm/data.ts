/**
 * What a template computes with: Go's values as far as templates tell them apart, each with where it was written.
 * Unknown is one of them: whatever is made of it is unknown, too.
 */
import { compareText } from '../../../text/order.ts';
import type { UnknownReason } from '../../../values/value.ts';
import type { Run } from './run.ts';
import { flat, type Origin, openness, type Piece, type Traced, unknownPiece } from './traced.ts';

export type Datum = Nil | Bool | Num | TextDatum | List | Dict | Unknown | Native;

interface Written {
  readonly origin?: Origin | undefined;
}
export interface Nil extends Written {
  readonly type: 'nil';
}
export interface Bool extends Written {
  readonly type: 'bool';
  readonly value: boolean;
}
/** Numbers of values.yaml are `float64`, as Helm reads them; numbers in templates are `int`. */
export interface Num extends Written {
  readonly type: 'int' | 'int64' | 'float64';
  readonly value: number;
}
export interface TextDatum {
  readonly type: 'string';
  readonly text: string;
  readonly pieces: Traced;
  /** Why the text is not known as a whole. */
  readonly open: UnknownReason | undefined;
}
export interface List extends Written {
  readonly type: 'list';
  readonly items: readonly Datum[];
}
/** `set` and `unset` change it in place, as they do in Helm. */
export interface Dict extends Written {
  readonly type: 'dict';
  readonly entries: Map<string, Datum>;
  /** What it can do beside holding entries: `AsConfig` of a group of files. */
  readonly methods?: Methods | undefined;
}
export interface Unknown extends Written {
  readonly type: 'unknown';
  readonly reason: UnknownReason;
}
/** A field's value or a method's answer; `undefined` where there is none of this name. */
export type Methods = (name: string, args: readonly Datum[], run: Run) => Datum | undefined;

/** An object of Helm's own with methods: `.Files`, `.Capabilities.APIVersions`. */
export interface Native extends Written {
  readonly type: 'native';
  readonly methods: Methods;
  /** How it prints. */
  readonly text: string;
}

export const nil: Nil = { type: 'nil' };

export function bool(value: boolean, origin?: Origin): Bool {
  return { type: 'bool', value, origin };
}

export function int(value: number, origin?: Origin): Num {
  return { type: 'int', value, origin };
}

export function float(value: number, origin?: Origin): Num {
  return { type: 'float64', value, origin };
}

export function string(text: string, origin?: Origin): TextDatum {
  return { type: 'string', text, pieces: text === '' && !origin ? [] : [{ text, origin }], open: undefined };
}

export function textOf(pieces: Traced): TextDatum {
  return { type: 'string', text: flat(pieces), pieces, open: openness(pieces) };
}

export function list(items: readonly Datum[]): List {
  return { type: 'list', items };
}

export function dict(entries: Map<string, Datum> = new Map()): Dict {
  return { type: 'dict', entries };
}

export function unknown(code: UnknownReason['code'], subject: string): Unknown {
  return { type: 'unknown', reason: { code, subject } };
}

/** A copy that `set` may change without changing this one. */
export function copied(datum: Datum): Datum {
  if (datum.type === 'list') return { ...datum, items: datum.items.map(copied) };
  if (datum.type !== 'dict') return datum;
  return { ...datum, entries: new Map([...datum.entries].map(([key, value]) => [key, copied(value)])) };
}

/** Why nothing can be said of the value as it is; parts of a list or dictionary may be unknown all the same. */
export function openReason(datum: Datum): UnknownReason | undefined {
  return datum.type === 'unknown' ? datum.reason : datum.type === 'string' ? datum.open : undefined;
}

/** Go's truth: zero, nil and what is empty are false. `undefined` where it is not known. */
export function truth(datum: Datum): boolean | undefined {
  switch (datum.type) {
    case 'nil':
      return false;
    case 'bool':
      return datum.value;
    case 'string':
      if (!datum.open) return datum.text !== '';
      return datum.pieces.some(({ text, unknown, maybe }) => text !== '' && !unknown && !maybe) ? true : undefined;
    case 'list':
      return datum.items.length > 0;
    case 'dict':
      return datum.entries.size > 0;
    case 'unknown':
      return undefined;
    case 'native':
      return true;
    default:
      return datum.value !== 0;
  }
}

/** Keys in the order in which Go's templates and encoders visit them. */
export function sortedKeys({ entries }: Dict): string[] {
  return [...entries.keys()].sort(compareText);
}

/** Lists and dictionaries print no more parts than this, and none that lie deeper. */
const most = { parts: 50_000, depth: 100 };

/** The text that an action prints: Go's `%v`, nothing for nil. */
export function printed(datum: Datum): Traced {
  return print(datum, { left: most.parts }, 0);
}

interface Printing {
  left: number;
}

function print(datum: Datum, printing: Printing, depth: number): Traced {
  if (--printing.left < 0 || depth > most.depth) return [unknownPiece({ code: 'limit', subject: 'text' })];
  const inside = (part: Datum): Traced =>
    part.type === 'nil' ? [{ text: '<nil>' }] : print(part, printing, depth + 1);
  switch (datum.type) {
    case 'string':
      return datum.pieces;
    case 'unknown':
      return [unknownPiece(datum.reason, datum.origin)];
    case 'nil':
      return [];
    case 'bool':
      return [{ text: String(datum.value), origin: datum.origin }];
    case 'list':
      return bracketed(datum.items, inside, printing);
    case 'dict': {
      const pieces: Piece[] = [{ text: 'map[' }];
      for (const [i, key] of sortedKeys(datum).entries()) {
        if (printing.left < 0) break;
        pieces.push({ text: `${i > 0 ? ' ' : ''}${key}:` });
        for (const piece of inside(datum.entries.get(key) as Datum)) pieces.push(piece);
      }
      return [...pieces, { text: ']' }];
    }
    case 'native':
      return [{ text: datum.text }];
    default:
      return [{ text: numberText(datum), origin: datum.origin }];
  }
}

function bracketed(items: readonly Datum[], inside: (part: Datum) => Traced, printing: Printing): Piece[] {
  const pieces: Piece[] = [{ text: '[' }];
  for (const [i, item] of items.entries()) {
    if (printing.left < 0) break;
    if (i > 0) pieces.push({ text: ' ' });
    for (const piece of inside(item)) pieces.push(piece);
  }
  return [...pieces, { text: ']' }];
}

/** Go's `%v` of a number: a float64 turns to exponents below 1e-4 and from 1e6 on. */
export function numberText({ type, value }: Num): string {
  if (type !== 'float64' || value === 0) return String(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  // strconv.FormatFloat(v, 'g', -1, 64) decides as if six digits were wanted.
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** The kind that `kindOf` and `kindIs` name. */
export function kindOf(datum: Datum): string {
  if (datum.type === 'list') return 'slice';
  if (datum.type === 'dict') return 'map';
  if (datum.type === 'nil') return 'invalid';
  return datum.type === 'native' ? 'struct' : datum.type;
}
