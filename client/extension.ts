/**
 * The VS Code extension. Activation only registers: the language server's process, and the library that speaks to it,
 * are loaded when something of PortGuard's concern is open. Here everything is put together.
 */
import { type ExtensionContext, Uri, window } from 'vscode';
import { toldServer } from './account/told-server.ts';
import { type AccountView, accountView } from './account/view.ts';
import { registerCommands } from './commands/index.ts';
import { type DriftView, driftView } from './drift/view.ts';
import { exposureDocuments } from './exposure/document.ts';
import { exposureView } from './exposure/view.ts';
import { failureNotice } from './language/failure-notice.ts';
import { Server } from './language/server.ts';
import { startWhenNeeded } from './language/start-when-needed.ts';
import { followTextEditors } from './last-text-editor.ts';
import { offerCustomTags } from './ros-tags/offer.ts';
import { rulePages } from './rule-pages.ts';
import { type StatusItem, statusItem } from './status/item.ts';
import { lintTasks } from './tasks/lint-task.ts';

/** For tests. */
export interface Api {
  readonly server: Pick<Server, 'state' | 'start' | 'restart' | 'request'>;
  readonly exposure: Pick<ReturnType<typeof exposureView>, 'roots' | 'refresh'>;
  readonly account: Pick<AccountView, 'root' | 'opened'>;
  readonly drift: Pick<DriftView, 'roots' | 'refresh'>;
  readonly status: Pick<StatusItem, 'text' | 'busy'>;
}

let server: Server | undefined;

export function activate(context: ExtensionContext): Api {
  const began = performance.now();
  const log = window.createOutputChannel('PortGuard', { log: true });
  const language = new Server(Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath, log);
  server = language;
  const status = statusItem(language);
  const exposure = exposureView(language, context.workspaceState, status.setReading);
  const account = accountView(context, language, log);
  const told = toldServer(language, account);
  const drift = driftView(language, account, context.workspaceState, log);
  const tasks = lintTasks(context.extensionUri);
  context.subscriptions.push(
    log,
    language,
    status,
    exposure,
    account,
    told,
    drift,
    tasks,
    exposureDocuments((uri, address) => language.request('portguard/exposure', { uri, address })),
    followTextEditors(),
    registerCommands({ server: language, log, lintWorkspace: tasks.run }),
    rulePages(context),
    failureNotice(language),
    offerCustomTags(context.globalState),
    startWhenNeeded(language),
  );
  log.debug(`activated in ${(performance.now() - began).toFixed(1)} ms`);
  return { server: language, exposure, account, drift, status };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
