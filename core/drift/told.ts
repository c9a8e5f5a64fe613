/** Drift as a client shows it: plain data that travels between the server and its clients, in the client's language. */
import type { EntryRange } from '../exposure/entry.ts';
import type { DifferenceKind } from './differences.ts';
import type { Effect } from './effects.ts';
import type { PairedBy } from './group-pairs.ts';
import type { AccountIntent } from './intents.ts';

/** The answer to `portguard/drift`; `null` stands for no account. */
export interface ToldDrift {
  /** All groups that were compared; those that agree have no rows. */
  readonly pairs: readonly ToldPair[];
  readonly unpaired: {
    readonly templates: readonly ToldUnpaired[];
    readonly account: readonly ToldAccountGroup[];
  };
  /** Groups of cloud services and their rules, which are left out. */
  readonly managed: { readonly groups: number; readonly rules: number };
  /** Files that were not looked at, because there are too many. */
  readonly leftFiles: number;
  /** Folders that could not be looked at. */
  readonly failed: readonly string[];
  /** What it took, so that it is not asked for too often. */
  readonly milliseconds: number;
}

export interface ToldPair {
  readonly account: ToldAccountGroup;
  /** The first is the one that it is known by. */
  readonly templates: readonly ToldTemplateGroup[];
  /** How the two were paired, in words. */
  readonly by: string;
  readonly rows: readonly ToldRow[];
  /** Too many rules to say what their drift comes to. */
  readonly isUnbounded: boolean;
}

export interface ToldTemplateGroup {
  /** As `accountGroups` names it. */
  readonly name: string;
  /** URI of the folder that has the group, of which the configuration counts. */
  readonly folder: string;
  readonly uri: string;
  /** Its name, or the first rule that names it; as LSP has it. */
  readonly range: EntryRange;
}

export interface ToldUnpaired extends ToldTemplateGroup {
  readonly reason: string;
  /** The configuration can say which one it is. */
  readonly canPair: boolean;
}

/** Characters of the snapshot, UTF-16. */
export interface SnapshotPlace {
  readonly start: number;
  readonly end: number;
}

export interface ToldAccountGroup {
  readonly id: string;
  readonly name: string;
  readonly place: SnapshotPlace;
}

export interface ToldRow {
  /** What the row says, as a key: another row, or the same with other rules, has another one. */
  readonly key: string;
  /** The account's rules, or else the template's, in the fewest words. */
  readonly label: string;
  readonly kind: DifferenceKind;
  /** The kind in words. */
  readonly kindText: string;
  readonly certainty: 'certain' | 'possible';
  readonly direction: 'ingress' | 'egress';
  /** The rules of each side in words. */
  readonly account: readonly string[];
  readonly template: readonly string[];
  readonly effects: readonly ToldEffect[];
  /** Why it cannot be taken over into the template; absent where it can. */
  readonly cannotAccept?: string;
  /** Why the account cannot be made what the template says; absent where it can. */
  readonly cannotRestore?: string;
  /** The template's rule, or else the group that it would stand in. */
  readonly uri: string;
  readonly range: EntryRange;
  /** The account's first rule. */
  readonly place?: SnapshotPlace;
}

export interface ToldEffect extends Pick<Effect, 'change' | 'certainty'> {
  /** A way from the internet leads there. */
  readonly isExposed: boolean;
  readonly text: string;
}

/** For `portguard/accountCounterpart`: a group of the account. Ids are of one region alone. */
export interface CounterpartParams {
  readonly region: string;
  readonly groupId: string;
}

/** The answer to `portguard/accountCounterpart`: the security group of the templates that is this one of the account. */
export interface Counterpart {
  /** What says that it is the same: an id, the configuration, Terraform's state, or the name. */
  readonly by: PairedBy;
  /** Where it is declared, and wherever rules of it stand. */
  readonly groups: readonly CounterpartPlace[];
  /** Rules that differ between the account and the templates, for certain or possibly. */
  readonly differences: number;
}

export interface CounterpartPlace extends Pick<ToldTemplateGroup, 'name' | 'uri' | 'range'> {
  /** Path as people know it in the workspace. */
  readonly path: string;
}

/** One row of the last answer, or all of a group. */
export interface DriftTarget {
  /** Id of the account's group. */
  readonly group: string;
  readonly row?: string;
}

/** For `portguard/driftPairing`: which group of the account a group of the templates is. */
export interface DriftPairingParams extends Pick<ToldTemplateGroup, 'name' | 'folder'> {
  readonly id: string;
}

/** The answer to `portguard/driftIntents`. */
export type ToldIntents = { readonly intents: readonly AccountIntent[] } | { readonly problem: string };
