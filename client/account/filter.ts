/** The part of an account's tree that a text is found in. */
import { type AccountNode, withLater } from './node.ts';

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
  const own = wordsOf(node);
  if (node.kind !== 'account' && words.every((word) => own.includes(word))) return node;
  // What is in a group is looked at where the group is opened.
  if (node.search) return node.search.finds(words) ? withLater(node, () => within(node, words)) : undefined;
  const children = within(node, words);
  return children.some((child) => !isOpenEnd(child)) || (node.kind === 'region' && children.length > 0)
    ? { ...node, children }
    : node.kind === 'account'
      ? { ...node, children }
      : undefined;
}

function within({ children }: AccountNode, words: readonly string[]): readonly AccountNode[] {
  return children.flatMap((child) => kept(child, words) ?? []);
}

/** What a node is found by, in lower case. */
export function wordsOf({ label, description, id = '', facts }: AccountNode): string {
  return [label, description, id, ...facts.map(([, fact]) => fact)].join('\n').toLowerCase();
}

/** What was not read, or not yet: anything may be there. */
function isOpenEnd({ kind }: AccountNode): boolean {
  return kind === 'problem' || kind === 'reading';
}
