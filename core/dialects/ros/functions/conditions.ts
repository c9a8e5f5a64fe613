/** Fn::If and the functions that conditions are made of. */

import { isList, known, unknown, type Value } from '../../../values/value.ts';
import { assume } from '../assume.ts';
import { combine, equal, fold } from '../combine.ts';
import { asTruth, conditionOf, decided } from '../conditions.ts';
import { nameOf } from '../syntax.ts';
import { argumentNodes, argumentValues, asBoolean, asList, type Call, type Implementation, malformed } from './call.ts';

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
    if (!a || !b) return malformed(call);
    return combine([a, b], call.at, ([left = null, right = null]) => {
      const answer = equal(left, right);
      return answer === undefined ? unknown('unsupported', call.name, call.at) : known(answer, call.at);
    });
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

  'Fn::Contains'(call) {
    const [list, wanted] = argumentValues(call);
    if (!list || !wanted) return malformed(call);
    const items = asList(list, call.at);
    if (items.kind !== 'known') return combine([items], call.at, () => malformed(call));
    const { items: members } = items.value;
    return any(
      call,
      members.map((member) =>
        combine([member, wanted], call.at, ([left = null, right = null]) => {
          const answer = equal(left, right);
          return answer === undefined ? unknown('unsupported', call.name, call.at) : known(answer, call.at);
        }),
      ),
    );
  },
};

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
