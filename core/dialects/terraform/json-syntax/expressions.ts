/** JSON values as expressions. */
import type { DataNode, MapNode } from '../../../syntax/data.ts';
import type { Expression, ObjectItem } from '../../../syntax/hcl/index.ts';
import type { Span } from '../../../text/source.ts';
import { type JsonText, literalText, referenceText, templateText } from './strings.ts';

/**
 * How an argument's strings are meant: as templates; as they stand, where Terraform evaluates nothing (a default, a
 * module's source); or as expressions that it reads without evaluating them (a type, `depends_on`).
 */
export type Strings = 'template' | 'literal' | 'reference';

/** `node` is absent where nothing stands behind a colon; then `at` says where. JSON's nesting is bounded by its reader. */
export function expressionOf(node: DataNode | undefined, at: Span, strings: Strings, file: JsonText): Expression {
  switch (node?.kind) {
    case 'map':
      return { kind: 'object', ...spanOf(node), items: itemsOf(node, strings, file) };
    case 'sequence': {
      const items = node.items.map((item) => expressionOf(item, item, strings, file));
      return { kind: 'tuple', ...spanOf(node), items };
    }
    case 'scalar': {
      const { value } = node;
      if (typeof value === 'string' && node.style !== 'plain') {
        if (strings === 'literal') return literalText(node, value);
        return strings === 'template' ? templateText(node, value, file) : referenceText(node, value, file);
      }
      if (typeof value === 'number') return numberOf(node, file.text);
      if (typeof value === 'boolean') return { kind: 'boolean', ...spanOf(node), value };
      return { kind: value === null ? 'null' : 'missing', ...spanOf(node) };
    }
    default:
      return { kind: 'missing', ...spanOf(at) };
  }
}

function numberOf(node: Span, text: string): Expression {
  const span = spanOf(node);
  const written = text.slice(span.start, span.end);
  if (!written.startsWith('-')) return { kind: 'number', ...span, value: Number(written), text: written };
  const operand = { kind: 'number', start: span.start + 1, end: span.end, text: written.slice(1) } as const;
  return { kind: 'unary', ...span, operator: '-', operand: { ...operand, value: Number(operand.text) } };
}

/** The keys of an object may be templates, too. One that is an expression needs parentheses to be no name. */
function itemsOf({ entries }: MapNode, strings: Strings, file: JsonText): ObjectItem[] {
  return entries.map(({ key, value, start, end }) => ({
    kind: 'item',
    start,
    end,
    key: keyOf(expressionOf(key, key, strings === 'template' ? 'template' : 'literal', file)),
    value: expressionOf(value, key, strings, file),
  }));
}

/** An expression alone stands in parentheses, as it would have to outside of JSON. */
function keyOf(key: Expression): Expression {
  return key.kind === 'template' ? key : { kind: 'parenthesised', start: key.start, end: key.end, expression: key };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
