import { CancellationError, type LogOutputChannel, l10n, window } from 'vscode';

/** What goes wrong is told; what somebody cancelled is not. Messages of the cloud room have no secrets in them. */
export function atEdge<A extends unknown[]>(name: string, run: (...args: A) => unknown, log: LogOutputChannel) {
  return async (...args: A): Promise<void> => {
    try {
      await run(...args);
    } catch (error) {
      if (error instanceof CancellationError) return;
      const text = error instanceof Error ? error.message : String(error);
      log.error(`${name}: ${text}`);
      void window.showErrorMessage(l10n.t('PortGuard could not do this: {0}', text));
    }
  };
}
