/**
 * What a kustomization does to all of its objects: namespace, prefix and suffix of names, labels, annotations, images,
 * replicas (api/internal/builtins, api/filters). What it writes stands in the kustomization.
 */
import type { Location } from '../../../text/source.ts';
import { computedFrom, type Known, known, type MapData, unknown, type Value } from '../../../values/value.ts';
import { items, members, type Place, within } from '../place.ts';
import { type Built, identitiesOf, identityIn, isClusterScoped, remembered, withMetadata } from './built.ts';
import { type Configuration, fieldSpecOf } from './configurations.ts';
import { eachChanged, emptyMap, itemsIn, mapIn, textAt, textIn, valueAt, withData, withMember } from './editing.ts';
import {
  annotationSpecs,
  changedBySpecs,
  claimLabelSpecs,
  type FieldSpec,
  namespaceSpecs,
  ownLabelSpec,
  replicaSpecs,
  selectorLabelSpecs,
  templateLabelSpecs,
} from './field-specs.ts';

export type Transform = (object: Built) => Built;

/** The transformers that a kustomization names, in the order in which Kustomize runs them. */
export function transformersOf(root: Place, more: Configuration): readonly Transform[] {
  return [
    ...namespaceOf(within(root, 'namespace'), [...namespaceSpecs, ...more.namespaces]),
    ...affixOf(within(root, 'namePrefix'), 'prefix'),
    ...affixOf(within(root, 'nameSuffix'), 'suffix'),
    ...items(within(root, 'labels')).flatMap((entry) => labelsOf(entry, more.labels)),
    ...setEach(within(root, 'commonLabels'), [...selectorLabelSpecs, ...more.labels]),
    ...setEach(within(root, 'commonAnnotations'), [...annotationSpecs, ...more.annotations]),
  ];
}

/** Those that run behind the JSON patches. */
export function lateTransformersOf(root: Place): readonly Transform[] {
  return [
    ...items(within(root, 'replicas')).flatMap(replicasOf),
    ...['images', 'imageTags'].flatMap((field) => items(within(root, field))).flatMap(imageOf),
  ];
}

function changedValue(object: Built, change: (value: Known<MapData>) => Known<MapData>): Built {
  return { ...object, value: change(object.value) };
}

function namespaceOf({ value, key }: Place, specs: readonly FieldSpec[]): Transform[] {
  if (value === undefined || textIn(value) === '') return [];
  const at = key ?? value.at;
  return [
    (object) =>
      changedValue(remembered(object), (before) => {
        const scoped = isClusterScoped(identityIn(before));
        const placed = scoped ? before : withMetadata(before, 'namespace', { key: at, value });
        return changedBySpecs(inSubjects(placed, value, at), specs, at, () => value);
      }),
  ];
}

/** Only the account `default` of a binding moves along; others are found as references. */
function inSubjects(object: Known<MapData>, namespace: Value, key: Location): Known<MapData> {
  const subjects = object.value.entries.get('subjects');
  const list = itemsIn(subjects?.value);
  if (!subjects || !list || !/^(Cluster)?RoleBinding$/.test(textAt(object, 'kind') ?? '')) return object;
  const changed = list.map((subject) => {
    const map = mapIn(subject);
    if (!map || textAt(subject, 'name') !== 'default') return subject;
    return withData(subject, withMember(map, 'namespace', { key, value: namespace }));
  });
  const value = withData(subjects.value, { type: 'list', items: changed });
  return { ...object, value: withMember(object.value, 'subjects', { ...subjects, value }) };
}

/** Kinds whose names are made of others' names. */
function keepsName({ kind, group }: { readonly kind: string; readonly group: string }): boolean {
  if (kind === 'CustomResourceDefinition' || kind === 'Namespace') return true;
  return kind === 'APIService' && group === 'apiregistration.k8s.io';
}

function affixOf({ value }: Place, side: 'prefix' | 'suffix'): Transform[] {
  if (value === undefined || textIn(value) === '') return [];
  const affix = textIn(value);
  return [
    (object) => {
      const [first = identityIn(object.value)] = object.previous;
      const name = object.value.value.entries.get('metadata') && valueAt(object.value, 'metadata', 'name');
      if (keepsName(first) || name === undefined) return object;
      const renamed = changedValue(remembered(object), (before) =>
        withMetadata(before, 'name', { key: name.at, value: affixed(name, value, side) }),
      );
      return side === 'prefix'
        ? { ...renamed, prefixes: [...object.prefixes, affix ?? ''] }
        : { ...renamed, suffixes: [...object.suffixes, affix ?? ''] };
    },
  ];
}

/** The name stays where the object's own text has it: that is where the object is found. */
function affixed(name: Value, affix: Value, side: 'prefix' | 'suffix'): Value {
  const [own, text] = [textIn(name), textIn(affix)];
  if (own === undefined || text === undefined || name.kind !== 'known' || affix.kind !== 'known') {
    return unknown('no-default', side, name.at);
  }
  return computedFrom([affix], known(side === 'prefix' ? text + own : own + text, name.at), name.at);
}

/** `labels`: in the metadata alone, unless more is asked for. */
function labelsOf(entry: Place, more: readonly FieldSpec[]): Transform[] {
  const wants = (name: string): boolean => {
    const { value } = within(entry, name);
    return value?.kind === 'known' && value.value === true;
  };
  const own = items(within(entry, 'fields')).map(fieldSpecOf);
  const specs = wants('includeSelectors')
    ? [...selectorLabelSpecs, ...more]
    : [
        ...(wants('includeTemplates') ? templateLabelSpecs : [ownLabelSpec]),
        ...(wants('includeVolumeClaimTemplates') ? claimLabelSpecs : []),
      ];
  return setEach(within(entry, 'pairs'), [...specs, ...own]);
}

function setEach(pairs: Place, specs: readonly FieldSpec[]): Transform[] {
  const written = pairs.value?.kind === 'known' ? mapIn(pairs.value)?.entries : undefined;
  return members(pairs).map(({ key: name, place: { value } }) => {
    const key = written?.get(name)?.key ?? pairs.at;
    const set = (before: Value | undefined): Value => {
      const map = before === undefined ? emptyMap : mapIn(before);
      if (!map || !value) return before ?? known(emptyMap, key);
      const changed = withMember(map, name, { key, value });
      return before ? withData(before, changed) : known(changed, key);
    };
    return (object) => changedValue(object, (before) => changedBySpecs(before, specs, key, set));
  });
}

function replicasOf(entry: Place): Transform[] {
  const name = textAt(entry.value, 'name');
  const count = within(entry, 'count');
  return [
    (object) => {
      if (count.value === undefined || !identitiesOf(object).some((one) => one.name === name)) return object;
      const { value } = count;
      return changedValue(object, (before) => changedBySpecs(before, replicaSpecs, count.at, () => value));
    },
  ];
}

/** Fields whose items have an `image`, wherever they stand. */
const imageLists: ReadonlySet<string> = new Set(['containers', 'initContainers']);

function imageOf(entry: Place): Transform[] {
  const name = textAt(entry.value, 'name');
  if (name === undefined) return [];
  return [
    (object) =>
      textAt(object.value, 'kind') === 'CustomResourceDefinition'
        ? object
        : changedValue(object, (before) => ({ ...before, ...withImages(before, name, entry) }) as Known<MapData>),
  ];
}

function withImages(value: Value, name: string, entry: Place): Value {
  return eachChanged(value, (part, key) => {
    const inner = withImages(part, name, entry);
    const isImageList = key !== undefined && imageLists.has(key) && itemsIn(inner) !== undefined;
    return isImageList ? eachChanged(inner, (container) => imageReplaced(container, name, entry)) : inner;
  });
}

function imageReplaced(container: Value, name: string, entry: Place): Value {
  const map = mapIn(container);
  const image = textAt(container, 'image');
  const member = map?.entries.get('image');
  if (!map || !member || image === undefined || container.kind !== 'known') return container;
  const [, own, tag, imageDigest] = /^(.*?)(?::([\w.-]+))?(?:@(.*))?$/s.exec(image) ?? [];
  if (own !== name) return container;
  const text = (field: string): string => textAt(entry.value, field) ?? '';
  const replaced = text('newTag') !== '' || text('digest') !== '';
  const newTag = replaced ? text('newTag') : (tag ?? '') + text('tagSuffix');
  const newDigest = replaced ? text('digest') : text('tagSuffix') === '' ? (imageDigest ?? '') : '';
  const whole = `${text('newName') || own}${newTag && `:${newTag}`}${newDigest && `@${newDigest}`}`;
  const at = entry.value?.at ?? entry.at;
  return withData(container, withMember(map, 'image', { ...member, value: known(whole, at) }));
}
