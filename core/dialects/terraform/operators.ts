/** Operators on values. `&&` and `||` are decided by one side where that is enough, although the other is not known. */
import type { BinaryOperator } from '../../syntax/hcl/ast.ts';
import type { Location } from '../../text/source.ts';
import {
  type Data,
  isReference,
  type Known,
  known,
  oneOf,
  type Unknown,
  unknown,
  type Value,
} from '../../values/value.ts';
import { combine, distinct } from './combine.ts';
import { convert } from './convert.ts';
import { equalData } from './equality.ts';
import { afterCreation, refuse } from './functions/definition.ts';
import {
  add,
  compare,
  divide,
  isNumber,
  negative as minus,
  multiply,
  type Num,
  numberData,
  remainder,
  subtract,
} from './numbers.ts';

type Arithmetic = Exclude<BinaryOperator, '&&' | '||' | '==' | '!='>;

import { likeMarks } from './sensitivity.ts';

const arithmetic: Readonly<Record<Arithmetic, (a: Num, b: Num) => Num | boolean | undefined>> = {
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
  switch (operator) {
    case '&&':
      return logical(left, right, false, at);
    case '||':
      return logical(left, right, true, at);
    case '==':
      return equality(left, right, false, at);
    case '!=':
      return equality(left, right, true, at);
    default:
      return combine([convert(left, 'number'), convert(right, 'number')], at, ([a, b]) => {
        if (!isNumber(a?.value) || !isNumber(b?.value)) return notReady(isNumber(a?.value) ? b : a, 'number', at);
        const result = arithmetic[operator](a.value, b.value);
        if (result === undefined) return unknown('limit', 'number', at);
        if (Number.isNaN(result)) return refuse('no number', at);
        return known<Data>(typeof result === 'boolean' ? result : numberData(result), at);
      });
  }
}

export function negative(operand: Value, at: Location): Value {
  return combine([convert(operand, 'number')], at, ([n]) =>
    isNumber(n?.value) ? known<Data>(numberData(minus(n.value)), at) : notReady(n, 'number', at),
  );
}

export function not(operand: Value, at: Location): Value {
  return combine([convert(operand, 'bool')], at, ([truth]) =>
    typeof truth?.value === 'boolean' ? known(!truth.value, at) : notReady(truth, 'bool', at),
  );
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
  return likeMarks(oneOf(distinct(results), at), left, right);
}

type Side = boolean | Unknown;

/** What is no bool is refused, whatever the other side says. */
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
  return equalData(a.value, b.value);
}

function isIdentity({ value }: Known): boolean {
  return isReference(value) && (value.attribute === '' || value.attribute === 'id');
}
