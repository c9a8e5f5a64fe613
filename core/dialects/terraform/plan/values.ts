/**
 * Attributes in a plan or a state as values. The provider's SDK does not tell an empty text or list from one that
 * nobody set, and writes both alike; so what is empty is left out, as it would be in a configuration.
 */
import type { DataNode, MapNode } from '../../../syntax/data.ts';
import { locationOf, type SourceText } from '../../../text/source.ts';
import { type Data, known, type MapData, type MapMember, unknown, type Value } from '../../../values/value.ts';
import { entries, items, member, nameOf } from './nodes.ts';

/**
 * A resource's attributes. `unknown` has the same form as `after_unknown`: true in the place of each value that is
 * known after apply. `subject` is the resource's address.
 */
export function attributesOf(
  node: MapNode,
  unknownParts: DataNode | undefined,
  subject: string,
  source: SourceText,
): MapData {
  const members = new Map<string, MapMember>();
  for (const entry of node.entries) {
    const name = nameOf(entry);
    const value = readValue(entry.value, member(unknownParts, name), `${subject}.${name}`, source);
    if (value) members.set(name, { key: locationOf(source, entry.key), value });
  }
  // A value that is not known is not written beside the others.
  for (const { key, value } of entries(unknownParts)) {
    const name = key.kind === 'scalar' ? String(key.value) : '';
    if (!isTrue(value) || members.has(name)) continue;
    const at = locationOf(source, key);
    members.set(name, { key: at, value: unknown('computed', `${subject}.${name}`, at) });
  }
  return { type: 'map', entries: members };
}

/** `undefined` for what is not set. */
function readValue(
  node: DataNode | undefined,
  unknownParts: DataNode | undefined,
  subject: string,
  source: SourceText,
): Value | undefined {
  if (isTrue(unknownParts))
    return unknown('computed', subject, locationOf(source, unknownParts ?? node ?? { start: 0, end: 0 }));
  switch (node?.kind) {
    case 'map': {
      const data = attributesOf(node, unknownParts, subject, source);
      return data.entries.size === 0 ? undefined : known<Data>(data, locationOf(source, node));
    }
    case 'sequence': {
      if (node.items.length === 0) return undefined;
      const parts = items(unknownParts);
      const list = node.items.map(
        (item, i) => readValue(item, parts[i], subject, source) ?? known<Data>(emptyOf(item), locationOf(source, item)),
      );
      return known<Data>({ type: 'list', items: list }, locationOf(source, node));
    }
    case 'scalar':
      return node.value === null || node.value === '' ? undefined : known<Data>(node.value, locationOf(source, node));
    default:
      return undefined;
  }
}

/** An item of a list keeps its place, even if it says nothing. */
function emptyOf(node: DataNode): Data {
  if (node.kind === 'map') return { type: 'map', entries: new Map() };
  if (node.kind === 'sequence') return { type: 'list', items: [] };
  return node.kind === 'scalar' ? node.value : null;
}

function isTrue(node: DataNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}
