/** Nothing is changed before somebody has said yes to exactly this plan. */
import { l10n, window } from 'vscode';
import { editorLanguage } from '../../language-of-editor.ts';
import type { Changing, Plan } from './changing.ts';
import { planPage } from './plan-page.ts';
import { groupName, summary, verbOf } from './plan-words.ts';

export async function confirmed(plan: Plan, source: string, { documents }: Changing): Promise<boolean> {
  const language = editorLanguage();
  const [verb, show] = [verbOf(plan, l10n.t), l10n.t('Show Plan')];
  const detail = summary(plan, source, language, l10n.t);
  const answer = await window.showWarningMessage(plan.what[language], { modal: true, detail }, verb, show);
  if (answer !== show) return answer === verb;
  await showPlan(plan, source, documents);
  return askBeside(plan, source, verb);
}

export async function showPlan(plan: Plan, source: string, documents: Changing['documents']): Promise<void> {
  const page = planPage(plan, { source, language: editorLanguage() }, l10n.t);
  await documents.showPage(l10n.t('Plan for {0}', plan.group.id), page);
}

/** A dialog would lie over the page: this stays above it, and lets it be read. */
async function askBeside(plan: Plan, source: string, verb: string): Promise<boolean> {
  const place = l10n.t('Account {0}, {1}, {2}', plan.account ?? source, plan.region, groupName(plan));
  const yes = { label: `$(check) ${verb}`, description: plan.what[editorLanguage()] };
  const no = { label: `$(close) ${l10n.t('Change Nothing')}` };
  const chosen = await window.showQuickPick([yes, no], { title: verb, placeHolder: place, ignoreFocusOut: true });
  return chosen === yes;
}
