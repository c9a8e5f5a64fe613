/**
 * What a built-in function is: a name, how many arguments it takes, and its implementation from values to a value.
 * Three makers cover what implementations want to see: plain scalars, known values, or anything at all.
 */
import type { Location } from '../../../text/source.ts';
import { type Data, isReference, type Known, known, unknown, type Value } from '../../../values/value.ts';
import { sizeOf, text } from '../collections.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import { ofDouble } from '../numbers/exact.ts';
import { countOf, fromFloat, wholeOf } from '../numbers/numeric.ts';
import { type Scope, spend, tooMuch } from '../scope.ts';
import { numberIn, numberValue } from '../traits.ts';
import { isOpen, type Primitive, type Type, typeOf } from '../types.ts';

export interface FunctionDefinition {
  readonly name: string;
  readonly arity: Arity;
  readonly implement: (args: readonly Value[], at: Location, scope: Scope) => Value;
  /**
   * What makes the result sensitive: `deep`, an argument that is or holds something sensitive; `shallow`, one that is
   * (its elements take their own marks with them); `own`, what the implementation says. `deep` where nothing is said.
   */
  readonly marks?: 'deep' | 'shallow' | 'own';
  /** The type of the result where that is always the same. */
  readonly returns?: Type;
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

export type Outcome = Value | string | number | boolean;

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

interface Signature {
  readonly parameters: readonly Type[];
  /** Type of any number of further arguments, of which there must be so many. */
  readonly rest?: Type;
  readonly atLeast?: number;
  readonly marks?: FunctionDefinition['marks'];
  readonly returns?: Type;
}

/**
 * A function of known values of these types; what is inside of lists and maps may be unknown. Arguments are converted
 * as Terraform converts them, null is refused, and a resource's attribute makes the answer unknown.
 */
export function typed(
  name: string,
  { parameters, rest, atLeast = 0, marks, returns }: Signature,
  compute: (args: readonly Known[], at: Location) => Outcome,
): FunctionDefinition {
  const implement = (args: readonly Value[], at: Location): Value => {
    const given = args.map((arg, i) => convert(arg, parameters[i] ?? rest ?? 'any'));
    if (isNullFirst(given)) return refuse('null argument', at);
    return combine(given, at, (values) => ready(values, at) ?? outcome(compute(values, at), at));
  };
  const min = parameters.length + atLeast;
  return {
    name,
    arity: { min, max: rest === undefined ? min : any },
    implement,
    ...(marks && { marks }),
    ...(returns && { returns }),
  };
}

/** Null is refused, also beside what is not known, unless Terraform has met something without a type before. */
function isNullFirst(args: readonly Value[]): boolean {
  const first = args.find((arg) => (arg.kind === 'known' ? arg.value === null : isOpen(typeOf(arg))));
  return first?.kind === 'known';
}

export const listOfAny: Type = { kind: 'list', element: 'any' };
export const listOfStrings: Type = { kind: 'list', element: 'string' };

/** The whole number that a parameter of Go's type `int` takes; `undefined` where Terraform refuses the value. */
export function intOf(value: Known | undefined): number | undefined {
  const number = value && numberIn(value);
  const whole = number === undefined ? undefined : wholeOf(number);
  return whole !== undefined && BigInt.asIntN(64, whole) === whole ? Number(whole) : undefined;
}

function computed(values: readonly Known[], at: Location, compute: (data: readonly Data[]) => Outcome): Value {
  return ready(values, at) ?? outcome(compute(values.map(({ value }) => value)), at);
}

/** What stands in the way of computing: a null, or a value that only the provider will know. */
function ready(values: readonly Known[], at: Location): Value | undefined {
  if (values.some(({ value }) => value === null)) return refuse('null argument', at);
  const reference = values.find(({ value }) => isReference(value));
  return reference && afterCreation(reference.value, at);
}

export function outcome(result: Outcome, at: Location): Value {
  if (typeof result === 'object') return result;
  if (typeof result === 'string') return text(result, at);
  if (typeof result === 'boolean') return known<Data>(result, at);
  return Number.isInteger(result) ? numberValue(countOf(result), at) : numberValue(fromFloat(result, ofDouble), at);
}

/** The text of a resource's attribute is needed, and only the provider will know it. */
export function afterCreation(data: Data, at: Location): Value {
  return unknown('computed', isReference(data) ? `${data.resource}.${data.attribute}` : 'attribute', at);
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

/** A function whose work grows with its arguments more than moving them does: decoding, encoding, hashing. */
export function costly(definition: FunctionDefinition): FunctionDefinition {
  const implement = (args: readonly Value[], at: Location, scope: Scope): Value => {
    let size = 0;
    for (const arg of args) size += sizeOf(arg);
    return spend(scope, 8 * size) ? definition.implement(args, at, scope) : tooMuch(at);
  };
  return { ...definition, implement };
}

/** A value that is not of the needed kind: unknown if it is another resource's attribute, else refused. */
export function mistyped(value: Known, wanted: string, at: Location): Value {
  return isReference(value.value) ? afterCreation(value.value, at) : refuse(`${wanted} is needed`, at);
}
