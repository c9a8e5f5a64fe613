/**
 * Pages of details in the editor, as dist/account.js makes them: one that shows what was asked for last, and those that
 * somebody has pinned. They follow the account: read again it is shown as it is now, closed it leaves no page behind.
 */
import {
  type Disposable,
  type Event,
  Range,
  TabInputWebview,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { Server } from '../language/server.ts';
import type { AccountNode } from './node.ts';
import {
  type Counterpart,
  type CounterpartPlace,
  type DetailsPlace,
  detailsPlace,
  pageCommands,
} from './page-links.ts';
import type { OpenAccount } from './view.ts';

const viewType = 'portguard.accountDetails';

export interface AccountDetails extends Disposable {
  /** @param options of `show`: whether the focus stays where it is */
  show(node: Partial<AccountNode> | undefined, options?: { readonly preserveFocus: boolean }): Promise<void>;
}

interface ShownPage {
  readonly panel: WebviewPanel;
  place: DetailsPlace;
  /** Answers may come out of order. */
  asked: number;
}

export function accountDetails(
  opened: () => OpenAccount | undefined,
  onDidChange: Event<void>,
  server: Pick<Server, 'state' | 'request'>,
): AccountDetails {
  const pages = new Set<ShownPage>();

  const render = async (page: ShownPage): Promise<void> => {
    const open = opened();
    if (!open) return;
    const mine = ++page.asked;
    const { place } = page;
    const made = await open.account.details(place, await counterpartOf(server, place));
    if (mine !== page.asked || !pages.has(page)) return;
    page.panel.title = made.title;
    // What stands there already keeps the place that somebody has read to.
    if (page.panel.webview.html !== made.html) page.panel.webview.html = made.html;
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
    const page: ShownPage = { panel, place, asked: 0 };
    pages.add(page);
    panel.onDidDispose(() => pages.delete(page));
    return page;
  };
  const follow = onDidChange(() => {
    if (opened()) for (const page of pages) void render(page).catch(() => {});
    else for (const { panel } of pages) panel.dispose();
  });
  return {
    async show(node, { preserveFocus } = { preserveFocus: false }) {
      const place = detailsPlace(node ?? {});
      if (!place || !opened()) return;
      const same = [...pages].find((page) => page.place.id === place.id && page.place.region === place.region);
      const free = same ?? [...pages].find(({ panel }) => !isPinned(panel));
      const page = free ?? create(place, preserveFocus);
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

/** The server knows the templates. It is asked where it runs, and never started for that. */
async function counterpartOf(
  server: Pick<Server, 'state' | 'request'>,
  { kind, region, id }: DetailsPlace,
): Promise<Counterpart | undefined> {
  if (kind !== 'group' || server.state !== 'running') return undefined;
  try {
    return (
      (await server.request<Counterpart | null>('portguard/accountCounterpart', { region, groupId: id })) ?? undefined
    );
  } catch {
    // The page says the rest without it.
    return undefined;
  }
}

/** Where a page's link to a template leads. */
export async function openCounterpart(place: unknown): Promise<void> {
  const { uri, range } = place as CounterpartPlace;
  const { start, end } = range;
  const document = await workspace.openTextDocument(Uri.parse(uri));
  await window.showTextDocument(document, {
    selection: new Range(start.line, start.character, end.line, end.character),
    viewColumn: ViewColumn.Active,
  });
}
