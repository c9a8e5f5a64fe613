/** One change of the account, from what somebody wants to what became of it. */
import { randomUUID } from 'node:crypto';
import { l10n, window } from 'vscode';
import { editorLanguage } from '../../language-of-editor.ts';
import { mayChange } from '../choose.ts';
import { cloud, isLive, type LiveSource, nameOf, requestFor } from '../source.ts';
import type { OpenAccount } from '../view.ts';
import { carryOut } from './carry-out.ts';
import type { Changing, Intent, Place, Plan, Refusal } from './changing.ts';
import { confirmed } from './confirm.ts';
import { tellRefusal } from './next-step.ts';
import { planPage } from './plan-page.ts';
import { cancellable } from './progress.ts';

/**
 * Plans, asks, does, tells, and shows the account as it is then. An account that cannot be changed (the sample, a file)
 * gets to see the plan.
 * @returns whether the account was changed, or may have been
 */
export async function changeAccount(intent: Intent, place: Place, changing: Changing): Promise<boolean> {
  const open = changing.opened();
  if (!open || !(await mayChange())) return false;
  if (!isLive(open.source)) {
    await preview(intent, place, open, changing);
    return false;
  }
  const plan = await planned(intent, place, open.source);
  return isWanted(plan, changing) && carryOutIfConfirmed(plan, open.source, changing);
}

export async function carryOutIfConfirmed(plan: Plan, source: LiveSource, changing: Changing): Promise<boolean> {
  return (await confirmed(plan, nameOf(source), changing)) && carryOut(plan, source, changing);
}

async function planned(intent: Intent, { region, group }: Place, source: LiveSource): Promise<Plan | Refusal> {
  const { preparePlan } = await cloud();
  return cancellable(l10n.t('Reading {0} to plan the change', region), (signal) =>
    preparePlan(intent, { ...requestFor(source), region, group, signal }),
  );
}

/** Tells why there is no plan, where there is none. */
export function isWanted(plan: Plan | Refusal, changing: Changing): plan is Plan {
  if (!('refused' in plan)) return true;
  tellRefusal(plan, changing);
  return false;
}

async function preview(intent: Intent, { region, group }: Place, open: OpenAccount, changing: Changing) {
  const { planChange } = await cloud();
  const { snapshot } = open.account;
  const plan = planChange(intent, { region, group, snapshot }, { id: randomUUID(), at: new Date() });
  if (!isWanted(plan, changing)) return;
  await changing.documents.showPage(
    l10n.t('Plan for {0}', group),
    planPage(plan, { source: nameOf(open.source), language: editorLanguage(), isPreview: true }, l10n.t),
  );
  void window.showInformationMessage(
    l10n.t('This is a preview of the plan. To carry it out, open the live account with a profile or an access key.'),
  );
}
