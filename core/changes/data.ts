/** Writing changes into YAML and JSON. Keeps indentation, quotes, comments and the order of keys. */
import type { DataFile, MapEntry, MapNode, SequenceNode } from '../syntax/data.ts';
import { scalarText } from '../syntax/navigate.ts';
import { dataFileOf } from '../syntax/parsed.ts';
import type { SourceText, Span } from '../text/source.ts';
import { type Found, foundAt, innermost, isFlow } from './data-nodes.ts';
import { styleAt } from './data-style.ts';
import { blockText, entryText, flowText, isPlainSafe, quotedWith, type Style } from './data-text.ts';
import {
  type Edit,
  indentAt,
  isFirstInLine,
  lineEnd,
  lineStart,
  partAfter,
  type Setting,
  type Structure,
} from './edit.ts';
import { withoutItem } from './items.ts';
import { Expression, type Plain } from './plain.ts';

interface Page {
  readonly text: string;
  readonly file: DataFile;
  readonly json: boolean;
}

export function dataStructure(source: SourceText): Structure {
  const page: Page = { text: source.text, file: dataFileOf(source), json: /^\s*[{[]/.test(source.text) };
  const target = (container: Span): Found | undefined => foundAt(page.file, container);
  return {
    replace: (at, by) => replaced(page, at, by),
    set(container, { path, to }) {
      const found = target(container);
      return found && setBelow(page, found, path, to);
    },
    remove(item) {
      const found = target(item);
      return found && removed(page, found);
    },
    copies(item, variants, named) {
      const found = target(item);
      return found && copied(page, found, variants, named);
    },
    append(container, path, item) {
      const found = target(container);
      return found && appended(page, found, path, item);
    },
  };
}

function replaced(page: Page, at: Span, by: Plain): readonly Edit[] | undefined {
  const found = innermost(page.file, at);
  if (!found) return undefined;
  const { node } = found;
  const span = { start: at.start, end: at.end };
  if (node.start === at.start && node.end === at.end) {
    const style = styleAt(page, found);
    if (node.kind !== 'scalar' || node.tag?.startsWith('!') || typeof by !== 'string') {
      return node.kind === 'scalar' || found.entry || found.parent
        ? [{ ...span, text: flowText(by, style) }]
        : undefined;
    }
    if (node.style === 'literal' || node.style === 'folded') return undefined;
    if (node.style === 'single') return [{ ...span, text: quotedWith(by, "'") }];
    if (node.style === 'double') return [{ ...span, text: JSON.stringify(by) }];
    // What stood without quotes stays so where it can; a number stays a number.
    const stays = /^\d+$/.test(by) ? typeof node.value === 'number' : isPlainSafe(by, isInFlow(page, found));
    return [{ ...span, text: stays ? by : quotedWith(by, style.json || style.quotes === '"' ? '"' : "'") }];
  }
  // A part of a text: one address in a list with commas.
  const isPart = node.kind === 'scalar' && typeof by === 'string' && /^[\w.:/,-]*$/.test(by);
  return isPart ? [{ ...span, text: by }] : undefined;
}

function isInFlow({ text }: Page, { parent }: Found): boolean {
  const node = parent?.node;
  return node !== undefined && (node.kind === 'map' || node.kind === 'sequence') && isFlow(node, text);
}

function setBelow(
  page: Page,
  found: Found,
  path: readonly string[],
  to: Plain | undefined,
): readonly Edit[] | undefined {
  const { node, document } = found;
  const [name = '', ...rest] = path;
  if (node.kind === 'sequence') {
    const [first] = node.items;
    return first && node.items.length === 1
      ? setBelow(page, { node: first, entry: undefined, parent: found, document }, path, to)
      : undefined;
  }
  if (node.kind !== 'map') return undefined;
  const entry = node.entries.findLast(({ key }) => scalarText(key) === name);
  const content = rest.reduceRight<Plain | undefined>((inner, key) => inner && { [key]: inner }, to);
  if (!entry) return content === undefined ? [] : addedTo(page, found, node, name, content);
  if (rest.length > 0 && entry.value && !isEmptyNode(page, entry)) {
    return setBelow(page, { node: entry.value, entry, parent: found, document }, rest, to);
  }
  if (to === undefined) {
    return entry.value ? removed(page, { node: entry.value, entry, parent: found, document }) : undefined;
  }
  return writtenAnew(page, found, entry, content as Plain);
}

/** `key:` with nothing behind it, or with `{}` or `null`. */
function isEmptyNode({ text }: Page, { value }: MapEntry): boolean {
  return value === undefined || /^(?:\{\s*\}|null|~)$/.test(text.slice(value.start, value.end));
}

function writtenAnew(page: Page, found: Found, entry: MapEntry, to: Plain): readonly Edit[] | undefined {
  const { text } = page;
  const style = styleAt(page, found);
  if (entry.value) {
    const { start, end } = entry.value;
    const isScalar = typeof to !== 'object' || to instanceof Expression;
    if (isScalar && entry.value.kind === 'scalar') return replaced(page, entry.value, to);
    if (isScalar || style.json) return [{ start, end, text: flowText(to, style) }];
  }
  const indent = `${columnOf(text, entry.key.start)}`;
  const colon = text.indexOf(':', entry.key.end) + 1;
  const end = entry.value?.end ?? colon;
  const written = entryText('k', to, style, indent).slice(2);
  return [{ start: colon, end, text: written }];
}

/** As much white space as stands before an offset, where a dash may stand too. */
function columnOf(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset).replace(/[^ \t]/g, ' ');
}

function addedTo(page: Page, found: Found, map: MapNode, name: string, to: Plain): readonly Edit[] | undefined {
  const { text } = page;
  const style = styleAt(page, found);
  const last = map.entries.at(-1);
  if (!isFlow(map, text)) {
    if (!last) return undefined;
    const indent = columnOf(text, (map.entries[0] as MapEntry).start);
    const at = linesEnd(text, last.end);
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

/** One more between brackets: in the same line, or in one of its own where the last has one. */
function behind(text: string, list: Span, last: Span, write: (indent: string | undefined) => string): readonly Edit[] {
  const isOwnLine = isFirstInLine(text, last.start) && last.start > list.start;
  const written = isOwnLine ? write(indentAt(text, last.start)) : write(undefined);
  const between = isOwnLine ? `,\n${indentAt(text, last.start)}` : ', ';
  return [{ start: last.end, end: last.end, text: `${between}${written}` }];
}

function removed(page: Page, found: Found): readonly Edit[] | undefined {
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

/** The dash of a list's item, where it is the first in its line. */
function dashBefore(text: string, item: Span): number | undefined {
  const before = text.slice(0, item.start).trimEnd();
  const dash = before.length - 1;
  return before.endsWith('-') && isFirstInLine(text, dash) ? dash : undefined;
}

function copied(
  page: Page,
  found: Found,
  variants: readonly (readonly Setting[])[],
  named: readonly string[] = [],
): readonly Edit[] | undefined {
  const { text } = page;
  const parent = found.parent?.node;
  if (!parent || (parent.kind !== 'map' && parent.kind !== 'sequence')) return undefined;
  const whole: Span = parent.kind === 'map' ? (found.entry as MapEntry) : found.node;
  const flow = isFlow(parent, text);
  const dash = parent.kind === 'sequence' && !flow ? dashBefore(text, whole) : undefined;
  if (parent.kind === 'sequence' && !flow && dash === undefined) return undefined;
  const part = flow ? whole : { start: lineStart(text, dash ?? whole.start), end: linesEnd(text, whole.end) };
  const copies = variants.map((settings, i) => {
    const edits = settings.map(({ path, to }) => setBelow(page, found, path, to));
    const name = named[i];
    const key = found.entry?.key;
    const renamed =
      name !== undefined && key ? (replaced(page, key, name) ?? [{ start: key.start, end: key.end, text: name }]) : [];
    if (edits.includes(undefined)) return undefined;
    return partAfter(text, part, [...edits.flatMap((some) => some ?? []), ...renamed]);
  });
  if (copies.includes(undefined)) return undefined;
  if (flow) return copies.flatMap((copy) => behind(text, parent, whole, () => copy as string));
  const blank = parent.kind === 'map' && /\n[ \t]*\r?\n[ \t]*$/.test(text.slice(0, part.start) || '') ? '\n' : '';
  return [{ start: part.end, end: part.end, text: copies.map((copy) => `\n${blank}${copy}`).join('') }];
}

/** Behind the last line, before its line break. */
function linesEnd(text: string, end: number): number {
  if (text[end - 1] !== '\n') return lineEnd(text, end);
  return text[end - 2] === '\r' ? end - 2 : end - 1;
}

function appended(page: Page, found: Found, path: readonly string[], item: Plain): readonly Edit[] | undefined {
  const { node, document } = found;
  const [name, ...rest] = path;
  if (name === undefined) return node.kind === 'sequence' ? behindLast(page, found, node, item) : undefined;
  if (node.kind !== 'map') return undefined;
  const entry = node.entries.findLast(({ key }) => scalarText(key) === name);
  if (entry?.value && !/^(?:\[\s*\]|\{\s*\}|null|~)$/.test(page.text.slice(entry.value.start, entry.value.end))) {
    return appended(page, { node: entry.value, entry, parent: found, document }, rest, item);
  }
  const content = rest.reduceRight<Plain>((inner, key) => ({ [key]: inner }), [item]);
  return entry ? writtenAnew(page, found, entry, content) : addedTo(page, found, node, name, content);
}

function behindLast(page: Page, found: Found, list: SequenceNode, item: Plain): readonly Edit[] | undefined {
  const { text } = page;
  const style: Style = styleAt(page, found);
  const last = list.items.at(-1);
  if (!last) return [{ start: list.start, end: list.end, text: flowText([item], style) }];
  if (isFlow(list, text)) {
    return behind(text, list, last, (indent) =>
      indent === undefined || !style.json ? flowText(item, style) : blockText(item, style, indent),
    );
  }
  const dash = dashBefore(text, last);
  if (dash === undefined) return undefined;
  const indent = columnOf(text, dash);
  const at = linesEnd(text, last.end);
  return [{ start: at, end: at, text: `\n${indent}- ${blockText(item, style, `${indent}  `)}` }];
}
