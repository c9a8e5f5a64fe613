/** Operators on values. `&&` and `||` are decided by one side where that is enough, although the other is not known. */
import type { BinaryOperator } from '../../syntax/hcl/ast.ts';
import type { Location } from '../../text/source.ts';
import { isReference, type Known, known, oneOf, type Unknown, unknown, type Value } from '../../values/value.ts';
import { combine, distinct } from './combine.ts';
import { convert } from './convert.ts';
import { equal } from './equality.ts';
import { afterCreation, refuse } from './functions/definition.ts';
import { markedBy, markedDeeplyBy } from './marks.ts';
import {
  add,
  type Computed,
  compare,
  divide,
  multiply,
  type Numeric,
  negate,
  remainder,
  subtract,
} from './numbers/numeric.ts';
import { mistakeIn } from './refusals.ts';
import { numberIn, numberValue, ofType } from './traits.ts';

type Arithmetic = Exclude<BinaryOperator, '&&' | '||' | '==' | '!='>;

const arithmetic: Readonly<Record<Arithmetic, (a: Numeric, b: Numeric) => Computed | boolean>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
  '<': (a, b) => compare(a, b) < 0,
  '<=': (a, b) => compare(a, b) <= 0,
  '>': (a, b) => compare(a, b) > 0,
  '>=': (a, b) => compare(a, b) >= 0,
};

export function binary(operator: BinaryOperator, left: Value, right: Value, at: Location): Value {
  const made = operation(operator, left, right, at);
  return ofType(made, '+-*/%'.includes(operator) ? 'number' : 'bool');
}

function operation(operator: BinaryOperator, left: Value, right: Value, at: Location): Value {
  const mistake = mistakeIn([left, right], at);
  if (mistake) return mistake;
  switch (operator) {
    case '&&':
      return markedBy(logical(left, right, false, at), left, right);
    case '||':
      return markedBy(logical(left, right, true, at), left, right);
    case '==':
      return markedDeeplyBy(equality(left, right, false, at), left, right);
    case '!=':
      return markedDeeplyBy(equality(left, right, true, at), left, right);
    default:
      return markedBy(computed(operator, left, right, at), left, right);
  }
}

function computed(operator: Arithmetic, left: Value, right: Value, at: Location): Value {
  // Null is refused, whatever the other side turns out to be.
  if (isNull(left) || isNull(right)) return refuse('number is needed', at);
  return combine([convert(left, 'number'), convert(right, 'number')], at, ([a, b]) => {
    const [first, second] = [a && numberIn(a), b && numberIn(b)];
    if (first === undefined || second === undefined) return notReady(first === undefined ? a : b, 'number', at);
    const result = arithmetic[operator](first, second);
    return typeof result === 'boolean' ? known(result, at) : numberValue(result, at);
  });
}

function isNull(value: Value): boolean {
  return value.kind === 'known' && value.value === null;
}

export function negative(operand: Value, at: Location): Value {
  const made = combine([convert(operand, 'number')], at, ([n]) => {
    const number = n && numberIn(n);
    return number === undefined ? notReady(n, 'number', at) : numberValue(negate(number), at);
  });
  return markedBy(made, operand);
}

export function not(operand: Value, at: Location): Value {
  const made = combine([convert(operand, 'bool')], at, ([truth]) =>
    typeof truth?.value === 'boolean' ? known(!truth.value, at) : notReady(truth, 'bool', at),
  );
  return markedBy(made, operand);
}

function notReady(value: Known | undefined, wanted: string, at: Location): Value {
  return value && isReference(value.value) ? afterCreation(value.value, at) : refuse(`${wanted} is needed`, at);
}

/** Which of true and false a condition can be, and what is in the way of knowing. */
export interface Truths {
  readonly canBeTrue: boolean;
  readonly canBeFalse: boolean;
  readonly open: Unknown | undefined;
}

/** A condition that Terraform refuses (not a bool, null) is neither. */
export function truthsOf(condition: Value): Truths {
  const value = convert(condition, 'bool');
  let canBeTrue = false;
  let canBeFalse = false;
  let open: Unknown | undefined;
  for (const option of value.kind === 'oneOf' ? value.options : [value]) {
    if (option.kind === 'known' && typeof option.value === 'boolean') {
      if (option.value) canBeTrue = true;
      else canBeFalse = true;
      continue;
    }
    const why = option.kind === 'known' ? (notReady(option, 'bool', option.at) as Unknown) : option;
    if (open === undefined || why.reason.code !== 'invalid') open = why;
    if (why.reason.code !== 'invalid') canBeTrue = canBeFalse = true;
  }
  return { canBeTrue, canBeFalse, open };
}

/** `decisive` is the value of one side that settles it: false for `&&`, true for `||`. */
function logical(left: Value, right: Value, decisive: boolean, at: Location): Value {
  const results: Value[] = [];
  for (const a of sidesOf(left)) {
    for (const b of sidesOf(right)) {
      if (isWrong(a) || isWrong(b)) results.push(unknownSide(a, b, at));
      else if (a === decisive || b === decisive) results.push(known(decisive, at));
      else if (typeof a === 'boolean' && typeof b === 'boolean') results.push(known(!decisive, at));
      else results.push(unknownSide(a, b, at));
    }
  }
  return oneOf(distinct(results), at);
}

type Side = boolean | Unknown;

function isWrong(side: Side): boolean {
  return typeof side !== 'boolean' && side.reason.code === 'invalid';
}

function sidesOf(value: Value): readonly Side[] {
  const bool = convert(value, 'bool');
  return (bool.kind === 'oneOf' ? bool.options : [bool]).map((option) => {
    if (option.kind === 'unknown') return option;
    return typeof option.value === 'boolean' ? option.value : (notReady(option, 'bool', option.at) as Unknown);
  });
}

function unknownSide(a: Side, b: Side, at: Location): Value {
  const sides = [a, b].filter((side) => typeof side !== 'boolean');
  const why = sides.find(({ reason }) => reason.code === 'invalid') ?? sides[0];
  return why ? { ...why, at } : refuse('bool is needed', at);
}

function equality(left: Value, right: Value, negated: boolean, at: Location): Value {
  return combine([left, right], at, ([a, b]) => {
    const same = sameness(a as Known, b as Known);
    if (same !== undefined) return known(same !== negated, at);
    const reference = [a, b].find((side) => isReference(side?.value));
    return reference ? afterCreation(reference.value, at) : unknown('computed', 'comparison', at);
  });
}

/** A resource, and its id, are never null. */
function sameness(a: Known, b: Known): boolean | undefined {
  if ((a.value === null && isIdentity(b)) || (b.value === null && isIdentity(a))) return false;
  return equal(a, b);
}

function isIdentity({ value }: Known): boolean {
  return isReference(value) && (value.attribute === '' || value.attribute === 'id');
}
