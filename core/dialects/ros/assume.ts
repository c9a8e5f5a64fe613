/** What follows from taking a condition for true or false: other conditions, and what is left of parameters. */
import type { DataNode } from '../../syntax/data.ts';
import { type Known, oneOf, type Unknown, type Value } from '../../values/value.ts';
import { equal } from './combine.ts';
import { conditionName } from './conditions.ts';
import type { Evaluation } from './evaluation.ts';
import { newScope, type Scope } from './scope.ts';
import { functionOf, nameOf } from './syntax.ts';

/** The scope in which the condition at the node (a name or an expression) has this answer. */
export function assume(evaluation: Evaluation, scope: Scope, node: DataNode, truth: boolean): Scope {
  const name = conditionName(evaluation, node)?.value;
  const key = `${name ?? node.start}=${truth}`;
  let inner = scope.inner.get(key);
  if (!inner) {
    const assumed = new Map(scope.assumed);
    const parameters = new Map(scope.parameters);
    imply({ evaluation, scope, assumed, parameters }, node, truth, 0);
    inner = newScope(assumed, parameters, scope.index);
    scope.inner.set(key, inner);
  }
  return inner;
}

interface Implications {
  readonly evaluation: Evaluation;
  readonly scope: Scope;
  readonly assumed: Map<string, boolean>;
  readonly parameters: Map<string, Value>;
}

/** Conditions are small; what lies deeper than this is left undecided, which is always safe. */
const maxDepth = 20;

function imply(found: Implications, node: DataNode, truth: boolean, depth: number): void {
  if (depth > maxDepth) return;
  const { evaluation, assumed } = found;
  const name = conditionName(evaluation, node)?.value;
  if (name !== undefined) {
    if (assumed.has(name)) return;
    assumed.set(name, truth);
    const definition = evaluation.template.conditions.get(name)?.value;
    if (definition) imply(found, definition, truth, depth + 1);
    return;
  }
  const call = functionOf(node);
  const { argument } = call ?? {};
  if (!call || !argument) return;
  const operands = argument.kind === 'sequence' ? argument.items : [argument];
  if (call.name === 'Fn::Not') {
    const [operand] = operands;
    if (operand) imply(found, operand, !truth, depth + 1);
  } else if (call.name === (truth ? 'Fn::And' : 'Fn::Or')) {
    for (const operand of operands) imply(found, operand, truth, depth + 1);
  } else if (call.name === 'Fn::Equals') {
    const [a, b] = operands;
    if (!a || !b) return;
    narrow(found, a, b, truth);
    narrow(found, b, a, truth);
  }
}

/** `Fn::Equals: [Ref: P, value]` keeps those of P's possible values that agree with the answer. */
function narrow(
  { evaluation, scope, parameters }: Implications,
  node: DataNode,
  other: DataNode,
  truth: boolean,
): void {
  const call = functionOf(node);
  const name = call?.name === 'Ref' ? nameOf(call.argument)?.value : undefined;
  if (name === undefined) return;
  const value = parameters.get(name) ?? evaluation.parameter(name, scope);
  const wanted = evaluation.value(other, scope);
  if (!value || wanted?.kind !== 'known') return;
  if (value.kind === 'unknown') {
    if (truth && value.reason.code === 'no-default') parameters.set(name, wanted);
    return;
  }
  if (value.kind !== 'oneOf') return;
  const options = value.options.filter((option): boolean => agrees(option, wanted, truth));
  if (options.length > 0 && options.length < value.options.length) parameters.set(name, oneOf(options, value.at));
}

function agrees(option: Known | Unknown, wanted: Known, truth: boolean): boolean {
  if (option.kind === 'unknown') return true;
  const answer = equal(option.value, wanted.value);
  return answer === undefined || answer === truth;
}
