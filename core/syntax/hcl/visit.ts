import type { Node } from './ast.ts';

/** A node's children, in the order of the text. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'body':
    case 'tuple':
    case 'object':
      return node.items;
    case 'attribute':
      return [node.value];
    case 'block':
      return [...node.labels, node.body];
    case 'template':
      return node.parts;
    case 'interpolation':
    case 'parenthesised':
      return [node.expression];
    case 'templateIf':
      return [node.condition, ...node.whenTrue, ...node.whenFalse];
    case 'templateFor':
      return [node.collection, ...node.parts];
    case 'getAttr':
      return [node.object];
    case 'index':
      return [node.collection, node.key];
    case 'splat':
      return [node.source, node.each];
    case 'call':
      return node.args;
    case 'item':
      return [node.key, node.value];
    case 'for':
      return [node.collection, node.keyResult, node.result, node.condition].filter((child) => child !== undefined);
    case 'conditional':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'label':
    case 'number':
    case 'boolean':
    case 'null':
    case 'variable':
    case 'splatItem':
    case 'missing':
    case 'literal':
      return [];
  }
}

/** Calls `enter` for a node and all below it, parents first, in the order of the text; `false` leaves out what is below. */
export function visit(node: Node, enter: (node: Node) => boolean | undefined): void {
  const waiting: Node[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (enter(next) === false) continue;
    const below = children(next);
    for (let at = below.length - 1; at >= 0; at--) waiting.push(below[at] as Node);
  }
}
