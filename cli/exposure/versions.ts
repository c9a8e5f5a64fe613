/** The two versions that a comparison is about: a git revision, a folder, a plan or state, or what is on disk now. */
import { existsSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { readUnits } from '../../core/dialects/units.ts';
import { type PlacedUnit, placeOf } from '../../core/exposure/pairs.ts';
import type { Text } from '../../core/text/message.ts';
import { commitOf, exportRevision } from '../../files/git-revision.ts';
import { gitTop } from '../../files/ignore-files.ts';
import { type FolderRequest, guarded, readFolders } from '../run.ts';
import { beyondBounds } from './bounds.ts';

export interface Version {
  readonly units: readonly PlacedUnit[];
  /** What stands in front of paths of this version, to be left out where they are shown. */
  readonly root: string;
}

export type VersionRequest = Omit<
  FolderRequest,
  'paths' | 'cwd' | 'stdin' | 'configFile' | 'overrides' | 'forceIgnore'
>;

/** Reads a version, or says why it cannot be read. Of a revision only what the paths name, like in the work tree. */
export function readVersion(
  name: string | undefined,
  paths: readonly string[],
  cwd: string,
  request: VersionRequest,
  failures: Text[],
): Version | Text {
  const top = gitTop(cwd) ?? cwd;
  if (name === undefined)
    return unitsIn(
      top,
      paths.map((path) => resolve(cwd, path)),
      request,
      failures,
    );
  // An unset variable of a CI job must not compare the files with themselves.
  if (name.trim() === '')
    return {
      en: 'A version has no name. Write a git revision, a folder or a file.',
      zh: '版本名为空。请写明 git 版本、目录或文件。',
    };
  const outside = paths.find((path) => relative(top, resolve(cwd, path)).startsWith('..'));
  if (outside !== undefined)
    return { en: `"${outside}" lies outside of the repository.`, zh: `“${outside}”位于仓库之外。` };
  const place = resolve(cwd, name);
  const commit = commitOf(name, cwd);
  if (existsSync(place) && (commit === undefined || name.includes('/') || name.startsWith('.'))) {
    return namedPlace(name, place, request, failures);
  }
  if (commit === undefined) {
    return {
      en: `"${name}" is neither a git revision nor a folder or file.`,
      zh: `“${name}”既不是 git 版本，也不是目录或文件。`,
    };
  }
  const revision = exportRevision(commit, cwd, request.maxFileSize);
  try {
    const wanted = paths.map((path) => resolve(revision.folder, relative(top, resolve(cwd, path))));
    return unitsIn(revision.folder, wanted.filter(existsSync), request, failures);
  } finally {
    revision.remove();
  }
}

/** A folder, or one file: a plan, a state, a template. */
function namedPlace(name: string, place: string, request: VersionRequest, failures: Text[]): Version | Text {
  const isFolder = statSync(place).isDirectory();
  const version = unitsIn(isFolder ? place : dirname(place), [place], request, failures);
  if (isFolder || version.units.length > 0) return version;
  return {
    en: `"${name}" is no ROS template, Terraform plan or state, or Kubernetes manifest.`,
    zh: `“${name}”不是 ROS 模板、Terraform 计划或状态，也不是 Kubernetes 清单。`,
  };
}

function unitsIn(root: string, paths: readonly string[], request: VersionRequest, failures: Text[]): Version {
  const units: PlacedUnit[] = [];
  const whole: FolderRequest = {
    ...request,
    cwd: root,
    paths,
    stdin: undefined,
    configFile: undefined,
    overrides: {},
    forceIgnore: false,
  };
  for (const folder of paths.length > 0 ? readFolders(whole, failures) : []) {
    if ('finding' in folder) continue;
    guarded(folder.shown, failures, () => {
      for (const unit of readUnits(folder.sources, folder.surroundings)) {
        const isOwn = unit.files.some(({ path }) => folder.own.has(path));
        failures.push(...beyondBounds(unit));
        if (isOwn) units.push({ place: placeOf(unit, relative(root, folder.path)), unit });
      }
    });
  }
  return { units, root };
}
