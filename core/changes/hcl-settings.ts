/** Settings of blocks and objects in HCL: written anew where they stand, added where they do not. */
import type { Block, ObjectExpression } from '../syntax/hcl/ast.ts';
import { all, byFirstKey, type Edit, indentAt, lineEnd, madeOf, type Setting, wholeLines } from './edit.ts';
import { aligned } from './hcl-alignment.ts';
import { nested, settingOf } from './hcl-nodes.ts';
import { hclBlock, hclText, isBlock } from './hcl-text.ts';
import type { Plain } from './plain.ts';

type Container = Block | ObjectExpression;

export function setAll(text: string, container: Container, settings: readonly Setting[]): readonly Edit[] | undefined {
  const additions: (readonly [string, Plain])[] = [];
  const edits = [...byFirstKey(settings)].map(([name, group]) => {
    const content = madeOf(group);
    const inner = nested(container, name);
    const there = settingOf(container, name);
    if (group.some(({ path }) => path.length > 0)) {
      if (inner) return setAll(text, inner, group);
      if (there && content !== undefined) return undefined;
    } else if (there) {
      const lines = wholeLines(text, there);
      if (content === undefined) return lines && [{ ...lines, text: '' }];
      const { start, end } = there.value;
      return [{ start, end, text: hclText(content, indentAt(text, there.start)) }];
    } else if (inner) return undefined;
    if (content !== undefined) additions.push([name, content]);
    return [];
  });
  return all([...edits, added(text, container, additions)]);
}

/** Settings that were not there: arguments behind the last one, mappings as blocks at the end. */
export function added(
  text: string,
  container: Container,
  additions: readonly (readonly [string, Plain])[],
): readonly Edit[] | undefined {
  const isNested = ([, to]: readonly [string, Plain]): boolean => container.kind === 'block' && isBlock(to);
  const blocks = additions.filter(isNested);
  const settings = additions.filter((one) => !isNested(one));
  const open = container.kind === 'block' ? container.openBrace?.end : container.start + 1;
  const close = container.kind === 'block' ? container.closeBrace?.start : container.end - 1;
  if (open === undefined || close === undefined) return undefined;
  if (additions.length === 0) return [];
  const items = container.kind === 'block' ? container.body.items : container.items;
  if (!text.slice(open, close).includes('\n')) return addedInLine(text, open, close, settings, blocks);
  const indent = items[0] ? indentAt(text, items[0].start) : `${indentAt(text, container.start)}  `;
  const last = items.findLast((item) => item.kind !== 'block');
  const atEnd = lineEnd(text, items.at(-1)?.end ?? open);
  const atStart = lineEnd(text, open);
  const written = settings.map(([name, to]) => [name, hclText(to, indent)] as const);
  const width = Math.max(...written.map(([name]) => name.length));
  const lines = written.map(([name, value]) => `\n${indent}${name.padEnd(width)} = ${value}`).join('');
  const apart = items.length > 0 || settings.length > 0 ? '\n' : '';
  return [
    ...(last ? aligned(text, items, last, written) : []),
    ...(last || lines === ''
      ? []
      : [{ start: atStart, end: atStart, text: `${lines}${items.length > 0 ? '\n' : ''}` }]),
    ...blocks.map(([name, to], i) => ({
      start: atEnd,
      end: atEnd,
      text: `${i > 0 ? '\n' : apart}\n${hclBlock(name, to, indent)}`,
    })),
  ];
}

/** `{ a = 1 }` takes a comma; a block in one line takes one argument only, and is opened. */
function addedInLine(
  text: string,
  open: number,
  close: number,
  settings: readonly (readonly [string, Plain])[],
  blocks: readonly (readonly [string, Plain])[],
): readonly Edit[] | undefined {
  const indent = indentAt(text, open);
  const content = text.slice(open, close);
  if (content.trim() === '') {
    const written = hclBlock('', Object.fromEntries([...settings, ...blocks]), indent).trimStart();
    return [{ start: open - 1, end: close + 1, text: written }];
  }
  if (blocks.length > 0) return undefined;
  const at = open + content.trimEnd().length;
  return [{ start: at, end: at, text: settings.map(([name, to]) => `, ${name} = ${hclText(to)}`).join('') }];
}
