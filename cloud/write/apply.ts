/**
 * Does what was planned, if the group still has the rules that were planned for. What has been done is what the group's
 * rules say afterwards, never what an answer said or failed to say.
 */
import type { CloudProblem, SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import type { Text } from '../../core/text/message.ts';
import type { CloudOptions } from '../options.ts';
import { CloudError } from '../problem.ts';
import { readGroup } from '../read/security-groups.ts';
import { openSession, type RegionSession, type Session } from '../session.ts';
import { accountOf } from './account.ts';
import { tokenOf } from './calls.ts';
import { type Change, changesIn } from './changes.ts';
import { type Journal, openJournal } from './journal.ts';
import { alone } from './lock.ts';
import { isRefusal, type NextStep, type Plan, type Refusal, refusal } from './plan.ts';
import { progressOf, type State, stepProgress } from './progress.ts';
import { fingerprintOf } from './rules.ts';
import { changedBetween, managed, otherAccount, toldOf, unknownGroup } from './sentences.ts';

export interface WriteRequest extends CloudOptions {
  /** Where the journal is kept. */
  readonly stateFolder: string;
  readonly now?: () => Date;
}

export interface Outcome {
  /** Of the change in the journal. */
  readonly id: string;
  readonly state: State | 'unfinished';
  /** What stopped it, where something did. */
  readonly problem?: CloudProblem | undefined;
  readonly text: Text;
  readonly next?: NextStep;
  /** Milliseconds since 1970: when a closing for some time ends. */
  readonly until?: number;
  /** The rules of the group as they are then, where they could be read. */
  readonly after?: readonly SnapshotRule[] | undefined;
}

/** What changes need while they are made. */
export interface Writing {
  readonly session: Session;
  readonly journal: Journal;
  readonly now: () => Date;
}

export function writingFor(request: WriteRequest): Writing {
  const { stateFolder, now = () => new Date() } = request;
  return { session: openSession(request), journal: openJournal(stateFolder), now };
}

/** Throws a CloudError where nothing was done yet and nothing can be: no credentials, no permission to read, no network. */
export function applyPlan(plan: Plan, request: WriteRequest): Promise<Outcome | Refusal> {
  return alone(request.stateFolder, () => applyAlone(plan, writingFor(request)));
}

/** The same for who holds the journal already. */
export async function applyAlone(plan: Plan, writing: Writing): Promise<Outcome | Refusal> {
  const { session, journal } = writing;
  if (changesIn(journal.lines()).some(({ id }) => id === plan.id)) {
    return refusal('applied-before', 'This plan was applied before. Plan again.', '该计划已执行过。请重新生成计划。');
  }
  const region = session.inRegion(plan.region);
  for (const change of changesIn(journal.lines())) {
    if (change.state === 'unfinished' && change.plan.group.id === plan.group.id) await resolve(change, writing);
  }
  const elsewhere = foreignTo(plan, await accountOf(region));
  if (elsewhere) return elsewhere;
  const before = await rulesOf(plan, region);
  if (isRefusal(before)) return before;
  if (fingerprintOf(before) !== plan.fingerprint) return changedBetween(plan.group.id);
  return perform(plan, before, region, writing);
}

async function rulesOf({ group, region }: Plan, session: RegionSession): Promise<readonly SnapshotRule[] | Refusal> {
  const found = await readGroup(session, group.id);
  if (!found) return unknownGroup(group.id, region);
  return found.serviceManaged ? managed(group.id) : (found.rules ?? []);
}

async function perform(
  plan: Plan,
  before: readonly SnapshotRule[],
  region: RegionSession,
  writing: Writing,
): Promise<Outcome> {
  const { journal, now } = writing;
  const toTheEnd = writing.session.toTheEnd(plan.region);
  const stamp = (): { id: string; at: string } => ({ id: plan.id, at: now().toISOString() });
  const began = stamp();
  journal.append({ ...began, line: 'begin', plan, before });
  let problem: CloudProblem | undefined;
  for (const [step, { action, parameters }] of plan.calls.entries()) {
    const token = tokenOf(plan, step);
    journal.append({ ...stamp(), line: 'intent', step, action, token });
    try {
      const answer = await region.write(action, { ...parameters, ClientToken: token }, () =>
        found(plan, step, before, toTheEnd),
      );
      const { RequestId } = answer;
      const requestId = typeof RequestId === 'string' ? RequestId : undefined;
      journal.append({ ...stamp(), line: 'outcome', step, result: answer === wasFound ? 'found' : 'done', requestId });
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      problem = error.problem;
      journal.append({ ...stamp(), line: 'outcome', step, result: 'failed', problem });
      break;
    }
  }
  const { state, after } = await ended(plan, before, 'apply', toTheEnd, writing, { expected: problem === undefined });
  return { id: plan.id, state, problem, ...toldOf(state, plan, new Date(began.at)), after };
}

/** Stands for the answer that was lost. */
const wasFound = {};

async function found(plan: Plan, step: number, before: readonly SnapshotRule[], region: RegionSession) {
  const group = await readGroup(region, plan.group.id);
  const isDone = stepProgress(plan.steps[step]!, before, group?.rules ?? []) === 'done';
  return group !== undefined && isDone ? wasFound : undefined;
}

/** How often the group is read before it is believed that what was answered for did not happen. */
const readings = 5;

/**
 * Reads the group and writes down how it ended. Where it cannot be read the change stays unfinished, for later.
 * `expected`: every call was answered for; the service may tell the rules of before for a moment, so that they are read
 * again. `isOwn`: the account is surely the right one, so that a group that is not there was deleted.
 */
async function ended(
  plan: Plan,
  before: readonly SnapshotRule[],
  by: 'apply' | 'resume',
  region: RegionSession,
  { journal, now, session }: Writing,
  { expected = false, isOwn = true }: { readonly expected?: boolean; readonly isOwn?: boolean },
): Promise<Pick<Outcome, 'state' | 'after'>> {
  try {
    let group = await readGroup(region, plan.group.id);
    if (!group && !isOwn) return { state: 'unfinished' };
    const state = (): State => progressOf(plan.steps, before, group?.rules ?? []);
    for (let reading = 1; expected && reading < readings && state() !== 'done'; reading++) {
      await session.backOff(reading);
      group = await readGroup(region, plan.group.id);
    }
    const after = group?.rules ?? [];
    journal.append({ id: plan.id, at: now().toISOString(), line: 'end', state: state(), by, after });
    return { state: state(), after };
  } catch (error) {
    if (error instanceof CloudError) return { state: 'unfinished' };
    throw error;
  }
}

/** What became of a change that broke off: the group's rules say. Nothing is sent again. */
export async function resolve({ plan, before, at }: Change, writing: Writing): Promise<Outcome> {
  const region = writing.session.inRegion(plan.region);
  const account = await accountOf(region);
  const elsewhere = foreignTo(plan, account);
  if (elsewhere) return { id: plan.id, state: 'unfinished', text: elsewhere.message };
  const { state, after } = await ended(plan, before, 'resume', region, writing, { isOwn: account === plan.account });
  return { id: plan.id, state, ...toldOf(state, plan, new Date(at)), after };
}

/** A refusal where the credentials are known to belong to another account than the plan. */
export function foreignTo(plan: Plan, account: string | undefined): Refusal | undefined {
  if (plan.account === undefined || account === undefined || account === plan.account) return undefined;
  return otherAccount(plan.account, account);
}
