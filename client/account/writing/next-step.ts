/** What the editor offers to do next where something was refused: a button below the sentence. */
import { commands, l10n, window } from 'vscode';
import { editorLanguage } from '../../language-of-editor.ts';
import { showChanges } from './changes.ts';
import type { Changing, NextStep, Refusal } from './changing.ts';

export function tellRefusal({ refused, message, next }: Refusal, changing: Changing): void {
  const text = message[editorLanguage()];
  const offer = next && offerOf(next, changing);
  const buttons = offer ? [offer.button] : [];
  const answered =
    refused === 'nothing-to-do'
      ? window.showInformationMessage(text, ...buttons)
      : window.showWarningMessage(text, ...buttons);
  changing.apart(async () => (await answered) && offer?.run());
}

/** The page of changes also offers to find out about those that broke off, and says what is still closed. */
function offerOf(next: NextStep, changing: Changing): { readonly button: string; readonly run: () => unknown } {
  if (next === 'list-rules') {
    return {
      button: l10n.t('Refresh Live Account'),
      run: () => commands.executeCommand('portguard.refreshAccount'),
    };
  }
  return { button: l10n.t('Show Changes'), run: () => showChanges(changing) };
}
