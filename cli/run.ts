/** One run of the engine over files: discover, read, lint folder by folder, collect. */

import { dirname, resolve } from 'node:path';
import type { Overrides } from '../core/config/resolve.ts';
import type { FailOn } from '../core/config/schema.ts';
import type { Finding } from '../core/lint.ts';
import type { Severity } from '../core/rules/rule.ts';
import type { Text } from '../core/text/message.ts';
import { ToldOnce } from '../core/told-once.ts';
import { type ConfigFiles, configFiles } from '../files/config-files.ts';
import { type DiscoverOptions, discover, type FolderJob, siblingsOf, type Undiscovered } from '../files/discover.ts';
import { type Folder, type FolderSources, readFolder } from '../files/folder.ts';
import { type InputPaths, inputReader } from '../files/inputs.ts';
import { lintFolder } from '../files/lint-folder.ts';
import { decode, type ReadFile, readSource, unreadable } from '../files/read.ts';
import { workspaces } from '../files/workspace.ts';
import { type LintReport, reported, unresolvedPlace } from './report.ts';
import { missing, shownPath } from './shown.ts';

/** Which files are read, and how. */
export interface FolderRequest {
  readonly cwd: string;
  readonly paths: readonly string[];
  /** Lint this text instead of files, as if it were the named file. */
  readonly stdin: { readonly filename: string; readonly bytes: Buffer } | undefined;
  readonly configFile: string | undefined;
  readonly overrides: Overrides;
  /** .gitignore, .portguardignore and the configurations' `ignore` count. */
  readonly ignore: boolean;
  readonly forceIgnore: boolean;
  /** In bytes. */
  readonly maxFileSize: number;
  /** Beside those of the configurations, relative to the current folder. */
  readonly inputs: InputPaths;
  /** Called before each folder with the number of files read so far. */
  readonly onFolder?: (folder: string, files: number) => void;
}

export interface LintRequest extends FolderRequest {
  /** Instead of the configurations' `failOn`. */
  readonly failOn: FailOn | undefined;
  /** Whether findings come with what would mend them. */
  readonly withFixes: boolean;
}

export interface LintOutcome extends LintReport {
  /** Files that were read. */
  readonly read: number;
  /** What went wrong beside findings: each makes the exit status 2. */
  readonly failures: readonly Text[];
}

const weight: Record<FailOn | Severity, number> = { info: 1, warning: 2, error: 3, never: 4 };

export function runLint(request: LintRequest): LintOutcome {
  const findings = new ToldOnce<Finding>();
  const suppressed: LintReport['suppressed'][number][] = [];
  const unresolved: LintReport['unresolved'][number][] = [];
  const failures: Text[] = [];
  const { withFixes } = request;
  const alike = new Map<string, number>();
  let linted = 0;
  let read = 0;

  for (const folder of readFolders(request, failures)) {
    if ('finding' in folder) {
      add([folder.finding], folder.failOn);
      continue;
    }
    read += folder.own.size;
    guarded(folder.shown, failures, () => addFolder(folder));
  }
  const told = findings.all().map(({ finding, fails }) => reported(finding, { fails, alike, withFixes }));
  return { findings: told, suppressed, unresolved, linted, read, failures };

  function addFolder(folder: Folder): void {
    const result = lintFolder(folder);
    add(result.findings, folder.failOn);
    for (const { finding, reason } of result.suppressed) {
      suppressed.push({ ...reported(finding, { fails: false, alike, withFixes: false }), reason });
    }
    for (const one of result.neededSuppressions) findings.needed(one);
    for (const one of result.unresolved) unresolved.push(unresolvedPlace(one));
    linted += result.linted;
  }

  function add(found: readonly Finding[], configured: FailOn | undefined): void {
    const failOn = request.failOn ?? configured ?? 'error';
    for (const finding of found) findings.add(finding, weight[finding.severity] >= weight[failOn]);
  }
}

/** A bug of ours in one folder must not hide what is wrong in the others. */
export function guarded(folder: string, failures: Text[], work: () => void): void {
  try {
    work();
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    failures.push({
      en: `Internal error in ${folder}; please report it.\n${detail}`,
      zh: `检查 ${folder} 时发生内部错误，请反馈给我们。\n${detail}`,
    });
  }
}

/** A file or folder that cannot be read. */
interface Unreadable {
  readonly finding: Finding;
  readonly failOn: FailOn | undefined;
}

/** Every folder that the paths lead to, read when it is its turn. What is missing is added to the failures. */
export function* readFolders(request: FolderRequest, failures: Text[]): Generator<Folder | Unreadable> {
  const shown = (path: string): string => shownPath(path, request.cwd);
  const configs = configsOf(request, failures);
  const piped = pipedText(request, shown);
  const instead = new Map(piped?.source ? [[piped.path, piped.source]] : []);
  const around = workspaces({ ...request, shown, instead });
  const inputs = inputReader(shown, request.maxFileSize, (problem) => failures.push(problem));
  const sources: FolderSources = {
    configs,
    around,
    inputs,
    given: inputs.read(request.inputs, request.cwd),
    shown,
    read: (path, named) => {
      if (path === piped?.path) return piped;
      const before = around.known(path);
      if (before) return { source: before, finding: undefined };
      return readSource(path, shown(path), { limit: request.maxFileSize, named });
    },
  };
  let count = 0;
  for (const job of jobsOf(request, configs)) {
    if ('problem' in job) {
      const path = shown(job.path);
      if (job.problem === 'missing') failures.push(missing(path));
      else {
        const finding = unreadable(path, Object.assign(new Error(), { code: job.code }));
        yield { finding, failOn: configs.for(job.path).config.failOn };
      }
      continue;
    }
    if (!configs.for(job.folder).lint) continue;
    request.onFolder?.(job.folder, count);
    const folder = readFolder(job, sources);
    if (!folder) continue;
    count += folder.own.size;
    yield folder;
  }
}

function configsOf({ configFile, cwd, overrides }: FolderRequest, failures: Text[]): ConfigFiles {
  return configFiles({
    only: configFile === undefined ? undefined : resolve(cwd, configFile),
    overrides,
    shown: (path) => shownPath(path, cwd),
    onProblem: (problem) => failures.push(problem),
  });
}

function jobsOf(request: FolderRequest, configs: ConfigFiles): Generator<FolderJob | Undiscovered> {
  const { cwd, ignore, forceIgnore, stdin } = request;
  const options: DiscoverOptions = {
    cwd,
    ignoreFiles: ignore,
    forceIgnore: ignore && forceIgnore,
    excluded: (path, isFolder) => ignore && configs.for(dirname(path)).ignored(path, isFolder) === 'ignored',
  };
  return stdin ? stdinJob(resolve(cwd, stdin.filename), options) : discover(request.paths, options);
}

/** The text from stdin stands for its file; the rest of the folder is read as its context. */
function* stdinJob(path: string, options: DiscoverOptions): Generator<FolderJob> {
  const folder = dirname(path);
  const named = new Set([path]);
  yield { folder, files: [path], named, context: siblingsOf(folder, named, options) };
}

/** The text from stdin, in the place of its file. */
interface Piped extends ReadFile {
  readonly path: string;
}

function pipedText({ stdin, cwd }: FolderRequest, shown: (path: string) => string): Piped | undefined {
  if (!stdin) return undefined;
  const path = resolve(cwd, stdin.filename);
  return { path, ...decode(stdin.bytes, shown(path), true) };
}
