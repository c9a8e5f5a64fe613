/** A node of the Drift view as a row of the editor's tree. */
import { l10n, MarkdownString, Range, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { EntryRange } from '../../../core/exposure/entry.ts';
import type { DriftMark, DriftNode } from '../node.ts';

/** As in the list of problems: these colours are made for icons, in every theme. */
const marks: Readonly<Record<DriftMark, readonly [icon: string, colour?: string]>> = {
  exposed: ['error', 'problemsErrorIcon.foreground'],
  opens: ['unlock', 'problemsWarningIcon.foreground'],
  mayOpen: ['question', 'problemsWarningIcon.foreground'],
  closes: ['lock', 'problemsInfoIcon.foreground'],
  unknown: ['question'],
  same: ['diff'],
};

export function itemOf(node: DriftNode): TreeItem {
  const item = new TreeItem(node.label, stateOf(node));
  item.id = node.key;
  item.description = node.description;
  item.iconPath = iconOf(node);
  item.contextValue = contextOf(node);
  item.accessibilityInformation = { label: node.spoken };
  if (node.facts.length > 0) item.tooltip = tooltipOf(node);
  const place = placeOf(node);
  if (place) {
    const { start, end } = place.range;
    const selection = new Range(start.line, start.character, end.line, end.character);
    item.command = {
      command: 'vscode.open',
      title: l10n.t('Open'),
      arguments: [Uri.parse(place.uri), { selection, preserveFocus: true }],
    };
  }
  return item;
}

function stateOf(node: DriftNode): TreeItemCollapsibleState {
  if (!('children' in node) || node.children.length === 0) return TreeItemCollapsibleState.None;
  const isCollapsed = node.kind === 'agreeing' || node.kind === 'onlyAccount';
  return isCollapsed ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded;
}

function iconOf(node: DriftNode): ThemeIcon {
  switch (node.kind) {
    case 'pair':
      return node.children.length === 0 ? new ThemeIcon('pass') : icon(marks[node.mark], 'shield');
    case 'row':
      return icon(marks[node.mark]);
    case 'agreeing':
      return new ThemeIcon('pass');
    case 'onlyTemplates':
    case 'template':
      return new ThemeIcon('file-code');
    case 'onlyAccount':
    case 'accountGroup':
      return new ThemeIcon('cloud');
    case 'note':
      return new ThemeIcon('info');
  }
}

function icon([name, colour]: readonly [string, string?], instead = name): ThemeIcon {
  return colour === undefined ? new ThemeIcon(instead) : new ThemeIcon(instead, new ThemeColor(colour));
}

/** Words by which the menus know what can be done. */
function contextOf(node: DriftNode): string {
  const able: string[] = [node.kind];
  if (node.kind === 'row' && node.row.cannotAccept === undefined) able.push('accept');
  if (node.kind === 'row' && node.row.cannotRestore === undefined) able.push('restore');
  if (node.kind === 'pair' && node.pair.rows.some(({ cannotAccept }) => cannotAccept === undefined))
    able.push('accept');
  if (node.kind === 'template' && node.group.canPair) able.push('pairable');
  return able.join(' ');
}

/** Names come from the account and from templates: they are text, never Markdown. */
function tooltipOf({ label, facts }: DriftNode): MarkdownString {
  const tooltip = new MarkdownString('**').appendText(label).appendMarkdown('**\n');
  for (const [word, text] of facts) tooltip.appendMarkdown('\n- ').appendText(l10n.t('{0}: {1}', word, text));
  return tooltip;
}

function placeOf(node: DriftNode): { readonly uri: string; readonly range: EntryRange } | undefined {
  if (node.kind === 'row') return node.row;
  if (node.kind === 'template') return node.group;
  return undefined;
}
