/** Data as it stands in the text, without functions: parameters' defaults and mappings' cells. */
import type { DataDocument, DataNode } from '../../syntax/data.ts';
import { entriesOf } from '../../syntax/navigate.ts';
import { locationOf, type SourceText } from '../../text/source.ts';
import { known, type MapMember, unknown, usedAt, type Value } from '../../values/value.ts';
import { maxLevels } from './limits.ts';

export function literal(source: SourceText, document: DataDocument, node: DataNode, depth = 0): Value {
  const at = locationOf(source, node);
  if (depth > maxLevels) return unknown('limit', 'nesting', at);
  if (node.kind === 'scalar') return known(node.value, at);
  if (node.kind === 'alias') {
    const target = document.anchors.get(node);
    if (!target) return unknown('invalid', `*${node.name}`, at);
    return usedAt(literal(source, document, target, depth + 1), at);
  }
  if (node.kind === 'sequence') {
    return known({ type: 'list', items: node.items.map((item) => literal(source, document, item, depth + 1)) }, at);
  }
  const entries = new Map<string, MapMember>();
  for (const { name, key, value } of entriesOf(node, document)) {
    const keyAt = locationOf(source, key);
    entries.set(name, { key: keyAt, value: value ? literal(source, document, value, depth + 1) : known(null, keyAt) });
  }
  return known({ type: 'map', entries }, at);
}
