/** The objects of a folder's manifests, as resources. */
import type { KubernetesObject } from '../../network/kubernetes.ts';
import type { MapNode } from '../../syntax/data.ts';
import { locationOf } from '../../text/source.ts';
import { isMap, type MapData, type UnknownReason } from '../../values/value.ts';
import type { Resource } from '../resource.ts';
import { identityOf, type Manifest, objectsOf } from './manifest.ts';
import { type Place, strings, text, within } from './place.ts';
import { standingOf } from './standing.ts';
import { dataOf, placeOf, type Reading, reading } from './values.ts';

/** One object of a manifest with its parts at hand. */
export interface ManifestObject extends KubernetesObject {
  /** `apps` of `apps/v1`, empty for the core group. */
  readonly group: string;
  readonly root: Place;
  readonly spec: Place;
}

const objectsRead = new WeakMap<Manifest, readonly ManifestObject[]>();

/** Objects of a manifest that stands by itself: a chart's are read with each of its folders. */
export function objectsIn(manifest: Manifest): readonly ManifestObject[] {
  let objects = objectsRead.get(manifest);
  if (!objects) {
    objects = readObjects(manifest, false);
    objectsRead.set(manifest, objects);
  }
  return objects;
}

/** `isPatch`: the file changes objects that stand elsewhere, so that what it leaves out is not missing. */
export function readObjects(manifest: Manifest, isPatch: boolean): ManifestObject[] {
  return manifest.file.documents.flatMap((document) => {
    const read = reading(manifest, document);
    return objectsOf(document).flatMap((node) => {
      const identity = identityOf(node);
      return identity ? [readObject(node, identity, read, isPatch)] : [];
    });
  });
}

function readObject(
  node: MapNode,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  read: Reading,
  isPatch: boolean,
): ManifestObject {
  const { source } = read.manifest;
  const value = dataOf(node, read);
  const attributes: MapData =
    value.kind === 'known' && isMap(value.value) ? value.value : { type: 'map', entries: new Map() };
  const { exists, isOpen } = standingOf(node, read);
  const reason: UnknownReason | undefined = isOpen
    ? { code: 'no-default', subject: 'template' }
    : isPatch
      ? { code: 'external', subject: 'the object that this patch changes' }
      : undefined;
  const whole: Place = { value, at: placeOf(node, read), incomplete: reason };
  const metadata = within(whole, 'metadata');
  const name = text(within(metadata, 'name'));
  const namespace = text(within(metadata, 'namespace'));
  const prefix = text(within(metadata, 'generateName'));
  const nameAt = isElsewhere(name) ? (attributes.entries.get('kind')?.value.at ?? whole.at) : name.at;
  const root: Place = { ...whole, at: nameAt };
  const resource: Resource = {
    dialect: 'kubernetes',
    type: `${apiVersion}/${kind}`,
    address: `${kind}.${written(namespace) ?? 'default'}.${written(name) ?? written(prefix) ?? 'unnamed'}`,
    nameAt,
    blockAt: locationOf(source, node),
    exists,
    attributes,
    incomplete: reason,
  };
  const slash = apiVersion.indexOf('/');
  return {
    resource,
    at: nameAt,
    kind,
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

  function written(field: typeof name): string | undefined {
    if (isElsewhere(field)) return undefined;
    if (field.kind === 'known') return field.value;
    const place = source.outermost(field.at);
    return place.source.text.slice(place.start, place.end);
  }
}
