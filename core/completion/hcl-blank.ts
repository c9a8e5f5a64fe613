/** Where in Terraform a value is being written. */
import type { Attribute, Block, Body, Expression, ObjectExpression } from '../syntax/hcl/index.ts';
import type { Span } from '../text/source.ts';
import { type Blank, blank, isBlankBetween, isNumber } from './blank.ts';

export interface HclBlank {
  /** `alicloud_security_group_rule`. */
  readonly type: string;
  /** Names of the blocks, attributes and keys that lead to the value. */
  readonly path: readonly string[];
  readonly blank: Blank;
}

interface Found {
  readonly path: readonly string[];
  readonly blank: Blank;
}

/** @param offset where the cursor is */
export function hclBlankAt(body: Body, text: string, offset: number): HclBlank | undefined {
  const block = body.items.find((item): item is Block => item.kind === 'block' && surrounds(item.body, offset));
  const [type] = block?.labels ?? [];
  if (block?.type !== 'resource' || !type) return undefined;
  const found = inBody(block.body, text, offset);
  return found && { type: type.value, ...found };
}

function surrounds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** A list, and how deep it is, is bounded by the parser. */
function inBody(body: Body, text: string, offset: number): Found | undefined {
  for (const item of body.items) {
    if (item.kind === 'block') {
      if (!surrounds(item.body, offset)) continue;
      const found = inBody(item.body, text, offset);
      return found && { ...found, path: [...namesOf(item), ...found.path] };
    }
    if (!surrounds(withBlanks(item, text), offset) || offset <= item.nameSpan.end) continue;
    const found = ofAttribute(item, text, offset);
    return found && { ...found, path: [item.name, ...found.path] };
  }
  return undefined;
}

/** `dynamic "entry" { content { … } }` writes blocks `entry`. */
function namesOf({ type, labels }: Block): readonly string[] {
  if (type === 'content') return [];
  const [label] = labels;
  return type === 'dynamic' && label ? [label.value] : [type];
}

/** With the blanks behind it, where a value would be written. */
function withBlanks({ start, end }: Span, text: string): Span {
  return { start, end: end + (/^[ \t]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0) };
}

function ofAttribute({ value, nameSpan, end }: Attribute, text: string, offset: number): Found | undefined {
  if (value.kind !== 'missing') return inExpression(value, text, offset);
  const isBehindSign = /^[ \t]*=[ \t]*$/.test(text.slice(nameSpan.end, offset)) && offset >= end;
  return isBehindSign ? { path: [], blank: empty(text, offset) } : undefined;
}

function empty(text: string, offset: number): Blank {
  return blank({ start: offset, end: offset }, { space: text[offset - 1] === '=', quoted: (word) => !isNumber(word) });
}

function inExpression(node: Expression, text: string, offset: number): Found | undefined {
  if (!surrounds(node, offset)) return undefined;
  switch (node.kind) {
    case 'template': {
      const [part, more] = node.parts;
      const { start, end } = node.content;
      if (node.heredoc || more || (part && part.kind !== 'literal') || offset < start || offset > end) return undefined;
      const open = node.end === end || text[end] !== '"' ? '"' : undefined;
      return { path: [], blank: blank({ start, end }, { quoted: () => false, open }) };
    }
    case 'tuple':
      return inTuple(node.items, text, offset);
    case 'object':
      return inObject(node, text, offset);
    case 'conditional':
      return inExpression(node.whenTrue, text, offset) ?? inExpression(node.whenFalse, text, offset);
    case 'parenthesised':
      return inExpression(node.expression, text, offset);
    default:
      return ofBareText(node, text);
  }
}

function inTuple(items: readonly Expression[], text: string, offset: number): Found | undefined {
  for (const item of items) if (surrounds(item, offset)) return inExpression(item, text, offset);
  // Behind the bracket or a comma, on whichever line.
  return /[[,]\s*$/.test(text.slice(Math.max(0, offset - 200), offset))
    ? { path: [], blank: empty(text, offset) }
    : undefined;
}

function inObject({ items }: ObjectExpression, text: string, offset: number): Found | undefined {
  for (const { key, value } of items) {
    const name =
      key.kind === 'variable'
        ? key.name
        : key.kind === 'template'
          ? text.slice(key.content.start, key.content.end)
          : '';
    const found = value.kind === 'missing' ? missingIn(value, text, offset) : inExpression(value, text, offset);
    if (found) return { ...found, path: [name, ...found.path] };
  }
  return undefined;
}

function missingIn({ end }: Span, text: string, offset: number): Found | undefined {
  return isBlankBetween(text, end, offset) ? { path: [], blank: empty(text, offset) } : undefined;
}

/** What is half written without quotes: `10.`, `22/`, `off`. A name that leads somewhere is none. */
function ofBareText({ start, end }: Expression, text: string): Found | undefined {
  const written = text.slice(start, end);
  if (!/^[\w./:-]*$/.test(written) || /^(?:var|local|data|module|each|count)\b|^[a-z]\w*\.\w/.test(written))
    return undefined;
  return { path: [], blank: blank({ start, end }, { quoted: (word) => !isNumber(word) }) };
}
