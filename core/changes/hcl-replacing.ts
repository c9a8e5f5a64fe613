/** Other values in the place of one, in HCL. */
import type { Body } from '../syntax/hcl/ast.ts';
import type { Span } from '../text/source.ts';
import { isPlainPart } from './data-replacing.ts';
import { type Edit, indentAt, isFirstInLine } from './edit.ts';
import { expressionAt, templateAround, tupleAround } from './hcl-nodes.ts';
import { hclText } from './hcl-text.ts';
import { isPartOf } from './items.ts';
import { Expression, type Plain } from './plain.ts';

export function replaced(text: string, body: Body, at: Span, by: Plain): readonly Edit[] | undefined {
  const node = expressionAt(body, at);
  if (node) {
    if (node.kind === 'template' && node.heredoc) return undefined;
    const unquoted = node.kind === 'number' && typeof by === 'string' && /^\d+$/.test(by);
    return [{ start: at.start, end: at.end, text: unquoted ? by : hclText(by, indentAt(text, at.start)) }];
  }
  // A part of a text: one address in a list with commas.
  const part = templateAround(body, at) && partText(by);
  return part === undefined ? undefined : [{ start: at.start, end: at.end, text: part }];
}

function partText(by: Plain): string | undefined {
  if (by instanceof Expression) return `\${${by.text}}`;
  return typeof by === 'string' && isPlainPart(by) ? by : undefined;
}

/** One entry of a list, or of a text with commas, by several. */
export function exchanged(text: string, body: Body, at: Span, items: readonly Plain[]): readonly Edit[] | undefined {
  const tuple = tupleAround(body, at);
  if (tuple) {
    const between = isFirstInLine(text, at.start) ? `,\n${indentAt(text, at.start)}` : ', ';
    return [{ start: at.start, end: at.end, text: items.map((item) => hclText(item)).join(between) }];
  }
  const node = expressionAt(body, at);
  const [only, ...more] = items;
  // A name may stand for a whole list: only what is written out is one entry.
  if (node && node.kind !== 'template') return undefined;
  if (only !== undefined && more.length === 0) return replaced(text, body, at, only);
  const parts = items.map(partText);
  if (parts.includes(undefined) || (node?.kind === 'template' && node.heredoc)) return undefined;
  const joined = parts.join(',');
  return [{ start: at.start, end: at.end, text: node ? `"${joined}"` : joined }];
}

/** Whether the list, or the text with commas, that has a value already has this one. */
export function isListed(text: string, body: Body, at: Span, item: Plain): boolean {
  const tuple = tupleAround(body, at);
  if (tuple)
    return tuple.items.some((one) => one.start !== at.start && text.slice(one.start, one.end) === hclText(item));
  return isPartOf(text, at, templateAround(body, at), item);
}
