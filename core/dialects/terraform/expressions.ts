/**
 * Evaluates expressions, one function for each kind of node. Never throws: what Terraform would refuse is unknown with
 * reason `invalid`, what depends on something unknown is unknown for its reason, and what has several possible answers
 * is `oneOf` them.
 */
import type {
  Binary,
  Conditional,
  Expression,
  NumberLiteral,
  ObjectExpression,
  Splat,
  Tuple,
} from '../../syntax/hcl/ast.ts';
import type { Location } from '../../text/source.ts';
import {
  isReference,
  type Known,
  known,
  type ListData,
  type MapMember,
  oneOf,
  type Reference,
  unknown,
  type Value,
} from '../../values/value.ts';
import { callFunction } from './calls.ts';
import { elementTypeOf, itemsIn, kindOfSequence, mapping, sequence, sizeOf } from './collections.ts';
import { combine, distinct } from './combine.ts';
import { convert } from './convert.ts';
import { afterCreation, refuse } from './functions/definition.ts';
import { forExpression, keyOf } from './loops.ts';
import { markedAnyway, markedBy } from './marks.ts';
import { type Computed, parseNumber } from './numbers/numeric.ts';
import { binary, negative, not, truthsOf } from './operators.ts';
import { mistakeIn } from './refusals.ts';
import { bind, locate, maxNesting, type Scope, spend, tooMuch } from './scope.ts';
import { composed } from './strings.ts';
import { evaluateTemplate } from './templates.ts';
import { numberValue, ofType } from './traits.ts';
import { evaluateTraversal } from './traversals.ts';
import { isOpen, kindOf, type Type, typeOf } from './types.ts';
import { unify } from './unify.ts';

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
    case 'number':
      return numberValue(literalNumber(node), locate(scope, node));
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

/** What is written, with all of its digits. */
function literalNumber({ value, text }: NumberLiteral): Computed {
  // A tiny number is no zero, though JavaScript's is.
  const isPlain = Number.isSafeInteger(value) && text.length < 16 && (value !== 0 || !/[1-9]/.test(text));
  return isPlain ? value : (parseNumber(text) ?? 'nan');
}

function tuple(node: Tuple, scope: Scope): Value {
  return sequence(
    'tuple',
    node.items.map((item) => evaluate(item, scope)),
    locate(scope, node),
  );
}

function object(node: ObjectExpression, scope: Scope): Value {
  const members = new Map<string, MapMember>();
  const keys: Value[] = [];
  let mistake: Value | undefined;
  for (const item of node.items) {
    const at = locate(scope, item.key);
    let name: string;
    if (item.key.kind === 'variable') name = item.key.name;
    else if (item.key.kind === 'null') name = 'null';
    else if (isDottedName(item.key))
      return refuse('a key with a dot, not in parentheses or quotes', locate(scope, node));
    else {
      const value = evaluate(item.key, scope);
      const key = keyOf(value, at);
      if (typeof key !== 'string') return { ...key, at: locate(scope, node) };
      keys.push(value);
      name = key;
    }
    const before = members.get(composed(name));
    mistake ??= before && mistakeIn([before.value], locate(scope, node));
    members.set(composed(name), { key: at, value: evaluate(item.value, scope) });
  }
  const made = mapping('object', members, locate(scope, node));
  return markedBy(mistake ? ofType(mistake, typeOf(made)) : made, ...keys);
}

/** `{ a.b = 1 }`, which may mean two things, so that Terraform refuses it. */
function isDottedName(key: Expression): boolean {
  let root = key;
  while (root.kind === 'getAttr' || (root.kind === 'index' && root.key.kind !== 'variable')) {
    root = root.kind === 'getAttr' ? root.object : root.collection;
  }
  return root !== key && root.kind === 'variable';
}

/**
 * Both sides count for the type of the result, as in Terraform. The chosen side keeps its own place: that is where a
 * person would change the value. A condition that cannot be decided leaves both.
 */
function conditional(node: Conditional, scope: Scope): Value {
  const at = locate(scope, node);
  const condition = evaluate(node.condition, scope);
  const { canBeTrue, canBeFalse, open } = truthsOf(condition);
  const whenTrue = evaluate(node.whenTrue, scope);
  const whenFalse = evaluate(node.whenFalse, scope);
  const [left, right] = [sizeOf(whenTrue), sizeOf(whenFalse)];
  if (!spend(scope, left + right)) return tooMuch(at);
  const type = commonType(whenTrue, whenFalse);
  if (type === undefined) return refuse('sides of different types', at);
  if (!canBeTrue && !canBeFalse) {
    const refusal = ofType(open ? { ...open, at } : refuse('condition', at), type);
    return condition.kind === 'unknown' ? markedAnyway(refusal, condition, whenTrue, whenFalse) : refusal;
  }
  const sides: Value[] = [];
  if (canBeTrue) sides.push(convert(whenTrue, type));
  if (canBeFalse) sides.push(convert(whenFalse, type));
  const chosen = sides.length === 1 ? (sides[0] as Value) : oneOf(distinct(sides), at);
  return markedAnyway(ofType(chosen, type), condition, whenTrue, whenFalse);
}

/** A bare null takes the type of the other side; a side that is refused, or not known, asks nothing of the other. */
function commonType(a: Value, b: Value): Type | undefined {
  const [left, right] = [typeOf(a), typeOf(b)];
  if (isBareNull(a)) return right;
  if (isBareNull(b)) return left;
  if (isOpen(left) || isOpen(right)) return 'any';
  return unify([left, right]);
}

function isBareNull(value: Value): boolean {
  return value.kind === 'known' && value.value === null && typeOf(value) === 'dynamic';
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

/** The name under which a splat's element is bound; no text can write it. */
export const splatElement = '*';

function splat(node: Splat, scope: Scope): Value {
  const at = locate(scope, node);
  const each = (item: Value): Value => evaluate(node.each, bind(scope, splatElement, item));
  const whole = evaluate(node.source, scope);
  const mistake = mistakeIn([whole], at);
  if (mistake) return mistake;
  const made = combine([whole], at, ([source]) => splatOfKnown(source as Known, each, scope, at));
  return mistakeIn([made], at) ?? markedBy(made, whole);
}

function splatOfKnown(source: Known, each: (item: Value) => Value, scope: Scope, at: Location): Value {
  if (isReference(source.value)) return splatOfReference(source.value, source, each, scope, at);
  const items = itemsIn(source);
  if (!items) {
    const isSequence = ['tuple', 'list', 'set'].includes(kindOf(typeOf(source)) ?? '');
    if (source.value === null) return isSequence ? refuse('splat of null', at) : sequence('tuple', [], at);
    return sequence('tuple', [each(source)], at);
  }
  if (kindOfSequence(source.value) === 'tuple') return sequence('tuple', items.map(each), at);
  if (items.length > 0) return sequence('list', items.map(each), at);
  // What would be taken of an element says what the list is of.
  const one = each(ofType(unknown('computed', 'element', at), elementTypeOf(source.value as ListData) ?? 'any'));
  return mistakeIn([one], at) ?? sequence('list', [], at, typeOf(one));
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
