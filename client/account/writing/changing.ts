/** What those who change the account are given by the view that shows it. */
import type { LogOutputChannel } from 'vscode';
import type { SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import type { Closing, Closings } from '../closings.ts';
import type { AccountDocuments } from '../documents.ts';
import type { LiveSource } from '../source.ts';
import type { OpenAccount } from '../view.ts';

/** A security group. */
export interface Place {
  readonly region: string;
  readonly group: string;
}

export interface Changing {
  readonly opened: () => OpenAccount | undefined;
  /** Shows the group with the rules that it has now, and leads to it; unless another account is open by now. */
  readonly show: (place: Place, rules: readonly SnapshotRule[], source: LiveSource) => Promise<void>;
  readonly documents: AccountDocuments;
  readonly closings: Closings;
  /** The credentials that something was closed with; `undefined` where they are not kept any more. */
  readonly recall: (source: Closing['source']) => Promise<LiveSource | undefined>;
  readonly log: LogOutputChannel;
  /** For what goes on after the answer: what goes wrong is told. */
  readonly apart: (work: () => unknown) => void;
}

export type Change = import('../../../cloud/main.ts').Change;
export type Direction = import('../../../cloud/main.ts').Direction;
export type Intent = import('../../../cloud/main.ts').Intent;
export type NewRule = import('../../../cloud/main.ts').NewRule;
export type NextStep = import('../../../cloud/main.ts').NextStep;
export type Plan = import('../../../cloud/main.ts').Plan;
export type Refusal = import('../../../cloud/main.ts').Refusal;
export type Outcome = import('../../../cloud/main.ts').Outcome;
export type Step = import('../../../cloud/main.ts').Step;
