/** `for` expressions, and what everything that loops walks over. */
import type { For } from '../../syntax/hcl/ast.ts';
import type { Location } from '../../text/source.ts';
import { type Known, known, type MapMember, unknown, type Value } from '../../values/value.ts';
import { itemsIn, kindOfSequence, mapping, membersIn, sequence } from './collections.ts';
import { becauseOf, combine } from './combine.ts';
import { convert } from './convert.ts';
import { evaluate } from './expressions.ts';
import { mistyped, refuse } from './functions/definition.ts';
import { markedAnyway } from './marks.ts';
import { countOf } from './numbers/numeric.ts';
import { truthsOf } from './operators.ts';
import { isStaticallyRefused, mistakeIn } from './refusals.ts';
import { bind, locate, type Scope } from './scope.ts';
import { numberValue, ofType } from './traits.ts';
import { typeOf } from './types.ts';

export function forExpression(node: For, scope: Scope): Value {
  const at = locate(scope, node);
  const collection = evaluate(node.collection, scope);
  // Terraform looks at the condition once with nothing known of the element, so it must not be wrong of itself.
  if (node.condition && !isCondition(evaluate(node.condition, withElement(node, anyElement(at), scope)))) {
    return refuse('condition of for', at);
  }
  const made = combine([collection], at, ([known]) => {
    const elements = known && elementsOf(known);
    if (!elements) return mistyped(known as Known, 'list, set or map', at);
    return node.object ? forObject(node, elements, scope, at) : forTuple(node, elements, scope, at);
  });
  const mistake = mistakeIn([collection], at);
  return mistake && made.kind === 'known' ? ofType(mistake, typeOf(made)) : markedAnyway(mistake ?? made, collection);
}

function anyElement(at: Location): Element {
  const open = unknown('computed', 'element', at);
  return { key: open, value: open };
}

function isCondition(value: Value): boolean {
  if (value.kind === 'known' && value.value === null) return false;
  const bool = convert(value, 'bool');
  return bool.kind !== 'unknown' || bool.reason.code !== 'invalid' || isStaticallyRefused(bool);
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
    return items.map((value, i) => ({ key: isSet ? value : numberValue(countOf(i), at), value }));
  }
  const members = membersIn(collection);
  return members && Array.from(members, ([name, { key, value }]) => ({ key: known(name, key), value }));
}

function withElement(node: Pick<For, 'key' | 'value'>, { key, value }: Element, scope: Scope): Scope {
  const outer = node.key ? bind(scope, node.key.name, key) : scope;
  return bind(outer, node.value.name, value);
}

/** Whether the `if` of a `for` lets an element in; an answer that is not known leaves the whole result unknown. */
function wanted(condition: Value, at: Location): boolean | Value {
  const { canBeTrue, canBeFalse, open } = truthsOf(condition);
  if (canBeTrue !== canBeFalse) return canBeTrue;
  return open ? becauseOf(open, at) : unknown('limit', 'condition of for', at);
}

function forTuple(node: For, elements: readonly Element[], scope: Scope, at: Location): Value {
  const items: Value[] = [];
  const marks: Value[] = [];
  for (const element of elements) {
    const inner = withElement(node, element, scope);
    if (node.condition) {
      const condition = evaluate(node.condition, inner);
      const take = wanted(condition, at);
      if (typeof take !== 'boolean') return take;
      marks.push(condition);
      if (!take) continue;
    }
    items.push(evaluate(node.result, inner));
  }
  return markedAnyway(sequence('tuple', items, at), ...marks);
}

interface Group {
  readonly key: Location;
  readonly values: Value[];
}

function forObject(node: For, elements: readonly Element[], scope: Scope, at: Location): Value {
  const groups = new Map<string, Group>();
  const marks: Value[] = [];
  for (const element of elements) {
    const inner = withElement(node, element, scope);
    if (node.condition) {
      const condition = evaluate(node.condition, inner);
      const take = wanted(condition, at);
      if (typeof take !== 'boolean') return take;
      marks.push(condition);
      if (!take) continue;
    }
    if (!node.keyResult) continue;
    const key = evaluate(node.keyResult, inner);
    marks.push(key);
    const name = keyOf(key, at);
    if (typeof name !== 'string') return { ...name, at };
    const value = evaluate(node.result, inner);
    const group = groups.get(name);
    if (group && !node.group) {
      return ofType(refuse(`two elements with the key ${name}`, at), typeOf(grouped(node, groups, at)));
    }
    if (group) group.values.push(value);
    else groups.set(name, { key: key.at, values: [value] });
  }
  return markedAnyway(grouped(node, groups, at), ...marks);
}

/** A key as text; one that is not known, or one of several, leaves the whole object unknown. */
export function keyOf(key: Value, at: Location): string | Value {
  const text = convert(key, 'string');
  if (text.kind === 'unknown') return text;
  if (text.kind === 'oneOf') return unknown('limit', 'several keys', at);
  return typeof text.value === 'string' ? text.value : mistyped(text, 'string', at);
}

function grouped(node: For, groups: ReadonlyMap<string, Group>, at: Location): Value {
  const members = new Map<string, MapMember>();
  for (const [name, { key, values }] of groups) {
    members.set(name, { key, value: node.group ? sequence('tuple', values, at) : (values[0] as Value) });
  }
  return mapping('object', members, at);
}
