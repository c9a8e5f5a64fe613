/** A node of the live account as a row of the editor's tree. */
import {
  type Disposable,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from 'vscode';
import type { AccountNode, AccountRisk, NodeKind } from './node.ts';

/** Of rules that do nothing, so that their rows can be told by it and be greyed. */
const idleScheme = 'portguard-idle';

export function itemOf(node: AccountNode): TreeItem {
  const { kind, key, label, description, spoken, children, isIdle } = node;
  const item = new TreeItem(label, children.length > 0 ? stateOf(kind) : TreeItemCollapsibleState.None);
  item.id = key;
  item.description = description;
  item.iconPath = iconOf(node);
  item.contextValue = kind;
  item.accessibilityInformation = { label: spoken };
  if (node.facts.length > 0) item.tooltip = tooltipOf(node);
  if (isIdle) item.resourceUri = Uri.from({ scheme: idleScheme, path: `/${key}` });
  return item;
}

/** Down to the groups everything is to be seen at once. */
function stateOf(kind: NodeKind): TreeItemCollapsibleState {
  const isOpen = kind === 'account' || kind === 'region' || kind === 'vpc' || kind === 'risk' || kind === 'direction';
  return isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

/** As in the list of problems: these colours are made for icons, in every theme. */
const risks: Readonly<Record<AccountRisk, readonly [icon: string, colour?: string]>> = {
  high: ['error', 'problemsErrorIcon.foreground'],
  medium: ['warning', 'problemsWarningIcon.foreground'],
  low: ['info', 'problemsInfoIcon.foreground'],
  none: ['shield'],
  unknown: ['question', 'problemsWarningIcon.foreground'],
};

const icons: Readonly<
  Record<Exclude<NodeKind, 'group' | 'risk' | 'rule' | 'default' | 'direction' | 'problem'>, string>
> = {
  account: 'cloud',
  region: 'globe',
  vpc: 'circuit-board',
  machines: 'server-environment',
  instance: 'vm',
  interface: 'plug',
  reading: 'loading~spin',
};

function iconOf({ kind, key, risk = 'none', accepts, isIdle }: AccountNode): ThemeIcon {
  switch (kind) {
    case 'group':
    case 'risk':
      return colouredIcon(...risks[risk]);
    case 'rule':
    case 'default': {
      const name = accepts ? 'pass' : 'circle-slash';
      if (isIdle) return colouredIcon(name, 'disabledForeground');
      return colouredIcon(name, risk === 'none' ? undefined : risks[risk][1]);
    }
    case 'direction':
      return new ThemeIcon(key.endsWith('/egress') ? 'arrow-right' : 'arrow-left');
    case 'problem':
      return colouredIcon('warning', 'problemsWarningIcon.foreground');
    default:
      return new ThemeIcon(icons[kind]);
  }
}

function colouredIcon(name: string, colour?: string): ThemeIcon {
  return colour === undefined ? new ThemeIcon(name) : new ThemeIcon(name, new ThemeColor(colour));
}

/** Names come from the account: they are text, never Markdown. */
function tooltipOf({ label, facts }: AccountNode): MarkdownString {
  const tooltip = new MarkdownString('**').appendText(label).appendMarkdown('**\n');
  for (const [word, text] of facts) tooltip.appendMarkdown('\n- ').appendText(l10n.t('{0}: {1}', word, text));
  return tooltip;
}

/** Greys the rows of rules that do nothing. */
export function idleDecorations(): Disposable {
  return window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme }) =>
      scheme === idleScheme ? { color: new ThemeColor('disabledForeground') } : undefined,
  });
}
