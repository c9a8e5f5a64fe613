/** Taking entries and items out of YAML and JSON, with their lines, dashes and commas. */
import type { MapEntry, MapNode } from '../syntax/data.ts';
import type { Span } from '../text/source.ts';
import { dashBefore } from './data-items.ts';
import { type Found, isFlow, type Page } from './data-nodes.ts';
import { type Edit, isFirstInLine, lineEnd, lineStart } from './edit.ts';
import { withoutItem } from './items.ts';

export function removed(page: Page, found: Found): readonly Edit[] | undefined {
  const { text } = page;
  const parent = found.parent?.node;
  if (!parent || !found.parent) return undefined;
  if (parent.kind === 'map' && found.entry) {
    if (parent.entries.length === 1) return removed(page, found.parent);
    if (isFlow(parent, text)) return withoutItem(text, parent, parent.entries, found.entry);
    return withoutEntry(text, parent, found.entry);
  }
  if (parent.kind !== 'sequence') return undefined;
  if (isFlow(parent, text)) return withoutItem(text, parent, parent.items, found.node);
  if (parent.items.length === 1) {
    const { start, end } = parent;
    const holder = found.parent.entry;
    return holder
      ? [{ start: text.indexOf(':', holder.key.end) + 1, end: Math.max(start, end), text: ' []' }]
      : undefined;
  }
  const dash = dashBefore(text, found.node);
  return dash === undefined ? undefined : [{ ...linesOf(text, dash, found.node.end), text: '' }];
}

function withoutEntry(text: string, map: MapNode, entry: MapEntry): readonly Edit[] | undefined {
  if (isFirstInLine(text, entry.start)) return [{ ...linesOf(text, entry.start, entry.end), text: '' }];
  // Behind a dash: what follows moves up to it.
  const next = map.entries[map.entries.indexOf(entry) + 1];
  return next && [{ start: entry.start, end: next.start, text: '' }];
}

function linesOf(text: string, start: number, end: number): Span {
  const last = text[end - 1] === '\n' ? end : lineEnd(text, end);
  const next = text[end - 1] === '\n' ? end : text.indexOf('\n', last) + 1;
  return { start: lineStart(text, start), end: next === 0 ? text.length : next };
}
