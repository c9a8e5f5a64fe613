/** How manifests name other objects: by keys that always mean one kind, and by `kind` and `name` side by side. */
import type { Location } from '../text/source.ts';
import { type Data, isList, isMap, type MapData, type Value } from '../values/value.ts';

export interface ObjectReference {
  readonly kind: string;
  readonly name: string;
  /** Where it is not the object's own. */
  readonly namespace: string | undefined;
  readonly at: Location;
}

/** Keys whose text is the name of an object. */
const nameKeys: Readonly<Record<string, string>> = {
  claimName: 'PersistentVolumeClaim',
  credentialName: 'Secret',
  gatewayClassName: 'GatewayClass',
  ingressClassName: 'IngressClass',
  'kubernetes.io/ingress.class': 'IngressClass',
  priorityClassName: 'PriorityClass',
  secretName: 'Secret',
  serviceAccountName: 'ServiceAccount',
  serviceName: 'Service',
  storageClassName: 'StorageClass',
};

/** Keys of maps whose `name` is the name of an object, unless their `kind` says what else it is. */
const mapKeys: Readonly<Record<string, string>> = {
  backendRefs: 'Service',
  certificateRefs: 'Secret',
  configMap: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  configMapRef: 'ConfigMap',
  imagePullSecrets: 'Secret',
  parentRefs: 'Gateway',
  secretKeyRef: 'Secret',
  secretRef: 'Secret',
  service: 'Service',
};

/** The references in an object. */
export function objectReferences(root: MapData): ObjectReference[] {
  const found: ObjectReference[] = [];
  for (const [key, { value }] of root.entries) walk(key, value);
  return found;

  function walk(key: string, value: Value): void {
    const kind = lookUp(nameKeys, key);
    for (const one of value.kind === 'oneOf' ? value.options : [value]) {
      if (one.kind !== 'known') continue;
      if (kind !== undefined && typeof one.value === 'string')
        found.push({ kind, name: one.value, namespace: undefined, at: one.at });
      else if (isList(one.value)) for (const item of one.value.items) walk(key, item);
      else if (isMap(one.value)) inMap(key, one.value);
    }
  }

  function inMap(key: string, map: MapData): void {
    const name = map.entries.get('name')?.value;
    const kind = textIn(map, 'kind') ?? lookUp(mapKeys, key);
    if (kind !== undefined && name?.kind === 'known' && typeof name.value === 'string')
      found.push({ kind, name: name.value, namespace: textIn(map, 'namespace'), at: name.at });
    for (const [inner, member] of map.entries) walk(inner, member.value);
  }
}

export interface VolumeName {
  /** The volume, where it is declared. */
  readonly of: Location;
  readonly at: Location;
}

/** The volumes of pods, and where their containers mount them. */
export function volumeNames(root: MapData): VolumeName[] {
  const volumes = itemsIn(root, 'volumes');
  const containers = ['containers', 'initContainers'].flatMap((key) => itemsIn(root, key));
  const mounts = containers.flatMap((one) => ['volumeMounts', 'volumeDevices'].flatMap((key) => itemsIn(one, key)));
  const here = volumes.flatMap((volume): VolumeName[] => {
    const of = volume.entries.get('name')?.value.at;
    const name = textIn(volume, 'name');
    if (!of || name === undefined) return [];
    const uses = mounts.filter((mount) => textIn(mount, 'name') === name);
    return [{ of, at: of }, ...uses.map((mount) => ({ of, at: mount.entries.get('name')?.value.at ?? of }))];
  });
  const below = [...root.entries.keys()].flatMap((key) => mapIn(root, key) ?? []);
  return [...here, ...below.flatMap(volumeNames)];
}

function itemsIn({ entries }: MapData, key: string): MapData[] {
  const value = entries.get(key)?.value;
  if (value?.kind !== 'known' || !isList(value.value)) return [];
  return value.value.items.flatMap((item) => (item.kind === 'known' && isMap(item.value) ? [item.value] : []));
}

/** The text behind a key, where it is known. */
export function textIn({ entries }: MapData, key: string): string | undefined {
  const value = entries.get(key)?.value;
  return value?.kind === 'known' && typeof value.value === 'string' ? value.value : undefined;
}

/** The map behind a key, where it is known. */
export function mapIn({ entries }: MapData, key: string): MapData | undefined {
  const value: Value<Data> | undefined = entries.get(key)?.value;
  return value?.kind === 'known' && isMap(value.value) ? value.value : undefined;
}

function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
