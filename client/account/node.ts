/**
 * A live account as plain data, as the view shows it. What is behind it (client/account/reading/) is a file of its own,
 * dist/account.js: reading a snapshot takes the engine, which activation must not pay for.
 */
import type { RegionSnapshot, SnapshotGroup, SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import type { ExposureRisk } from '../../core/exposure/entry.ts';

export type Grouping = 'vpc' | 'risk';

/** `none`: no stranger gets in; `unknown`: the rules could not be read. */
export type AccountRisk = ExposureRisk | 'none' | 'unknown';

export type NodeKind =
  | 'account'
  | 'region'
  | 'vpc'
  | 'risk'
  | 'group'
  | 'direction'
  | 'rule'
  | 'default'
  | 'machines'
  | 'instance'
  | 'interface'
  | 'problem'
  /** Regions that are still being read. */
  | 'reading';

export interface AccountNode {
  readonly kind: NodeKind;
  /** Unique in the tree. */
  readonly key: string;
  readonly label: string;
  readonly description: string;
  /** Pairs of a word and what stands behind it, for the tooltip. */
  readonly facts: readonly (readonly [word: string, text: string])[];
  /** For those who hear the view. */
  readonly spoken: string;
  /** Of a group, and of what has groups in it. */
  readonly risk?: AccountRisk;
  /** Of a rule: whether it lets in. */
  readonly accepts?: boolean;
  /** A rule that does nothing, or less than it says. */
  readonly isIdle?: boolean;
  /** Of a group, and of what is in it: a cloud service changes it itself, and nobody else may. */
  readonly isManaged?: boolean;
  readonly id?: string;
  readonly region?: string;
  /** UTF-16 offsets in the snapshot's text. */
  readonly place?: { readonly start: number; readonly end: number };
  readonly search?: GroupSearch;
  /** Of a group's rules and machines made when somebody asks: an account has tens of thousands, and a person opens a few. */
  readonly children: readonly AccountNode[];
}

/** Of a group: whether there is something in it, without its children being made. */
export interface GroupSearch {
  /** @param words in lower case; a row has to have all of them */
  readonly finds: (words: readonly string[]) => boolean;
  /** From now on rows are found also by what they do, which takes some time to find out. */
  readonly explain: () => void;
}

/** A node of which the children are made at the first look. */
export function withLater(node: Omit<AccountNode, 'children'>, make: () => readonly AccountNode[]): AccountNode {
  let made: readonly AccountNode[] | undefined;
  return {
    ...node,
    get children() {
      made ??= make();
      return made;
    },
  };
}

/** Whom a rule of the account lets in, as a white list rule elsewhere may. */
export interface Admission {
  /** `tcp 22`, `8000-8100`, `all`: as `portguard/insertWhitelistRule` reads it. */
  readonly ports: string;
  readonly cidrs: readonly string[];
}

/** A port that a group or a rule lets in. */
export interface Opening {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** Empty where no known service has it. */
  readonly service: string;
  /** Who gets in, in words. */
  readonly from: string;
  readonly isForStrangers: boolean;
}

/** What a command is about: a security group, and one of its rules where it is about that. */
export interface Subject {
  readonly region: RegionSnapshot;
  readonly group: SnapshotGroup;
  readonly rule: SnapshotRule | undefined;
}

/**
 * What `when` clauses of the manifest know a node by, as words: its kind, what it is more exactly, and `changeable` where
 * the account can be changed there.
 */
export function contextOf({ kind, key, accepts, isManaged }: AccountNode): string {
  const words: string[] = [kind];
  if (kind === 'direction' || kind === 'rule') words.push(key.includes('/egress') ? 'egress' : 'ingress');
  if (kind === 'rule') words.push(accepts ? 'accept' : 'drop');
  if ((kind === 'group' || kind === 'direction' || kind === 'rule') && !isManaged) words.push('changeable');
  return words.join(' ');
}

export const snippetForms = ['ros', 'terraform', 'kubernetes'] as const;
export type SnippetForm = (typeof snippetForms)[number];

const weight: Readonly<Record<AccountRisk, number>> = { high: 0, medium: 1, unknown: 2, low: 3, none: 4 };

export function riskOrder(a: AccountRisk, b: AccountRisk): number {
  return weight[a] - weight[b];
}

export function worst(risks: Iterable<AccountRisk>): AccountRisk {
  return [...risks].reduce<AccountRisk>((most, risk) => (riskOrder(risk, most) < 0 ? risk : most), 'none');
}

/** The node with this key, in it or itself. */
export function nodeIn(node: AccountNode, key: string | undefined): AccountNode | undefined {
  if (key === undefined || node.key === key) return key === undefined ? undefined : node;
  if (!mayHold(node, key)) return undefined;
  for (const child of node.children) {
    const found = nodeIn(child, key);
    if (found) return found;
  }
  return undefined;
}

/** The key of a group is the beginning of the keys of all that is in it: what is not made yet need not be made. */
function mayHold({ kind, key: own }: AccountNode, key: string): boolean {
  return (kind !== 'group' && kind !== 'direction') || key.startsWith(`${own}/`);
}

/** The rule or group that begins at an offset of the snapshot. */
export function nodeAt(node: AccountNode, start: number): AccountNode | undefined {
  const { kind, place } = node;
  if ((kind === 'group' || kind === 'rule') && place?.start === start) return node;
  if (kind === 'group' && place && (start < place.start || start >= place.end)) return undefined;
  for (const child of node.children) {
    const found = nodeAt(child, start);
    if (found) return found;
  }
  return undefined;
}

export function parentIn(node: AccountNode, key: string): AccountNode | undefined {
  if (!mayHold(node, key)) return undefined;
  if (node.children.some((child) => child.key === key)) return node;
  for (const child of node.children) {
    const found = parentIn(child, key);
    if (found) return found;
  }
  return undefined;
}
