/** Plans for people: the region is read first, so that exposure, quotas and the rules are those of now. */
import { randomUUID } from 'node:crypto';
import type { CloudOptions } from '../options.ts';
import { takeSnapshot } from '../read/take-snapshot.ts';
import { openSession } from '../session.ts';
import { accountOf } from './account.ts';
import { type WriteRequest, writingFor } from './apply.ts';
import { callsOf } from './calls.ts';
import { type Change, changesIn } from './changes.ts';
import { openJournal } from './journal.ts';
import { type Intent, type Plan, planVersion, type Refusal, refusal } from './plan.ts';
import { planChange } from './plan-change.ts';
import { planUndo } from './undo.ts';

export interface PlanRequest extends Omit<WriteRequest, 'stateFolder'> {
  readonly region: string;
  /** Id of the security group. */
  readonly group: string;
}

/** Reads the region and plans. Throws a CloudError where it cannot be read at all. */
export async function preparePlan(intent: Intent, request: PlanRequest): Promise<Plan | Refusal> {
  const { region, group, now = () => new Date() } = request;
  const account = await accountOf(openSession(request).inRegion(region));
  // White lists of databases have nothing to do with security groups.
  const products = ['ecs', 'vpc', 'slb', 'alb', 'nlb'] as const;
  const snapshot = await takeSnapshot({ ...request, regions: [region], products });
  return planChange(intent, { region, group, snapshot }, { id: randomUUID(), at: now(), account });
}

/** The number of the account that the credentials belong to, where it can be known. */
export function accountNumber(request: CloudOptions & { readonly region: string }): Promise<string | undefined> {
  return accountOf(openSession(request).inRegion(request.region));
}

/** @param id of a change in the journal; without it the last one that is in effect */
export function prepareUndo(id: string | undefined, request: WriteRequest): Promise<Plan | Refusal> {
  return planUndo(id, writingFor(request));
}

export function readChanges(stateFolder: string): readonly Change[] {
  return changesIn(openJournal(stateFolder).lines());
}

/** A plan as it was written; refused where its calls are not those of its steps any more. */
export function readPlan(text: string): Plan | Refusal {
  try {
    const plan = JSON.parse(text) as Plan;
    const { portguardPlan, id, region, group, steps, calls, fingerprint, what, exposure } = plan;
    const texts = [id, region, group.id, fingerprint, what.en, what.zh];
    const isWhole = portguardPlan === planVersion && texts.every((one) => typeof one === 'string') && steps.length > 0;
    if (isWhole && Array.isArray(exposure) && JSON.stringify(calls) === JSON.stringify(callsOf(region, group, steps))) {
      return plan;
    }
  } catch {
    // Not JSON, or nothing of a plan in it.
  }
  return refusal(
    'not-a-plan',
    'This is no plan, or it was edited. Make one with "portguard cloud plan … --output FILE".',
    '这不是计划文件，或已被改动。请用“portguard cloud plan … --output 文件”生成。',
  );
}
