/** The names that a template takes from outside: those that no `for` in it binds. */
import type { Node } from '../../syntax/hcl/ast.ts';
import { children } from '../../syntax/hcl/index.ts';

/** First parts of names (`server` of `server.port`), each once. */
export function freeNames(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  collect(node, [], names);
  return names;
}

/** The parser bounds how deep a tree is. */
function collect(node: Node, bound: readonly string[], names: Set<string>): void {
  if (node.kind === 'variable') {
    if (!bound.includes(node.name)) names.add(node.name);
  } else if (node.kind === 'for' || node.kind === 'templateFor') {
    collect(node.collection, bound, names);
    const inner = [...bound, node.value.name, ...(node.key ? [node.key.name] : [])];
    for (const child of children(node)) if (child !== node.collection) collect(child, inner, names);
  } else if (node.kind === 'item' && node.key.kind === 'variable') {
    collect(node.value, bound, names);
  } else {
    for (const child of children(node)) collect(child, bound, names);
  }
}
