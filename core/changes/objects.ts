/**
 * Settings of Kubernetes objects by their paths. An object may be made of several texts (a base and its patches): a
 * setting is written where the object has it, and into the innermost mapping around it where it has none.
 */
import type { Resource } from '../dialects/resource.ts';
import type { Text } from '../text/message.ts';
import type { Location } from '../text/source.ts';
import { isMap, type Known, type MapData, type Value } from '../values/value.ts';
import { branchesAt } from './branches.ts';
import { type Change, type Fix, isWrittenHere } from './change.ts';
import { placeInValues } from './chart-values.ts';
import type { Plain } from './plain.ts';

/** The value at a path from the object's root; `undefined` where nothing is written. */
export function valueIn({ attributes }: Resource, path: readonly string[]): Value | undefined {
  let map: MapData | undefined = attributes;
  let value: Value | undefined;
  for (const key of path) {
    value = map?.entries.get(key)?.value;
    map = value?.kind === 'known' && isMap(value.value) ? value.value : undefined;
  }
  return value;
}

/**
 * A setting, written anew, added, or (`undefined`) taken away. No change where nothing is to be taken away; `undefined`
 * where it cannot be told where to write.
 * @param options `merge`: the entries of a mapping go into the one that is there
 */
export function put(
  resource: Resource,
  path: readonly string[],
  to: Plain | undefined,
  options: { readonly merge?: true } = {},
): readonly Change[] | undefined {
  let place: Location = resource.blockAt;
  let rest = path;
  let map: MapData = resource.attributes;
  for (const [i, key] of path.entries()) {
    const member = map.entries.get(key);
    if (!member) return to === undefined ? [] : [{ kind: 'put', resource, path: rest, to, below: place, ...options }];
    const { value } = member;
    const { at } = value;
    if (value.kind !== 'known') return undefined;
    const isLast = i === path.length - 1;
    if (at.source !== place.source) {
      if (isKustomization(at)) return undefined;
      // A patch has it. What it writes there is the whole of a value, or a mapping to go on in.
      if (isMap(value.value) && (!isLast || options.merge)) [place, rest] = [at, path.slice(i + 1)];
      else return to === undefined ? [{ kind: 'removeAt', resource, at }] : [{ kind: 'replace', resource, at, by: to }];
    } else if (at.start < place.start || at.end > place.end) {
      // An alias: others say the same by it.
      return undefined;
    }
    if (!isMap(value.value)) {
      // Nothing stands behind the key, or what is no mapping.
      return value.value === null || isLast
        ? [{ kind: 'put', resource, path: rest, to, below: place, ...options }]
        : undefined;
    }
    map = value.value;
  }
  return [{ kind: 'put', resource, path: rest, to, below: place, ...options }];
}

/** Kustomize's own file speaks of many objects at once. */
function isKustomization({ source }: Location): boolean {
  return /(?:^|\/)kustomization(?:\.ya?ml)?$/i.test(source.path);
}

/** A value that is written where it is used. */
type Literal<T> = Known<T> & { readonly definedAt?: undefined };

/** Whether a text or number stands in the file just as it is read: no template, prefix or name made anything of it. */
export function isLiteral<T extends string | number>(value: Value<T> | undefined): value is Literal<T> {
  if (!value || !isWrittenHere(value)) return false;
  const { source, start, end } = value.at;
  return !source.isRendered || isAsInHost(value.at) ? source.text.slice(start, end) === `${value.value}` : false;
}

function isAsInHost(at: Location): boolean {
  const host = at.source.outermost(at);
  return host.source.text.slice(host.start, host.end) === at.source.text.slice(at.start, at.end);
}

/** Whether a template writes a place only under a condition under which it does not write the whole object. */
export function isGoverned({ blockAt }: Resource, { source, start }: Location): boolean {
  return source === blockAt.source && branchesAt(source, start) !== branchesAt(source, blockAt.start);
}

/** Annotations, with their full names; in a chart's values where its template takes them from there. */
export function annotated(
  resource: Resource,
  annotations: Readonly<Record<string, string>>,
): readonly Change[] | undefined {
  const values = placeInValues(resource, 'annotations');
  if (values) {
    return [{ kind: 'put', resource, path: values.path, to: annotations, below: values.root, merge: true }];
  }
  return put(resource, ['metadata', 'annotations'], annotations, { merge: true });
}

/** A fix of changes that only make sense together; none where one of them cannot be made, or where nothing changes. */
export function fixOf(
  title: Text,
  parts: readonly (readonly Change[] | undefined)[],
  placeholder?: string,
): readonly Fix[] {
  const changes = parts.flatMap((some) => some ?? []);
  if (parts.includes(undefined) || changes.length === 0) return [];
  return [{ title, changes, ...(placeholder === undefined ? {} : { placeholder }) }];
}
