/** The Conditions section: three answers, true, false and not to be decided from the text. */
import type { DataNode } from '../../syntax/data.ts';
import { get, resolveAlias } from '../../syntax/navigate.ts';
import { type Location, locationOf } from '../../text/source.ts';
import { known, mapValue, unknown, type Value } from '../../values/value.ts';
import type { Evaluation } from './evaluation.ts';
import { asBoolean } from './functions/call.ts';
import type { Scope } from './scope.ts';
import { functionOf, nameOf } from './syntax.ts';

/** A condition's definition. */
export function evaluateCondition(evaluation: Evaluation, node: DataNode, scope: Scope): Value {
  return asTruth(conditionOf(evaluation, node, scope), evaluation.at(node));
}

/** Where a condition is wanted: a name, `Condition: Name`, a condition function, or true and false. */
export function conditionOf(evaluation: Evaluation, node: DataNode, scope: Scope): Value {
  const { document } = evaluation.template;
  const target = resolveAlias(node, document) ?? node;
  const name = conditionName(evaluation, target);
  if (name) return evaluation.condition(name.value, scope, locationOf(evaluation.template.source, name.content));
  return evaluation.value(target, scope) ?? unknown('invalid', 'ALIYUN::NoValue', evaluation.at(node));
}

/** The name that a node gives to a condition, if it is one. */
export function conditionName(evaluation: Evaluation, node: DataNode): ReturnType<typeof nameOf> {
  const { document, conditions } = evaluation.template;
  if (node.kind === 'map' && node.entries.length === 1 && !functionOf(node)) {
    return nameOf(get(node, 'Condition', document));
  }
  const name = node.tag === undefined ? nameOf(node) : undefined;
  if (!name) return undefined;
  return conditions.has(name.value) || asBoolean(name.value) === undefined ? name : undefined;
}

/** Any value as an answer: what is neither true nor false is not a condition. */
export function asTruth(value: Value, at: Location): Value {
  return mapValue(value, ({ value: data }) => {
    const answer = asBoolean(data);
    return answer === undefined ? unknown('invalid', 'condition', at) : known(answer, at);
  });
}

/** The answer, `undefined` where the text does not decide. */
export function decided(value: Value): boolean | undefined {
  if (value.kind === 'known') return asBoolean(value.value);
  if (value.kind === 'unknown') return undefined;
  const answers = new Set(
    value.options.map((option) => (option.kind === 'known' ? asBoolean(option.value) : undefined)),
  );
  return answers.size === 1 ? [...answers][0] : undefined;
}
