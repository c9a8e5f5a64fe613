/** Writing changes into YAML and JSON. Keeps indentation, quotes, comments and the order of keys. */
import type { DataFile, MapEntry, SequenceNode } from '../syntax/data.ts';
import { scalarText } from '../syntax/navigate.ts';
import type { SourceText, Span } from '../text/source.ts';
import { dashBefore, exchanged, isListed } from './data-items.ts';
import { type Found, foundAt, isFlow, nodeAround, type Page, type Template } from './data-nodes.ts';
import { removed } from './data-removing.ts';
import { replaced } from './data-replacing.ts';
import { addedTo, behind, columnOf, linesEnd, setAll, writtenAnew } from './data-settings.ts';
import { styleAt } from './data-style.ts';
import { blockText, entryText, flowText, type Style } from './data-text.ts';
import { type Edit, lineStart, partAfter, type Setting, type Structure } from './edit.ts';
import { withoutPart } from './items.ts';
import type { Plain } from './plain.ts';

/** What to know of a text: its tree, and how things are found in it. */
interface Reading {
  readonly file: DataFile;
  /** Whether resources are entries, called by their keys. */
  readonly isNamed: boolean;
  readonly template?: Template;
}

const noTemplate: Template = { branches: () => '', isHidden: () => false };

export function dataStructure(source: SourceText, { file, isNamed, template = noTemplate }: Reading): Structure {
  const page: Page = { text: source.text, file, json: /^\s*[{[](?!\{)/.test(source.text), template };
  const target = (container: Span): Found | undefined => foundAt(file, container, isNamed);
  return {
    replace: (at, by) => replaced(page, at, by),
    exchange: (at, items) => exchanged(page, at, items),
    isListed: (at, item) => isListed(page, at, item),
    set(container, settings) {
      const found = target(container);
      return found && setAll(page, found, settings);
    },
    remove(item) {
      const found = target(item);
      return found ? removed(page, found) : withoutPart(page.text, item, nodeAround(page.file, item)?.node);
    },
    placeOf(item) {
      const { node } = target(item) ?? {};
      return node && { start: node.start, end: node.start + page.text.slice(node.start, node.end).trimEnd().length };
    },
    beside(item, name, type, settings) {
      // Terraform's JSON keeps resources by type and name; nobody writes it by hand.
      const found = type.includes('::') ? target(item) : undefined;
      return found && added(page, found, name, { Type: type, Properties: settings });
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

/** One more entry behind this one, in the same mapping. */
function added(page: Page, { entry, parent }: Found, name: string, to: Plain): readonly Edit[] | undefined {
  const { text } = page;
  if (!parent || !entry || parent.node.kind !== 'map') return undefined;
  const style = styleAt(page, parent);
  if (isFlow(parent.node, text)) {
    return behind(text, parent.node, entry, (indent) => entryText(name, to, style, indent ?? ''));
  }
  const indent = columnOf(text, entry.start);
  const at = linesEnd(text, entry.end);
  // Between resources that stand apart it stands apart too.
  const isApart = /\n[ \t]*\r?\n[ \t]*$/.test(text.slice(0, entry.start)) || /^\r?\n[ \t]*\r?\n/.test(text.slice(at));
  const blank = isApart ? '\n' : '';
  return [{ start: at, end: at, text: `\n${blank}${indent}${entryText(name, to, style, indent)}` }];
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
    const edits = setAll(page, found, settings);
    const name = named[i];
    const key = found.entry?.key;
    const renamed =
      name !== undefined && key ? (replaced(page, key, name) ?? [{ start: key.start, end: key.end, text: name }]) : [];
    return edits && partAfter(text, part, [...edits, ...renamed]);
  });
  if (copies.includes(undefined)) return undefined;
  if (flow) return copies.flatMap((copy) => behind(text, parent, whole, () => copy as string));
  const blank = parent.kind === 'map' && /\n[ \t]*\r?\n[ \t]*$/.test(text.slice(0, part.start) || '') ? '\n' : '';
  return [{ start: part.end, end: part.end, text: copies.map((copy) => `\n${blank}${copy}`).join('') }];
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
  return entry ? writtenAnew(page, found, node, entry, content) : addedTo(page, found, node, name, content);
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
