/** A server that does not run is told once each time, with what a person can do about it. */
import { commands, type Disposable, l10n, window } from 'vscode';
import type { Server } from './server.ts';

export function failureNotice(server: Server): Disposable {
  return server.onDidChangeState(async (state) => {
    if (state !== 'failed') return;
    const restart = l10n.t('Restart');
    const show = l10n.t('Show Output');
    const chosen = await window.showErrorMessage(l10n.t("PortGuard's language server does not run."), restart, show);
    if (chosen === restart) await commands.executeCommand('portguard.restartServer');
    if (chosen === show) await commands.executeCommand('portguard.showOutput');
  });
}
