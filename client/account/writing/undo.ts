/** Takes a change of the journal back, which is a change like others. */
import { l10n } from 'vscode';
import { cloud, type LiveSource, requestFor } from '../source.ts';
import { carryOutIfConfirmed, isWanted } from './change-account.ts';
import type { Changing } from './changing.ts';
import { cancellable } from './progress.ts';

export async function undo(id: string, source: LiveSource, changing: Changing): Promise<boolean> {
  const { prepareUndo, defaultStateFolder } = await cloud();
  const stateFolder = defaultStateFolder();
  const plan = await cancellable(l10n.t('Planning the undoing'), (signal) =>
    prepareUndo(id, { ...requestFor(source), stateFolder, signal }),
  );
  return isWanted(plan) && carryOutIfConfirmed(plan, source, changing);
}
