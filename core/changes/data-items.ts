/** One entry of a list, or of a text with commas, by several, in YAML and JSON. */
import type { Span } from '../text/source.ts';
import { isAt, isFlow, nodeAround, type Page } from './data-nodes.ts';
import { replaced } from './data-replacing.ts';
import { type Edit, indentAt, isFirstInLine } from './edit.ts';
import { isPartOf } from './items.ts';
import type { Plain } from './plain.ts';

export function exchanged(page: Page, at: Span, items: readonly Plain[]): readonly Edit[] | undefined {
  const { text, file } = page;
  const found = nodeAround(file, at);
  if (!found) return undefined;
  const { node, parent } = found;
  const list = parent?.node;
  const texts = items.map((item) => replaced(page, at, item)?.[0]?.text);
  if (node.start !== at.start || node.end !== at.end || list?.kind !== 'sequence') {
    // A name may stand for a whole list: only what is written out is one entry.
    if (node.kind !== 'scalar' || node.tag?.startsWith('!')) return undefined;
    const [only, ...more] = items;
    if (more.length === 0) return only === undefined ? undefined : replaced(page, at, only);
    return items.every((item) => typeof item === 'string') ? replaced(page, at, items.join(',')) : undefined;
  }
  if (texts.includes(undefined)) return undefined;
  const edit = (between: string): readonly Edit[] => [{ start: at.start, end: at.end, text: texts.join(between) }];
  if (isFlow(list, text)) return edit(isFirstInLine(text, at.start) ? `,\n${indentAt(text, at.start)}` : ', ');
  const dash = dashBefore(text, node);
  return dash === undefined ? undefined : edit(`\n${indentAt(text, dash)}- `);
}

/** Whether the list, or the text with commas, that has a value already has this one. */
export function isListed({ text, file }: Page, at: Span, item: Plain): boolean {
  const { node, parent } = nodeAround(file, at) ?? {};
  const list = parent?.node;
  if (!node) return false;
  if (!isAt(node, at)) return isPartOf(text, at, node, item);
  if (list?.kind !== 'sequence') return false;
  return list.items.some((one) => one !== node && one.kind === 'scalar' && one.value === item);
}

/** The dash of a list's item, where it is the first in its line. */
export function dashBefore(text: string, item: Span): number | undefined {
  const before = text.slice(0, item.start).trimEnd();
  const dash = before.length - 1;
  return before.endsWith('-') && isFirstInLine(text, dash) ? dash : undefined;
}
