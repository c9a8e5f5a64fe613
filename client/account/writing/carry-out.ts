/** Does what was confirmed, and says what became of it, which is what the group's rules say afterwards. */
import { l10n } from 'vscode';
import { editorLanguage } from '../../language-of-editor.ts';
import { remembered } from '../closings.ts';
import { cloud, type LiveSource, requestFor } from '../source.ts';
import type { Changing, Outcome, Plan } from './changing.ts';
import { tellRefusal } from './next-step.ts';
import { closedPort } from './plan-words.ts';
import { cancellable } from './progress.ts';
import { tellOutcome } from './tell-outcome.ts';

/** @returns whether the account was changed, or may have been */
export async function carryOut(plan: Plan, source: LiveSource, changing: Changing): Promise<boolean> {
  const { applyPlan, defaultStateFolder, isRefusal } = await cloud();
  const stateFolder = defaultStateFolder();
  const title = l10n.t('Changing {0}: {1}', plan.group.name ?? plan.group.id, plan.what[editorLanguage()]);
  const outcome = await cancellable(title, (signal) => applyPlan(plan, { ...requestFor(source), stateFolder, signal }));
  if (isRefusal(outcome)) {
    tellRefusal(outcome, changing);
    return false;
  }
  // Who cancelled wants to know what had been sent by then; looking is allowed.
  const wasCancelled = outcome.problem?.kind === 'cancelled';
  const known = wasCancelled && outcome.state === 'unfinished' ? await foundOut(plan, source, outcome) : outcome;
  // Before it is seen: a window that is closed by then knows of it later.
  await noteClosing(known, plan, source, changing);
  if (known.after) await changing.show({ region: plan.region, group: plan.group.id }, known.after, source);
  changing.apart(() => tellOutcome(known, plan, source, changing));
  return known.state !== 'not-done';
}

/** What is closed for some time is remembered, until it is opened again. */
export async function noteClosing(
  { id, state }: Outcome,
  plan: Plan,
  source: LiveSource,
  { closings }: Changing,
): Promise<void> {
  const { region, group, undoes } = plan;
  if (undoes !== undefined && state === 'done') await closings.forget([undoes]);
  if (plan.minutes === undefined || state === 'not-done') return;
  const { readChanges, defaultStateFolder } = await cloud();
  const until = readChanges(defaultStateFolder()).find((one) => one.id === id)?.until;
  if (until === undefined) return;
  const name = group.name ?? group.id;
  const where = { region, group: group.id, name, port: closedPort(plan) };
  await closings.add({ id, until, ...where, source: remembered(source) });
}

/** Looks at the group again; repeats nothing. */
export async function foundOut(plan: Plan, source: LiveSource, before: Outcome): Promise<Outcome> {
  const { resume, defaultStateFolder, isRefusal } = await cloud();
  const stateFolder = defaultStateFolder();
  const resumed = await cancellable(l10n.t('Finding out what was changed'), (signal) =>
    resume({ ...requestFor(source), stateFolder, signal }, [plan.id]),
  );
  const found = isRefusal(resumed) ? undefined : resumed.resolved.find(({ id }) => id === plan.id);
  return found ? { ...found, problem: before.problem } : before;
}
