/**
 * An object while Kustomize builds it: what it says by now, and the names that it had before, by which patches and
 * references still find it.
 */
import {
  type Data,
  isMap,
  type Known,
  known,
  type MapData,
  type MapMember,
  type UnknownReason,
} from '../../../values/value.ts';
import type { WrittenObject } from '../objects.ts';
import { emptyMap, mapIn, textAt, withMember } from './editing.ts';

export interface Built {
  readonly value: Known<MapData>;
  /** The object as it was first written. */
  readonly written: WrittenObject;
  /** The first is the one that it was written with; the present one is not among them. */
  readonly previous: readonly Identity[];
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  readonly exists: 'yes' | 'maybe';
  readonly incomplete: UnknownReason | undefined;
  /** How a generated object meets one of the same name. */
  readonly behaviour: 'create' | 'merge' | 'replace';
}

export interface Identity {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** As written; empty where nothing is. */
  readonly namespace: string;
}

export function built(written: WrittenObject): Built | undefined {
  const { value, exists, incomplete } = written;
  if (value.kind !== 'known' || !isMap(value.value)) return undefined;
  return {
    value: { ...value, value: value.value },
    written,
    previous: [],
    prefixes: [],
    suffixes: [],
    exists,
    incomplete,
    behaviour: 'create',
  };
}

export function identityIn(value: Known<MapData>): Identity {
  const apiVersion = textAt(value, 'apiVersion') ?? '';
  const slash = apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind: textAt(value, 'kind') ?? '',
    name: textAt(value, 'metadata', 'name') ?? '',
    namespace: textAt(value, 'metadata', 'namespace') ?? '',
  };
}

/** What it is called now, and was called before: the first name comes first. */
export function identitiesOf({ value, previous }: Built): readonly Identity[] {
  return [...previous, identityIn(value)];
}

/** Keeps the present name in mind before another is given. */
export function remembered(object: Built): Built {
  const now = identityIn(object.value);
  const last = object.previous.at(-1);
  return last && sameIdentity(last, now) ? object : { ...object, previous: [...object.previous, now] };
}

export function sameIdentity(a: Identity, b: Identity): boolean {
  return (
    a.name === b.name &&
    a.kind === b.kind &&
    a.group === b.group &&
    a.version === b.version &&
    effectiveNamespace(a) === effectiveNamespace(b)
  );
}

/** `default` where nothing is written, nothing for kinds that live in no namespace. */
export function effectiveNamespace(identity: Identity): string {
  return isClusterScoped(identity) ? '' : identity.namespace || 'default';
}

/** The kinds that Kustomize knows to live in no namespace (kyaml/openapi); of others it assumes that they do. */
const clusterScoped: Readonly<Record<string, RegExp>> = {
  '': /^(ComponentStatus|Namespace|Node|PersistentVolume)$/,
  'admissionregistration.k8s.io': /./,
  'apiextensions.k8s.io': /./,
  'apiregistration.k8s.io': /./,
  'certificates.k8s.io': /^CertificateSigningRequest$/,
  'flowcontrol.apiserver.k8s.io': /./,
  'networking.k8s.io': /^IngressClass$/,
  'node.k8s.io': /./,
  policy: /^PodSecurityPolicy$/,
  'rbac.authorization.k8s.io': /^Cluster/,
  'scheduling.k8s.io': /./,
  'storage.k8s.io': /^(CSIDriver|CSINode|StorageClass|VolumeAttachment)$/,
};

export function isClusterScoped({ group, kind }: Identity): boolean {
  return Object.hasOwn(clusterScoped, group) && clusterScoped[group]?.test(kind) === true;
}

/** The object with a member of its metadata set, or taken away. */
export function withMetadata(value: Known<MapData>, name: string, member: MapMember | undefined): Known<MapData> {
  const before = value.value.entries.get('metadata');
  const key = before?.key ?? member?.key ?? value.at;
  const metadata = mapIn(before?.value) ?? emptyMap;
  const changed = known<Data>(withMember(metadata, name, member), before?.value.at ?? key);
  return { ...value, value: withMember(value.value, 'metadata', { key, value: changed }) };
}
