/** From YAML or JSON to a template's values: each scalar with the place where it is written. */
import type { DataDocument, DataNode, ScalarNode } from '../../../syntax/data.ts';
import { locationOf, type SourceText, type Span } from '../../../text/source.ts';
import { bool, type Datum, dict, float, list, nil, string, unknown } from './data.ts';
import type { Origin } from './traced.ts';

/** Aliases may multiply a text: at most so many nodes come out of one document. */
const maxNodes = 100_000;

interface Reading {
  readonly document: DataDocument;
  readonly originOf: (span: Span, text: string | undefined) => Origin | undefined;
  left: number;
}

/** A document of a file. */
export function datumOf(document: DataDocument | undefined, source: SourceText): Datum {
  if (!document?.root) return nil;
  const originOf = (span: Span, text: string | undefined): Origin => ({
    at: locationOf(source, span),
    exact: text !== undefined && source.text.slice(span.start, span.end) === text,
  });
  return read(document.root, { document, originOf, left: maxNodes }, 0);
}

/** A document of a text that was computed: its parts come from where the text comes from. */
export function computedDatum(document: DataDocument | undefined, originOf: (span: Span) => Origin | undefined): Datum {
  return document?.root ? read(document.root, { document, originOf, left: maxNodes }, 0) : nil;
}

function read(node: DataNode, reading: Reading, depth: number): Datum {
  if (--reading.left < 0 || depth > 200) return unknown('limit', 'aliases');
  switch (node.kind) {
    case 'alias': {
      const target = reading.document.anchors.get(node);
      return target ? read(target, reading, depth + 1) : unknown('invalid', `*${node.name}`);
    }
    case 'sequence':
      return {
        ...list(node.items.map((item) => read(item, reading, depth + 1))),
        origin: reading.originOf(node, undefined),
      };
    case 'map':
      return { ...dict(entriesOf(node.entries, reading, depth)), origin: reading.originOf(node, undefined) };
    case 'scalar':
      return scalar(node, reading);
  }
}

function scalar(node: ScalarNode, { originOf }: Reading): Datum {
  const span = node.content.end > node.content.start ? node.content : node;
  const { value } = node;
  if (typeof value === 'string') return string(value, originOf(span, value));
  const origin = originOf(span, undefined);
  if (value === null) return { ...nil, origin };
  return typeof value === 'boolean' ? bool(value, origin) : float(value, origin);
}

function entriesOf(
  written: readonly { readonly key: DataNode; readonly value: DataNode | undefined }[],
  reading: Reading,
  depth: number,
): Map<string, Datum> {
  const entries = new Map<string, Datum>();
  const merged: Datum[] = [];
  for (const { key, value } of written) {
    if (key.kind !== 'scalar') continue;
    const datum = value ? read(value, reading, depth + 1) : nil;
    if (key.value === '<<' && key.style === 'plain') merged.push(datum);
    else entries.set(String(key.value), datum);
  }
  for (const one of merged.flatMap((datum) => (datum.type === 'list' ? datum.items : [datum]))) {
    if (one.type !== 'dict') continue;
    for (const [key, datum] of one.entries) if (!entries.has(key)) entries.set(key, datum);
  }
  return entries;
}
