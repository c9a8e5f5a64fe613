/** How calls of functions and names are written in a template. */
import type { DataNode, ScalarNode } from '../../syntax/data.ts';

/** A call as it is written: `!Join [...]`, or a map whose only key is `Fn::Join` (or `Ref`). */
export function functionOf(
  node: DataNode,
): { readonly name: string; readonly argument: DataNode | undefined } | undefined {
  const { tag } = node;
  if (tag !== undefined && /^![A-Za-z]/.test(tag)) {
    const name = tag.slice(1);
    return { name: name === 'Ref' ? name : `Fn::${name}`, argument: { ...node, tag: undefined } };
  }
  const entry = node.kind === 'map' && node.entries.length === 1 ? node.entries[0] : undefined;
  if (entry?.key.kind !== 'scalar' || typeof entry.key.value !== 'string') return undefined;
  const name = entry.key.value;
  if (name === 'Ref') return { name, argument: entry.value };
  // `FN::Length` is found in published templates.
  return /^fn::/i.test(name) ? { name: `Fn::${name.slice(4)}`, argument: entry.value } : undefined;
}

/** The text of a node that has to be a name, as `Ref` and `Fn::If` want it. */
export function nameOf(node: DataNode | undefined): (ScalarNode & { value: string }) | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string'
    ? (node as ScalarNode & { value: string })
    : undefined;
}
