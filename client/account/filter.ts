/** The part of an account's tree that a text is found in. */
import type { AccountNode } from './node.ts';

/**
 * Nodes that have the words of the text, each with all that is in it and all that it is in; `undefined` for none. What
 * could not be read stays, because what is searched for may be there.
 */
export function filtered(node: AccountNode, text: string): AccountNode | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? node : kept(node, words);
}

function kept(node: AccountNode, words: readonly string[]): AccountNode | undefined {
  if (isOpenEnd(node)) return node;
  const own = [node.label, node.description, node.id ?? '', ...node.facts.map(([, fact]) => fact)]
    .join('\n')
    .toLowerCase();
  if (node.kind !== 'account' && words.every((word) => own.includes(word))) return node;
  const children = node.children.flatMap((child) => kept(child, words) ?? []);
  return children.some((child) => !isOpenEnd(child)) || (node.kind === 'region' && children.length > 0)
    ? { ...node, children }
    : node.kind === 'account'
      ? { ...node, children }
      : undefined;
}

/** What was not read, or not yet: anything may be there. */
function isOpenEnd({ kind }: AccountNode): boolean {
  return kind === 'problem' || kind === 'reading';
}
