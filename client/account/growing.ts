/** An account while it is being read: what is there can be looked at. */
import { l10n } from 'vscode';
import type { AccountNode } from './node.ts';
import type { PartOfAccount } from './source.ts';

/** Between two looks at what is there, milliseconds: each takes time that grows with the account. */
const pause = 500;

/**
 * For `snapshotOf`: shows parts one after the other, and of those that come meanwhile the last.
 * @param show what was read so far
 */
export function growing(show: (part: PartOfAccount) => Promise<void>): (part: () => PartOfAccount) => void {
  let next: (() => PartOfAccount) | undefined;
  let isBusy = false;
  const work = async (): Promise<void> => {
    isBusy = true;
    while (next) {
      const part = next();
      next = undefined;
      await show(part);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    isBusy = false;
  };
  return (part) => {
    next = part;
    // What a part cannot be shown for is told of the whole.
    if (!isBusy) work().catch(() => {});
  };
}

/** The tree of a part, with what is still to come. */
export function withLeft(root: AccountNode, left: readonly string[]): AccountNode {
  const [first = ''] = left;
  const label = left.length === 1 ? l10n.t('Reading {0}', first) : l10n.t('Reading {0} regions', left.length);
  const description = left.length === 1 ? '' : left.join(', ');
  const spoken = [label, description].filter(Boolean).join(', ');
  const node: AccountNode = { kind: 'reading', key: 'reading', label, description, facts: [], spoken, children: [] };
  return { ...root, children: [...root.children, node] };
}
