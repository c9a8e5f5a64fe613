/**
 * `configurations`: files that tell Kustomize of more fields than it knows by itself, mostly those of custom resources.
 * What a base knows of them, its overlays know as well.
 */
import { joinPath } from '../../../text/path.ts';
import { items, type Place, within } from '../place.ts';
import { dataOf, reading } from '../values.ts';
import { textAt, textIn } from './editing.ts';
import { type FieldSpec, pathOf } from './field-specs.ts';
import { missingFile } from './patches.ts';
import type { ReferenceSpec } from './reference-specs.ts';
import type { Kustomization, Session } from './session.ts';

/** Fields that are known beside Kustomize's own. */
export interface Configuration {
  readonly labels: readonly FieldSpec[];
  readonly annotations: readonly FieldSpec[];
  readonly namespaces: readonly FieldSpec[];
  readonly variables: readonly FieldSpec[];
  readonly references: readonly ReferenceSpec[];
}

export const noConfiguration: Configuration = {
  labels: [],
  annotations: [],
  namespaces: [],
  variables: [],
  references: [],
};

/** More of them slow every object down; each overlay adds those of its bases. */
const maxSpecs = 2000;

export function joinedConfiguration(a: Configuration, b: Configuration): Configuration {
  if (b === noConfiguration) return a;
  return {
    labels: distinct([...a.labels, ...b.labels]),
    annotations: distinct([...a.annotations, ...b.annotations]),
    namespaces: distinct([...a.namespaces, ...b.namespaces]),
    variables: distinct([...a.variables, ...b.variables]),
    references: distinct([...a.references, ...b.references]),
  };
}

function distinct<T>(specs: readonly T[]): readonly T[] {
  const seen = new Map(specs.map((spec) => [JSON.stringify(spec), spec]));
  return [...seen.values()].slice(0, maxSpecs);
}

/** What the files say that a kustomization names. */
export function configurationOf({ root, folder }: Kustomization, session: Session): Configuration {
  return items(within(root, 'configurations')).reduce((all, entry) => {
    const path = textIn(entry.value);
    const manifest = path === undefined ? undefined : session.manifest(joinPath(folder, path));
    const [document] = manifest?.file.documents ?? [];
    if (!manifest && path !== undefined && session.sees) session.report(missingFile(entry.at, path));
    if (!manifest || !document?.root) return all;
    const value = dataOf(document.root, reading(manifest, document));
    const file: Place = { value, at: value.at, incomplete: undefined };
    const specs = (field: string): FieldSpec[] => items(within(file, field)).map(fieldSpecOf);
    return joinedConfiguration(all, {
      labels: [...specs('commonLabels'), ...specs('labels')],
      annotations: specs('commonAnnotations'),
      namespaces: specs('namespace'),
      variables: specs('varReference'),
      references: items(within(file, 'nameReference')).flatMap(referencesOf),
    });
  }, noConfiguration);
}

function referencesOf(entry: Place): ReferenceSpec[] {
  const kind = textAt(entry.value, 'kind');
  if (kind === undefined) return [];
  const target = { kind, group: textAt(entry.value, 'group') };
  return items(within(entry, 'fieldSpecs')).map((field) => ({ target, field: fieldSpecOf(field) }));
}

export function fieldSpecOf({ value }: Place): FieldSpec {
  return {
    path: pathOf(textAt(value, 'path') ?? ''),
    group: textAt(value, 'group'),
    version: textAt(value, 'version'),
    kind: textAt(value, 'kind'),
    create: textAt(value, 'create') === 'true',
  };
}
