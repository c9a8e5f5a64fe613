/** The sample account as the view reads it, and finding things in its tree. */
import type { AccountNode } from '../../../client/account/node.ts';
import { type Account, readAccount, snapshotText } from '../../../client/account/reading/index.ts';
import { sampleSnapshot } from '../../../cloud/main.ts';
import type { Snapshot } from '../../../core/dialects/cloud/snapshot.ts';
import { t } from '../translate.ts';

export async function opened(snapshot: Snapshot = sampleSnapshot): Promise<Account> {
  const account = await readAccount('Sample account', snapshotText(snapshot), 'en', t);
  if ('en' in account) throw new Error(account.en);
  return account;
}

export function nodesIn(node: AccountNode): readonly AccountNode[] {
  return [node, ...node.children.flatMap(nodesIn)];
}

export function nodeOf(account: Account, kind: AccountNode['kind'], label: string): AccountNode {
  const node = nodesIn(account.tree('vpc')).find((one) => one.kind === kind && one.label === label);
  if (!node) throw new Error(`no ${kind} ${label}`);
  return node;
}

/** Indented labels down to a kind of node, to compare trees by reading them. */
export function outline(
  { kind, label, description, children }: AccountNode,
  last: AccountNode['kind'],
  indent = '',
): string {
  const rest = kind === last ? [] : children.map((child) => outline(child, last, `${indent}  `));
  return [`${indent}${label}${description === '' ? '' : `: ${description}`}`, ...rest].join('\n');
}
