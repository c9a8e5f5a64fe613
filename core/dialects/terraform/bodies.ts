/**
 * The content of a block as data: attributes by name, and nested blocks as a list of maps under their type's name.
 * `dynamic` blocks give one block for each element of what they walk over.
 */
import type { Attribute, Block, Body } from '../../syntax/hcl/ast.ts';
import { type Location, locationOf, type SourceText } from '../../text/source.ts';
import { type Known, type MapMember, oneOf, type Unknown, type Value } from '../../values/value.ts';
import { itemsIn, mapping, sequence } from './collections.ts';
import { combine, withoutRefused } from './combine.ts';
import { attributeOf, type DeclaredBlock } from './declarations.ts';
import { evaluate } from './expressions.ts';
import { mistyped, refuse } from './functions/definition.ts';
import { elementsOf } from './loops.ts';
import { bind, locate, maxNesting, type Scope, spend, tooMuch } from './scope.ts';

/** What stands under one name: an attribute, or blocks of one type in their order, dynamic ones among them. */
export interface Named {
  /** The text that it stands in: an override file's may be another than its block's. */
  readonly source: SourceText;
  readonly key: Location;
  readonly attribute: Attribute | undefined;
  readonly blocks: Block[];
}

/**
 * A declaration's attributes and blocks by name, in the order of the text. What an override file has under a name
 * replaces what was there. `skipped` are names that are not settings.
 */
export function settingsOf(declared: DeclaredBlock, skipped: ReadonlySet<string>): ReadonlyMap<string, Named> {
  const { source, node, overrides } = declared;
  const named = namedItems(node.body, source, skipped);
  for (const override of overrides) {
    for (const [name, one] of namedItems(override.node.body, override.source, skipped)) named.set(name, one);
  }
  return named;
}

const none: ReadonlySet<string> = new Set();

function namedItems(body: Body, source: SourceText, skipped: ReadonlySet<string> = none): Map<string, Named> {
  const named = new Map<string, Named>();
  for (const item of body.items) {
    const [name, span] = nameOf(item);
    if (skipped.has(name)) continue;
    const before = named.get(name);
    if (item.kind === 'attribute') {
      if (!before) named.set(name, { source, key: locationOf(source, span), attribute: item, blocks: [] });
    } else if (before) before.blocks.push(item);
    else named.set(name, { source, key: locationOf(source, span), attribute: undefined, blocks: [item] });
  }
  return named;
}

function nameOf(item: Attribute | Block): readonly [string, Attribute['nameSpan']] {
  if (item.kind === 'attribute') return [item.name, item.nameSpan];
  const [label] = item.labels;
  return item.type === 'dynamic' && label ? [label.value, label] : [item.type, item.typeSpan];
}

/** The value that stands under a name. */
export function valueOfNamed({ source, attribute, blocks, key }: Named, outer: Scope): Value {
  const scope = source === outer.source ? outer : { ...outer, source };
  if (attribute) return withoutRefused(evaluate(attribute.value, scope));
  if (!blocks.some(isDynamic))
    return sequence(
      'list',
      blocks.map((block) => staticBlock(block, scope)),
      key,
    );
  const lists = blocks.map((block) =>
    isDynamic(block) ? dynamicBlocks(block, scope) : sequence('list', [staticBlock(block, scope)], key),
  );
  return combine(lists, key, (chosen) =>
    sequence(
      'list',
      chosen.flatMap((list) => itemsIn(list) ?? []),
      key,
    ),
  );
}

function isDynamic(block: Block): boolean {
  return block.type === 'dynamic' && block.labels.length > 0;
}

/** A block as a map, located at its type. */
function blockValue(body: Body, at: Location, scope: Scope): Value {
  const { work } = scope.module;
  if (!spend(scope, 8 + 4 * body.items.length) || work.depth >= maxNesting) return tooMuch(at);
  work.depth++;
  const members = new Map<string, MapMember>();
  for (const [name, named] of namedItems(body, scope.source)) {
    members.set(name, { key: named.key, value: valueOfNamed(named, scope) });
  }
  work.depth--;
  return mapping('block', members, at);
}

function staticBlock(block: Block, scope: Scope): Value {
  return blockValue(block.body, locate(scope, block.typeSpan), scope);
}

/** A dynamic block's blocks: a list, or one of several where the collection is. */
function dynamicBlocks(block: Block, scope: Scope): Value {
  const forEach = attributeOf(block.body, 'for_each');
  const label = block.labels[0] ?? block.typeSpan;
  const at = locate(scope, label);
  if (!forEach) return refuse('dynamic block without for_each', at);
  const collection = withoutRefused(evaluate(forEach.value, scope));
  if (collection.kind !== 'oneOf') return generated(block, collection, at, scope);
  const lists = collection.options.map((option) => generated(block, option, at, scope));
  return oneOf(lists, at);
}

function generated(block: Block, collection: Known | Unknown, at: Location, scope: Scope): Value {
  const content = block.body.items.find((item): item is Block => item.kind === 'block' && item.type === 'content');
  if (!content) return sequence('list', [], at);
  const iterator = iteratorOf(block);
  const elements = collection.kind === 'known' ? elementsOf(collection) : undefined;
  if (elements) {
    const blocks = elements.map(({ key, value }) =>
      blockValue(content.body, at, bind(scope, iterator, iteratorValue(key, value))),
    );
    return sequence('list', blocks, at);
  }
  if (collection.kind === 'known' && collection.value === null) return sequence('list', [], at);
  // One block stands for any number of them, none included: hence it may also be unknown.
  const open = collection.kind === 'known' ? mistyped(collection, 'list, set or map', at) : { ...collection, at };
  return sequence('list', [oneOf([blockValue(content.body, at, bind(scope, iterator, open)), open], at)], at);
}

function iteratorOf({ body, labels }: Block): string {
  const written = attributeOf(body, 'iterator')?.value;
  return written?.kind === 'variable' ? written.name : (labels[0]?.value ?? '');
}

/** `each` and a dynamic block's iterator. */
export function iteratorValue(key: Value, value: Value): Value {
  const members = new Map([
    ['key', { key: key.at, value: key }],
    ['value', { key: value.at, value }],
  ]);
  return mapping('object', members, value.at);
}
