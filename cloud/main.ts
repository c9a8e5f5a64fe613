/**
 * The cloud chunk (dist/cloud.js): the only room that talks to Alibaba Cloud. It is a file of its own, loaded on first
 * use, because linting and activation must not pay for the SDK.
 */
import type { Snapshot } from '../core/dialects/cloud/snapshot.ts';
import sample from './sample-account.json' with { type: 'json' };

export { useProxiesOfEnvironment } from './calls/proxies.ts';
export { readProfiles } from './credentials/profiles.ts';
export type { CredentialSource } from './credentials/source.ts';
export { CloudError } from './problem.ts';
export { type Progress, type SnapshotRequest, takeSnapshot } from './read/take-snapshot.ts';
export { applyPlan, type Outcome, type WriteRequest } from './write/apply.ts';
export type { Change } from './write/changes.ts';
export { checkRule } from './write/check-rule.ts';
export {
  type Direction,
  type Intent,
  isRefusal,
  type NewRule,
  type NextStep,
  type Plan,
  type Refusal,
  type RuleChange,
  type Step,
} from './write/plan.ts';
export { planChange } from './write/plan-change.ts';
export { accountNumber, preparePlan, prepareUndo, readChanges, readPlan } from './write/prepare.ts';
export { restoreIntent } from './write/restore-intent.ts';
export { type Resumed, resume } from './write/resume.ts';
export { ruleWords } from './write/sentences.ts';
export { defaultStateFolder } from './write/state-folder.ts';
export { writtenMinutes, writtenPeer, writtenPort, writtenPorts } from './write/written.ts';

/** An account that nobody has, with everything that rules look at: for trying things out without credentials. */
export const sampleSnapshot = sample as unknown as Snapshot;
