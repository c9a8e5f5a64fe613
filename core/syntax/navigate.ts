/**
 * How the dialects read a data tree: aliases followed, merge keys applied, the last of duplicate keys taken. The
 * readers keep aliases acyclic and bounded (see yaml/index.ts), so everything here may recurse.
 */
import type { AliasNode, DataDocument, DataNode, MapEntry, MapNode, ScalarNode, SequenceNode } from './data.ts';

/** An entry as a consumer of the mapping sees it. */
export interface Entry {
  readonly name: string;
  readonly key: DataNode;
  /** Absent where nothing stands behind the colon. Not followed: an alias says where it is used. */
  readonly value: DataNode | undefined;
  /** As written; inside the merged mapping where a merge key brought it in. */
  readonly entry: MapEntry;
  readonly merged: boolean;
}

/** What a node stands for: itself, or the target of an alias; `undefined` for an alias that leads nowhere. */
export function resolveAlias(
  node: DataNode | undefined,
  document: DataDocument,
): Exclude<DataNode, AliasNode> | undefined {
  if (node?.kind !== 'alias') return node;
  const target = document.anchors.get(node);
  return target?.kind === 'alias' ? undefined : target;
}

/** The mapping that a node is or stands for. */
export function mapOf(node: DataNode | undefined, document: DataDocument): MapNode | undefined {
  const target = resolveAlias(node, document);
  return target?.kind === 'map' ? target : undefined;
}

/** The sequence that a node is or stands for. */
function sequenceOf(node: DataNode | undefined, document: DataDocument): SequenceNode | undefined {
  const target = resolveAlias(node, document);
  return target?.kind === 'sequence' ? target : undefined;
}

/** The scalar that a node is or stands for. */
export function scalarOf(node: DataNode | undefined, document: DataDocument): ScalarNode | undefined {
  const target = resolveAlias(node, document);
  return target?.kind === 'scalar' ? target : undefined;
}

/** Items of a sequence; none for anything else. */
export function itemsOf(node: DataNode | undefined, document: DataDocument): readonly DataNode[] {
  return sequenceOf(node, document)?.items ?? [];
}

/**
 * Entries of a mapping in the order written, each name once. `<<` brings in the entries of the mappings it names
 * where the mapping does not have the name itself; among several, the first wins (yaml.org/type/merge).
 * Nothing for anything but a mapping.
 */
export function entriesOf(node: DataNode | undefined, document: DataDocument): readonly Entry[] {
  const map = mapOf(node, document);
  if (!map) return [];
  const found = new Map<string, Found>();
  collect(map, false, document, found);
  return [...found.values()].map(({ entry }) => entry);
}

interface Found {
  readonly entry: Entry;
  readonly from: MapNode;
}

function collect(map: MapNode, merged: boolean, document: DataDocument, found: Map<string, Found>): void {
  for (const entry of map.entries) {
    const { key, value } = entry;
    const name = isMergeKey(key) ? undefined : scalarText(resolveAlias(key, document));
    if (name === undefined) continue;
    // What is there already wins, unless it is an earlier duplicate in the same mapping.
    const earlier = found.get(name);
    if (!earlier || earlier.from === map) found.set(name, { entry: { name, key, value, entry, merged }, from: map });
  }
  for (const { key, value } of map.entries) {
    if (!isMergeKey(key)) continue;
    for (const source of sequenceOf(value, document)?.items ?? [value]) {
      const target = mapOf(source, document);
      if (target) collect(target, true, document, found);
    }
  }
}

/** The value of a key, its alias not followed; `undefined` where the key is absent or has no value. */
export function get(node: DataNode | undefined, name: string, document: DataDocument): DataNode | undefined {
  return findEntry(node, name, document)?.value;
}

/** The entry of a key as `entriesOf` would list it. */
export function findEntry(node: DataNode | undefined, name: string, document: DataDocument): Entry | undefined {
  const map = mapOf(node, document);
  if (!map) return undefined;
  for (let index = map.entries.length - 1; index >= 0; index--) {
    const entry = map.entries[index] as MapEntry;
    const { key, value } = entry;
    if (!isMergeKey(key) && scalarText(resolveAlias(key, document)) === name)
      return { name, key, value, entry, merged: false };
  }
  for (const { key, value } of map.entries) {
    if (!isMergeKey(key)) continue;
    for (const each of sequenceOf(value, document)?.items ?? [value]) {
      const inner = findEntry(each, name, document);
      if (inner) return { ...inner, merged: true };
    }
  }
  return undefined;
}

function isMergeKey(key: DataNode): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && key.value === '<<';
}

/**
 * The text of a scalar: of a string its value, of a number or word the way JavaScript prints it (`1.10` gives "1.1";
 * `writtenText` keeps it), of null the empty string. `undefined` for anything but a scalar.
 */
export function scalarText(node: DataNode | undefined): string | undefined {
  if (node?.kind !== 'scalar') return undefined;
  return node.value === null ? '' : String(node.value);
}

/** The text of a scalar as the author wrote it, before the schema read a number or a word in it. */
export function writtenText(node: DataNode | undefined, text: string): string | undefined {
  if (node?.kind !== 'scalar') return undefined;
  return typeof node.value === 'string' ? node.value : text.slice(node.content.start, node.content.end);
}

/**
 * The node as JavaScript values, for configuration and tests. Tags that YAML does not define are left out, keys become
 * strings, an alias that leads nowhere and an entry without value become null.
 */
export function toPlain(node: DataNode | undefined, document: DataDocument): unknown {
  const target = resolveAlias(node, document);
  if (!target) return null;
  if (target.kind === 'scalar') return target.value;
  if (target.kind === 'sequence') return target.items.map((item) => toPlain(item, document));
  // Entries, not assignments: a key named `__proto__` is a key.
  return Object.fromEntries(entriesOf(target, document).map(({ name, value }) => [name, toPlain(value, document)]));
}
