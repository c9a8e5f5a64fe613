/** Suppressions as data, for files that have no comments: Kubernetes annotations, and `Metadata` of ROS resources. */

import type { Resource } from '../dialects/resource.ts';
import type { Unit } from '../dialects/unit.ts';
import type { DataFile, DataNode, MapNode } from '../syntax/data.ts';
import { dataFileOf } from '../syntax/parsed.ts';
import { type Location, locationOf, type SourceText, type Span } from '../text/source.ts';
import { firstFrom } from './lookup.ts';
import { readSuppressionList } from './suppression-text.ts';
import type { Suppression } from './suppressions.ts';

export const ignoreAnnotation = 'portguard.io/ignore';

export function metadataSuppressions(unit: Unit): Suppression[] {
  if (unit.dialect === 'terraform' || unit.dialect === 'cloud') return [];
  const word = unit.dialect === 'ros' ? 'portguard' : ignoreAnnotation;
  const suppressions: Suppression[] = [];
  const marked = new Map<SourceText, boolean>();
  for (const resource of unit.model.resources.values()) {
    const name = resource.nameAt;
    // HCL that lies in a template says it in comments; a rendered manifest has its annotations.
    const isEmbedded = unit.dialect === 'ros' && name.source.outermost(name).source !== name.source;
    let isMarked = marked.get(name.source);
    if (isMarked === undefined) {
      isMarked = !isEmbedded && name.source.text.includes(word);
      marked.set(name.source, isMarked);
    }
    if (!isMarked) continue;
    const data = dataFileOf(name.source);
    suppressions.push(...(unit.dialect === 'ros' ? ofMetadata : ofAnnotation)(resource, data, name));
  }
  return suppressions;
}

function ofAnnotation(resource: Resource, data: DataFile, name: Location): Suppression[] {
  const object = mapsAround(name.start, data).findLast((map) => member(map, 'metadata') && member(map, 'kind'));
  const metadata = object && plain(member(object, 'metadata'), data);
  const annotations = metadata && plain(member(metadata, 'annotations'), data);
  const node = annotations && plain(member(annotations, ignoreAnnotation), data);
  return node ? ofText(node, resource, name.source) : [];
}

function ofMetadata(resource: Resource, data: DataFile, name: Location): Suppression[] {
  const around = mapsAround(name.start, data);
  const entry = lastBefore(around.at(-1)?.entries ?? [], name.start);
  const metadata = plain(
    member(plain(entry && name.start < entry.key.end ? entry.value : undefined, data), 'Metadata'),
    data,
  );
  const list = plain(member(plain(member(metadata, 'portguard'), data), 'ignore'), data);
  const items = list?.kind === 'sequence' ? list.items : list ? [list] : [];
  return items.flatMap((item) => {
    const node = plain(item, data);
    return node?.kind === 'map' ? [ofEntry(node, resource, name.source, data)] : ofText(node, resource, name.source);
  });
}

/** `{rule: a/b, reason: why}`; `rule` may be a list. */
function ofEntry(node: MapNode, resource: Resource, source: SourceText, data: DataFile): Suppression {
  const rule = plain(member(node, 'rule'), data);
  const ids = rule?.kind === 'sequence' ? rule.items : rule ? [rule] : [];
  return {
    rules: ids.flatMap((id) =>
      id.kind === 'scalar' ? [{ pattern: String(id.value), at: locationOf(source, id.content) }] : [],
    ),
    reason: textOf(plain(member(node, 'reason'), data))?.trim() || undefined,
    at: locationOf(source, node),
    wholeFile: false,
    covers: coverOf(resource),
  };
}

function ofText(node: DataNode | undefined, resource: Resource, source: SourceText): Suppression[] {
  const text = textOf(node);
  if (text === undefined || node?.kind !== 'scalar') return [];
  const at = source.outermost(node);
  return readSuppressionList(text).map(({ rules, reason }) => ({
    rules: rules.map(({ pattern }) => {
      const offset = source.text.slice(node.content.start, node.content.end).indexOf(pattern);
      const start = node.content.start + offset;
      return { pattern, at: offset < 0 ? at : source.outermost({ start, end: start + pattern.length }) };
    }),
    reason,
    at,
    wholeFile: false,
    covers: coverOf(resource),
  }));
}

function coverOf({ address, blockAt }: Resource): Suppression['covers'] {
  return { spans: [blockAt.source.outermost(blockAt)], resources: new Set([address]) };
}

/** The maps that hold an offset, outermost first. */
function mapsAround(offset: number, { documents }: DataFile): MapNode[] {
  const maps: MapNode[] = [];
  const place = firstFrom(documents, offset + 1, ({ span }) => span.start) - 1;
  let node = documents[place]?.root;
  while (node && node.start <= offset && offset <= node.end) {
    if (node.kind === 'map') maps.push(node);
    node = childAt(node, offset);
  }
  return maps;
}

function childAt(node: DataNode, offset: number): DataNode | undefined {
  if (node.kind === 'sequence') return lastBefore(node.items, offset);
  const value = node.kind === 'map' ? lastBefore(node.entries, offset)?.value : undefined;
  return value && value.start <= offset ? value : undefined;
}

/** The last that starts at or before the offset; nodes stand in the order of the text. */
function lastBefore<T extends Span>(nodes: readonly T[], offset: number): T | undefined {
  return nodes[firstFrom(nodes, offset + 1, ({ start }) => start) - 1];
}

function member(node: DataNode | undefined, key: string): DataNode | undefined {
  if (node?.kind !== 'map') return undefined;
  return node.entries.findLast((entry) => entry.key.kind === 'scalar' && entry.key.value === key)?.value;
}

/** The node, or what an alias stands for. */
function plain(node: DataNode | undefined, { documents }: DataFile): DataNode | undefined {
  if (node?.kind !== 'alias') return node;
  return documents.map(({ anchors }) => anchors.get(node)).find((target) => target !== undefined);
}

function textOf(node: DataNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
