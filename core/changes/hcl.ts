/** Writing changes into HCL. Keeps indentation, quotes, comments and the alignment of `terraform fmt`. */
import type { Block, Body, ObjectExpression } from '../syntax/hcl/ast.ts';
import { hclFileOf } from '../syntax/parsed.ts';
import type { SourceText, Span } from '../text/source.ts';
import {
  type Edit,
  indentAt,
  lineEnd,
  lineStart,
  partAfter,
  type Setting,
  type Structure,
  wholeLines,
} from './edit.ts';
import { aligned } from './hcl-alignment.ts';
import { blockAt, containerAt, expressionAt, nested, settingOf, tupleAround } from './hcl-nodes.ts';
import { hclBlock, hclText } from './hcl-text.ts';
import { withoutItem } from './items.ts';
import { isMapping, type Plain } from './plain.ts';

export function hclStructure(source: SourceText): Structure {
  const { text } = source;
  const { body } = hclFileOf(source);

  const set = (container: Span, { path, to }: Setting): readonly Edit[] | undefined => {
    const target = containerAt(body, container);
    return target && setBelow(text, target, path, to);
  };

  return {
    replace: (at, by) => replaced(text, body, at, by),
    set,
    remove: (item) => removed(text, body, item),
    copies(item, variants, named) {
      const block = blockAt(body, item);
      if (!block || block.type === 'dynamic') return undefined;
      const lines = wholeLines(text, block);
      if (!lines) return undefined;
      const written = variants.map((settings, i) => {
        const edits = settings.map((setting) => setBelow(text, block, setting.path, setting.to));
        const name = renamed(block, named?.[i]);
        if (edits.includes(undefined) || name === undefined) return undefined;
        return partAfter(text, { start: lineStart(text, block.start), end: block.end }, [
          ...edits.flatMap((some) => some ?? []),
          ...name,
        ]);
      });
      if (written.includes(undefined)) return undefined;
      const at = lineEnd(text, block.end);
      return [{ start: at, end: at, text: written.map((copy) => `${gap(text, block)}${copy}`).join('') }];
    },
    append(container, path, item) {
      const target = containerAt(body, container);
      return target && appended(text, target, path, item);
    },
  };
}

function renamed(block: Block, name: string | undefined): readonly Edit[] | undefined {
  if (name === undefined) return [];
  const label = block.labels.at(-1);
  return label && [{ start: label.start, end: label.end, text: label.quoted ? hclText(name) : name }];
}

/** Blocks of a file stand apart, those inside of a block as they do there. */
function gap(text: string, block: Block): string {
  const before = text.slice(0, lineStart(text, block.start));
  return indentAt(text, block.start) === '' || /\n[ \t]*\r?\n$/.test(before) ? '\n\n' : '\n';
}

function replaced(text: string, body: Body, at: Span, by: Plain): readonly Edit[] | undefined {
  const node = expressionAt(body, at);
  if (node) {
    if (node.kind === 'template' && node.heredoc) return undefined;
    const unquoted = node.kind === 'number' && typeof by === 'string' && /^\d+$/.test(by);
    return [{ start: at.start, end: at.end, text: unquoted ? by : hclText(by, indentAt(text, at.start)) }];
  }
  // A part of a text: one address in a list with commas.
  return typeof by === 'string' && /^[\w.:/,-]*$/.test(by) ? [{ start: at.start, end: at.end, text: by }] : undefined;
}

function setBelow(
  text: string,
  container: Block | ObjectExpression,
  path: readonly string[],
  to: Plain | undefined,
): readonly Edit[] | undefined {
  const [name = '', ...rest] = path;
  if (rest.length > 0) {
    const inner = nested(container, name);
    if (inner) return setBelow(text, inner, rest, to);
    if (to === undefined) return [];
    return settingOf(container, name) ? undefined : added(text, container, name, nestedPlain(rest, to));
  }
  const there = settingOf(container, name);
  if (to === undefined) {
    const lines = there && wholeLines(text, there);
    if (!there) return nested(container, name) ? undefined : [];
    return lines && [{ ...lines, text: '' }];
  }
  if (there) {
    const { start, end } = there.value;
    return [{ start, end, text: hclText(to, indentAt(text, there.start)) }];
  }
  return nested(container, name) ? undefined : added(text, container, name, to);
}

function nestedPlain(path: readonly string[], to: Plain): Plain {
  return path.reduceRight((inner, name) => ({ [name]: inner }), to);
}

/** A setting that was not there: an argument behind the last one, a mapping as a block at the end. */
function added(
  text: string,
  container: Block | ObjectExpression,
  name: string,
  to: Plain,
): readonly Edit[] | undefined {
  const asBlock = container.kind === 'block' && isMapping(to);
  const items = container.kind === 'block' ? container.body.items : container.items;
  const open = container.kind === 'block' ? container.openBrace?.end : container.start + 1;
  const close = container.kind === 'block' ? container.closeBrace?.start : container.end - 1;
  if (open === undefined || close === undefined) return undefined;
  const isOneLine = !text.slice(open, close).includes('\n');
  if (isOneLine) return addedInLine(text, { open, close, isEmpty: items.length === 0, block: asBlock }, name, to);
  const outer = indentAt(text, container.start);
  const indent = items[0] ? indentAt(text, items[0].start) : `${outer}  `;
  if (asBlock) {
    const at = lineEnd(text, items.at(-1)?.end ?? open);
    return [{ start: at, end: at, text: `${items.length > 0 ? '\n' : ''}\n${hclBlock(name, to, indent)}` }];
  }
  const last = items.findLast((item) => item.kind !== 'block');
  if (last) return aligned(text, items, last, name, hclText(to, indent));
  const at = lineEnd(text, open);
  const behind = items.length > 0 ? '\n' : '';
  return [{ start: at, end: at, text: `\n${indent}${name} = ${hclText(to, indent)}${behind}` }];
}

interface InLine {
  readonly open: number;
  readonly close: number;
  readonly isEmpty: boolean;
  readonly block: boolean;
}

/** `{ a = 1 }` takes a comma; a block in one line takes one argument only, and is opened. */
function addedInLine(
  text: string,
  { open, close, isEmpty, block }: InLine,
  name: string,
  to: Plain,
): readonly Edit[] | undefined {
  const indent = indentAt(text, open);
  if (isEmpty) {
    const inner = `${indent}  `;
    const written = block ? hclBlock(name, to, inner) : `${inner}${name} = ${hclText(to, inner)}`;
    return [{ start: open, end: close, text: `\n${written}\n${indent}` }];
  }
  const content = text.slice(open, close);
  if (block) return undefined;
  const at = open + content.trimEnd().length;
  return [{ start: at, end: at, text: `, ${name} = ${hclText(to)}` }];
}

function removed(text: string, body: Body, item: Span): readonly Edit[] | undefined {
  const block = blockAt(body, item);
  if (block) {
    const lines = wholeLines(text, block);
    if (!lines) return undefined;
    // The blank line that kept it apart goes with it.
    const before = /(?:^|\n)([ \t]*\r?\n)$/.exec(text.slice(0, lines.start));
    const after = /^[ \t]*(?:\r?\n|\}|$)/.test(text.slice(lines.end));
    const start = before && after ? lines.start - (before[1] as string).length : lines.start;
    const [blank = ''] = lines.start === 0 ? (/^[ \t]*\r?\n/.exec(text.slice(lines.end)) ?? []) : [];
    return [{ start, end: lines.end + blank.length, text: '' }];
  }
  const tuple = tupleAround(body, item);
  return tuple && withoutItem(text, tuple, tuple.items, item);
}

function appended(
  text: string,
  container: Block | ObjectExpression,
  path: readonly string[],
  item: Plain,
): readonly Edit[] | undefined {
  const [name = '', ...rest] = path;
  const inner = rest.length > 0 ? nested(container, name) : undefined;
  if (rest.length > 0) return inner && appended(text, inner, rest, item);
  const list = settingOf(container, name)?.value;
  if (list?.kind === 'tuple') return behindLast(text, list, item);
  if (list) return undefined;
  if (isMapping(item)) return added(text, container, name, item);
  return added(text, container, name, [item]);
}

/** One more item in the style of the list: in its line, or in a line of its own. */
function behindLast(
  text: string,
  list: Span & { readonly items: readonly Span[] },
  item: Plain,
): readonly Edit[] | undefined {
  const last = list.items.at(-1);
  if (!last) return [{ start: list.start, end: list.end, text: hclText([item]) }];
  const isOwnLine = text.slice(list.start, last.start).includes('\n');
  const comma = /^\s*,/.exec(text.slice(last.end, list.end));
  if (!isOwnLine) return [{ start: last.end, end: last.end, text: `, ${hclText(item)}` }];
  const indent = indentAt(text, last.start);
  const at = lineEnd(text, last.end + (comma?.[0].length ?? 0));
  const edit = { start: at, end: at, text: `\n${indent}${hclText(item, indent)}${comma ? ',' : ''}` };
  return comma ? [edit] : [{ start: last.end, end: last.end, text: ',' }, edit];
}
