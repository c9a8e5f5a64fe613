/**
 * What is known about a setting. Every attribute that a dialect evaluates and every field of the network model is a
 * `Value`, so that a finding can point at the exact characters, and so that "not known" is never mistaken for "no".
 *
 * Invariant: unknown is never a pass and never a violation (see `Truth`).
 */

import type { Text } from '../text/message.ts';
import type { Location } from '../text/source.ts';

export type Value<T = Data> = Known<T> | Unknown | OneOf<T>;

export interface Known<T = Data> {
  readonly kind: 'known';
  readonly value: T;
  /** Where the value is used: the characters that a finding underlines. */
  readonly at: Location;
  /** Where it was written when that is elsewhere: a parameter's default, a local, a mapping's cell. */
  readonly definedAt?: Location | undefined;
  /** Places between these two, from the use back to the definition, and what a computed value was computed from. */
  readonly way?: readonly Step[] | undefined;
  /** True where nothing is written and the provider's or service's default stands in; `at` is then the resource's name. */
  readonly byDefault?: boolean;
}

/** A station of a value: a name that stands for it, or an operand of the expression that made it. */
export interface Step {
  readonly kind: 'passed' | 'operand';
  readonly at: Location;
}

export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: UnknownReason;
  readonly at: Location;
}

/** Several values are possible and the text alone cannot tell which: a parameter's AllowedValues, both sides of an If. */
export interface OneOf<T = Data> {
  readonly kind: 'oneOf';
  /** Two or more, never nested: no option is itself a `oneOf`. */
  readonly options: readonly (Known<T> | Unknown)[];
  readonly at: Location;
}

/** Why a value cannot be known. `subject` names what would have to be known: a parameter, a data source, a function. */
export interface UnknownReason {
  readonly code:
    | 'no-default' // a parameter or variable that is set at deployment
    | 'external' // a data source, another stack, the account
    | 'computed' // an attribute that exists only after creation
    | 'unsupported' // a function or construct that we do not evaluate
    | 'invalid' // the expression itself is wrong (missing reference, wrong type, syntax error)
    | 'cycle'
    | 'sensitive' // known, and not to be shown
    | 'limit'; // a bound was reached (alias expansion, combinations)
  readonly subject: string;
}

/** What a template's text can say: JSON-like, with a `Value` at every level, and references to other resources. */
export type Data = string | number | boolean | null | ListData | MapData | Reference;

export interface ListData {
  readonly type: 'list';
  readonly items: readonly Value[];
}

export interface MapData {
  readonly type: 'map';
  readonly entries: ReadonlyMap<string, MapMember>;
}

export interface MapMember {
  readonly key: Location;
  readonly value: Value;
}

/** An attribute of another resource: known to be the same wherever it is used, though its text is not known. */
export interface Reference {
  readonly type: 'reference';
  /** `Resource.address` of what is referred to. */
  readonly resource: string;
  /** Attribute path as the dialect writes it; `id` or `''` for the resource itself. */
  readonly attribute: string;
}

export function known<T>(value: T, at: Location, definedAt?: Location): Known<T> {
  return definedAt ? { kind: 'known', value, at, definedAt } : { kind: 'known', value, at };
}

/** Other data that came the same way: what a reader or a conversion makes of a value. */
export function sameWay<T>(value: T, { at, definedAt, way }: Known<unknown>): Known<T> {
  if (!way) return known(value, at, definedAt);
  return { kind: 'known', value, at, definedAt, way };
}

export function unknown(code: UnknownReason['code'], subject: string, at: Location): Unknown {
  return { kind: 'unknown', reason: { code, subject }, at };
}

/** At most this many options are kept; more become unknown with reason `limit`. */
export const maxOptions = 64;

/** One value out of several: flattens, folds a single option into itself, and bounds the number. */
export function oneOf<T>(values: readonly Value<T>[], at: Location): Value<T> {
  const options: (Known<T> | Unknown)[] = [];
  for (const value of values) {
    if (value.kind === 'oneOf') options.push(...value.options);
    else options.push(value);
  }
  const [only] = options;
  if (options.length === 1 && only) return only;
  if (options.length === 0) return unknown('invalid', 'no value', at);
  if (options.length > maxOptions) return unknown('limit', `${options.length} values`, at);
  return { kind: 'oneOf', options, at };
}

/** Applies `f` to what is known; what is unknown stays so. `f` may itself answer with a Value. */
export function mapValue<T, U>(value: Value<T>, f: (known: Known<T>) => Value<U>): Value<U> {
  if (value.kind === 'known') return f(value);
  if (value.kind === 'unknown') return value;
  return oneOf(
    value.options.map((option) => (option.kind === 'known' ? f(option) : option)),
    value.at,
  );
}

/** The same value seen from another place: `at` becomes the place of use, what was `at` becomes where it is defined. */
export function usedAt<T>(value: Value<T>, at: Location): Value<T> {
  if (value.kind === 'known') {
    if (!value.definedAt) return { ...value, at, definedAt: value.at };
    return samePlace(value.at, at) ? value : { ...value, at, way: passed(value.at, value.way) };
  }
  if (value.kind === 'unknown') return { ...value, at };
  return { ...value, at, options: value.options.map((option) => usedAt(option, at) as Known<T> | Unknown) };
}

/** A part of a value, seen from where it is used: it was passed on wherever its whole was. */
export function partAt<T>(whole: Known<unknown>, part: Value<T>, at: Location): Value<T> {
  let seen = part;
  for (const step of whole.way?.toReversed() ?? []) if (step.kind === 'passed') seen = usedAt(seen, step.at);
  return usedAt(seen, at);
}

/** Longer ways are told by their first stations. */
const maxSteps = 8;

function passed(at: Location, way: readonly Step[] = []): readonly Step[] {
  return way.length >= maxSteps ? way : [{ kind: 'passed', at }, ...way];
}

/**
 * A result that remembers which operands were written elsewhere: `cidrsubnet(var.base, 8, 0)` came from where `base` is
 * defined. A result that is itself an operand, or has a place of its own, has its way already.
 */
export function computedFrom<T>(operands: readonly Known<unknown>[], result: Value<T>, at: Location): Value<T> {
  if (result.kind !== 'known' || result.definedAt || result.way) return result;
  const way: Step[] = [];
  for (const { at: used, definedAt, way: before } of operands) {
    const from = definedAt ?? (isInside(used, at) ? undefined : used);
    if (from) way.push({ kind: 'operand', at: from });
    for (const step of before ?? []) if (step.kind === 'operand') way.push(step);
    if (way.length >= maxSteps) break;
  }
  return way.length > 0 ? { ...result, way } : result;
}

function isInside(inner: Location, outer: Location): boolean {
  return inner.source === outer.source && inner.start >= outer.start && inner.end <= outer.end;
}

export function samePlace(a: Location, b: Location): boolean {
  return a.source === b.source && a.start === b.start && a.end === b.end;
}

/** All known possibilities of a value. */
export function possibilities<T>(value: Value<T>): readonly Known<T>[] {
  if (value.kind === 'known') return [value];
  if (value.kind === 'unknown') return [];
  return value.options.filter((option) => option.kind === 'known');
}

export function isList(data: unknown): data is ListData {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'list';
}

export function isMap(data: unknown): data is MapData {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'map';
}

export function isReference(data: unknown): data is Reference {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'reference';
}

/** How reasons read in a report: `the parameter "Cidr" has no default`. */
export function reasonText({ code, subject }: UnknownReason): Text {
  switch (code) {
    case 'no-default':
      return { en: `set at deployment: ${subject}`, zh: `部署时才给出：${subject}` };
    case 'external':
      return { en: `comes from outside of these files: ${subject}`, zh: `来自这些文件之外：${subject}` };
    case 'computed':
      return { en: `exists only after creation: ${subject}`, zh: `创建后才存在：${subject}` };
    case 'unsupported':
      return { en: `not evaluated: ${subject}`, zh: `未求值：${subject}` };
    case 'invalid':
      return { en: `cannot be evaluated: ${subject}`, zh: `无法求值：${subject}` };
    case 'cycle':
      return { en: `refers to itself: ${subject}`, zh: `循环引用：${subject}` };
    case 'sensitive':
      return { en: `is sensitive, and not shown${subject}`, zh: `敏感值，不予显示${subject}` };
    case 'limit':
      return { en: `too many possibilities: ${subject}`, zh: `可能的取值过多：${subject}` };
  }
}
