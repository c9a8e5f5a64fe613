/** The journal as a page. */
import { l10n, window } from 'vscode';
import { editorLanguage } from '../../language-of-editor.ts';
import { cloud, isLive, requestFor } from '../source.ts';
import { changesPage } from './changes-page.ts';
import type { Change, Changing } from './changing.ts';
import { cancellable } from './progress.ts';

export async function showChanges(changing: Changing): Promise<void> {
  const { readChanges, defaultStateFolder } = await cloud();
  const folder = defaultStateFolder();
  const changes = readChanges(folder);
  const taken = changes.filter(({ until }) => until === undefined).map(({ id }) => id);
  await changing.closings.forget(taken);
  await changing.documents.showPage(
    l10n.t('Changes of Accounts'),
    changesPage(changes, folder, editorLanguage(), l10n.t),
  );
  const unfinished = changes.filter(({ state }) => state === 'unfinished');
  if (unfinished.length > 0) changing.apart(() => offerToFindOut(unfinished, changing));
}

/** Changes that broke off: the groups are looked at, and nothing is repeated. */
async function offerToFindOut(unfinished: readonly Change[], changing: Changing): Promise<void> {
  const open = changing.opened();
  if (!open || !isLive(open.source)) {
    const text = l10n.t('Of some changes it is not known whether they were made. Open their account to find out.');
    void window.showWarningMessage(text);
    return;
  }
  const { source } = open;
  const find = l10n.t('Find Out');
  const text = l10n.t('Of some changes it is not known whether they were made.');
  if ((await window.showWarningMessage(text, find)) !== find) return;
  const { resume, defaultStateFolder, isRefusal } = await cloud();
  const stateFolder = defaultStateFolder();
  const ids = unfinished.map(({ id }) => id);
  const resumed = await cancellable(l10n.t('Finding out what was changed'), (signal) =>
    resume({ ...requestFor(source), stateFolder, signal }, ids),
  );
  if (isRefusal(resumed)) void window.showWarningMessage(resumed.message[editorLanguage()]);
  else await showFound(changing);
}

/** The page again, without asking again. */
async function showFound(changing: Changing): Promise<void> {
  const { readChanges, defaultStateFolder } = await cloud();
  const folder = defaultStateFolder();
  const page = changesPage(readChanges(folder), folder, editorLanguage(), l10n.t);
  await changing.documents.showPage(l10n.t('Changes of Accounts'), page);
}
