/** One run of the engine over files: discover, read, lint folder by folder, collect. */

import { dirname, resolve } from 'node:path';
import type { Overrides } from '../core/config/resolve.ts';
import type { FailOn } from '../core/config/schema.ts';
import type { Surroundings } from '../core/dialects/surroundings.ts';
import { type Finding, type LintConfig, lint, withLevels } from '../core/lint.ts';
import type { Severity } from '../core/rules/rule.ts';
import type { Text } from '../core/text/message.ts';
import type { SourceText } from '../core/text/source.ts';
import { type ConfigFiles, configFiles } from '../files/config-files.ts';
import { type DiscoverOptions, discover, type FolderJob, siblingsOf, type Undiscovered } from '../files/discover.ts';
import { type InputPaths, inputReader, joinInputs } from '../files/inputs.ts';
import { decode, type ReadFile, readSource, unreadable } from '../files/read.ts';
import { type Workspaces, workspaces } from '../files/workspace.ts';
import { Findings } from './findings.ts';
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
}

export interface LintOutcome extends LintReport {
  /** Files that were read. */
  readonly read: number;
  /** What went wrong beside findings: each makes the exit status 2. */
  readonly failures: readonly Text[];
}

const weight: Record<FailOn | Severity, number> = { info: 1, warning: 2, error: 3, never: 4 };

export function runLint(request: LintRequest): LintOutcome {
  const findings = new Findings();
  const suppressed: LintReport['suppressed'][number][] = [];
  const unresolved: LintReport['unresolved'][number][] = [];
  const failures: Text[] = [];
  const alike = new Map<string, number>();
  let linted = 0;
  let read = 0;

  for (const folder of readFolders(request, failures)) {
    if ('finding' in folder) {
      add([folder.finding], folder.failOn);
      continue;
    }
    read += folder.own.size;
    guarded(folder.shown, failures, () => lintFolder(folder));
  }
  return { findings: findings.all(alike), suppressed, unresolved, linted, read, failures };

  function lintFolder({ sources, own, beside, problems, config, failOn, surroundings }: Folder): void {
    const result = lint(sources, config, surroundings);
    const taken = new Set(result.linted);
    // What a module or a base elsewhere makes of these files is theirs, too.
    const mine = ({ at, toldBy }: Pick<Finding, 'at' | 'toldBy'>): boolean =>
      !beside.has(at.source.path) || (toldBy !== undefined && own.has(toldBy.path));
    const aboutText = problems.filter(({ rule, at }) => rule !== 'syntax/encoding' || taken.has(at.source));
    const all = [...withLevels(aboutText, config.builtIn), ...result.findings.filter(mine)];
    add(aboutText.length > 0 ? all.sort(byPlace) : all, failOn);
    for (const { finding, reason } of result.suppressed) {
      if (mine(finding)) suppressed.push({ ...reported(finding, false, alike), reason });
    }
    for (const one of result.neededSuppressions) findings.needed(one);
    for (const one of result.unresolved) if (mine(one)) unresolved.push(unresolvedPlace(one));
    for (const { path } of taken) if (own.has(path)) linted += 1;
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

/** One folder's files, and what they are to be looked at with. */
export interface Folder extends ReadJob {
  readonly path: string;
  readonly shown: string;
  readonly config: LintConfig;
  readonly failOn: FailOn | undefined;
  readonly surroundings: Surroundings;
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
  const named = inputs.read(request.inputs, request.cwd);
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
    const { lint: config, config: written, path } = configs.for(job.folder);
    if (!config) continue;
    const configured = path === undefined ? undefined : inputs.read(written, dirname(path));
    const given = configured ? joinInputs(configured, named) : named;
    request.onFolder?.(job.folder, count);
    const read = readJob(job, request, piped, around, shown);
    count += read.own.size;
    yield {
      ...read,
      path: job.folder,
      shown: shown(job.folder),
      config,
      failOn: written.failOn,
      surroundings: { workspace: around.around(job.folder), inputs: given },
    };
  }
}

function byPlace({ at: a }: Finding, { at: b }: Finding): number {
  if (a.source.path !== b.source.path) return a.source.path < b.source.path ? -1 : 1;
  return a.start - b.start;
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

interface ReadJob {
  readonly sources: readonly SourceText[];
  /** Shown paths of the files to report on. */
  readonly own: ReadonlySet<string>;
  /** Shown paths of the folder's other files, which are not reported on. */
  readonly beside: ReadonlySet<string>;
  readonly problems: readonly Finding[];
}

function readJob(
  job: FolderJob,
  { maxFileSize }: FolderRequest,
  piped: Piped | undefined,
  { known }: Workspaces,
  shown: (path: string) => string,
): ReadJob {
  const own = new Set<string>();
  const beside = new Set<string>();
  const problems: Finding[] = [];
  const sources: SourceText[] = [];
  const context = new Set(job.context);
  for (const path of [...job.files, ...context].sort()) {
    const isOwn = !context.has(path);
    const name = shown(path);
    const named = job.named.has(path);
    const before = known(path);
    const { source, finding } =
      path === piped?.path
        ? piped
        : before
          ? { source: before, finding: undefined }
          : readSource(path, name, { limit: maxFileSize, named });
    if (source) sources.push(source);
    if (!isOwn) beside.add(name);
    else {
      own.add(name);
      if (finding) problems.push(finding);
    }
  }
  return { sources, own, beside, problems };
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
