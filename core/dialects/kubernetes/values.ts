/** From a syntax tree to values: aliases and merge keys expanded, masked template actions unknown. */
import type { DataDocument, DataNode, MapNode, ScalarNode } from '../../syntax/data.ts';
import { type Location, locationOf, type Span } from '../../text/source.ts';
import { known, type MapMember, unknown, type Value } from '../../values/value.ts';
import type { Manifest } from './manifest.ts';
import { touches } from './template.ts';

/** Aliases may multiply a text ("billion laughs"): at most this many nodes come out of one document. */
const budget = 100_000;

export interface Reading {
  readonly manifest: Manifest;
  readonly document: DataDocument;
  /** Where block scalars stand: actions within them belong to somebody else's template. */
  readonly blocks: Span[];
  nodes: number;
}

export function reading(manifest: Manifest, document: DataDocument): Reading {
  return { manifest, document, blocks: [], nodes: 0 };
}

/** The value of a node, with the span of its content. */
export function dataOf(node: DataNode, reading: Reading, depth = 0): Value {
  const at = placeOf(node, reading);
  if (++reading.nodes > budget || depth > 200) return unknown('limit', 'aliases', at);
  switch (node.kind) {
    case 'alias': {
      const target = reading.document.anchors.get(node);
      return target ? dataOf(target, reading, depth + 1) : unknown('invalid', `*${node.name}`, at);
    }
    case 'sequence':
      return known({ type: 'list', items: node.items.map((item) => dataOf(item, reading, depth + 1)) }, at);
    case 'map':
      return known({ type: 'map', entries: entriesOf(node, reading, depth) }, at);
    case 'scalar':
      return scalarOf(node, reading, at);
  }
}

function placeOf(node: DataNode, { manifest }: Reading): Location {
  const { content } = node.kind === 'scalar' ? node : { content: node };
  // An empty text has no characters to underline but its quotes.
  return locationOf(manifest.source, content.end > content.start ? content : node);
}

function scalarOf(node: ScalarNode, reading: Reading, at: Location): Value {
  const { manifest, blocks } = reading;
  if (node.style === 'literal' || node.style === 'folded') blocks.push(node);
  if (manifest.mask && touches(manifest.mask.inline, node)) {
    return unknown('no-default', manifest.source.text.slice(node.start, node.end), at);
  }
  const trace = manifest.rendering?.trace(at);
  if (!trace) return known(node.value, at);
  if (trace.unknown) return { kind: 'unknown', reason: trace.unknown, at };
  return { ...known(node.value, at, trace.definedAt), ...(trace.way ? { way: trace.way } : {}) };
}

function entriesOf(map: MapNode, reading: Reading, depth: number): Map<string, MapMember> {
  const entries = new Map<string, MapMember>();
  for (const { key, value } of map.entries) {
    if (key.kind !== 'scalar' || isMasked(key, reading)) continue;
    const name = String(key.value);
    if (name === '<<' && key.style === 'plain' && value) {
      merge(entries, dataOf(value, reading, depth + 1));
      continue;
    }
    const at = placeOf(key, reading);
    const read = value ? dataOf(value, reading, depth + 1) : known(null, at);
    // Both branches of a template's if: the value is one of the two.
    const twice = mayBranch(key, reading) && map.entries.some((other) => other.key !== key && isKey(other.key, name));
    entries.set(name, { key: at, value: twice ? unknown('no-default', name, read.at) : read });
  }
  return entries;
}

/** May another branch of the template write the same key? */
function mayBranch(key: DataNode, { manifest: { mask, rendering } }: Reading): boolean {
  return mask !== undefined || (rendering !== undefined && rendering.governed(key).most > 0);
}

function isKey(node: DataNode, name: string): boolean {
  return node.kind === 'scalar' && String(node.value) === name;
}

function isMasked(node: DataNode, { manifest }: Reading): boolean {
  if (manifest.rendering?.trace(node).unknown) return true;
  return manifest.mask !== undefined && touches(manifest.mask.inline, node);
}

/** `<<`: what is merged in stands back behind the map's own keys, wherever they are written. */
function merge(entries: Map<string, MapMember>, value: Value): void {
  if (value.kind !== 'known' || typeof value.value !== 'object' || value.value === null) return;
  if (value.value.type === 'list') for (const item of value.value.items) merge(entries, item);
  if (value.value.type !== 'map') return;
  for (const [name, member] of value.value.entries) if (!entries.has(name)) entries.set(name, member);
}
