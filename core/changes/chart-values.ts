/**
 * Settings that a chart's templates take from its values: `annotations: {{ toYaml .Values.service.annotations }}`. They
 * are written into the file of values, where whoever installs the chart looks for them.
 */

import { manifestOf } from '../dialects/kubernetes/manifest.ts';
import type { Resource } from '../dialects/resource.ts';
import { type Location, locationOf } from '../text/source.ts';
import { isList, isMap, type Value } from '../values/value.ts';

export interface ValuesPlace {
  /** The whole of the values. */
  readonly root: Location;
  readonly path: readonly string[];
}

/**
 * The path of a mapping in the chart's values that an object's template writes under a key. Not one at the top of the
 * values, which all objects may share.
 * @param name the key: `annotations`
 */
export function placeInValues(resource: Resource, name: string): ValuesPlace | undefined {
  const { blockAt } = resource;
  if (!blockAt.source.isRendered) return undefined;
  const host = blockAt.source.outermost(blockAt);
  const written = host.source.text.slice(host.start, host.end);
  const paths = new Set(
    [...written.matchAll(new RegExp(`\\.Values\\.([\\w.]*\\b${name})\\b`, 'g'))].map(([, path = '']) => path),
  );
  const [path, ...others] = paths;
  const source = valuesOf(resource)?.source;
  if (!path?.includes('.') || others.length > 0 || !source) return undefined;
  // Who asks for them need not write them.
  if (!new RegExp(`^[ \\t]*${name}:`, 'm').test(written)) return undefined;
  const root = manifestOf(source).file.documents[0]?.root;
  return root && { root: locationOf(source, root), path: path.split('.') };
}

/** Where one of the object's values is defined: in the chart's own file of them. */
function valuesOf({ attributes }: Resource): Location | undefined {
  const open: Value[] = [...attributes.entries.values()].map(({ value }) => value);
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind !== 'known') continue;
    if (next.definedAt && /(?:^|\/)values\.ya?ml$/.test(next.definedAt.source.path)) return next.definedAt;
    if (isMap(next.value)) open.push(...[...next.value.entries.values()].map(({ value }) => value));
    if (isList(next.value)) open.push(...next.value.items);
  }
  return undefined;
}
