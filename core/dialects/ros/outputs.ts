/** The Outputs section: what a stack tells the stack around it. */
import { type Entry, get } from '../../syntax/navigate.ts';
import { unknown, type Value } from '../../values/value.ts';
import { assume } from './assume.ts';
import { conditionOf, decided } from './conditions.ts';
import type { Evaluation } from './evaluation.ts';

/** An output's value; `undefined` where its condition is false. */
export function outputValue(evaluation: Evaluation, { name, key, value: node }: Entry): Value | undefined {
  const { document } = evaluation.template;
  const condition = get(node, 'Condition', document);
  const answer = condition && decided(conditionOf(evaluation, condition, evaluation.top));
  if (condition && answer === false) return undefined;
  const value = get(node, 'Value', document);
  if (!value) return unknown('invalid', `output ${name}`, evaluation.at(key));
  const scope = condition ? assume(evaluation, evaluation.top, condition, true) : evaluation.top;
  return evaluation.value(value, scope);
}
