/** A node of the Exposure view as a row of the editor's tree. */
import { l10n, MarkdownString, Range, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { ExposureEntry, ExposureRisk } from '../../core/exposure/entry.ts';
import type { ExposureNode, GroupNode } from './tree.ts';
import { descriptionOf, factsOf, spokenEntry, spokenGroup } from './words.ts';

const names: Readonly<Record<ExposureRisk, string>> = { high: 'error', medium: 'warning', low: 'info' };
const colours: Readonly<Record<ExposureRisk, string>> = {
  high: 'charts.red',
  medium: 'charts.orange',
  low: 'charts.blue',
};

/** @param pathOf a file's path as people know it in the workspace */
export function itemOf(node: ExposureNode, pathOf: (uri: string) => string): TreeItem {
  return node.kind === 'entry' ? entryItem(node.entry, pathOf) : groupItem(node);
}

function groupItem(node: GroupNode): TreeItem {
  const { kind, label, risk, uri, children } = node;
  const item = new TreeItem(label, TreeItemCollapsibleState.Expanded);
  item.id = `${kind} ${label}`;
  item.description = String(children.length);
  item.contextValue = kind;
  if (kind === 'file' && uri) {
    item.resourceUri = Uri.parse(uri);
    item.iconPath = ThemeIcon.File;
  } else {
    item.iconPath = new ThemeIcon(kind === 'noWay' ? 'circle-slash' : 'globe', new ThemeColor(colours[risk]));
  }
  item.accessibilityInformation = { label: spokenGroup(node, l10n.t) };
  return item;
}

function entryItem(entry: ExposureEntry, pathOf: (uri: string) => string): TreeItem {
  const { start, end } = entry.range;
  const range = new Range(start.line, start.character, end.line, end.character);
  const item = new TreeItem(entry.to, TreeItemCollapsibleState.None);
  item.description = descriptionOf(entry, l10n.t);
  item.iconPath = new ThemeIcon(names[entry.risk], new ThemeColor(colours[entry.risk]));
  item.contextValue = 'entry';
  item.tooltip = tooltipOf(entry, `${pathOf(entry.uri)}:${start.line + 1}:${start.character + 1}`);
  item.accessibilityInformation = { label: spokenEntry(entry, l10n.t) };
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Open'),
    arguments: [Uri.parse(entry.uri), { selection: range, preserveFocus: true }],
  };
  return item;
}

/** Names come from templates: they are text, never Markdown. */
function tooltipOf(entry: ExposureEntry, place: string): MarkdownString {
  const tooltip = new MarkdownString('**').appendText(entry.to).appendMarkdown('**\n');
  for (const [word, text] of factsOf(entry, place, l10n.t)) {
    tooltip.appendMarkdown('\n- ').appendText(`${word}: ${text}`);
  }
  return tooltip;
}
