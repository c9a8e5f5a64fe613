/** Where changes find what they are about in a text of HCL: blocks, objects, arguments and items by their spans. */
import type { Attribute, Block, Body, Expression, Node, ObjectExpression, Tuple } from '../syntax/hcl/ast.ts';
import { children } from '../syntax/hcl/index.ts';
import type { Span } from '../text/source.ts';

/** Nodes from the outermost to the innermost one that contains a span. */
function chainTo(body: Body, span: Span): readonly Node[] {
  const chain: Node[] = [];
  for (let node: Node | undefined = body; node; ) {
    chain.push(node);
    node = children(node).find(({ start, end }) => start <= span.start && span.end <= end);
  }
  return chain;
}

/** The block that is named by a span: its own, that of its type, or that of one of its labels. */
export function blockAt(body: Body, span: Span): Block | undefined {
  const chain = chainTo(body, span);
  return chain.findLast(
    (node): node is Block =>
      node.kind === 'block' && [node, node.typeSpan, ...node.labels].some((part) => same(part, span)),
  );
}

/** The expression with exactly this span. */
export function expressionAt(body: Body, span: Span): Expression | undefined {
  const found = chainTo(body, span).find((node) => same(node, span) && !notExpressions.has(node.kind));
  return found as Expression | undefined;
}

const notExpressions: ReadonlySet<Node['kind']> = new Set<Node['kind']>([
  ...(['body', 'attribute', 'block', 'label', 'item', 'literal'] as const),
  ...(['interpolation', 'templateIf', 'templateFor'] as const),
]);

/** What holds settings at a span: a block (of a dynamic one its content), or an object. */
export function containerAt(body: Body, span: Span): Block | ObjectExpression | undefined {
  const block = blockAt(body, span);
  if (block) return block.type === 'dynamic' ? nested(block, 'content') : block;
  const expression = expressionAt(body, span);
  return expression?.kind === 'object' ? expression : undefined;
}

/** The list that contains an item. */
export function tupleAround(body: Body, item: Span): Tuple | undefined {
  return chainTo(body, item).findLast(
    (node): node is Tuple => node.kind === 'tuple' && node.items.some((one) => same(one, item)),
  );
}

export function nested(container: Block | ObjectExpression, name: string): Block | ObjectExpression | undefined {
  if (container.kind === 'object') {
    const value = settingOf(container, name)?.value;
    return value?.kind === 'object' ? value : undefined;
  }
  const block = container.body.items.find((item): item is Block => item.kind === 'block' && item.type === name);
  if (block) return block;
  const value = settingOf(container, name)?.value;
  const inner = value?.kind === 'tuple' ? value.items[0] : value;
  return inner?.kind === 'object' ? inner : undefined;
}

/** An argument, or an object's item. */
export function settingOf(
  container: Block | ObjectExpression,
  name: string,
): (Span & { readonly value: Expression }) | undefined {
  if (container.kind === 'block') {
    return container.body.items.find((item): item is Attribute => item.kind === 'attribute' && item.name === name);
  }
  return container.items.find(({ key }) => keyName(key) === name);
}

function keyName(key: Expression): string | undefined {
  if (key.kind === 'variable') return key.name;
  const [part] = key.kind === 'template' && key.parts.length === 1 ? key.parts : [];
  return part?.kind === 'literal' ? part.value : undefined;
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
