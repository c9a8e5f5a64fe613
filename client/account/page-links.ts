/** What a page of details may ask the editor to do: its links run these commands, and the editor lets it run no others. */
import type { AccountNode, NodeKind } from './node.ts';

export const pageCommands = [
  'portguard.showAccountDetails',
  'portguard.openInSnapshot',
  'portguard.openInConsole',
  'portguard.openRule',
  'portguard.openCounterpart',
] as const;

export type PageCommand = (typeof pageCommands)[number];

/** What has a page: a security group, an instance, a network interface. */
export interface DetailsPlace {
  readonly kind: Extract<NodeKind, 'group' | 'instance' | 'interface'>;
  readonly id: string;
  readonly region: string;
}

/** The page of a node's own; `undefined` for what has none. */
export function detailsPlace({ kind, id, region }: Partial<AccountNode>): DetailsPlace | undefined {
  if (kind !== 'group' && kind !== 'instance' && kind !== 'interface') return undefined;
  return id === undefined || region === undefined ? undefined : { kind, id, region };
}
