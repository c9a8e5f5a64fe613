/**
 * The view of the live account: an account as it was when somebody last asked for it. It never asks by itself. What a
 * source is made of stands in source.ts, what nodes can do in node-commands.ts.
 */
import {
  CancellationError,
  commands,
  Disposable,
  type Event,
  EventEmitter,
  type ExtensionContext,
  env,
  type LogOutputChannel,
  l10n,
  type TreeDataProvider,
  Uri,
  window,
} from 'vscode';
import type { Server } from '../language/server.ts';
import { editorLanguage } from '../language-of-editor.ts';
import { showMarkdown } from '../markdown-preview.ts';
import { chooseFile, chooseKeys, chooseProfile, isTrusted } from './choose.ts';
import { filtered } from './filter.ts';
import { idleDecorations, itemOf } from './item.ts';
import { forgetKeys } from './keys.ts';
import type { AccountNode, Grouping } from './node.ts';
import { nodeCommands } from './node-commands.ts';
import type { Account } from './reading/index.ts';
import { type AccountSource, nameOf, reading, snapshotOf } from './source.ts';

const groupingKey = 'account.grouping';

export interface OpenAccount {
  readonly source: AccountSource;
  /** The snapshot. */
  readonly text: string;
  readonly account: Account;
}

export interface AccountView extends Disposable {
  /** As it is shown; `undefined` where none is open. */
  root(): AccountNode | undefined;
  opened(): OpenAccount | undefined;
  /** An account was opened, read again or closed. */
  readonly onDidChange: Event<void>;
}

export function accountView(
  context: Pick<ExtensionContext, 'secrets' | 'workspaceState' | 'extensionUri'>,
  server: Server,
  log: LogOutputChannel,
): AccountView {
  const { secrets, workspaceState: memory } = context;
  const changed = new EventEmitter<void>();
  const another = new EventEmitter<void>();
  let open: OpenAccount | undefined;
  let root: AccountNode | undefined;
  let filter = '';
  /** Answers may come out of order. */
  let asked = 0;

  const provider: TreeDataProvider<AccountNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => (node ? [...node.children] : root ? [root] : []),
    getTreeItem: itemOf,
  };
  const view = window.createTreeView('portguard.account', { treeDataProvider: provider, showCollapseAll: true });

  const grouping = (): Grouping => (memory.get(groupingKey) === 'risk' ? 'risk' : 'vpc');
  const build = (): void => {
    root = open && filtered(open.account.tree(grouping()), filter);
    const shown = filter === '' ? '' : l10n.t('Only with: {0}', filter);
    view.message = open ? shown : '';
    view.description = open ? timeText(open.account.takenAt) : '';
    tell('portguard.account', open ? 'open' : 'none');
    tell('portguard.accountGrouping', grouping());
    tell('portguard.accountFiltered', filter !== '');
    changed.fire();
  };
  const load = async (source: AccountSource | undefined): Promise<void> => {
    if (!source) return;
    const language = editorLanguage();
    const mine = ++asked;
    const read = await window.withProgress({ location: { viewId: 'portguard.account' } }, async () => {
      const text = await snapshotOf(source, language);
      return { text, account: await (await reading()).readAccount(nameOf(source), text, language, l10n.t) };
    });
    // Somebody has opened another one, or closed this one.
    if (mine !== asked) return;
    const { text, account } = read;
    if ('en' in account) throw new Error(account[language]);
    open = { source, text, account };
    build();
    another.fire();
  };
  const group = (how: Grouping) => async (): Promise<void> => {
    await memory.update(groupingKey, how);
    build();
  };
  const askFilter = async (): Promise<void> => {
    const prompt = l10n.t('Words of a group, rule, address or instance');
    const typed = await window.showInputBox({ title: l10n.t('Filter Live Account'), prompt, value: filter });
    if (typed === undefined) return;
    filter = typed.trim();
    build();
  };
  const trusted = (choose: () => Promise<AccountSource | undefined>) => async (): Promise<void> => {
    if (await isTrusted()) await load(await choose());
  };
  const close = (): void => {
    asked++;
    open = undefined;
    filter = '';
    build();
    another.fire();
  };
  const all: Readonly<Record<string, () => unknown>> = {
    'portguard.openSampleAccount': () => load({ kind: 'sample' }),
    'portguard.openSnapshot': trusted(chooseFile),
    'portguard.openAccountOfProfile': trusted(() => chooseProfile(editorLanguage())),
    'portguard.openAccountOfKey': trusted(() => chooseKeys(secrets)),
    'portguard.forgetAccessKey': () => forgetKeys(secrets),
    'portguard.openAccountGuide': () => showMarkdown(guideIn(context.extensionUri)),
    'portguard.refreshAccount': () => load(open?.source),
    'portguard.closeAccount': close,
    'portguard.groupAccountByVpc': group('vpc'),
    'portguard.groupAccountByRisk': group('risk'),
    'portguard.filterAccount': askFilter,
    'portguard.clearAccountFilter': () => {
      filter = '';
      build();
    },
  };
  build();
  const registered = Disposable.from(
    changed,
    another,
    view,
    idleDecorations(),
    nodeCommands(
      () => open,
      server,
      (name, run) => commands.registerCommand(name, atEdge(name, run, log)),
    ),
    ...Object.entries(all).map(([name, run]) => commands.registerCommand(name, atEdge(name, run, log))),
  );
  return {
    root: () => root,
    opened: () => open,
    onDidChange: another.event,
    dispose: () => registered.dispose(),
  };
}

/** The page about what is read, and which permissions that takes. */
function guideIn(extension: Uri): Uri {
  const page = editorLanguage() === 'zh' ? 'live-account.zh-CN.md' : 'live-account.md';
  return Uri.joinPath(extension, 'docs', page);
}

/** What goes wrong is told; what somebody cancelled is not. Messages of the cloud room have no secrets in them. */
function atEdge<A extends unknown[]>(name: string, run: (...args: A) => unknown, log: LogOutputChannel) {
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

function timeText(takenAt: string): string {
  const time = new Date(takenAt);
  return Number.isNaN(time.getTime()) ? takenAt : time.toLocaleString(env.language);
}

function tell(key: string, value: unknown): void {
  void commands.executeCommand('setContext', key, value);
}
