/**
 * Parts of a snapshot as values with places. An id that belongs to another resource of the region becomes a reference to
 * it, so that a rule meets its group as it does in a template.
 */
import type { DataDocument, DataNode } from '../../syntax/data.ts';
import { entriesOf } from '../../syntax/navigate.ts';
import { locationOf, type SourceText } from '../../text/source.ts';
import { type Data, known, type MapData, type MapMember, type Value } from '../../values/value.ts';
import { referenceTo } from '../resource.ts';

/** Texts that are words of a person, or the resource's own id: never a reference. */
const ownWords: ReadonlySet<string> = new Set(['id', 'primaryInterfaceId', 'name', 'description', 'comment']);

export interface Reading {
  readonly source: SourceText;
  readonly document: DataDocument;
  /** Ids in the region, each with the address of the resource that it means. */
  readonly ids: ReadonlyMap<string, string>;
}

export function attributesOf(node: DataNode, reading: Reading): MapData {
  const members = new Map<string, MapMember>();
  for (const { name, key, value } of entriesOf(node, reading.document)) {
    if (!value || isNothing(value)) continue;
    const at = locationOf(reading.source, key);
    members.set(name, { key: at, value: dataAt(value, name, reading) });
  }
  return { type: 'map', entries: members };
}

/** The API answers with an empty text for what is not set. */
function isNothing(node: DataNode): boolean {
  return node.kind === 'scalar' && (node.value === null || node.value === '');
}

function dataAt(node: DataNode, name: string, reading: Reading): Value {
  const at = locationOf(reading.source, node);
  switch (node.kind) {
    case 'map':
      return known<Data>(attributesOf(node, reading), at);
    case 'sequence':
      return known<Data>({ type: 'list', items: node.items.map((item) => dataAt(item, name, reading)) }, at);
    case 'scalar': {
      const { value } = node;
      const owner = typeof value === 'string' && !ownWords.has(name) ? reading.ids.get(value) : undefined;
      return known<Data>(owner === undefined ? value : referenceTo(owner, 'id'), at);
    }
    case 'alias':
      return known<Data>(null, at);
  }
}
