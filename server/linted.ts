/** One folder, linted: what is said about its files, and the units that later questions are answered from. */
import { dirname, resolve } from 'node:path';
import { resolveConfig } from '../core/config/resolve.ts';
import { emptyConfig } from '../core/config/schema.ts';
import type { SuppressedFinding } from '../core/config/suppressions.ts';
import type { Workspace } from '../core/dialects/surroundings.ts';
import type { Unit } from '../core/dialects/unit.ts';
import type { Finding } from '../core/lint.ts';
import { rules } from '../core/rules/index.ts';
import type { Settings } from '../core/rules/rule.ts';
import type { SourceText } from '../core/text/source.ts';
import type { ConfigFiles } from '../files/config-files.ts';
import type { FolderJob } from '../files/discover.ts';
import { type Folder, readFolder } from '../files/folder.ts';
import type { InputReader } from '../files/inputs.ts';
import type { KeptTexts } from '../files/kept-texts.ts';
import { lintFolder as lintFiles } from '../files/lint-folder.ts';
import { type ReadFile, tooLarge } from '../files/read.ts';
import { workspaces } from '../files/workspace.ts';
import { slashed } from './paths.ts';
import { placeOf, type Said, saidOf } from './said.ts';
import { exposureOf, hasGroups, type Told } from './told.ts';

export interface Linted {
  readonly units: readonly Unit[];
  readonly folder: Folder;
  /** What lies around the folder's files. */
  readonly workspace: Workspace;
  /** What comments and annotations took away. */
  readonly suppressed: readonly SuppressedFinding[];
  /** In the order of the folder, by path of the file that they are shown in: another folder's, where a module is called. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** `undefined` where the configuration is invalid. */
  readonly settings: Settings | undefined;
  readonly told: Told;
  /** Files that were read. */
  readonly read: ReadonlySet<string>;
}

export interface LintRequest {
  readonly job: FolderJob;
  /** Files inside of it may be read, where no git repository is around. */
  readonly top: string;
  /** Texts of open files, by path as the file system has it. */
  readonly typed: ReadonlyMap<string, SourceText>;
  readonly kept: KeptTexts;
  readonly configs: ConfigFiles;
  readonly inputs: InputReader;
  /** Larger files are not looked at, bytes. */
  readonly maxFileSize: number;
}

/** What was looked at on the way. */
interface Looked {
  /** Folders. */
  readonly seen: Set<string>;
  /** Files that were read. */
  readonly read: Set<string>;
}

/** A folder with what lies around it; one whose configuration is invalid with the rules that count without one. */
export function readLocalFolder(request: LintRequest, { seen, read }: Looked = nowhere()): Folder {
  const { job, top, typed, kept, configs, inputs, maxFileSize } = request;
  const around = workspaces({
    cwd: top,
    shown: slashed,
    maxFileSize,
    instead: typed,
    textOf: (path) => {
      read.add(path);
      return kept.textOf(path);
    },
  });
  const folder = readFolder(job, {
    configs: configs.for(job.folder).lint ? configs : { for: (path) => ({ ...configs.for(path), lint: byDefault }) },
    around: { around: (path) => watched(around.around(path), seen) },
    inputs: noting(inputs, seen),
    given: { varFiles: [], parameters: [] },
    shown: slashed,
    read: (path, named) => {
      read.add(path);
      const text = typed.get(path);
      return text ? typedFile(text, maxFileSize) : kept.read(path, named);
    },
  });
  if (!folder) throw new Error('a folder with a configuration is read');
  return folder;
}

function nowhere(): Looked {
  return { seen: new Set(), read: new Set() };
}

export function lintFolder(request: LintRequest): Linted {
  const { job, configs } = request;
  const { lint } = configs.for(job.folder);
  const settings = lint?.settings;
  const seen = new Set([slashed(job.folder)]);
  const read = new Set<string>();
  const folder = readLocalFolder(request, { seen, read });
  const result = lintFiles(folder);
  // Half a configuration would lint with rules that nobody chose; questions about values are answered without any.
  const findings = lint ? byPath(result.findings, (one) => one) : new Map<string, Finding[]>();
  return {
    units: result.units,
    folder,
    workspace: folder.surroundings.workspace,
    suppressed: result.suppressed,
    findings,
    settings,
    read,
    told: {
      said: new Map([...findings].map(([path, ones]): [string, Said[]] => [path, ones.map(saidOf)])),
      needed: byPath(
        result.neededSuppressions.map((at) => ({ at })),
        ({ at }) => placeOf(at),
      ),
      seen,
      size: folder.own.size,
      hasGroups: hasGroups(result.units),
      settings,
      exposure: exposureOf(result.units),
    },
  };
}

const byDefault = resolveConfig(emptyConfig, rules);

/** The limit is of bytes, of which a text has as many as characters at least. */
function typedFile(source: SourceText, limit: number): ReadFile {
  const size = source.text.length * 3 > limit ? Buffer.byteLength(source.text) : 0;
  return size > limit
    ? { source: undefined, finding: tooLarge(source.path, size, limit) }
    : { source, finding: undefined };
}

function byPath<T extends Pick<Finding, 'at'>, R>(items: readonly T[], as: (item: T) => R): Map<string, R[]> {
  const found = new Map<string, R[]>();
  for (const item of items) {
    const { path } = item.at.source;
    const before = found.get(path);
    if (before) before.push(as(item));
    else found.set(path, [as(item)]);
  }
  return found;
}

/** The same workspace, noting the folders that are looked into. */
function watched({ read, bytes, list }: Workspace, seen: Set<string>): Workspace {
  const noted = (path: string): string => {
    seen.add(dirname(path));
    return path;
  };
  return {
    read: (path) => read(noted(path)),
    bytes: (path) => bytes(noted(path)),
    list: (folder) => {
      seen.add(folder);
      return list(folder);
    },
  };
}

/** The same reader, noting the folders of the files with given values. */
function noting({ read }: InputReader, seen: Set<string>): InputReader {
  return {
    read: (paths, folder) => {
      for (const path of [...paths.varFiles, ...paths.parameters]) seen.add(slashed(dirname(resolve(folder, path))));
      return read(paths, folder);
    },
  };
}
