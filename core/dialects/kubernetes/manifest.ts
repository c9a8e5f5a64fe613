/** A manifest's text, parsed once: its documents, and what was masked where it is a template. */
import type { DataDocument, DataFile, DataNode, MapNode } from '../../syntax/data.ts';
import { dataFileOf } from '../../syntax/parsed.ts';
import { SourceText } from '../../text/source.ts';
import type { Rendering } from './helm/index.ts';
import { type MaskedText, maskTemplate } from './template.ts';

export interface Manifest {
  /** Spans of the tree are spans of this text: masking keeps every offset. */
  readonly source: SourceText;
  readonly file: DataFile;
  readonly mask: MaskedText | undefined;
  /** Where the text comes from, when a chart's template was rendered. */
  readonly rendering?: Rendering;
}

const manifests = new WeakMap<SourceText, Manifest>();

/** The tree of a text, without its template's actions. */
export function manifestOf(source: SourceText): Manifest {
  let manifest = manifests.get(source);
  if (!manifest) {
    const mask = maskTemplate(source.text);
    manifest = { source, file: dataFileOf(mask ? new SourceText(source.path, mask.text) : source), mask };
    manifests.set(source, manifest);
  }
  return manifest;
}

/** The tree of a rendered template. */
export function renderedManifest(rendering: Rendering): Manifest {
  const { source } = rendering;
  let manifest = manifests.get(source);
  if (!manifest) {
    manifest = { source, file: dataFileOf(source), mask: undefined, rendering };
    manifests.set(source, manifest);
  }
  return manifest;
}

/** What an object is, by its two keys: `undefined` for a map that is no Kubernetes object. */
export function identityOf(node: DataNode): { readonly apiVersion: string; readonly kind: string } | undefined {
  if (node.kind !== 'map') return undefined;
  const apiVersion = textOf(memberOf(node, 'apiVersion'));
  const kind = textOf(memberOf(node, 'kind'));
  return apiVersion === undefined || kind === undefined ? undefined : { apiVersion, kind };
}

/** The objects of a document: its root, or the items of a root of kind List. */
export function objectsOf(document: DataDocument): MapNode[] {
  const { root } = document;
  if (root?.kind !== 'map') return [];
  const items = memberOf(root, 'items');
  const kind = textOf(memberOf(root, 'kind'));
  if (items?.kind === 'sequence' && kind?.endsWith('List')) {
    return items.items.filter((item) => item.kind === 'map');
  }
  return [root];
}

/** The value behind a key; the last one where the key is repeated. */
function memberOf(map: MapNode, key: string): DataNode | undefined {
  return map.entries.findLast((entry) => textOf(entry.key) === key)?.value;
}

function textOf(node: DataNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
