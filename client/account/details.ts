/**
 * Pages of details in the editor, as dist/account.js makes them: one that shows what was asked for last, and those that
 * somebody has pinned. They follow the account: read again it is shown as it is now, closed it leaves no page behind.
 */
import {
  CancellationTokenSource,
  Disposable,
  type Event,
  TabInputWebview,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { Counterpart } from '../../core/drift/told.ts';
import type { Server } from '../language/server.ts';
import { counterpartOf } from './counterparts.ts';
import type { AccountNode } from './node.ts';
import { type DetailsPlace, detailsPlace, pageCommands } from './page-links.ts';
import type { OpenAccount } from './view.ts';

const viewType = 'portguard.accountDetails';

export interface AccountDetails extends Disposable {
  /** @param options of `show`: whether the focus stays where it is */
  show(node: Partial<AccountNode> | undefined, options?: { readonly preserveFocus: boolean }): Promise<void>;
}

interface ShownPage {
  readonly panel: WebviewPanel;
  place: DetailsPlace;
  /** What was known last of its group in the templates. */
  counterpart: Counterpart | undefined;
  /** Ends what is asked of the server for it. */
  asking: CancellationTokenSource | undefined;
  /** The templates have changed while nobody saw the page. */
  isStale: boolean;
  /** Answers may come out of order. */
  asked: number;
}

/** Milliseconds without a change of the templates, after which they are looked at again. */
const pause = 1500;

export function accountDetails(
  opened: () => OpenAccount | undefined,
  onDidChange: Event<void>,
  server: Pick<Server, 'state' | 'request' | 'onNotification' | 'onDidGetReady'>,
): AccountDetails {
  const pages = new Set<ShownPage>();
  let timer: NodeJS.Timeout | undefined;

  const put = async (page: ShownPage): Promise<void> => {
    const open = opened();
    if (!open) return;
    const mine = ++page.asked;
    const made = await open.account.details(page.place, page.counterpart);
    if (mine !== page.asked || !pages.has(page)) return;
    page.panel.title = made.title;
    // What stands there already keeps the place that somebody has read to.
    if (page.panel.webview.html !== made.html) page.panel.webview.html = made.html;
  };
  /** The templates may take a while: the page is there before, and gets its part about them later. */
  const addCounterpart = async (page: ShownPage): Promise<void> => {
    page.asking?.cancel();
    page.isStale = false;
    const mine = new CancellationTokenSource();
    page.asking = mine;
    const found = await counterpartOf(server, page.place, mine.token);
    if (mine.token.isCancellationRequested) return;
    page.counterpart = found;
    await put(page);
  };
  const render = async (page: ShownPage): Promise<void> => {
    await put(page);
    if (opened()) void addCounterpart(page).catch(() => {});
  };
  const templatesChanged = (): void => {
    clearTimeout(timer);
    for (const page of pages) page.isStale = true;
    timer = setTimeout(() => {
      for (const page of pages) if (page.panel.visible) void addCounterpart(page).catch(() => {});
    }, pause);
  };
  const create = (place: DetailsPlace, preserveFocus: boolean): ShownPage => {
    const panel = window.createWebviewPanel(
      viewType,
      place.id,
      { viewColumn: ViewColumn.Active, preserveFocus },
      {
        enableScripts: false,
        enableForms: false,
        localResourceRoots: [],
        enableCommandUris: pageCommands,
        enableFindWidget: true,
      },
    );
    const page: ShownPage = { panel, place, counterpart: undefined, asking: undefined, isStale: false, asked: 0 };
    pages.add(page);
    panel.onDidDispose(() => {
      page.asking?.cancel();
      pages.delete(page);
    });
    panel.onDidChangeViewState(() => {
      if (panel.visible && page.isStale) void addCounterpart(page).catch(() => {});
    });
    return page;
  };
  server.onNotification('portguard/driftChanged', templatesChanged);
  const follow = Disposable.from(
    server.onDidGetReady(templatesChanged),
    new Disposable(() => clearTimeout(timer)),
    onDidChange(() => {
      if (opened()) for (const page of pages) void render(page).catch(() => {});
      else for (const { panel } of pages) panel.dispose();
    }),
  );
  return {
    async show(node, { preserveFocus } = { preserveFocus: false }) {
      const place = detailsPlace(node ?? {});
      if (!place || !opened()) return;
      const same = [...pages].find((page) => page.place.id === place.id && page.place.region === place.region);
      const free = same ?? [...pages].find(({ panel }) => !isPinned(panel));
      const page = free ?? create(place, preserveFocus);
      if (page !== same) page.counterpart = undefined;
      page.place = place;
      if (free) page.panel.reveal(undefined, preserveFocus);
      await render(page);
    },
    dispose() {
      follow.dispose();
      for (const { panel } of pages) panel.dispose();
    },
  };
}

function isPinned({ title }: WebviewPanel): boolean {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input, label, isPinned }) => {
      return isPinned && label === title && input instanceof TabInputWebview && input.viewType.endsWith(viewType);
    });
}
