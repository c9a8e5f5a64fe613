/**
 * JSON that is known in part. `jsonencode({ Resource = ["acs:oss:*:*:${alicloud_oss_bucket.b.id}/*"] })` is an unknown
 * text as a whole, because an id in it exists only after creation; what a policy means stands in the other members.
 * Here the text is read from its source, and only what is not literal stays unknown.
 */

import type { ScalarNode } from '../../syntax/data.ts';
import { type Expression, parseHclExpression, type TemplatePart } from '../../syntax/hcl/index.ts';
import { contentMap, decodeFlowScalar } from '../../syntax/yaml/decode.ts';
import { type Location, SourceText } from '../../text/source.ts';
import {
  type Data,
  isList,
  isMap,
  type Known,
  known,
  type MapMember,
  type Unknown,
  unknown,
  type Value,
} from '../../values/value.ts';
import { fromJsonText } from '../json-text.ts';

/** Stands in a template's text where something is filled in; from Unicode's private use area. */
const blank = '\uE000';

/** The data of a `jsonencode(…)` or of a JSON template at this place, as far as it is literal. */
export function partlyKnown({ at }: Pick<Unknown, 'at'>): Value | undefined {
  const { source, start, end } = expressionText(at);
  const { expression } = parseHclExpression(source.text, start, end);
  if (expression.kind === 'call' && expression.name === 'jsonencode' && expression.args[0]) {
    return literal(expression.args[0], source);
  }
  if (expression.kind !== 'template') return undefined;
  const text = expression.parts.map(textOf).join('');
  const data = text.trimStart().startsWith('{') ? fromJsonText(known(text, at)) : undefined;
  return data && withBlanks(data);
}

/** The parts of what `jsonencode(…)` makes, where the value itself is this call and all of it is literal. */
export function encoded(made: Known): Value | undefined {
  if (made.definedAt || !/^\s*jsonencode\s*\(/.test(made.at.source.text.slice(made.at.start, made.at.end)))
    return undefined;
  const value = partlyKnown(made);
  return value && isLiteral(value) ? value : undefined;
}

function isLiteral(value: Value): boolean {
  if (value.kind !== 'known') return false;
  if (isMap(value.value)) return [...value.value.entries.values()].every((member) => isLiteral(member.value));
  return !isList(value.value) || value.value.items.every(isLiteral);
}

/** In `.tf.json` an expression stands inside of a string, with JSON's escapes. */
function expressionText(at: Location): Location {
  const { source, start, end } = at;
  const written = source.text.slice(start, end);
  if (!source.path.endsWith('.json') || written.startsWith('"') || !written.includes('\\')) return at;
  const text = decodeFlowScalar(source.text, start, end, 'double');
  const content = { start, end };
  const node = { kind: 'scalar', ...content, content, value: text, style: 'double', tag: undefined, anchor: undefined };
  const toHost = contentMap(node as ScalarNode, source.text);
  return { source: new SourceText(source.path, text, { source, toHost }), start: 0, end: text.length };
}

function textOf(part: TemplatePart): string {
  return part.kind === 'literal' ? part.value : blank;
}

function literal(node: Expression, source: SourceText): Value {
  const at: Location = { source, start: node.start, end: node.end };
  switch (node.kind) {
    case 'number':
    case 'boolean':
      return known<Data>(node.value, at);
    case 'null':
      return known<Data>(null, at);
    case 'parenthesised':
      return literal(node.expression, source);
    case 'template': {
      const text = node.parts.map(textOf).join('');
      return text.includes(blank) ? notLiteral(at) : known<Data>(text, at);
    }
    case 'tuple':
      return known<Data>({ type: 'list', items: node.items.map((item) => literal(item, source)) }, at);
    case 'object': {
      const entries = new Map<string, MapMember>();
      for (const { key, value } of node.items) {
        const name = key.kind === 'variable' ? key.name : literal(key, source);
        const text = typeof name === 'string' ? name : name.kind === 'known' ? String(name.value) : undefined;
        // A key that is not known may be any: nothing is known of the object then.
        if (text === undefined) return notLiteral(at);
        entries.set(text, { key: { source, start: key.start, end: key.end }, value: literal(value, source) });
      }
      return known<Data>({ type: 'map', entries }, at);
    }
    default:
      return notLiteral(at);
  }
}

function notLiteral(at: Location): Unknown {
  return unknown('computed', at.source.text.slice(at.start, Math.min(at.end, at.start + 80)), at);
}

function withBlanks(value: Value): Value {
  if (value.kind !== 'known') return value;
  const { value: data, at } = value;
  if (typeof data === 'string') return data.includes(blank) ? unknown('computed', 'interpolation', at) : value;
  if (isList(data)) return known<Data>({ type: 'list', items: data.items.map(withBlanks) }, at);
  if (!isMap(data)) return value;
  const entries = [...data.entries].map(
    ([key, member]) => [key, { ...member, value: withBlanks(member.value) }] as const,
  );
  return known<Data>({ type: 'map', entries: new Map(entries) }, at);
}
