/**
 * Changes of security group rules as plain data: what somebody wants, what would be done about it, why it is not done.
 * Everything here is JSON, so that a plan can be kept in a file, reviewed, and applied later.
 */
import type { SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import type { Text } from '../../core/text/message.ts';

export const planVersion = 1;

export type Direction = SnapshotRule['direction'];
/** A rule as it shall be; the service gives it an id. */
export type NewRule = Omit<SnapshotRule, 'id'>;

/** One of several changes of a group's rules. */
export type RuleChange =
  | { readonly do: 'add'; readonly rule: NewRule }
  /** By its id, or by what it says: the oldest rules have none. */
  | { readonly do: 'remove'; readonly id: string | undefined; readonly rule: NewRule }
  | { readonly do: 'change'; readonly id: string; readonly rule: NewRule };

export type Intent =
  | { readonly kind: 'authorize'; readonly rule: NewRule }
  /** Ids of rules. */
  | { readonly kind: 'revoke'; readonly rules: readonly string[] }
  | { readonly kind: 'modify'; readonly rule: string; readonly to: Partial<Omit<NewRule, 'direction'>> }
  | {
      readonly kind: 'close';
      readonly protocol: 'tcp' | 'udp';
      readonly port: number;
      /** `internet`: rules whose source is private, or another group, stay. */
      readonly from: 'anyone' | 'internet';
      /** Opened again after so many minutes. */
      readonly minutes?: number;
    }
  /** Rules as templates say them: one change after the other. */
  | { readonly kind: 'restore'; readonly changes: readonly RuleChange[] };

/** One API call's worth of change. */
export type Step =
  | { readonly do: 'add' | 'remove'; readonly direction: Direction; readonly rules: readonly SnapshotRule[] }
  /** The rule keeps its id. */
  | {
      readonly do: 'change';
      readonly direction: Direction;
      readonly before: SnapshotRule;
      readonly after: SnapshotRule;
    };

/** A call as it is sent, without its token; names as on the wire. */
export interface Call {
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ExposureChange {
  readonly change: 'opens' | 'closes';
  readonly certainty: 'certain' | 'possible';
  readonly reach: 'exposed' | 'open' | 'unknown' | 'internal';
  readonly text: Text;
}

export interface PlannedGroup {
  readonly id: string;
  readonly name?: string | undefined;
  readonly vpcId?: string | undefined;
}

export interface Plan {
  readonly portguardPlan: typeof planVersion;
  /** Of this plan; also names the change in the journal, and makes repeated calls the same call. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly kind: Intent['kind'] | 'undo';
  /** The change in the journal that this one takes back. */
  readonly undoes?: string | undefined;
  /** Number of the account, where it is known. */
  readonly account?: string | undefined;
  readonly region: string;
  readonly group: PlannedGroup;
  /** What it does, in a sentence. */
  readonly what: Text;
  /** Of the rules that the group had: with others the plan means nothing. */
  readonly fingerprint: string;
  readonly steps: readonly Step[];
  /** One for each step, in order. */
  readonly calls: readonly Call[];
  readonly exposure: readonly ExposureChange[];
  readonly minutes?: number | undefined;
}

export type RefusalCode =
  | 'unknown-group'
  | 'unread-group'
  | 'managed'
  | 'unknown-rule'
  | 'nothing-to-do'
  | 'not-valid'
  | 'quota'
  | 'advanced'
  | 'changed'
  | 'other-account'
  | 'applied-before'
  | 'not-a-plan'
  | 'unknown-change'
  | 'not-undoable'
  | 'busy';

/**
 * What somebody can do next. How it is done is said by whoever shows it: the command line and an editor have different
 * ways. `undo`: take back the part that was done; `reopen`: open what is closed for some time, once that is over.
 */
export type NextStep = 'list-rules' | 'list-changes' | 'find-out' | 'undo' | 'reopen';

/** Why nothing is done, and what to do instead. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly message: Text;
  readonly next?: NextStep;
}

export function refusal(refused: RefusalCode, en: string, zh: string, next?: NextStep): Refusal {
  return { refused, message: { en, zh }, ...(next ? { next } : {}) };
}

export function isRefusal(answer: object): answer is Refusal {
  return 'refused' in answer;
}
