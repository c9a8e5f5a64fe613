/**
 * What a built-in function is: a name, how many arguments it takes, and its implementation from values to a value.
 * Three makers cover what implementations want to see: plain scalars, known values, or anything at all.
 */
import type { Location } from '../../../text/source.ts';
import { type Data, isReference, type Known, known, unknown, type Value } from '../../../values/value.ts';
import { text } from '../collections.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import { isBig, isNumber, type Num, numberData, toNumber } from '../numbers.ts';
import type { Scope } from '../scope.ts';
import type { Primitive } from '../types.ts';

export interface FunctionDefinition {
  readonly name: string;
  readonly arity: Arity;
  /** What it answers is as secret as it says itself, not as its arguments are. */
  readonly handlesMarks?: true;
  readonly implement: (args: readonly Value[], at: Location, scope: Scope) => Value;
}

export interface Arity {
  readonly min: number;
  readonly max: number;
}

/** Any number of arguments. */
export const any = Number.POSITIVE_INFINITY;

interface Scalars {
  readonly string: string;
  readonly number: number;
  readonly bool: boolean;
}

type ArgumentsOf<P extends readonly Primitive[]> = { readonly [K in keyof P]: Scalars[P[K]] };

type Outcome = Value | string | Num | boolean;

/** What Terraform answers with an error. */
export function refuse(why: string, at: Location): Value {
  return unknown('invalid', why, at);
}

/**
 * A function of strings, numbers and bools. Arguments are converted as Terraform converts them; null is refused, and
 * what is not known, or known only to be an attribute of a resource, makes the answer unknown.
 */
export function scalar<const P extends readonly Primitive[]>(
  name: string,
  parameters: P,
  compute: (args: ArgumentsOf<P>, at: Location, scope: Scope) => Outcome,
): FunctionDefinition {
  const implement = (args: readonly Value[], at: Location, scope: Scope): Value =>
    combine(
      args.map((arg, i) => convert(arg, parameters[i] ?? 'any')),
      at,
      (values) => computed(values, at, (data) => compute(data as unknown as ArgumentsOf<P>, at, scope)),
    );
  return { name, arity: { min: parameters.length, max: parameters.length }, implement };
}

function computed(values: readonly Known[], at: Location, compute: (data: readonly Data[]) => Outcome): Value {
  for (const { value } of values) {
    if (value === null) return refuse('null argument', at);
    if (isReference(value)) return afterCreation(value, at);
  }
  return outcome(compute(values.map(({ value }) => (isBig(value) ? toNumber(value) : value))), at);
}

export function outcome(result: Outcome, at: Location): Value {
  if (isBig(result)) return known<Data>(numberData(result), at);
  if (typeof result === 'object') return result;
  if (typeof result === 'string') return text(result, at);
  if (typeof result === 'boolean') return known<Data>(result, at);
  return Number.isNaN(result) ? refuse('no number', at) : known<Data>(result, at);
}

/** The text of a resource's attribute is needed, and only the provider will know it. */
export function afterCreation(data: Data, at: Location): Value {
  return unknown('computed', isReference(data) ? `${data.resource}.${data.attribute}` : 'attribute', at);
}

/** A function of numbers of any size, converted like a scalar function's. */
export function numerical(
  name: string,
  min: number,
  max: number,
  compute: (numbers: readonly Num[], at: Location) => Outcome,
): FunctionDefinition {
  const implement = (args: readonly Value[], at: Location): Value =>
    combine(
      args.map((arg) => convert(arg, 'number')),
      at,
      (values) => {
        const numbers: Num[] = [];
        for (const { value } of values) {
          if (value === null) return refuse('null argument', at);
          if (isReference(value)) return afterCreation(value, at);
          if (isNumber(value)) numbers.push(value);
        }
        return outcome(compute(numbers, at), at);
      },
    );
  return { name, arity: { min, max }, implement };
}

/** A function of known values of any type; their elements may be unknown. References and nulls come as they are. */
export function general(
  name: string,
  min: number,
  max: number,
  compute: (args: readonly Known[], at: Location) => Outcome,
): FunctionDefinition {
  const implement = (args: readonly Value[], at: Location): Value =>
    combine(args, at, (values) => outcome(compute(values, at), at));
  return { name, arity: { min, max }, implement };
}

/** A function that has something to say about unknown values too. */
export function tolerant(
  name: string,
  min: number,
  max: number,
  implement: (args: readonly Value[], at: Location, scope: Scope) => Value,
): FunctionDefinition {
  return { name, arity: { min, max }, implement };
}

/** A value that is not of the needed kind: unknown if it is another resource's attribute, else refused. */
export function mistyped(value: Known, wanted: string, at: Location): Value {
  return isReference(value.value) ? afterCreation(value.value, at) : refuse(`${wanted} is needed`, at);
}
