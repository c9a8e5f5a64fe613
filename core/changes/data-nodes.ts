/** Where changes find what they are about in a tree of YAML or JSON: nodes, and what they stand in, by their spans. */
import type { DataDocument, DataFile, DataNode, MapEntry, MapNode, SequenceNode } from '../syntax/data.ts';
import type { Span } from '../text/source.ts';

/** A node and what it stands in. */
export interface Found {
  readonly node: DataNode;
  /** The entry whose value (or key) it is. */
  readonly entry: MapEntry | undefined;
  readonly parent: Found | undefined;
  readonly document: DataDocument;
}

/** The node with exactly this span, the innermost one. For an entry's span or its key's: the entry's value. */
export function foundAt(file: DataFile, span: Span): Found | undefined {
  const chain = chainTo(file, span);
  const exact = chain.findLast(({ node }) => same(node, span));
  const named = chain.findLast(({ entry }) => entry !== undefined && (same(entry, span) || same(entry.key, span)));
  // A map with a single entry has that entry's span: a resource is meant, where one is in it.
  const isOnly = exact !== undefined && named?.parent?.node === exact.node && named.node.kind === 'map';
  return isOnly ? named : (exact ?? named);
}

/** The innermost node around a span. */
export function innermost(file: DataFile, span: Span): Found | undefined {
  return chainTo(file, span).at(-1);
}

function chainTo(file: DataFile, span: Span): readonly Found[] {
  const document = file.documents.find(({ root }) => root && around(root, span));
  if (!document?.root) return [];
  const chain: Found[] = [];
  let next: Found | undefined = { node: document.root, entry: undefined, parent: undefined, document };
  while (next) {
    chain.push(next);
    next = childAround(next, span);
  }
  return chain;
}

function childAround(found: Found, span: Span): Found | undefined {
  const { node, document } = found;
  if (node.kind === 'map') {
    const entry = node.entries.find((one) => around(one, span));
    const child = entry && (entry.value && !around(entry.key, span) ? entry.value : undefined);
    if (child && around(child, span)) return { node: child, entry, parent: found, document };
    // The key, or the whole entry: its value stands for it.
    return entry?.value && { node: entry.value, entry, parent: found, document };
  }
  if (node.kind !== 'sequence') return undefined;
  const item = node.items.find((one) => around(one, span));
  return item && { node: item, entry: undefined, parent: found, document };
}

function around(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Whether a map or sequence is written with brackets. */
export function isFlow(node: MapNode | SequenceNode, text: string): boolean {
  return text[node.start] === '{' || text[node.start] === '[' || node.flow;
}
