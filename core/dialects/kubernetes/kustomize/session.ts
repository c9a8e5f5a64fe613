/** What all kustomizations of one build share: what they may read and still cost, and what was found wrong. */
import { folderOf, joinPath } from '../../../text/path.ts';
import type { Location, SourceText } from '../../../text/source.ts';
import type { Value } from '../../../values/value.ts';
import type { Surroundings } from '../../surroundings.ts';
import type { Problem } from '../../unit.ts';
import { type Manifest, manifestOf } from '../manifest.ts';
import type { Place } from '../place.ts';
import { dataOf, reading } from '../values.ts';
import type { Built } from './built.ts';
import type { Configuration } from './configurations.ts';
import { mapIn, textAt, withData } from './editing.ts';
import type { Work } from './selectors.ts';

/** Steps of one build: objects times what is done to each, and characters of patterns. */
const maxWork = 250_000;

/** What a kustomization comes to. */
export interface Accumulated {
  readonly objects: readonly Built[];
  /** Patches that change objects which are not seen here. */
  readonly loosePatches: readonly Built[];
  /** Where objects come from that are not seen: a remote base, a plugin. */
  readonly unseen: readonly Location[];
  readonly variables: readonly Place[];
  readonly configuration: Configuration;
}

export interface Session {
  readonly work: Work;
  readonly problems: readonly Problem[];
  /** Every manifest that was read, its own and others'. */
  readonly texts: Set<SourceText>;
  /** What is put into ConfigMaps and Secrets. */
  readonly contents: Set<SourceText>;
  /** Is a component built by itself? Then its patches are for objects of whoever will use it. */
  readonly isOpen: () => boolean;
  /** Kustomizations by folder: each is built once, and `open` while it is. */
  readonly folders: Map<string, Accumulated | 'open'>;
  /** A text as it is. */
  content(path: string): SourceText | undefined;
  manifest(path: string): Manifest | undefined;
  isFolder(path: string): boolean;
  /** Text or not. */
  isFile(path: string): boolean;
  /** False where there is no workspace to look into: then nothing is called missing. */
  readonly sees: boolean;
  report(problem: Problem): void;
  /** Tells once for each kustomization that some of it is not evaluated. */
  unsupported(at: Location, what: string): void;
}

export function newSession(given: readonly SourceText[], folder: string, { workspace }: Surroundings): Session {
  const own = new Map(given.map((source) => [source.path, source]));
  const problems: Problem[] = [];
  const told = new Set<string>();
  const texts = new Set<SourceText>();
  const contents = new Set<SourceText>();
  const read = (path: string): SourceText | undefined => own.get(path) ?? workspace.read(path);
  let isOpen: boolean | undefined;
  const session: Session = {
    work: { left: maxWork },
    problems,
    texts,
    contents,
    folders: new Map(),
    sees: workspace.list(folder) !== undefined,
    content(path) {
      const source = read(path);
      if (source) contents.add(source);
      return source;
    },
    manifest(path) {
      const source = read(path);
      if (source) texts.add(source);
      return source && manifestOf(source);
    },
    isOpen() {
      isOpen ??= kustomizationIn(folder, session)?.isComponent === true;
      return isOpen;
    },
    isFolder: (path) => workspace.list(path) !== undefined,
    isFile: (path) => workspace.bytes(path) !== undefined,
    report(problem) {
      const key = `${problem.rule}\0${problem.at.source.path}\0${problem.at.start}`;
      if (told.has(key)) return;
      told.add(key);
      problems.push(problem);
    },
    unsupported(at, what) {
      const key = `unsupported\0${at.source.path}`;
      if (told.has(key)) return;
      told.add(key);
      problems.push({
        rule: 'syntax/kustomize',
        severity: 'info',
        at,
        message: {
          en: `This part of the kustomization is not evaluated, so that not all of its objects are known: ${what}`,
          zh: `kustomization 的这一部分未求值，因此无法得知其全部对象：${what}`,
        },
      });
    },
  };
  return session;
}

/** A kustomization's file and its fields. */
export interface Kustomization {
  readonly source: SourceText;
  readonly folder: string;
  readonly root: Place;
  readonly isComponent: boolean;
}

export const kustomizationNames: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The kustomization of a folder; Flux has a kind of the same name that is none. */
export function kustomizationIn(folder: string, session: Session): Kustomization | undefined {
  for (const name of kustomizationNames) {
    const path = joinPath(folder, name);
    const manifest = session.manifest(path);
    if (!manifest) continue;
    const [document] = manifest.file.documents;
    const value = document?.root && dataOf(document.root, reading(manifest, document));
    if (!value || !isOwn(value)) return undefined;
    return {
      source: manifest.source,
      folder: folderOf(path),
      root: { value: withFieldNames(value), at: value.at, incomplete: undefined },
      isComponent: textAt(value, 'kind') === 'Component',
    };
  }
  return undefined;
}

function isOwn(value: Value): boolean {
  const apiVersion = textAt(value, 'apiVersion');
  return apiVersion === undefined || apiVersion.startsWith('kustomize.config.k8s.io/');
}

const fieldNames = new Map(
  [
    'namePrefix nameSuffix commonLabels commonAnnotations patchesStrategicMerge patchesJson6902 configMapGenerator',
    'secretGenerator generatorOptions imageTags helmCharts helmChartInflationGenerator',
  ].flatMap((names) => names.split(' ').map((name) => [name.toLowerCase(), name] as const)),
);

/** Kustomize reads its fields in whatever case they are written. */
function withFieldNames(value: Value): Value {
  const map = mapIn(value);
  if (!map) return value;
  const entries = [...map.entries].map(
    ([name, member]) => [fieldNames.get(name.toLowerCase()) ?? name, member] as const,
  );
  return withData(value, { type: 'map', entries: new Map(entries) });
}
