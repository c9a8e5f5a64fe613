/** Function calls, and the two functions that decide which of their arguments count: `try` and `can`. */
import type { Call, Expression } from '../../syntax/hcl/ast.ts';
import type { Location } from '../../text/source.ts';
import { type Known, known, oneOf, unknown, type Value } from '../../values/value.ts';
import { effortOf, itemsIn, sizeOf } from './collections.ts';
import { combine, distinct } from './combine.ts';
import { evaluate } from './expressions.ts';
import { type FunctionDefinition, mistyped, refuse } from './functions/definition.ts';
import { functions, unevaluated } from './functions/index.ts';
import { markedBy, markedDeeplyBy } from './marks.ts';
import { isRefused, isStaticallyRefused, mistakeIn } from './refusals.ts';
import { locate, type Scope, spend, tooMuch } from './scope.ts';
import { ofType, statically } from './traits.ts';

/** The value of a call, located at the call or at the argument that it hands on. */
export function callFunction(node: Call, scope: Scope): Value {
  const at = locate(scope, node);
  const name = node.name.startsWith('core::') ? node.name.slice('core::'.length) : node.name;
  if (name === 'try') return tryArguments(node, scope, at);
  if (name === 'can') return can(node, scope, at);
  if (name === 'templatestring' && isLiteral(node.args[0]))
    return statically(refuse('templatestring of a literal', at));
  const definition = functions.get(name);
  if (!definition) return notEvaluated(name, node, scope, at);
  if (isForbidden(name, scope)) return refuse(`${name} in a template`, at);
  const args = node.args.map((arg) => evaluate(arg, scope));
  return withFinalExpanded(args, node.expandFinal, at, (all) => {
    const { min, max } = definition.arity;
    if (all.length < min || all.length > max) return refuse(`${name} of ${all.length} arguments`, at);
    let cost = 1;
    for (const arg of all) cost += effortOf(arg);
    if (!spend(scope, cost)) return tooMuch(at);
    const mistake = mistakeIn(all, at);
    if (mistake) return mistake;
    const value = called(definition, all, at, scope);
    return spend(scope, sizeOf(value)) ? value : tooMuch(at);
  });
}

function called(
  { implement, marks, returns }: FunctionDefinition,
  args: readonly Value[],
  at: Location,
  scope: Scope,
): Value {
  const made = implement(args, at, scope);
  const open = made.kind === 'unknown' && made.reason.code !== 'invalid';
  const value = returns && open ? ofType(made, returns) : made;
  if (marks === 'own') return value;
  return (marks === 'shallow' ? markedBy : markedDeeplyBy)(value, ...args);
}

/** No template makes others, and one that is no file reads none. */
function isForbidden(name: string, { module: { template } }: Scope): boolean {
  return template !== undefined && (template === 'text' ? /^(?:template|file)/ : /^template/).test(name);
}

/** `f(list...)`: the last argument's elements are arguments. */
function withFinalExpanded(
  args: readonly Value[],
  expand: boolean,
  at: Location,
  use: (args: readonly Value[]) => Value,
): Value {
  const last = args.at(-1);
  if (!expand || !last) return use(args);
  return combine([last], at, ([list]) => {
    const items = itemsIn(list as Known)?.map((item) => markedBy(item, last));
    return items ? use([...args.slice(0, -1), ...items]) : mistyped(list as Known, 'list', at);
  });
}

function notEvaluated(name: string, node: Call, scope: Scope, at: Location): Value {
  // Terraform's own provider has the functions of our tables and no others.
  if (name.startsWith('provider::terraform::')) return refuse(`${name}()`, at);
  const code = name.includes('::') ? 'unsupported' : unevaluated.get(name);
  if (code) return unknown(code, `${name}()`, at);
  scope.module.report({
    rule: 'syntax/function',
    severity: 'warning',
    at: locate(scope, node.nameSpan),
    message: {
      en: `Terraform has no such function. Correct its name: ${name}`,
      zh: `Terraform 没有这个函数。请更正函数名：${name}`,
    },
  });
  return refuse(`${name}()`, at);
}

/** Not a name: the text of a `templatestring` comes from elsewhere. */
function isLiteral(node: Expression | undefined): boolean {
  return node?.kind !== 'variable' && node?.kind !== 'getAttr' && node?.kind !== 'index';
}

/** The first argument that Terraform accepts. One that is not known may be refused, so the next is possible too. */
function tryArguments(node: Call, scope: Scope, at: Location): Value {
  const possible: Value[] = [];
  if (node.expandFinal) return expanded(node, scope, at, (all) => firstAccepted(all, at));
  for (const [i, arg] of node.args.entries()) {
    const value = evaluate(arg, scope);
    if (isStaticallyRefused(value)) return value;
    const options = value.kind === 'oneOf' ? value.options : [value];
    const accepted = options.filter((option) => !isRefused(option));
    possible.push(...accepted);
    const certain = accepted.length === options.length && (isPlainName(arg) || accepted.every(isKnown));
    if (certain || i === node.args.length - 1) break;
  }
  return possible.length > 0 ? oneOf(distinct(possible), at) : refuse('try', at);
}

/** What is expanded is evaluated before `try` has a say. */
function expanded(node: Call, scope: Scope, at: Location, use: (args: readonly Value[]) => Value): Value {
  const args = node.args.map((arg) => evaluate(arg, scope));
  return mistakeIn(args.slice(-1), at) ?? withFinalExpanded(args, true, at, use);
}

function firstAccepted(values: readonly Value[], at: Location): Value {
  return values.find((value) => !isRefused(value)) ?? refuse('try', at);
}

/** `var.x`, `data.a.b.c`: a name that is declared cannot be refused, known or not. */
function isPlainName(node: Expression): boolean {
  let depth = 0;
  let root = node;
  for (; root.kind === 'getAttr'; root = root.object) depth++;
  return (
    root.kind === 'variable' &&
    (root.name === 'data' || ((root.name === 'var' || root.name === 'local') && depth === 1))
  );
}

function can(node: Call, scope: Scope, at: Location): Value {
  const [arg] = node.args;
  if (node.expandFinal) {
    return expanded(node, scope, at, (all) => (all.length === 1 ? known(true, at) : refuse('can', at)));
  }
  if (!arg || node.args.length > 1) return refuse('can', at);
  const value = evaluate(arg, scope);
  if (isStaticallyRefused(value)) return value;
  const answers = (value.kind === 'oneOf' ? value.options : [value]).map((option): Value => {
    if (isRefused(option)) return known(false, at);
    return option.kind === 'known' || isPlainName(arg) ? known(true, at) : { ...option, at };
  });
  return oneOf(distinct(answers), at);
}

function isKnown(value: Value): boolean {
  return value.kind === 'known';
}
