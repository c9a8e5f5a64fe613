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

/** The answer to `portguard/accountCounterpart`: the security group of the templates that is this one of the account. */
export interface Counterpart {
  /** What says that it is the same: an id, the configuration, Terraform's state, or the name. */
  readonly by: 'id' | 'configuration' | 'state' | 'name';
  /** Where it is declared, and wherever rules of it stand. */
  readonly groups: readonly CounterpartPlace[];
  /** Rules that differ between the account and the templates. */
  readonly differences: number;
}

export interface CounterpartPlace {
  readonly name: string;
  readonly uri: string;
  /** Path as people know it in the workspace. */
  readonly path: string;
  /** LSP's. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}
