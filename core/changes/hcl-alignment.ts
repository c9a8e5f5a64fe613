/** `terraform fmt` aligns the equals signs of arguments that stand in lines one after the other. */
import type { Node } from '../syntax/hcl/ast.ts';
import type { Span } from '../text/source.ts';
import { type Edit, indentAt, lineEnd } from './edit.ts';

interface Line {
  readonly item: Span;
  readonly nameEnd: number;
  readonly equals: number;
}

/** An argument behind the last one; its neighbours move with it where they were aligned. */
export function aligned(
  text: string,
  items: readonly Node[],
  last: Node,
  name: string,
  value: string,
): readonly Edit[] {
  const indent = indentAt(text, last.start);
  const at = lineEnd(text, last.end);
  const group = groupOf(text, items, last);
  const width = group.map(({ item, equals }) => equals - item.start);
  const isAligned = width.every((one) => one === width[0]);
  const [column = name.length + 1] = isAligned ? width : [];
  const missing = name.length + 1 - column;
  const moved =
    isAligned && missing > 0
      ? group.map(({ nameEnd, equals, item }): Edit => {
          const padding = ' '.repeat(name.length - (nameEnd - item.start) + 1);
          return { start: nameEnd, end: equals, text: padding };
        })
      : [];
  const padded = name.padEnd(Math.max(column - 1, name.length));
  return [...moved, { start: at, end: at, text: `\n${indent}${padded} = ${value}` }];
}

/** The arguments in one line each that end with this one, without a blank line or another thing between them. */
function groupOf(text: string, items: readonly Node[], last: Node): readonly Line[] {
  const group: Line[] = [];
  for (let index = items.indexOf(last); index >= 0; index--) {
    const item = items[index] as Node;
    const before = group[0];
    if (before && !/^[^\S\n]*(?:(?:#|\/\/)[^\n]*)?\n[^\S\n]*$/.test(text.slice(item.end, before.item.start))) break;
    const line = lineOf(text, item);
    if (!line) break;
    group.unshift(line);
  }
  return group;
}

function lineOf(text: string, item: Node): Line | undefined {
  if (item.kind !== 'attribute' && item.kind !== 'item') return undefined;
  if (text.slice(item.start, item.end).includes('\n')) return undefined;
  const nameEnd = item.kind === 'attribute' ? item.nameSpan.end : item.key.end;
  const equals = text.indexOf('=', nameEnd);
  return text.slice(nameEnd, equals).trim() === '' ? { item, nameEnd, equals } : undefined;
}
