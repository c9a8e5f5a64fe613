/** The objects of a folder's manifests, as resources. */
import type { KubernetesObject } from '../../network/kubernetes.ts';
import type { MapNode } from '../../syntax/data.ts';
import { type Location, locationOf } from '../../text/source.ts';
import { isMap, type MapData, type UnknownReason, type Value } from '../../values/value.ts';
import type { Resource } from '../resource.ts';
import { identityOf, type Manifest, objectsOf } from './manifest.ts';
import { type Place, strings, text, within } from './place.ts';
import { standingOf } from './standing.ts';
import { dataOf, type Reading, reading } from './values.ts';

/** One object of a manifest with its parts at hand. */
export interface ManifestObject extends KubernetesObject {
  /** `apps` of `apps/v1`, empty for the core group. */
  readonly group: string;
  readonly root: Place;
  readonly spec: Place;
}

/** An object as a text writes it, or as a tool makes it of such. */
export interface WrittenObject {
  /** A map. */
  readonly value: Value;
  /** The whole of its text. */
  readonly block: Location;
  readonly exists: 'yes' | 'maybe';
  /** Set where there may be more to it than `value` shows. */
  readonly incomplete: UnknownReason | undefined;
}

const written = new WeakMap<Manifest, readonly WrittenObject[]>();

/** The objects of a manifest's documents, evaluated once. */
export function writtenObjects(manifest: Manifest): readonly WrittenObject[] {
  let objects = written.get(manifest);
  if (!objects) {
    objects = objectsWith(manifest, (node) => identityOf(node) !== undefined);
    written.set(manifest, objects);
  }
  return objects;
}

/** The same of a patch, which need not say what it is. */
export function writtenPatches(manifest: Manifest): readonly WrittenObject[] {
  return objectsWith(manifest, () => true);
}

function objectsWith(manifest: Manifest, isMeant: (node: MapNode) => boolean): WrittenObject[] {
  return manifest.file.documents.flatMap((document) => {
    const read = reading(manifest, document);
    return objectsOf(document).flatMap((node) => (isMeant(node) ? [writtenObject(node, read)] : []));
  });
}

function writtenObject(node: MapNode, read: Reading): WrittenObject {
  const value = dataOf(node, read);
  const { exists, isOpen } = standingOf(node, read);
  return {
    value,
    block: locationOf(read.manifest.source, node),
    exists,
    incomplete: isOpen ? { code: 'no-default', subject: 'template' } : undefined,
  };
}

const elsewhere: UnknownReason = { code: 'external', subject: 'the object that this patch changes' };

/** `isPatch`: the file changes objects that stand elsewhere, so that what it leaves out is not missing. */
export function readObjects(manifest: Manifest, isPatch: boolean): ManifestObject[] {
  return writtenObjects(manifest).map((one) =>
    objectOf(isPatch ? { ...one, incomplete: one.incomplete ?? elsewhere } : one),
  );
}

/** `original`: what it was made of, by whose name people know it. */
export function objectOf(
  { value, block, exists, incomplete: reason }: WrittenObject,
  original?: Value,
): ManifestObject {
  const attributes: MapData =
    value.kind === 'known' && isMap(value.value) ? value.value : { type: 'map', entries: new Map() };
  const whole: Place = { value, at: value.at, incomplete: reason };
  const kind = shown(text(within(whole, 'kind'))) ?? '';
  const apiVersion = shown(text(within(whole, 'apiVersion'))) ?? '';
  const metadata = within(whole, 'metadata');
  const name = text(within(metadata, 'name'));
  const namespace = text(within(metadata, 'namespace'));
  const prefix = text(within(metadata, 'generateName'));
  const nameAt = isElsewhere(name) ? (attributes.entries.get('kind')?.value.at ?? whole.at) : name.at;
  const root: Place = { ...whole, at: nameAt };
  const resource: Resource = {
    dialect: 'kubernetes',
    type: `${apiVersion}/${kind}`,
    address: `${kind}.${shown(namespace) ?? 'default'}.${shown(name) ?? shown(prefix) ?? 'unnamed'}`,
    nameAt,
    blockAt: block,
    exists,
    attributes,
    incomplete: reason,
  };
  const slash = apiVersion.indexOf('/');
  return {
    resource,
    at: nameAt,
    kind,
    title: titleOf(original ?? value),
    name: isElsewhere(name) ? prefix : name,
    namespace: isElsewhere(namespace) ? undefined : namespace,
    annotations: strings(within(root, 'metadata', 'annotations')),
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    root,
    spec: { ...within(root, 'spec'), at: nameAt },
  };

  /** Not written in this text: a template or the patched object may have it. */
  function isElsewhere(field: typeof name): field is undefined {
    return field === undefined || (field.kind === 'unknown' && field.reason === reason);
  }

  function shown(field: typeof name): string | undefined {
    if (isElsewhere(field)) return undefined;
    if (field.kind === 'known') return field.value;
    const place = field.at.source.outermost(field.at);
    return place.source.text.slice(place.start, place.end);
  }
}

function scalarOf(place: Place): string {
  const value = text(place);
  return value?.kind === 'known' ? value.value : '';
}

/** `Service web`, `Deployment shop/web`. */
function titleOf(value: Value): string {
  const whole: Place = { value, at: value.at, incomplete: undefined };
  const name = scalarOf(within(whole, 'metadata', 'name')) || scalarOf(within(whole, 'metadata', 'generateName'));
  const namespace = scalarOf(within(whole, 'metadata', 'namespace'));
  const kind = scalarOf(within(whole, 'kind'));
  return name === '' ? kind : `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** What the network model has of every object. */
export function baseOf({ resource, at, kind, title, name, namespace, annotations }: ManifestObject): KubernetesObject {
  return { resource, at, kind, title, name, namespace, annotations };
}
