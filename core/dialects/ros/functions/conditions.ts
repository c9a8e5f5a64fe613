/** Fn::If and the functions that conditions are made of. */

import { matchAll } from '../../../patterns/match.ts';
import { isList, known, unknown, type Value } from '../../../values/value.ts';
import { assume } from '../assume.ts';
import { combine, equal, fold } from '../combine.ts';
import { asTruth, conditionOf, decided } from '../conditions.ts';
import { nameOf } from '../syntax.ts';
import {
  argumentNodes,
  argumentValues,
  asBoolean,
  type Call,
  type Implementation,
  malformed,
  withItems,
} from './call.ts';

export const conditionFunctions: Record<string, Implementation> = {
  'Fn::If'(call) {
    const { evaluation, scope, at } = call;
    const [test, whenTrue, whenFalse] = argumentNodes(call);
    if (!test || !whenTrue) return malformed(call);
    const branch = (truth: boolean): Value | undefined => {
      const node = truth ? whenTrue : whenFalse;
      return node && evaluation.value(node, answer === undefined ? assume(evaluation, scope, test, truth) : scope);
    };
    const answer = decided(conditionOf(evaluation, test, scope));
    if (answer !== undefined) return branch(answer);
    // A branch without a value leaves the setting out: what then holds is the default, which is not ours to know.
    const absent = unknown('no-default', `Fn::If ${nameOf(test)?.value ?? ''}`.trim(), at);
    const values = [branch(true), branch(false)];
    return values.every((value) => value === undefined)
      ? undefined
      : fold(
          values.map((value) => value ?? absent),
          at,
        );
  },

  'Fn::Equals'(call) {
    const [a, b] = argumentValues(call);
    return a && b ? isEqual(call, a, b) : malformed(call);
  },

  'Fn::And'(call) {
    return all(call, operands(call));
  },

  'Fn::Or'(call) {
    return any(call, operands(call));
  },

  'Fn::Not'(call) {
    const [operand] = operands(call);
    if (!operand) return malformed(call);
    return combine([operand], call.at, ([data = null]) => {
      const answer = asBoolean(data);
      return answer === undefined ? malformed(call) : known(!answer, call.at);
    });
  },

  'Fn::Any'(call) {
    const values = argumentValues(call);
    const lists = values.map((value) => (value.kind === 'known' && isList(value.value) ? value.value.items : [value]));
    return any(call, lists.flat());
  },

  /** `[list, value]`. */
  'Fn::Contains'(call) {
    const [list, wanted] = argumentValues(call);
    return list && wanted ? contained(call, wanted, list) : malformed(call);
  },

  /** `[list, other list]`: every item of the first is in the second. */
  'Fn::EachMemberIn'(call) {
    const [list, others] = argumentValues(call);
    if (!list || !others) return malformed(call);
    return withItems(call, list, (items) =>
      all(
        call,
        items.map((item) => contained(call, item, others)),
      ),
    );
  },

  /** `[list, value]`: every item is this value. */
  'Fn::EachMemberEqual': eachEqual,
  'Fn::EachMemberEquals': eachEqual,

  /** `[regular expression, text]`. */
  'Fn::MatchPattern'(call) {
    const [pattern, text] = argumentValues(call);
    if (!pattern || !text) return malformed(call);
    return combine([pattern, text], call.at, ([expression = null, subject = null]) => {
      if (typeof expression !== 'string' || typeof subject === 'object') return malformed(call);
      return matches(call, expression, String(subject));
    });
  },
};

function eachEqual(call: Call): Value {
  const [list, wanted] = argumentValues(call);
  if (!list || !wanted) return malformed(call);
  return withItems(call, list, (items) =>
    all(
      call,
      items.map((item) => isEqual(call, item, wanted)),
    ),
  );
}

function contained(call: Call, wanted: Value, list: Value): Value {
  return withItems(call, list, (items) =>
    any(
      call,
      items.map((item) => isEqual(call, item, wanted)),
    ),
  );
}

function isEqual(call: Call, a: Value, b: Value): Value {
  return combine([a, b], call.at, ([left = null, right = null]) => {
    const answer = equal(left, right);
    return answer === undefined ? unknown('unsupported', call.name, call.at) : known(answer, call.at);
  });
}

const maxSubject = 10_000;

/**
 * The documentation's `[a-z]+` matches `adb` and not `12b`: from the beginning. Whether up to the end as well it does
 * not say, so a text whose beginning alone matches is not decided.
 */
function matches(call: Call, expression: string, subject: string): Value {
  const characters = [...subject];
  const { work } = call.evaluation;
  work.left -= characters.length * expression.length;
  if (characters.length > maxSubject || work.left < 0) return unknown('limit', call.name, call.at);
  const whole = matchAll(`^(?:${expression})$`, characters, 1);
  const beginning = matchAll(`^(?:${expression})`, characters, 1);
  if (whole === 'limit' || beginning === 'limit') return unknown('limit', call.name, call.at);
  if (whole === 'invalid' || beginning === 'invalid')
    return unknown('unsupported', `${call.name} ${expression}`, call.at);
  if (whole.matches.length > 0) return known(true, call.at);
  return beginning.matches.length > 0 ? unknown('unsupported', call.name, call.at) : known(false, call.at);
}

/** Operands may be names of conditions, other condition functions or plain truth values. */
function operands(call: Call): readonly Value[] {
  return argumentNodes(call).map((node) => conditionOf(call.evaluation, node, call.scope));
}

function all({ at }: Call, values: readonly Value[]): Value {
  if (values.some((value) => decided(value) === false)) return known(false, at);
  return undecided(values, at) ?? known(true, at);
}

function any({ at }: Call, values: readonly Value[]): Value {
  if (values.some((value) => decided(value) === true)) return known(true, at);
  return undecided(values, at) ?? known(false, at);
}

/** The first value that cannot be decided: its reason is the reason of the whole. */
function undecided(values: readonly Value[], at: Call['at']): Value | undefined {
  const open = values.find((value) => decided(value) === undefined);
  return open && asTruth(open, at);
}
