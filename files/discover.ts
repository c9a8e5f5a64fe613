/**
 * Which files to lint: folder by folder, sorted, so that a run is repeatable and holds one folder's texts at a time.
 * Folders are read as they are reached. Links to folders are not followed, so loops cannot happen.
 */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { chainFromTop, chainOf, type IgnoreChain, isIgnored } from './ignore-files.ts';

/** One folder's files, absolute. */
export interface FolderJob {
  readonly folder: string;
  /** To be reported on. */
  readonly files: readonly string[];
  /** Those of `files` that the user named: linted whatever their ending. */
  readonly named: ReadonlySet<string>;
  /** The rest of the folder: read because a module or a set of manifests is understood as a whole only. */
  readonly context: readonly string[];
}

export interface Undiscovered {
  readonly path: string;
  /** `missing`: named on the command line; `unreadable`: a folder that may not be listed. */
  readonly problem: 'missing' | 'unreadable';
  readonly code: string;
}

export interface DiscoverOptions {
  readonly cwd: string;
  /** `.gitignore` and `.portguardignore` count. */
  readonly ignoreFiles: boolean;
  /** They count for files that were named, too. */
  readonly forceIgnore: boolean;
  /** What the configuration for a folder leaves out; asked for each of its entries. */
  readonly excluded: (path: string, isFolder: boolean) => boolean;
}

/** Of the files that are linted; a kustomization may have a name without one. */
export const endings = ['.tf', '.tofu', '.tfvars', '.yaml', '.yml', '.json', '.tfstate', '.template', '.ros'];
/** Never entered unless named: not the user's own text. */
const skippedFolders = new Set(
  [
    '.git .hg .svn node_modules bower_components vendor dist .terraform .terragrunt-cache .venv venv __pycache__ .tox',
    '.cache .mypy_cache .pytest_cache .gradle .idea .vscode-test .next .nuxt coverage',
  ].flatMap((names) => names.split(' ')),
);
/** Whether a walk leaves a folder of this name alone. */
export function isSkipped(name: string): boolean {
  return skippedFolders.has(name);
}

const skippedFiles = new Set(['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'composer.lock']);

function isLintable(name: string): boolean {
  // One of the three names of a kustomization has no ending.
  if (name === 'Kustomization') return true;
  // `.#main.tf` is Emacs' lock, a link to nothing.
  return endings.some((ending) => name.endsWith(ending)) && !name.startsWith('.#') && !skippedFiles.has(name);
}

/** Folders and files in the order in which they were named; each file once. */
export function* discover(paths: readonly string[], options: DiscoverOptions): Generator<FolderJob | Undiscovered> {
  for (const one of discovering(paths, options)) if (one) yield one;
}

/** The same, with nothing for each folder that has no such file: for a caller that has other things to do, too. */
export function* discovering(
  paths: readonly string[],
  options: DiscoverOptions,
): Generator<FolderJob | Undiscovered | undefined> {
  const folders: string[] = [];
  const named = new Map<string, Set<string>>();
  for (const path of paths.map((one) => resolve(options.cwd, one))) {
    const kind = kindOf(path);
    if (kind === 'folder') folders.push(path);
    else if (kind === 'file') named.set(dirname(path), (named.get(dirname(path)) ?? new Set()).add(path));
    else yield { path, ...kind };
  }
  const seen = new Set<string>();
  for (const folder of folders) {
    const chain = options.ignoreFiles ? chainFromTop(folder) : undefined;
    yield* walk(folder, chain, named, seen, options);
  }
  for (const [folder, files] of named) {
    const job = seen.has(folder) ? undefined : namedJob(folder, files, options);
    if (job) yield job;
  }
}

function* walk(
  folder: string,
  chain: IgnoreChain | undefined,
  named: ReadonlyMap<string, ReadonlySet<string>>,
  seen: Set<string>,
  options: DiscoverOptions,
): Generator<FolderJob | Undiscovered | undefined> {
  if (seen.has(folder)) return;
  seen.add(folder);
  const entries = list(folder);
  if ('problem' in entries) {
    yield entries;
    return;
  }
  const own = named.get(folder) ?? new Set();
  const left = (path: string, isFolder: boolean): boolean =>
    !isIgnored(path, isFolder, chain) && !options.excluded(path, isFolder);
  const found = filesIn(folder, entries).filter((path) => left(path, false));
  const files = [
    ...new Set([...found, ...[...own].filter((path) => !options.forceIgnore || left(path, false))]),
  ].sort();
  yield files.length > 0 ? { folder, files, named: own, context: [] } : undefined;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory() || isSkipped(entry.name) || !left(path, true)) continue;
    yield* walk(path, options.ignoreFiles ? chainOf(path, chain) : undefined, named, seen, options);
  }
}

/** Files of a folder that were named, and the rest of the folder as what they are understood with. */
export function namedJob(folder: string, own: ReadonlySet<string>, options: DiscoverOptions): FolderJob | undefined {
  const chain = options.forceIgnore ? chainFromTop(folder, true) : undefined;
  const left = (path: string): boolean => !isIgnored(path, false, chain) && !options.excluded(path, false);
  const files = [...own].filter((path) => !options.forceIgnore || left(path)).sort();
  return files.length > 0 ? { folder, files, named: own, context: siblingsOf(folder, own, options) } : undefined;
}

/**
 * One folder as a walk from `top` finds it, without walking: nothing where the walk would not come. Files that are named
 * have their place in it whatever their ending, unless something ignores them.
 */
export function jobOf(
  folder: string,
  top: string,
  named: ReadonlySet<string>,
  options: Pick<DiscoverOptions, 'excluded'>,
): FolderJob | undefined {
  let chain = chainFromTop(top);
  const left = (path: string, isFolder: boolean): boolean =>
    !isIgnored(path, isFolder, chain) && !options.excluded(path, isFolder);
  for (const each of foldersBetween(top, folder)) {
    if (isSkipped(basename(each)) || !left(each, true)) return undefined;
    chain = chainOf(each, chain);
  }
  const entries = list(folder);
  if ('problem' in entries) return undefined;
  const own = new Set([...named].filter((path) => !skippedFiles.has(basename(path)) && left(path, false)));
  const files = [...new Set([...filesIn(folder, entries).filter((path) => left(path, false)), ...own])].sort();
  return files.length > 0 ? { folder, files, named: own, context: [] } : undefined;
}

/** Below `top` down to `folder`, in order; none for `top` itself. */
function foldersBetween(top: string, folder: string): string[] {
  const folders: string[] = [];
  for (let at = folder; at !== top && at !== dirname(at); at = dirname(at)) folders.unshift(at);
  return folders;
}

/** What a walk would find in the folder itself, without the files that are there already. */
export function siblingsOf(folder: string, own: ReadonlySet<string>, options: DiscoverOptions): string[] {
  const chain = options.ignoreFiles ? chainFromTop(folder) : undefined;
  const entries = list(folder);
  if ('problem' in entries) return [];
  return filesIn(folder, entries).filter(
    (path) => !own.has(path) && !isIgnored(path, false, chain) && !options.excluded(path, false),
  );
}

function filesIn(folder: string, entries: readonly Dirent[]): string[] {
  return entries
    .filter(
      (entry) => isLintable(entry.name) && (entry.isFile() || (entry.isSymbolicLink() && !isFolder(folder, entry))),
    )
    .map((entry) => join(folder, entry.name));
}

function isFolder(folder: string, { name }: Dirent): boolean {
  return kindOf(join(folder, name)) === 'folder';
}

function list(folder: string): Dirent[] | Undiscovered {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return { path: folder, problem: 'unreadable', code: codeOf(error) };
  }
}

function kindOf(path: string): 'folder' | 'file' | Pick<Undiscovered, 'problem' | 'code'> {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = codeOf(error);
    // What exists but cannot be followed or entered is reported as a file that cannot be read.
    return code === 'ENOENT' || code === 'ENOTDIR' ? { problem: 'missing', code } : 'file';
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : basename(String(error));
}
