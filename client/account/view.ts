/**
 * The view of the live account: an account as it was when somebody last asked for it. It never asks by itself. What a
 * source is made of stands in source.ts, what nodes can do in node-commands.ts.
 */
import {
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
import type { Span } from '../../core/text/source.ts';
import type { Server } from '../language/server.ts';
import { editorLanguage } from '../language-of-editor.ts';
import { showMarkdown } from '../markdown-preview.ts';
import { withClosings } from './closing-marks.ts';
import { closingReminders } from './closing-reminders.ts';
import { Closings, recalled } from './closings.ts';
import { openCounterpart } from './counterparts.ts';
import { accountDetails } from './details.ts';
import { accountDocuments } from './documents.ts';
import { accountDrag, accountDrops } from './drag.ts';
import { atEdge } from './edge.ts';
import { filtered } from './filter.ts';
import { growing, withLeft } from './growing.ts';
import { idleDecorations, itemOf } from './item.ts';
import { journalClosings } from './journal-closings.ts';
import { forgetKeys } from './keys.ts';
import { type AccountNode, type Grouping, nodeAt, nodeIn, parentIn } from './node.ts';
import { nodeCommands } from './node-commands.ts';
import { openingCommands } from './opening.ts';
import { ownConfiguration, watchOwnConfiguration } from './own-settings.ts';
import type { Account } from './reading/index.ts';
import { remember, rememberedName } from './remembered.ts';
import { type AccountSource, isLive, nameOf, type PartOfAccount, reading, snapshotOf, writing } from './source.ts';
import { timeText } from './time-text.ts';
import { writeCommands } from './write-commands.ts';
import type { Changing, Intent, Place } from './writing/changing.ts';

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
  /** Plans a change, asks, makes it, and shows what came of it; answers whether the account may be changed by it. */
  change(intent: Intent, place: Place): Promise<boolean>;
  /** Leads to what stands at a place of the snapshot: in the tree, or in the snapshot where the tree does not show it. */
  reveal(place: Span): Promise<void>;
}

export function accountView(
  context: Pick<ExtensionContext, 'secrets' | 'workspaceState' | 'globalState' | 'extensionUri'>,
  server: Server,
  log: LogOutputChannel,
): AccountView {
  const { secrets, workspaceState: memory } = context;
  const changed = new EventEmitter<void>();
  const another = new EventEmitter<void>();
  const closings = new Closings(context.globalState);
  let open: OpenAccount | undefined;
  /** While the first reading goes on: what is there, and the regions that are not. */
  let part: (OpenAccount & Pick<PartOfAccount, 'left'>) | undefined;
  let root: AccountNode | undefined;
  let filter = '';
  /** Answers may come out of order. */
  let asked = 0;
  let underWay = 0;

  const provider: TreeDataProvider<AccountNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => (node ? [...node.children] : root ? [root] : []),
    getParent: (node) => root && parentIn(root, node.key),
    getTreeItem: itemOf,
  };
  const view = window.createTreeView('portguard.account', {
    treeDataProvider: provider,
    showCollapseAll: true,
    dragAndDropController: accountDrag,
  });

  const grouping = (): Grouping => (memory.get(groupingKey) === 'risk' ? 'risk' : 'vpc');
  const build = (): void => {
    const shown = open ?? part;
    const tree = shown?.account.tree(grouping());
    const found = tree && filtered(part && !open ? withLeft(tree, part.left) : tree, filter);
    root = found && withClosings(found, closings, timeText, l10n.t);
    const last = shown ? undefined : rememberedName(memory);
    view.message = shown && filter !== '' ? l10n.t('Only with: {0}', filter) : '';
    view.description = shown ? dateText(shown.account.takenAt) : last ? l10n.t('last: {0}', last) : '';
    tell('portguard.account', open ? 'open' : part ? 'reading' : 'none');
    // Menus of rows do not see the key that has the name of their view.
    tell('portguard.accountIsOpen', open !== undefined);
    tell('portguard.accountIsLive', open !== undefined && isLive(open.source));
    tell('portguard.accountRemembered', last !== undefined);
    tell('portguard.accountGrouping', grouping());
    tell('portguard.accountFiltered', filter !== '');
    changed.fire();
  };
  const read = async (source: AccountSource, text: string): Promise<OpenAccount> => {
    const { readAccount, settingsIn } = await reading();
    const settings = settingsIn(await ownConfiguration());
    const account = await readAccount(nameOf(source), text, editorLanguage(), l10n.t, settings);
    if ('en' in account) throw new Error(account[editorLanguage()]);
    return { source, text, account };
  };
  type TextOf = (onPart: (part: () => PartOfAccount) => void) => string | Promise<string>;
  /** @returns whether it is shown: somebody may have opened another one meanwhile, or closed this one */
  const put = async (source: AccountSource, textOf: TextOf): Promise<boolean> => {
    const mine = ++asked;
    const grow = growing(async ({ snapshot, left }) => {
      // What is open stays until all of the new one is there.
      if (open || mine !== asked) return;
      const some = await read(source, (await reading()).snapshotText(snapshot));
      if (open || mine !== asked) return;
      part = { ...some, left };
      build();
    });
    underWay++;
    try {
      const whole = await window.withProgress({ location: { viewId: 'portguard.account' } }, async () =>
        read(source, await textOf(grow)),
      );
      if (mine !== asked) return false;
      open = whole;
      await remember(memory, source);
    } finally {
      underWay--;
      if (mine === asked) {
        asked++;
        part = undefined;
        build();
      }
    }
    if (filter !== '') void atEdge('search in the account', search, log)();
    another.fire();
    return true;
  };
  const load = async (source: AccountSource | undefined): Promise<void> => {
    if (source) await put(source, (grow) => snapshotOf(source, editorLanguage(), grow));
  };
  const show: Changing['show'] = async ({ region, group }, rules, source) => {
    const before = open;
    if (!before || nameOf(before.source) !== nameOf(source)) return;
    const selected = view.selection[0]?.key;
    if (!(await put(before.source, () => before.account.withRules(region, group, rules))) || !view.visible) return;
    const node = root && nodeIn(root, `${region}/${group}`);
    const isKept = root !== undefined && nodeIn(root, selected) !== undefined;
    if (node) await view.reveal(node, { select: !isKept, focus: false });
  };
  const group = (how: Grouping) => async (): Promise<void> => {
    await memory.update(groupingKey, how);
    build();
  };
  /** What is found by its words is shown at once, what is found by what it does as soon as that is known. */
  const search = async (): Promise<void> => {
    build();
    const shown = open ?? part;
    if (!shown || filter === '') return;
    await window.withProgress({ location: { viewId: 'portguard.account' } }, shown.account.explain);
    if (shown === (open ?? part) && filter !== '') build();
  };
  const askFilter = async (): Promise<void> => {
    const prompt = l10n.t('Words of a group, rule, address or instance');
    const typed = await window.showInputBox({ title: l10n.t('Filter Live Account'), prompt, value: filter });
    if (typed === undefined) return;
    filter = typed.trim();
    await search();
  };
  /** Who is about to read an account reads the configuration too. */
  const reread = (): void => {
    const before = open;
    if (before && underWay === 0)
      void atEdge('configuration of the account', () => put(before.source, () => before.text), log)();
  };
  const close = (): void => {
    asked++;
    open = undefined;
    part = undefined;
    filter = '';
    build();
    another.fire();
  };
  const details = accountDetails(() => open ?? part, another.event, server);
  /** Enter: what it does in every tree, and the details of what has some. */
  const openRow = async (): Promise<void> => {
    await commands.executeCommand('list.select');
    await details.show(view.selection[0]);
  };
  const all: Readonly<Record<string, (argument?: unknown) => unknown>> = {
    ...openingCommands({ load, opened: () => open, secrets, memory }),
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
    'portguard.showAccountDetails': (node) => details.show(node as AccountNode | undefined),
    'portguard.openAccountRow': openRow,
    'portguard.openCounterpart': openCounterpart,
  };
  const documents = accountDocuments();
  const changing: Changing = {
    opened: () => open,
    show,
    documents,
    closings,
    recall: (source) => recalled(source, secrets),
    log,
    apart: (work) => void atEdge('change of the account', work, log)(),
  };
  const journal = journalClosings(closings, () => open, another.event, log);
  const reminders = closingReminders(closings, {
    look: journal.look,
    reopen: (over) => changing.apart(async () => (await writing()).reopen(over, changing)),
    undo: async ({ id, source }) => {
      const live = await changing.recall(source);
      if (live) changing.apart(async () => (await writing()).undo(id, live, changing));
    },
    showChanges: () => commands.executeCommand('portguard.showChanges'),
  });
  build();
  const registered = Disposable.from(
    changed,
    another,
    view,
    documents,
    closings,
    closings.onDidChange(build),
    journal,
    reminders,
    idleDecorations(),
    watchOwnConfiguration(reread),
    writeCommands(changing, (name, run) => commands.registerCommand(name, atEdge(name, run, log))),
    details,
    accountDrops(
      () => open,
      () => root,
    ),
    nodeCommands(
      () => open ?? part,
      documents,
      server,
      (name, run) => commands.registerCommand(name, atEdge(name, run, log)),
    ),
    ...Object.entries(all).map(([name, run]) => commands.registerCommand(name, atEdge(name, run, log))),
  );
  return {
    root: () => root,
    opened: () => open,
    onDidChange: another.event,
    change: async (intent, place) => (await writing()).changeAccount(intent, place, changing),
    async reveal(place) {
      const node = root && nodeAt(root, place.start);
      if (node) await view.reveal(node, { select: true, focus: true, expand: true });
      else if (open) await documents.showSnapshot(open.text, place);
    },
    dispose: () => registered.dispose(),
  };
}

/** The page about what is read, and which permissions that takes. */
function guideIn(extension: Uri): Uri {
  const page = editorLanguage() === 'zh' ? 'live-account.zh-CN.md' : 'live-account.md';
  return Uri.joinPath(extension, 'docs', page);
}

function dateText(takenAt: string): string {
  const time = new Date(takenAt);
  return Number.isNaN(time.getTime()) ? takenAt : time.toLocaleString(env.language);
}

function tell(key: string, value: unknown): void {
  void commands.executeCommand('setContext', key, value);
}
