/** Takes a change of the journal back, which is a change like others. */
import { l10n, window } from 'vscode';
import { editorLanguage } from '../../language-of-editor.ts';
import { mayChange } from '../choose.ts';
import type { AccountNode } from '../node.ts';
import { cloud, isLive, type LiveSource, requestFor } from '../source.ts';
import { timeText } from '../time-text.ts';
import { carryOutIfConfirmed, isWanted } from './change-account.ts';
import type { Change, Changing } from './changing.ts';
import { cancellable } from './progress.ts';

export async function undo(id: string, source: LiveSource, changing: Changing): Promise<boolean> {
  if (!(await mayChange())) return false;
  const { prepareUndo, defaultStateFolder } = await cloud();
  const stateFolder = defaultStateFolder();
  const plan = await cancellable(l10n.t('Planning the undoing'), (signal) =>
    prepareUndo(id, { ...requestFor(source), stateFolder, signal }),
  );
  return isWanted(plan, changing) && carryOutIfConfirmed(plan, source, changing);
}

/** The last change that is in effect and takes nothing back itself. */
export async function undoLast(changing: Changing): Promise<void> {
  const found = await undoable(changing, undefined);
  const last = found?.changes.findLast(({ plan }) => plan.kind !== 'undo');
  if (last && found) await undo(last.id, found.source, changing);
  else if (found) tellNone();
}

/** @param node of a group: only changes of that group */
export async function undoOne(changing: Changing, node: AccountNode | undefined): Promise<void> {
  const found = await undoable(changing, node?.id);
  if (!found) return;
  if (found.changes.length === 0) return tellNone();
  const language = editorLanguage();
  const items = found.changes.toReversed().map(({ id, at, plan, until }) => ({
    label: plan.what[language],
    description: [plan.group.name ?? '', plan.region, timeText(Date.parse(at))].filter(Boolean).join(', '),
    detail: until === undefined ? '' : l10n.t('closed until {0}', timeText(until)),
    id,
  }));
  const title = l10n.t('Undo a Change');
  const placeHolder = l10n.t('Changes of this account that are in effect, the last one first');
  const chosen = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  if (chosen) await undo(chosen.id, found.source, changing);
}

function tellNone(): void {
  void window.showInformationMessage(l10n.t('There is no change of this account that could be undone.'));
}

/** Changes of the account that is open. */
async function undoable(
  changing: Changing,
  group: string | undefined,
): Promise<{ readonly source: LiveSource; readonly changes: readonly Change[] } | undefined> {
  const open = changing.opened();
  if (!(await mayChange())) return undefined;
  if (!open || !isLive(open.source)) {
    void window.showInformationMessage(l10n.t('Open the live account whose change is to be undone.'));
    return undefined;
  }
  const { source, account } = open;
  const { readChanges, defaultStateFolder, accountNumber } = await cloud();
  const inEffect = readChanges(defaultStateFolder()).filter(
    ({ state, undone, plan }) =>
      !undone && (state === 'done' || state === 'partly') && (group === undefined || plan.group.id === group),
  );
  if (inEffect.length === 0) return { source, changes: [] };
  const region = account.snapshot.regions[0]?.region ?? inEffect[0]?.plan.region ?? '';
  const own = await cancellable(l10n.t('Asking whose account this is'), (signal) =>
    accountNumber({ ...requestFor(source), region, signal }),
  );
  // Where a number is not known the undoing itself finds out.
  const changes = inEffect.filter(({ plan }) => !own || !plan.account || plan.account === own);
  return { source, changes };
}
