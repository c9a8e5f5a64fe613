/** Writing changes into HCL. Keeps indentation, quotes, comments and the alignment of `terraform fmt`. */
import type { Block, Body, ObjectExpression } from '../syntax/hcl/ast.ts';
import { hclFileOf } from '../syntax/parsed.ts';
import type { SourceText, Span } from '../text/source.ts';
import { all, type Edit, indentAt, lineEnd, lineStart, partAfter, type Structure, wholeLines } from './edit.ts';
import { blockAt, containerAt, nested, settingAround, settingOf, templateAround, tupleAround } from './hcl-nodes.ts';
import { exchanged, isListed, replaced } from './hcl-replacing.ts';
import { added, setAll } from './hcl-settings.ts';
import { hclBlock, hclText } from './hcl-text.ts';
import { withoutItem, withoutPart } from './items.ts';
import { isMapping, type Plain } from './plain.ts';

export function hclStructure(source: SourceText): Structure {
  const { text } = source;
  const { body } = hclFileOf(source);

  return {
    replace: (at, by) => replaced(text, body, at, by),
    exchange: (at, items) => exchanged(text, body, at, items),
    isListed: (at, item) => isListed(text, body, at, item),
    set(container, settings) {
      const target = containerAt(body, container);
      return target && setAll(text, target, settings);
    },
    remove: (item) => removed(text, body, item),
    placeOf: (item) => blockAt(body, item),
    beside(item, name, type, settings) {
      const block = blockAt(body, item);
      if (!block) return undefined;
      const at = lineEnd(text, block.end);
      return [
        {
          start: at,
          end: at,
          text: `\n\n${hclBlock(`resource "${type}" "${name}"`, settings, indentAt(text, block.start))}`,
        },
      ];
    },
    copies(item, variants, named) {
      const block = blockAt(body, item);
      if (!block || block.type === 'dynamic') return undefined;
      const lines = wholeLines(text, block);
      if (!lines) return undefined;
      const written = variants.map((settings, i) => {
        const edits = all([setAll(text, block, settings), renamed(block, named?.[i])]);
        return edits && partAfter(text, { start: lineStart(text, block.start), end: block.end }, edits);
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
  if (tuple) return withoutItem(text, tuple, tuple.items, item);
  const setting = settingAround(body, item);
  const lines = setting && wholeLines(text, setting);
  if (setting) return lines && [{ ...lines, text: '' }];
  return withoutPart(text, item, templateAround(body, item)?.content);
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
  return added(text, container, [[name, isMapping(item) ? item : [item]]]);
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
  if (!isOwnLine) {
    return [{ start: last.end, end: last.end, text: `, ${hclText(item, indentAt(text, last.end - 1))}` }];
  }
  const indent = indentAt(text, last.start);
  const at = lineEnd(text, last.end + (comma?.[0].length ?? 0));
  const edit = { start: at, end: at, text: `\n${indent}${hclText(item, indent)}${comma ? ',' : ''}` };
  return comma ? [edit] : [{ start: last.end, end: last.end, text: ',' }, edit];
}
