/** Settings in YAML and JSON: written anew where they stand, added where they do not. */
import type { MapEntry, MapNode } from '../syntax/data.ts';
import { scalarText } from '../syntax/navigate.ts';
import type { Span } from '../text/source.ts';
import { type Found, isFlow, type Page } from './data-nodes.ts';
import { removed } from './data-removing.ts';
import { replaced } from './data-replacing.ts';
import { styleAt } from './data-style.ts';
import { entryText, flowText } from './data-text.ts';
import {
  all,
  byFirstKey,
  type Edit,
  indentAt,
  isFirstInLine,
  lineEnd,
  lineStart,
  madeOf,
  type Setting,
} from './edit.ts';
import { Expression, type Plain } from './plain.ts';

export function setAll(page: Page, found: Found, settings: readonly Setting[]): readonly Edit[] | undefined {
  const { node, document } = found;
  if (node.kind === 'sequence') {
    const [first] = node.items;
    return first && node.items.length === 1
      ? setAll(page, { node: first, entry: undefined, parent: found, document }, settings)
      : undefined;
  }
  if (node.kind !== 'map') return undefined;
  const groups = [...byFirstKey(settings)];
  // An empty mapping is made anew, once.
  const made = node.entries.length === 0 && groups.length > 1 ? madeOf(settings) : undefined;
  if (made !== undefined) return [{ start: node.start, end: node.end, text: flowText(made, styleAt(page, found)) }];
  return all(
    groups.map(([name, group]) => {
      const entry = node.entries.findLast(({ key }) => scalarText(key) === name);
      const content = madeOf(group);
      if (!entry) return content === undefined ? [] : addedTo(page, found, node, name, content);
      const isBelow = group.some(({ path }) => path.length > 0);
      if (isBelow && entry.value && !isEmptyNode(page, entry)) {
        if (page.template.branches(entry.start) !== page.template.branches(node.start)) return undefined;
        return setAll(page, { node: entry.value, entry, parent: found, document }, group);
      }
      if (content === undefined) {
        return entry.value ? removed(page, { node: entry.value, entry, parent: found, document }) : undefined;
      }
      return writtenAnew(page, found, node, entry, content);
    }),
  );
}

/** `key:` with nothing behind it, or with `{}` or `null`. */
function isEmptyNode({ text }: Page, { value }: MapEntry): boolean {
  return value === undefined || /^(?:\{\s*\}|null|~)$/.test(text.slice(value.start, value.end));
}

export function writtenAnew(
  page: Page,
  found: Found,
  map: MapNode,
  entry: MapEntry,
  to: Plain,
): readonly Edit[] | undefined {
  const { text } = page;
  const style = styleAt(page, found);
  if (entry.value) {
    const { start, end } = entry.value;
    const isScalar = typeof to !== 'object' || to instanceof Expression;
    if (isScalar && entry.value.kind === 'scalar') return replaced(page, entry.value, to);
    if (isScalar || style.json || isFlow(map, text)) return [{ start, end, text: flowText(to, style) }];
  } else if (isFlow(map, text)) {
    const at = text.indexOf(':', entry.key.end) + 1;
    return [{ start: at, end: at, text: ` ${flowText(to, style)}` }];
  }
  const indent = `${columnOf(text, entry.key.start)}`;
  const colon = text.indexOf(':', entry.key.end) + 1;
  const end = entry.value?.end ?? colon;
  const written = entryText('k', to, style, indent).slice(2);
  return [{ start: colon, end, text: written }];
}

/** As much white space as stands before an offset, where a dash may stand too. */
export function columnOf(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset).replace(/[^ \t]/g, ' ');
}

export function addedTo(page: Page, found: Found, map: MapNode, name: string, to: Plain): readonly Edit[] | undefined {
  const { text } = page;
  if (page.template.isHidden(map, name)) return undefined;
  const style = styleAt(page, found);
  const last = map.entries.at(-1);
  if (!isFlow(map, text)) {
    if (!last) return undefined;
    const indent = columnOf(text, (map.entries[0] as MapEntry).start);
    const at = endOfLines(page, found, map);
    if (at === undefined) return undefined;
    return [{ start: at, end: at, text: `\n${indent}${entryText(name, to, style, indent)}` }];
  }
  if (!last) {
    const indent = indentAt(text, map.start);
    const inner = `${indent}${style.step}`;
    const content = style.json
      ? `{\n${inner}${entryText(name, to, style, inner)}\n${indent}}`
      : flowText({ [name]: to }, style);
    return [{ start: map.start, end: map.end, text: content }];
  }
  return behind(text, map, last, (indent) =>
    indent === undefined
      ? flowText({ [name]: to }, style)
          .slice(1, -1)
          .trim()
      : entryText(name, to, style, indent),
  );
}

/** Behind the last of a mapping's entries that stands where the mapping itself does, else behind the mapping's key. */
function endOfLines({ text, template: { branches } }: Page, { entry }: Found, map: MapNode): number | undefined {
  const own = branches(entry?.key.start ?? map.start);
  const ends = map.entries.map(({ end }) => linesEnd(text, end)).reverse();
  const behindKey = entry && lineEnd(text, entry.key.end);
  return [...ends, ...(behindKey === undefined ? [] : [behindKey])].find((end) => branches(end) === own);
}

/** One more between brackets: in the same line, or in one of its own where the last has one. */
export function behind(
  text: string,
  list: Span,
  last: Span,
  write: (indent: string | undefined) => string,
): readonly Edit[] {
  const isOwnLine = isFirstInLine(text, last.start) && last.start > list.start;
  const written = isOwnLine ? write(indentAt(text, last.start)) : write(undefined);
  const between = isOwnLine ? `,\n${indentAt(text, last.start)}` : ', ';
  return [{ start: last.end, end: last.end, text: `${between}${written}` }];
}

/** Behind the last line, before its line break. */
export function linesEnd(text: string, end: number): number {
  if (text[end - 1] !== '\n') return lineEnd(text, end);
  return text[end - 2] === '\r' ? end - 2 : end - 1;
}
