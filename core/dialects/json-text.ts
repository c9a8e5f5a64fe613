/** JSON that stands in a string attribute (policies, trigger configurations), as data with places in the source. */
import { type Node, parseTree } from 'jsonc-parser';
import type { Location } from '../text/source.ts';
import { type Data, known, type MapMember, mapValue, sameWay, unknown, type Value } from '../values/value.ts';

/** What a string's JSON says; other data is passed on. Text that is not JSON is unknown. */
export function fromJsonText(value: Value): Value {
  return mapValue(value, (written) => {
    const { value: data, at } = written;
    if (typeof data !== 'string') return written;
    const tree = parseTree(data, [], { allowTrailingComma: true, disallowComments: false });
    if (!tree) return unknown('invalid', 'JSON', at);
    // Where the text stands in the source as it is (a heredoc), each part gets its own characters.
    const offset = at.source.text.slice(at.start, at.end).indexOf(data);
    const place = ({ offset: start, length }: Node): Location =>
      offset < 0
        ? at
        : { source: at.source, start: at.start + offset + start, end: at.start + offset + start + length };
    const read = sameWay(dataOf(tree, place), written);
    return read;
  });
}

function dataOf(node: Node, place: (node: Node) => Location): Data {
  if (node.type === 'array') {
    return { type: 'list', items: (node.children ?? []).map((item) => known(dataOf(item, place), place(item))) };
  }
  if (node.type !== 'object') return node.value as string | number | boolean | null;
  const entries = new Map<string, MapMember>();
  for (const { children } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (key && value)
      entries.set(String(key.value), { key: place(key), value: known(dataOf(value, place), place(value)) });
  }
  return { type: 'map', entries };
}
