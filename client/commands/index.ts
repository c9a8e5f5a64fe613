/** The commands of the palette and the menus; those of the Exposure view stand with it. */
import { commands, Disposable, type LogOutputChannel, l10n, window } from 'vscode';
import type { Server } from '../language/server.ts';
import { createConfig } from './create-config.ts';
import { insertWhitelistRule } from './insert-whitelist-rule.ts';
import { restrictToLiveGroup } from './restrict-to-live-group.ts';
import { listRules } from './rule-list.ts';
import { openRule } from './rule-page.ts';

export interface CommandParts {
  readonly server: Server;
  readonly log: LogOutputChannel;
  readonly lintWorkspace: () => Promise<void>;
}

export function registerCommands({ server, log, lintWorkspace }: CommandParts): Disposable {
  const list = listRules(server);
  const fixAll = { kind: 'source.fixAll.portguard', apply: 'first' };
  const all: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    'portguard.showOutput': () => log.show(),
    'portguard.restartServer': () => server.restart(),
    'portguard.createConfig': createConfig,
    'portguard.openRule': openRule(list),
    'portguard.listRules': list,
    'portguard.insertWhitelistRule': insertWhitelistRule(server),
    'portguard.restrictToLiveGroup': restrictToLiveGroup(server),
    'portguard.fixAll': () => commands.executeCommand('editor.action.codeAction', fixAll),
    'portguard.lintWorkspace': lintWorkspace,
  };
  const edge =
    (name: string, run: (...args: unknown[]) => unknown) =>
    async (...args: unknown[]): Promise<unknown> => {
      try {
        return await run(...args);
      } catch (error) {
        log.error(`${name}: ${String(error)}`);
        // A server that cannot be started says so itself.
        if (server.state !== 'failed')
          void window.showErrorMessage(l10n.t('PortGuard could not do this: {0}', String(error)));
        return undefined;
      }
    };
  return Disposable.from(...Object.entries(all).map(([name, run]) => commands.registerCommand(name, edge(name, run))));
}
