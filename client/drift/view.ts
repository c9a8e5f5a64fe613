/**
 * The Drift view: how the templates of the workspace and the live account that is open differ. It is worked out while
 * somebody looks at it, and some time after the last change; what it shows is a file of its own (showing/).
 */
import {
  CancellationTokenSource,
  commands,
  Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  type Memento,
  type TreeDataProvider,
  TreeItem,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { ToldDrift } from '../../core/drift/told.ts';
import { atEdge } from '../account/edge.ts';
import type { AccountSource } from '../account/source.ts';
import type { AccountView } from '../account/view.ts';
import type { Server } from '../language/server.ts';
import { childrenOf, type DriftNode } from './node.ts';
import { pauseAfter } from './pause.ts';
import type { DriftParts } from './showing/index.ts';

const showing = () => import('./showing/index.ts');
type Showing = Awaited<ReturnType<typeof showing>>;

const uncertainKey = 'drift.hidesUncertain';

export interface DriftView extends Disposable {
  /** As they are shown. */
  roots(): readonly DriftNode[];
  /** Asks the server anew, where there is something to compare. */
  refresh(): Promise<void>;
}

export function driftView(
  server: Server,
  account: Pick<AccountView, 'opened' | 'onDidChange' | 'change' | 'reveal'>,
  memory: Memento,
  log: LogOutputChannel,
): DriftView {
  const changed = new EventEmitter<void>();
  let loaded: Showing | undefined;
  let drift: ToldDrift | undefined;
  let roots: readonly DriftNode[] = [];
  let timer: NodeJS.Timeout | undefined;
  let asking: CancellationTokenSource | undefined;
  /** Whose drift it is. */
  let source: AccountSource | undefined;
  /** Something has changed since the last answer. */
  let isStale = true;

  const provider: TreeDataProvider<DriftNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => [...(node ? childrenOf(node) : roots)],
    getTreeItem: (node) => loaded?.itemOf(node) ?? new TreeItem(node.label),
  };
  const view = window.createTreeView('portguard.drift', { treeDataProvider: provider, showCollapseAll: true });
  const hidesUncertain = (): boolean => memory.get(uncertainKey) === true;

  const show = (): void => {
    if (!drift || !loaded) {
      roots = [];
      view.message = '';
      view.badge = undefined;
    } else {
      const { isUncertain, opensMore, driftTree, summary } = loaded;
      roots = driftTree(drift, { hidesUncertain: hidesUncertain(), pathOf }, l10n.t);
      const rows = drift.pairs.flatMap((pair) => pair.rows);
      const uncertain = rows.filter(isUncertain).length;
      const hidden = hidesUncertain() ? uncertain : 0;
      const counts = { compared: drift.pairs.length, drifted: rows.length - hidden, hidden };
      view.message = summary({ ...counts, unpaired: drift.unpaired.templates.length }, l10n.t);
      const more = rows.filter(opensMore).length;
      view.badge =
        more > 0 ? { value: more, tooltip: l10n.t('The account opens more than the templates: {0}', more) } : undefined;
      tell('portguard.driftUncertain', uncertain === 0 ? 'none' : hidesUncertain() ? 'hidden' : 'shown');
    }
    changed.fire();
  };
  const isWanted = (): boolean => account.opened() !== undefined && (workspace.workspaceFolders?.length ?? 0) > 0;
  const refresh = async (): Promise<void> => {
    clearTimeout(timer);
    asking?.cancel();
    if (!isWanted()) return;
    const mine = new CancellationTokenSource();
    asking = mine;
    if (!drift) tell('portguard.drift', 'comparing');
    isStale = false;
    try {
      const [told, module] = await window.withProgress({ location: { viewId: 'portguard.drift' } }, () =>
        Promise.all([server.request<ToldDrift | null>('portguard/drift', undefined, mine.token), showing()]),
      );
      // A server that did not know the account yet is asked again once it does, which ends this.
      if (mine.token.isCancellationRequested || !account.opened()) return;
      if (!told) throw new Error('the server has no account');
      loaded = module;
      drift = told;
      tell('portguard.drift', 'ready');
      show();
    } catch (error) {
      if (mine.token.isCancellationRequested) return;
      isStale = true;
      log.error(`drift: ${String(error)}`);
      if (!drift) tell('portguard.drift', 'failed');
    }
  };
  /** Not while nobody looks, and not with every keystroke. */
  const schedule = (pause: number): void => {
    isStale = true;
    clearTimeout(timer);
    if (view.visible && isWanted()) timer = setTimeout(() => void refresh(), pause);
  };
  const later = (): void => schedule(pauseAfter(drift?.milliseconds ?? 0));
  const accountChanged = (): void => {
    const before = source;
    source = account.opened()?.source;
    // Of one that is read again what is known stays until the answer is there.
    if (source !== before) {
      asking?.cancel();
      drift = undefined;
      tell('portguard.drift', 'none');
      tell('portguard.driftUncertain', 'none');
      show();
    }
    schedule(0);
  };
  const hide = (hides: boolean) => async (): Promise<void> => {
    await memory.update(uncertainKey, hides);
    show();
  };
  const parts: DriftParts = { server, account, drift: () => drift, refresh: () => void refresh() };
  const withNode = (run: (module: Showing, node: DriftNode) => unknown) => async (node?: DriftNode) => {
    if (node) await run(await showing(), node);
  };
  const all: Readonly<Record<string, (node?: DriftNode) => unknown>> = {
    'portguard.refreshDrift': refresh,
    'portguard.hideUncertainDrift': hide(true),
    'portguard.showUncertainDrift': hide(false),
    'portguard.acceptDrift': withNode(({ accept }, node) => accept(node, parts)),
    'portguard.acceptAllDrift': withNode(({ accept }, node) => accept(node, parts)),
    'portguard.restoreDrift': withNode(({ restore }, node) => restore(node, parts)),
    'portguard.showDriftInAccount': withNode(({ showInAccount }, node) => showInAccount(node, parts)),
    'portguard.openDriftTemplate': withNode(({ openTemplate }, node) => openTemplate(node)),
    'portguard.pairDriftGroup': withNode(({ pairGroups }, node) => pairGroups(node, parts)),
  };

  tell('portguard.drift', 'none');
  tell('portguard.driftUncertain', 'none');
  server.onNotification('portguard/driftChanged', later);
  const registered = Disposable.from(
    changed,
    view,
    new Disposable(() => clearTimeout(timer)),
    view.onDidChangeVisibility(({ visible }) => visible && isStale && schedule(0)),
    account.onDidChange(accountChanged),
    server.onDidGetReady(() => schedule(0)),
    workspace.onDidChangeWorkspaceFolders(later),
    ...Object.entries(all).map(([name, run]) => commands.registerCommand(name, atEdge(name, run, log))),
  );
  return { roots: () => roots, refresh, dispose: () => registered.dispose() };
}

function tell(key: string, value: string): void {
  void commands.executeCommand('setContext', key, value);
}

function pathOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}
