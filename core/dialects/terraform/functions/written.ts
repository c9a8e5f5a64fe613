/**
 * Values that a text holds, with their places in it. What `yamldecode(file("rules.yaml"))` gives stands in that file,
 * and a person would change it there.
 */
import type { DataNode } from '../../../syntax/data.ts';
import type { SourceText, Span } from '../../../text/source.ts';
import { isList, isMap, type Known, type MapMember, type Value } from '../../../values/value.ts';

/** The file whose whole text the value is. */
export function fileOf({ value, definedAt }: Known): SourceText | undefined {
  const source = definedAt?.source;
  const isWhole = source !== undefined && definedAt?.start === 0 && definedAt.end === source.text.length;
  return isWhole && source.text === value ? source : undefined;
}

/** The same value, written at this span of the file. */
export function writtenAt(value: Value, span: Span, file: SourceText | undefined): Value {
  if (!file || value.kind !== 'known') return value;
  return { ...value, definedAt: { source: file, start: span.start, end: span.end } };
}

/** The same value with the place of each part; the tree is that of the text which the value was read from. */
export function writtenIn(value: Value, node: DataNode | undefined, file: SourceText): Value {
  if (!node || value.kind !== 'known') return value;
  const data = value.value;
  if (isList(data) && node.kind === 'sequence') {
    const items = data.items.map((item, i) => writtenIn(item, node.items[i], file));
    return writtenAt({ ...value, value: { ...data, items } }, node, file);
  }
  if (!isMap(data) || node.kind !== 'map') return writtenAt(value, node, file);
  const nodes = new Map(
    node.entries.map(({ key, value: own }) => [key.kind === 'scalar' ? key.value : undefined, own]),
  );
  const entries = new Map<string, MapMember>();
  for (const [name, member] of data.entries) {
    entries.set(name, { ...member, value: writtenIn(member.value, nodes.get(name), file) });
  }
  return writtenAt({ ...value, value: { ...data, entries } }, node, file);
}
