/**
 * What a place in a manifest wants. No catalogue says it, so the object is read with a mark at that place: the field of
 * the model that ends up with the mark is what is being written.
 */
import { modelOfObjects } from '../dialects/kubernetes/index.ts';
import { manifestOf, objectsOf } from '../dialects/kubernetes/manifest.ts';
import { objectOf } from '../dialects/kubernetes/objects.ts';
import { dataOf, reading } from '../dialects/kubernetes/values.ts';
import { addressFields, portFields } from '../network/field-kinds.ts';
import { visitValues } from '../network/visit-values.ts';
import type { DataNode, ScalarNode } from '../syntax/data.ts';
import { locationOf, type SourceText, type Span } from '../text/source.ts';
import type { Blank } from './blank.ts';
import { type DataBlank, dataBlankAt } from './data-blank.ts';
import type { Wanted } from './wanted.ts';

/** Every reader takes a number: as a number, a port or a text. */
const mark = 64999;
/** Ports that Kubernetes chooses from a range of its own. */
const chosenPorts: ReadonlySet<string> = new Set(['nodePort']);

export interface PlaceInManifest extends DataBlank {
  readonly blank: Blank;
  readonly wanted: readonly Wanted[];
}

export function kubernetesPlaceAt(source: SourceText, offset: number): PlaceInManifest | undefined {
  const manifest = manifestOf(source);
  const found = dataBlankAt(manifest.file, source.text, offset, source.path.endsWith('.json'));
  if (!found) return undefined;
  const object = objectsOf(found.document).findLast(({ start }) => start <= offset);
  if (!object) return undefined;
  const { span } = found.blank;
  const marked = withMark(object, found.slot, span);
  const value = dataOf(marked, reading(manifest, found.document));
  const block = locationOf(source, object);
  const model = modelOfObjects([objectOf({ value, block, exists: 'yes', incomplete: undefined })], undefined);
  const wanted = new Map<string, Wanted>();
  visitValues(model, ({ at, byDefault }, field) => {
    if (byDefault || at.start !== span.start || at.end !== span.end) return;
    const one = wantedBy(field);
    if (one) wanted.set(one.what, one);
  });
  return { ...found, wanted: [...wanted.values()] };
}

function wantedBy(field: string): Wanted | undefined {
  if (portFields.has(field) && !chosenPorts.has(field)) return { what: 'ports', spelling: 'single' };
  if (addressFields.has(field)) return { what: 'addresses', of: 'sources', family: 'ipv4' };
  return field === 'tlsPolicy' ? { what: 'tlsPolicy', of: 'listener' } : undefined;
}

/** The same tree with the mark where the value is being written. Its height is bounded by the readers. */
function withMark(node: DataNode, slot: DataBlank['slot'], span: Span): DataNode {
  const scalar: ScalarNode = { ...marking, ...span, content: span };
  return copy(node);

  function copy(one: DataNode): DataNode {
    if (one.kind === 'map') {
      const entries = one.entries.map((entry) =>
        entry === slot ? { ...entry, value: scalar } : { ...entry, value: entry.value && copy(entry.value) },
      );
      return { ...one, entries };
    }
    if (one.kind === 'sequence') return { ...one, items: [...one.items.map(copy), ...(one === slot ? [scalar] : [])] };
    return one === slot ? scalar : one;
  }
}

const marking = { kind: 'scalar', value: mark, style: 'plain', tag: undefined, anchor: undefined } as const;
