/** What follows from taking a condition for true or false: other conditions, and what is left of parameters. */
import type { DataNode } from '../../syntax/data.ts';
import { type Data, isList, type Known, oneOf, type Unknown, unknown, type Value } from '../../values/value.ts';
import { equal } from './combine.ts';
import { conditionName, conditionOf, decided } from './conditions.ts';
import type { Evaluation } from './evaluation.ts';
import { applyRules } from './rules.ts';
import { newScope, type Scope } from './scope.ts';
import { functionOf, nameOf } from './syntax.ts';

/** The scope in which the condition at the node (a name or an expression) has this answer. */
export function assume(evaluation: Evaluation, scope: Scope, node: DataNode, truth: boolean): Scope {
  const name = conditionName(evaluation, node)?.value;
  const key = `${name ?? node.start}=${truth}`;
  let inner = scope.inner.get(key);
  if (!inner) {
    // Conditions that are many would be evaluated anew under each of them.
    if (evaluation.setting.shared.steps < 0) return scope;
    const found = implications(evaluation, scope);
    imply(found, node, truth, 0);
    const narrowed = [...found.parameters].filter(([parameter, value]) => scope.parameters.get(parameter) !== value);
    if (narrowed.length > 0) applyRules(found, new Set(narrowed.map(([parameter]) => parameter)));
    inner = scopeOf(found);
    scope.inner.set(key, inner);
  }
  return inner;
}

/** The scope of a whole template: nothing is assumed but its rules. */
export function scopeOfRules(evaluation: Evaluation): Scope {
  const found = implications(evaluation, newScope());
  applyRules(found);
  return scopeOf(found);
}

export interface Implications {
  readonly evaluation: Evaluation;
  readonly scope: Scope;
  readonly assumed: Map<string, boolean>;
  readonly parameters: Map<string, Value>;
}

function implications(evaluation: Evaluation, scope: Scope): Implications {
  return { evaluation, scope, assumed: new Map(scope.assumed), parameters: new Map(scope.parameters) };
}

/** A scope with what is found so far. */
export function scopeOf({ assumed, parameters, scope }: Implications): Scope {
  return newScope(new Map(assumed), new Map(parameters), scope.index);
}

/** Conditions are small; what lies deeper than this is left undecided, which is always safe. */
const maxDepth = 20;

export function imply(found: Implications, node: DataNode, truth: boolean, depth: number): void {
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
  const [a, b] = operands;
  if (call.name === 'Fn::Not') {
    if (a) imply(found, a, !truth, depth + 1);
  } else if (call.name === (truth ? 'Fn::And' : 'Fn::Or')) {
    for (const operand of operands) imply(found, operand, truth, depth + 1);
  } else if (call.name === 'Fn::Equals') {
    if (!a || !b) return;
    narrow(found, a, b, truth);
    narrow(found, b, a, truth);
  } else if (tests.has(call.name)) {
    if (call.name === 'Fn::Contains' && truth && a && b) choose(found, b, a);
    for (const parameter of parametersIn(argument)) filter(found, node, parameter, truth);
  }
}

/** Functions that ask something of a parameter's value, beside Fn::Equals. */
const tests: ReadonlySet<string> = new Set([
  'Fn::Contains',
  'Fn::EachMemberIn',
  'Fn::EachMemberEqual',
  'Fn::EachMemberEquals',
  'Fn::MatchPattern',
  'Fn::Any',
  'Fn::Or',
  'Fn::And',
]);

function parameterName(node: DataNode): string | undefined {
  const call = functionOf(node);
  return call?.name === 'Ref' ? nameOf(call.argument)?.value : undefined;
}

/** `Fn::Equals: [Ref: P, value]` keeps those of P's possible values that agree with the answer. */
function narrow(found: Implications, node: DataNode, other: DataNode, truth: boolean): void {
  const { evaluation, scope, parameters } = found;
  const name = parameterName(node);
  if (name === undefined) return;
  const value = parameters.get(name) ?? evaluation.parameter(name, scope);
  const wanted = evaluation.value(other, scope);
  if (!value || wanted?.kind !== 'known') return;
  if (value.kind === 'unknown') {
    if (truth && value.reason.code === 'no-default') parameters.set(name, wanted);
    return;
  }
  keep(found, name, value, (option) => agrees(option, wanted, truth));
}

/** `Fn::Contains: [values, Ref: P]`: without a default, P is one of them. */
function choose({ evaluation, scope, parameters }: Implications, node: DataNode, list: DataNode): void {
  const name = parameterName(node);
  if (name === undefined) return;
  const value = parameters.get(name) ?? evaluation.parameter(name, scope);
  const values = evaluation.value(list, scope);
  if (value?.kind !== 'unknown' || value.reason.code !== 'no-default') return;
  if (values?.kind !== 'known' || !isList(values.value) || values.value.items.length === 0) return;
  parameters.set(name, oneOf(values.value.items, value.at));
}

/** Keeps those of a parameter's possible values with which the condition at the node can have this answer. */
function filter(found: Implications, node: DataNode, name: string, truth: boolean): void {
  const { evaluation, scope, assumed, parameters } = found;
  const value = parameters.get(name) ?? evaluation.parameter(name, scope);
  if (!value || value.kind === 'unknown') return;
  keep(found, name, value, (option) => {
    if (!mayTry(evaluation)) return true;
    const tried = newScope(assumed, new Map([...parameters, [name, option]]), scope.index);
    return decided(conditionOf(evaluation, node, tried)) !== !truth;
  });
}

/** Trials are counted: rules and conditions that are many would be tried in every combination. */
export function mayTry({ setting: { shared } }: Evaluation, trials = 1): boolean {
  shared.trials -= trials;
  return shared.trials >= 0 && shared.steps >= 0;
}

/** Leaves options out; a default that is left out has to be replaced by whoever deploys. */
function keep(
  { evaluation, parameters }: Implications,
  name: string,
  value: Value,
  isPossible: (option: Known | Unknown) => boolean,
): void {
  if (value.kind === 'known') {
    if (evaluation.isDefault(name) && !isPossible(value)) {
      parameters.set(name, unknown('no-default', `parameter ${name}`, value.at));
    }
    return;
  }
  if (value.kind !== 'oneOf') return;
  const options = value.options.filter(isPossible);
  if (options.length > 0 && options.length < value.options.length) parameters.set(name, oneOf(options, value.at));
}

function agrees(option: Known<Data> | Unknown, wanted: Known, truth: boolean): boolean {
  if (option.kind === 'unknown') return true;
  const answer = equal(option.value, wanted.value);
  return answer === undefined || answer === truth;
}

const maxParameters = 8;

/** The parameters that a condition or a rule refers to directly, some of them where they are many. */
export function parametersIn(node: DataNode, found = new Set<string>(), depth = 0): ReadonlySet<string> {
  if (depth > maxDepth || found.size >= maxParameters) return found;
  const name = parameterName(node);
  if (name !== undefined) found.add(name);
  else if (node.kind === 'sequence') for (const item of node.items) parametersIn(item, found, depth + 1);
  else if (node.kind === 'map') for (const { value } of node.entries) if (value) parametersIn(value, found, depth + 1);
  return found;
}
