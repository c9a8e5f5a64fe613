/** `for` expressions, and what everything that loops walks over. */
import type { For } from '../../syntax/hcl/ast.ts';
import { visit } from '../../syntax/hcl/index.ts';
import type { Location } from '../../text/source.ts';
import { type Known, known, type MapMember, oneOf, unknown, type Value } from '../../values/value.ts';
import { itemsIn, kindOfSequence, mapping, membersIn, sequence } from './collections.ts';
import { combine } from './combine.ts';
import { convert } from './convert.ts';
import { evaluate } from './expressions.ts';
import { mistyped, refuse } from './functions/definition.ts';
import { markedAnyway } from './marks.ts';
import { countOf } from './numbers/numeric.ts';
import { truthsOf } from './operators.ts';
import { mistakeIn } from './refusals.ts';
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
    return forElements(node, elements, scope, at);
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
  return bool.kind !== 'unknown' || bool.reason.code !== 'invalid';
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

interface Chosen {
  /** Elements that the `if` lets in, whatever is not known. */
  readonly certain: readonly Element[];
  /** These, and those that it may let in. */
  readonly possible: readonly Element[];
  /** Why that is not decided. */
  readonly open: Value | undefined;
  /** The conditions, whose marks are the result's. */
  readonly conditions: readonly Value[];
}

function chosenBy(node: For, elements: readonly Element[], scope: Scope, at: Location): Chosen | Value {
  if (!node.condition) return { certain: elements, possible: elements, open: undefined, conditions: [] };
  const certain: Element[] = [];
  const possible: Element[] = [];
  const conditions: Value[] = [];
  let why: Value | undefined;
  for (const element of elements) {
    const condition = evaluate(node.condition, withElement(node, element, scope));
    const { canBeTrue, canBeFalse, open } = truthsOf(condition);
    if (!canBeTrue && !canBeFalse) return open ? { ...open, at } : refuse('condition of for', at);
    conditions.push(condition);
    if (canBeTrue) possible.push(element);
    if (!canBeFalse) certain.push(element);
    if (canBeTrue && canBeFalse) why ??= open ? { ...open, at } : unknown('limit', 'condition of for', at);
  }
  return { certain, possible, open: why, conditions };
}

/**
 * Elements that are let in only perhaps make several results possible: with all of them, with none, and whatever lies
 * between, which stands as unknown. Terraform itself leaves the whole unknown.
 */
function forElements(node: For, elements: readonly Element[], scope: Scope, at: Location): Value {
  const chosen = chosenBy(node, elements, scope, at);
  if ('kind' in chosen) return chosen;
  const { certain, possible, open, conditions } = chosen;
  const make = node.object ? forObject : forTuple;
  if (!open) return markedAnyway(make(node, certain, scope, at), ...conditions);
  const both = [make(node, possible, scope, at), make(node, certain, scope, at)];
  return markedAnyway(oneOf(dependsOnElement(node) ? [...both, open] : both, at), ...conditions);
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
  return sequence(
    'tuple',
    elements.map((element) => evaluate(node.result, withElement(node, element, scope))),
    at,
  );
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
