/**
 * Evaluates expressions, one function for each kind of node. Never throws: what Terraform would refuse is unknown with
 * reason `invalid`, what depends on something unknown is unknown for its reason, and what has several possible answers
 * is `oneOf` them.
 */
import type { Binary, Conditional, Expression, For, ObjectExpression, Splat, Tuple } from '../../syntax/hcl/ast.ts';
import { visit } from '../../syntax/hcl/index.ts';
import type { Location } from '../../text/source.ts';
import {
  type Data,
  isReference,
  type Known,
  known,
  type MapMember,
  oneOf,
  type Reference,
  unknown,
  type Value,
} from '../../values/value.ts';
import { callFunction } from './calls.ts';
import { itemsIn, kindOfSequence, mapping, membersIn, sequence, sizeOf } from './collections.ts';
import { combine, distinct } from './combine.ts';
import { convert } from './convert.ts';
import { afterCreation, mistyped, refuse } from './functions/definition.ts';
import { numberData, parseNumber } from './numbers.ts';
import { binary, negative, not, truthsOf } from './operators.ts';
import { bind, locate, maxNesting, type Scope, spend, tooMuch } from './scope.ts';
import { likeMarks } from './sensitivity.ts';
import { evaluateTemplate } from './templates.ts';
import { evaluateTraversal } from './traversals.ts';
import { typeOf, unify } from './types.ts';

/** The value of an expression, located where the expression, or the part that it chose, is written. */
export function evaluate(node: Expression, scope: Scope): Value {
  const { work } = scope.module;
  if (--work.left < 0 || work.depth >= maxNesting) return tooMuch(locate(scope, node));
  work.depth++;
  const value = evaluateNode(node, scope);
  work.depth--;
  return value;
}

function evaluateNode(node: Expression, scope: Scope): Value {
  switch (node.kind) {
    case 'number': {
      const number = parseNumber(node.text);
      const at = locate(scope, node);
      return number === undefined ? unknown('limit', 'number', at) : known<Data>(numberData(number), at);
    }
    case 'boolean':
      return known(node.value, locate(scope, node));
    case 'null':
      return known(null, locate(scope, node));
    case 'template':
      return evaluateTemplate(node, scope);
    case 'variable':
    case 'getAttr':
    case 'index':
    case 'splatItem':
      return evaluateTraversal(node, scope);
    case 'parenthesised':
      return evaluate(node.expression, scope);
    case 'conditional':
      return conditional(node, scope);
    case 'binary':
      return binaryOperation(node, scope);
    case 'unary': {
      const operand = evaluate(node.operand, scope);
      return (node.operator === '!' ? not : negative)(operand, locate(scope, node));
    }
    case 'tuple':
      return tuple(node, scope);
    case 'object':
      return object(node, scope);
    case 'for':
      return forExpression(node, scope);
    case 'splat':
      return splat(node, scope);
    case 'call':
      return callFunction(node, scope);
    case 'missing':
      return refuse('missing expression', locate(scope, node));
  }
}

function tuple(node: Tuple, scope: Scope): Value {
  const items = node.items.map((item) => evaluate(item, scope));
  const wrong = scope.module.strict ? items.find(isRefusedItself) : undefined;
  return wrong ?? sequence('tuple', items, locate(scope, node));
}

function object(node: ObjectExpression, scope: Scope): Value {
  const members = new Map<string, MapMember>();
  for (const item of node.items) {
    const at = locate(scope, item.key);
    let name: string;
    if (item.key.kind === 'variable') name = item.key.name;
    else if (item.key.kind === 'null') name = 'null';
    else {
      const key = keyText(evaluate(item.key, scope), at);
      if (typeof key !== 'string') return { ...key, at: locate(scope, node) };
      name = key;
    }
    const value = evaluate(item.value, scope);
    if (scope.module.strict && isRefusedItself(value)) return value;
    members.set(name, { key: at, value });
  }
  return mapping('object', members, locate(scope, node));
}

/** In strict evaluation nothing inside of a value is refused that has not spoilt the value already. */
function isRefusedItself(value: Value): boolean {
  return value.kind === 'unknown' && value.reason.code === 'invalid';
}

/** A key as text; one that is not known, or one of several, leaves the whole object unknown. */
function keyText(key: Value, at: Location): string | Value {
  const text = convert(key, 'string');
  if (text.kind === 'unknown') return text;
  if (text.kind === 'oneOf') return unknown('limit', 'several keys', at);
  return typeof text.value === 'string' ? text.value : mistyped(text, 'string', at);
}

/**
 * Both sides count for the type of the result, as in Terraform. The chosen side keeps its own place: that is where a
 * person would change the value. A condition that cannot be decided leaves both.
 */
function conditional(node: Conditional, scope: Scope): Value {
  const at = locate(scope, node);
  const condition = evaluate(node.condition, scope);
  const { canBeTrue, canBeFalse, open } = truthsOf(condition);
  if (!canBeTrue && !canBeFalse) return open ? { ...open, at } : refuse('condition', at);
  const whenTrue = evaluate(node.whenTrue, scope);
  const whenFalse = evaluate(node.whenFalse, scope);
  if (!spend(scope, sizeOf(whenTrue) + sizeOf(whenFalse))) return tooMuch(at);
  const type = unify([typeOf(whenTrue), typeOf(whenFalse)]);
  if (type === undefined) return refuse('sides of different types', at);
  if (!canBeFalse) return likeMarks(convert(whenTrue, type), condition);
  if (!canBeTrue) return likeMarks(convert(whenFalse, type), condition);
  return likeMarks(oneOf(distinct([convert(whenTrue, type), convert(whenFalse, type)]), at), condition);
}

function binaryOperation(node: Binary, scope: Scope): Value {
  // Long sums lean to the left: walk down without recursion, and come back up.
  const spine: Binary[] = [];
  let leftmost: Expression = node;
  while (leftmost.kind === 'binary') {
    spine.push(leftmost);
    leftmost = leftmost.left;
  }
  let value = evaluate(leftmost, scope);
  for (let step = spine.pop(); step; step = spine.pop()) {
    const at = locate(scope, step);
    const right = evaluate(step.right, scope);
    value = spend(scope, step.operator.endsWith('=') ? sizeOf(value) : 1)
      ? binary(step.operator, value, right, at)
      : tooMuch(at);
  }
  return value;
}

function forExpression(node: For, scope: Scope): Value {
  const at = locate(scope, node);
  const collection = evaluate(node.collection, scope);
  return combine([collection], at, ([known]) => {
    const elements = known && elementsOf(known);
    if (!elements) return mistyped(known as Known, 'list, set or map', at);
    const wrong = wrongCondition(node, scope, at);
    if (wrong) return wrong;
    return forElements(node, elements, scope, at);
  });
}

interface Element {
  readonly key: Value;
  readonly value: Value;
}

/** What a `for` or `dynamic` walks over: a set's elements are their own keys. */
export function elementsOf(collection: Known): readonly Element[] | undefined {
  const { value: data, at } = collection;
  const items = itemsIn(collection);
  if (items) {
    const isSet = kindOfSequence(data) === 'set';
    return items.map((value, i) => ({ key: isSet ? value : known(i, at), value }));
  }
  const members = membersIn(collection);
  return members && Array.from(members, ([name, { key, value }]) => ({ key: known(name, key), value }));
}

function withElement(node: Pick<For, 'key' | 'value'>, { key, value }: Element, scope: Scope): Scope {
  const outer = node.key ? bind(scope, node.key.name, key) : scope;
  return bind(outer, node.value.name, value);
}

interface Chosen {
  /** Elements that the `if` lets in, whatever is not known. */
  readonly certain: readonly Element[];
  /** These, and those that it may let in. */
  readonly possible: readonly Element[];
  /** Why that is not decided. */
  readonly open: Value | undefined;
}

function chosenBy(node: For, elements: readonly Element[], scope: Scope, at: Location): Chosen | Value {
  if (!node.condition) return { certain: elements, possible: elements, open: undefined };
  const certain: Element[] = [];
  const possible: Element[] = [];
  let why: Value | undefined;
  for (const element of elements) {
    const { canBeTrue, canBeFalse, open } = truthsOf(evaluate(node.condition, withElement(node, element, scope)));
    if (!canBeTrue && !canBeFalse) return open ? { ...open, at } : refuse('condition of for', at);
    if (canBeTrue) possible.push(element);
    if (!canBeFalse) certain.push(element);
    if (canBeTrue && canBeFalse) why ??= open ? { ...open, at } : unknown('limit', 'condition of for', at);
  }
  return { certain, possible, open: why };
}

/** Terraform looks at the condition once before there are elements, and refuses what is wrong whatever they are. */
function wrongCondition(node: For, scope: Scope, at: Location): Value | undefined {
  if (!scope.module.strict || !node.condition) return undefined;
  const open = unknown('computed', 'element', at);
  const value = convert(evaluate(node.condition, withElement(node, { key: open, value: open }, scope)), 'bool');
  return isRefusedItself(value) ? { ...value, at } : undefined;
}

/**
 * Elements that are let in only perhaps make several results possible: with all of them, with none, and whatever lies
 * between, which stands as unknown. Terraform itself leaves the whole unknown.
 */
function forElements(node: For, elements: readonly Element[], scope: Scope, at: Location): Value {
  const chosen = chosenBy(node, elements, scope, at);
  if ('kind' in chosen) return chosen;
  const { certain, possible, open } = chosen;
  const make = node.object ? forObject : forTuple;
  if (!open) return make(node, certain, scope, at);
  if (scope.module.strict) return open;
  const both = [make(node, possible, scope, at), make(node, certain, scope, at)];
  return oneOf(dependsOnElement(node) ? [...both, open] : both, at);
}

/** A condition that does not speak of the element lets in all of them, or none. */
function dependsOnElement({ key, value, condition }: For): boolean {
  let found = false;
  if (condition) {
    visit(condition, (node) => {
      if (node.kind === 'variable' && (node.name === value.name || node.name === key?.name)) found = true;
    });
  }
  return found;
}

function forTuple(node: For, elements: readonly Element[], scope: Scope, at: Location): Value {
  const items: Value[] = [];
  for (const element of elements) {
    const item = evaluate(node.result, withElement(node, element, scope));
    if (scope.module.strict && isRefusedItself(item)) return { ...item, at };
    items.push(item);
  }
  return sequence('tuple', items, at);
}

function forObject(node: For, elements: readonly Element[], scope: Scope, at: Location): Value {
  const groups = new Map<string, { readonly key: Location; readonly values: Value[] }>();
  for (const element of elements) {
    const inner = withElement(node, element, scope);
    if (!node.keyResult) continue;
    const key = evaluate(node.keyResult, inner);
    const name = keyText(key, at);
    if (typeof name !== 'string') return { ...name, at };
    const group = groups.get(name);
    if (group && !node.group) return refuse(`two elements with the key ${name}`, at);
    const value = evaluate(node.result, inner);
    if (scope.module.strict && isRefusedItself(value)) return { ...value, at };
    if (group) group.values.push(value);
    else groups.set(name, { key: key.at, values: [value] });
  }
  const members = new Map<string, MapMember>();
  for (const [name, { key, values }] of groups) {
    members.set(name, { key, value: node.group ? sequence('tuple', values, at) : (values[0] as Value) });
  }
  return mapping('object', members, at);
}

/** The name under which a splat's element is bound; no text can write it. */
export const splatElement = '*';

function splat(node: Splat, scope: Scope): Value {
  const at = locate(scope, node);
  const each = (item: Value): Value => evaluate(node.each, bind(scope, splatElement, item));
  return combine([evaluate(node.source, scope)], at, ([source]) => {
    const whole = source as Known;
    if (isReference(whole.value)) return splatOfReference(whole.value, whole, each, scope, at);
    const items = itemsIn(whole);
    if (items) return sequence(kindOfSequence(whole.value) === 'tuple' ? 'tuple' : 'list', items.map(each), at);
    return sequence('tuple', whole.value === null ? [] : [each(whole)], at);
  });
}

/** A resource without `count` is a list of one; of one whose count is not known, one instance stands for all. */
function splatOfReference(
  reference: Reference,
  whole: Known,
  each: (item: Value) => Value,
  scope: Scope,
  at: Location,
): Value {
  if (reference.attribute !== '') return afterCreation(reference, at);
  const one = sequence('tuple', [each(whole)], at);
  const instances = scope.module.instancesOf(reference.resource);
  if (instances === 'single' || instances === 'instance') return one;
  return oneOf([one, unknown('computed', reference.resource, at)], at);
}
