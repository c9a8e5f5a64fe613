/** The scalar of a tree that has its content at a place: what is written in place, read as a text of its own. */
import type { DataFile, DataNode, ScalarNode } from '../../../syntax/data.ts';
import type { Span } from '../../../text/source.ts';

export function scalarAt({ documents }: DataFile, { start, end }: Span): ScalarNode | undefined {
  const open: DataNode[] = documents.flatMap(({ root }) => root ?? []);
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.start > start || node.end < end) continue;
    if (node.kind === 'scalar' && node.content.start === start && node.content.end === end) return node;
    if (node.kind === 'sequence') for (const item of node.items) open.push(item);
    if (node.kind === 'map') for (const { value } of node.entries) if (value) open.push(value);
  }
  return undefined;
}
