/** A node of the Exposure view as a row of the editor's tree. */
import { l10n, MarkdownString, Range, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { ExposureEntry, ExposureRisk } from '../../core/exposure/entry.ts';
import type { ExposureNode, GroupNode } from './tree.ts';
import { descriptionOf, factsOf, labelOf, spokenEntry, spokenGroup } from './words.ts';

/** As in the list of problems: these colours are made for icons, in every theme. */
const icons: Readonly<Record<ExposureRisk, readonly [icon: string, colour: string]>> = {
  high: ['error', 'problemsErrorIcon.foreground'],
  medium: ['warning', 'problemsWarningIcon.foreground'],
  low: ['info', 'problemsInfoIcon.foreground'],
};

/** @param pathOf a file's path as people know it in the workspace */
export function itemOf(node: ExposureNode, pathOf: (uri: string) => string): TreeItem {
  return node.kind === 'entry' ? entryItem(node.entry, pathOf) : groupItem(node);
}

function groupItem(node: GroupNode): TreeItem {
  const { kind, label, place, risk, uri, children } = node;
  const item = new TreeItem(label, TreeItemCollapsibleState.Expanded);
  item.id = `${kind} ${label} ${place ?? ''}`;
  item.description = place === undefined ? String(children.length) : `${children.length} · ${place}`;
  item.contextValue = kind;
  if (kind === 'file' && uri) {
    item.resourceUri = Uri.parse(uri);
    item.iconPath = ThemeIcon.File;
  } else {
    item.iconPath = iconOf(risk, kind === 'noWay' ? 'circle-slash' : 'globe');
  }
  item.accessibilityInformation = { label: spokenGroup(node, l10n.t) };
  return item;
}

function entryItem(entry: ExposureEntry, pathOf: (uri: string) => string): TreeItem {
  const { start, end } = entry.range;
  const range = new Range(start.line, start.character, end.line, end.character);
  const item = new TreeItem(labelOf(entry), TreeItemCollapsibleState.None);
  item.description = descriptionOf(entry, l10n.t);
  item.iconPath = iconOf(entry.risk);
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

function iconOf(risk: ExposureRisk, name = icons[risk][0]): ThemeIcon {
  return new ThemeIcon(name, new ThemeColor(icons[risk][1]));
}

/** Names come from templates: they are text, never Markdown. */
function tooltipOf(entry: ExposureEntry, place: string): MarkdownString {
  const tooltip = new MarkdownString('**').appendText(entry.to).appendMarkdown('**\n');
  for (const [word, text] of factsOf(entry, place, l10n.t)) {
    tooltip.appendMarkdown('\n- ').appendText(l10n.t('{0}: {1}', word, text));
  }
  return tooltip;
}
