/** Opens again what was closed for a time that is over; whoever comes first does it, and the others find it done. */
import { setTimeout as pause } from 'node:timers/promises';
import { l10n, window } from 'vscode';
import { editorLanguage } from '../../language-of-editor.ts';
import { mayChange } from '../choose.ts';
import type { Closing } from '../closings.ts';
import { cloud, type LiveSource, requestFor } from '../source.ts';
import { showChanges } from './changes.ts';
import type { Changing, Outcome, Refusal } from './changing.ts';
import { forPeople } from './progress.ts';

/** Each with the credentials it was closed with. */
export async function reopen(closings: readonly Closing[], changing: Changing): Promise<void> {
  if (!(await mayChange())) return;
  for (const closing of closings) await reopenOne(closing, changing);
}

async function reopenOne(closing: Closing, changing: Changing): Promise<void> {
  const source = await changing.recall(closing.source);
  if (!source) {
    tellFailure(closing, l10n.t('The access key it was closed with is not kept any more.'), changing);
    return;
  }
  try {
    const outcome = await resumed(closing.id, source);
    if (outcome) await tell(outcome, closing, source, changing);
    // Somebody else has taken it back.
    else await changing.closings.forget([closing.id]);
  } catch (error) {
    const reason = await forPeople(error);
    tellFailure(closing, reason instanceof Error ? reason.message : String(reason), changing);
  }
}

/** Another window may be at it: then it is waited for. `undefined` where there is nothing left to do. */
async function resumed(id: string, source: LiveSource): Promise<Outcome | Refusal | undefined> {
  const { resume, defaultStateFolder, isRefusal } = await cloud();
  const request = { ...requestFor(source), stateFolder: defaultStateFolder() };
  for (const wait of [2000, 5000, 15_000]) {
    const answer = await resume(request, [id]);
    if (!isRefusal(answer)) return answer.restored.find(({ change }) => change.id === id)?.outcome;
    if (answer.refused !== 'busy') return answer;
    await pause(wait, undefined, { ref: false });
  }
  const last = await resume(request, [id]);
  return isRefusal(last) ? last : last.restored.find(({ change }) => change.id === id)?.outcome;
}

/** Trying again would come to the same. */
const final: ReadonlySet<Refusal['refused']> = new Set(['nothing-to-do', 'changed', 'managed', 'unknown-group']);

async function tell(
  outcome: Outcome | Refusal,
  closing: Closing,
  source: LiveSource,
  changing: Changing,
): Promise<void> {
  const language = editorLanguage();
  if ('refused' in outcome) {
    if (!final.has(outcome.refused)) return tellFailure(closing, outcome.message[language], changing);
    await changing.closings.forget([closing.id]);
    const text = l10n.t('{0} of {1} is not opened again. {2}', closing.port, closing.name, outcome.message[language]);
    offerChanges(window.showWarningMessage(text, l10n.t('Show Changes')), changing);
    return;
  }
  if (outcome.after) {
    await changing.show({ region: closing.region, group: closing.group }, outcome.after, source);
  }
  if (outcome.state !== 'done') {
    return tellFailure(closing, outcome.problem?.message[language] ?? outcome.text[language], changing);
  }
  await changing.closings.forget([closing.id]);
  const text = l10n.t('The time is over: {0} of {1} is open again as before.', closing.port, closing.name);
  offerChanges(window.showInformationMessage(text, l10n.t('Show Changes')), changing);
}

function offerChanges(answered: Thenable<string | undefined>, changing: Changing): void {
  changing.apart(async () => (await answered) && showChanges(changing));
}

function tellFailure(closing: Closing, reason: string, changing: Changing): void {
  const [again, show] = [l10n.t('Try Again'), l10n.t('Show Changes')];
  const text = l10n.t('{0} of {1} could not be opened again. {2}', closing.port, closing.name, reason);
  changing.log.warn(text);
  changing.apart(async () => {
    const answer = await window.showErrorMessage(text, again, show);
    if (answer === again) await reopenOne(closing, changing);
    if (answer === show) await showChanges(changing);
  });
}
