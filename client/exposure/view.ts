/** The Exposure view: asks the server what strangers reach, and shows it in the side bar. */
import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  type Memento,
  type TreeDataProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { ExposureEntry, WorkspaceExposure } from '../../core/exposure/entry.ts';
import type { Server } from '../language/server.ts';
import { itemOf } from './item.ts';
import { type ExposureNode, exposureTree, type Grouping, type GroupNode, highRisks } from './tree.ts';

const groupingKey = 'exposure.grouping';
/** What the welcome texts and the buttons of the view are chosen by. */
type Shown = 'indexing' | 'ready' | 'nothing' | 'failed';

export interface ExposureView extends Disposable {
  /** Asks the server anew; for a server that is not started it does nothing. */
  refresh(): Promise<void>;
  /** As they are shown. */
  roots(): readonly GroupNode[];
}

/** @param tellReading is told whether files of the workspace wait to be looked at */
export function exposureView(server: Server, memory: Memento, tellReading: (isReading: boolean) => void): ExposureView {
  const changed = new EventEmitter<void>();
  let entries: readonly ExposureEntry[] = [];
  let roots: readonly GroupNode[] = [];
  /** Answers may come out of order. */
  let asked = 0;

  const provider: TreeDataProvider<ExposureNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => (node === undefined ? [...roots] : node.kind === 'entry' ? [] : [...node.children]),
    getTreeItem: (node) => itemOf(node, pathOf),
  };
  const view = window.createTreeView('portguard.exposure', { treeDataProvider: provider, showCollapseAll: true });

  const grouping = (): Grouping => (memory.get(groupingKey) === 'file' ? 'file' : 'way');
  const build = (): void => {
    roots = exposureTree(entries, grouping(), pathOf, l10n.t);
    changed.fire();
  };
  const show = ({ complete, entries: found }: WorkspaceExposure): void => {
    entries = found;
    tellReading(!complete);
    const high = highRisks(found);
    view.badge = high > 0 ? { value: high, tooltip: l10n.t('Openings of high risk: {0}', high) } : undefined;
    // A message takes the place of the welcome text, which says more where there is nothing yet.
    view.message = complete || found.length === 0 ? '' : l10n.t('Reading the workspace: there may be more.');
    tell(found.length > 0 ? 'ready' : complete ? 'nothing' : 'indexing');
    build();
  };
  const refresh = async (): Promise<void> => {
    if (server.state !== 'running') return;
    const mine = ++asked;
    const answer = await server.request<WorkspaceExposure>('portguard/workspaceExposure');
    if (mine === asked) show(answer);
  };
  // A server that ends in between is told by its state.
  const refreshed = (): void => void refresh().catch(() => {});
  const group = (how: Grouping) => async (): Promise<void> => {
    await memory.update(groupingKey, how);
    await commands.executeCommand('setContext', 'portguard.exposureGrouping', how);
    build();
  };

  void commands.executeCommand('setContext', 'portguard.exposureGrouping', grouping());
  tell('indexing');
  server.onNotification('portguard/exposureChanged', refreshed);
  const registered = Disposable.from(
    changed,
    view,
    view.onDidChangeVisibility(({ visible }) => {
      if (visible && server.state === 'idle' && workspace.workspaceFolders) server.start().catch(() => {});
    }),
    server.onDidChangeState((state) => {
      if (state === 'running') refreshed();
      if (state === 'failed') {
        show({ complete: true, entries: [] });
        tell('failed');
      }
      if (state === 'starting') tell(entries.length > 0 ? 'ready' : 'indexing');
    }),
    commands.registerCommand('portguard.refreshExposure', refresh),
    commands.registerCommand('portguard.groupExposureByWay', group('way')),
    commands.registerCommand('portguard.groupExposureByFile', group('file')),
    commands.registerCommand('portguard.showEntryExposure', (node?: ExposureNode) =>
      node?.kind === 'entry'
        ? commands.executeCommand('portguard.showExposure', node.entry.uri, node.entry.to)
        : undefined,
    ),
  );
  return { refresh, roots: () => roots, dispose: () => registered.dispose() };
}

function tell(shown: Shown): void {
  void commands.executeCommand('setContext', 'portguard.exposure', shown);
}

function pathOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}
