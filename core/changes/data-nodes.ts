/** Where changes find what they are about in a tree of YAML or JSON: nodes, and what they stand in, by their spans. */
import type { DataDocument, DataFile, DataNode, MapEntry, MapNode, SequenceNode } from '../syntax/data.ts';
import type { Span } from '../text/source.ts';

/** A text and its tree. */
export interface Page {
  readonly text: string;
  readonly file: DataFile;
  readonly json: boolean;
  readonly template: Template;
}

/** What a template's actions make of its text. */
export interface Template {
  /** Which branches an offset stands in: equal texts for the same ones. */
  readonly branches: (offset: number) => string;
  /** Whether a branch that was not taken writes this key into a mapping. */
  readonly isHidden: (map: Span, key: string) => boolean;
}

/** A node and what it stands in. */
export interface Found {
  readonly node: DataNode;
  /** The entry whose value (or key) it is. */
  readonly entry: MapEntry | undefined;
  readonly parent: Found | undefined;
  readonly document: DataDocument;
}

/**
 * The node with exactly this span, the innermost one. For an entry's span or its key's: the entry's value.
 * @param isNamed whether what is looked for is called by its key, as resources are: a map with a single entry has that
 *   entry's span, and the entry is meant
 */
export function foundAt(file: DataFile, span: Span, isNamed: boolean): Found | undefined {
  const chain = chainTo(file, span);
  const exact = chain.findLast(({ node }) => isAt(node, span));
  const named = chain.findLast(({ entry }) => entry !== undefined && (same(entry, span) || same(entry.key, span)));
  const isOnly = exact !== undefined && named?.parent?.node === exact.node && named.node.kind === 'map';
  return isNamed && isOnly ? named : (exact ?? named);
}

/** The node with exactly this span, or else the innermost one around it. */
export function nodeAround(file: DataFile, span: Span): Found | undefined {
  const chain = chainTo(file, span);
  return chain.findLast(({ node }) => isAt(node, span)) ?? chain.at(-1);
}

/** Whether a span is a node's, or that of a text without its quotes. */
export function isAt(node: DataNode, span: Span): boolean {
  return same(node, span) || (node.kind === 'scalar' && same(node.content, span));
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
