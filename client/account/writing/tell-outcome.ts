/** What became of a change, and what can be done next. */
import { l10n, window } from 'vscode';
import { editorLanguage } from '../../language-of-editor.ts';
import { type LiveSource, nameOf } from '../source.ts';
import { foundOut, noteClosing } from './carry-out.ts';
import type { Changing, Outcome, Plan } from './changing.ts';
import { showPlan } from './confirm.ts';
import { undo } from './undo.ts';

export async function tellOutcome(outcome: Outcome, plan: Plan, source: LiveSource, changing: Changing): Promise<void> {
  const language = editorLanguage();
  const what = plan.what[language];
  const reason = outcome.problem ? ` ${outcome.problem.message[language]}` : '';
  const [back, show, find] = [l10n.t('Undo'), l10n.t('Show Plan'), l10n.t('Find Out')];
  const answer = await {
    done: () => window.showInformationMessage(`${l10n.t('Done: {0}.', what)}${reason}`, back, show),
    partly: () => window.showWarningMessage(`${l10n.t('Only a part was done: {0}.', what)}${reason}`, back, show),
    'not-done': () => window.showErrorMessage(`${l10n.t('Nothing was changed: {0}.', what)}${reason}`, show),
    unfinished: () =>
      window.showErrorMessage(
        `${l10n.t('It is not known yet whether this was done: {0}.', what)}${reason}`,
        find,
        show,
      ),
  }[outcome.state]();
  changing.log.info(`${plan.id} ${plan.kind} ${plan.region} ${plan.group.id}: ${outcome.state}`);
  if (answer === show) await showPlan(plan, nameOf(source), changing.documents);
  if (answer === back) await undo(plan.id, source, changing);
  if (answer === find) {
    const found = await foundOut(plan, source, outcome);
    await noteClosing(found, plan, source, changing);
    if (found.after) await changing.show({ region: plan.region, group: plan.group.id }, found.after, source);
    await tellOutcome(found, plan, source, changing);
  }
}
