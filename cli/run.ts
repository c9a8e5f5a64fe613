/** One run of the engine over files: discover, read, lint folder by folder, collect. */
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Overrides } from '../core/config/resolve.ts';
import type { FailOn } from '../core/config/schema.ts';
import { type Finding, type LintConfig, lint, withLevels } from '../core/lint.ts';
import type { Severity } from '../core/rules/rule.ts';
import type { Text } from '../core/text/message.ts';
import type { SourceText } from '../core/text/source.ts';
import { type ConfigFiles, configFiles } from './config-files.ts';
import { type DiscoverOptions, discover, type FolderJob, siblingsOf, type Undiscovered } from './discover.ts';
import { decode, readSource, unreadable } from './read.ts';
import { type LintReport, type ReportedFinding, reported, unresolvedPlace } from './report.ts';

export interface LintRequest {
  readonly cwd: string;
  readonly paths: readonly string[];
  /** Lint this text instead of files, as if it were the named file. */
  readonly stdin: { readonly filename: string; readonly bytes: Buffer } | undefined;
  readonly configFile: string | undefined;
  readonly overrides: Overrides;
  /** Instead of the configurations' `failOn`. */
  readonly failOn: FailOn | undefined;
  /** .gitignore, .portguardignore and the configurations' `ignore` count. */
  readonly ignore: boolean;
  readonly forceIgnore: boolean;
  /** In bytes. */
  readonly maxFileSize: number;
  /** Called before each folder with the number of files read so far. */
  readonly onFolder?: (folder: string, files: number) => void;
}

export interface LintOutcome extends LintReport {
  /** Files that were read. */
  readonly read: number;
  /** What went wrong beside findings: each makes the exit status 2. */
  readonly failures: readonly Text[];
}

const weight: Record<FailOn | Severity, number> = { info: 1, warning: 2, error: 3, never: 4 };

export function runLint(request: LintRequest): LintOutcome {
  const findings: ReportedFinding[] = [];
  const suppressed: LintReport['suppressed'][number][] = [];
  const unresolved: LintReport['unresolved'][number][] = [];
  const failures: Text[] = [];
  const alike = new Map<string, number>();
  let linted = 0;
  let read = 0;
  const shown = (path: string): string => shownPath(path, request.cwd);
  const configs = configsOf(request, failures);

  for (const job of jobsOf(request, configs)) {
    if ('problem' in job) {
      const path = shown(job.path);
      if (job.problem === 'missing') failures.push(missing(path));
      else add([unreadable(path, Object.assign(new Error(), { code: job.code }))], configs.for(job.path).config.failOn);
      continue;
    }
    request.onFolder?.(job.folder, read);
    const { lint: config, config: written } = configs.for(job.folder);
    if (!config) continue;
    lintFolder(job, config, written.failOn);
  }
  return { findings, suppressed, unresolved, linted, read, failures };

  function lintFolder(job: FolderJob, config: LintConfig, configuredFailOn: FailOn | undefined): void {
    const { sources, own, problems } = readJob(job, request, shown);
    read += own.size;
    try {
      const result = lint(sources, config);
      const taken = new Set(result.linted);
      const mine = ({ at }: { at: { source: SourceText } }): boolean => own.has(at.source.path);
      const aboutText = problems.filter(({ rule, at }) => rule !== 'syntax/encoding' || taken.has(at.source));
      const all = [...withLevels(aboutText, config.builtIn), ...result.findings.filter(mine)];
      add(aboutText.length > 0 ? all.sort(byPlace) : all, configuredFailOn);
      for (const { finding, reason } of result.suppressed) {
        if (mine(finding)) suppressed.push({ ...reported(finding, false, alike), reason });
      }
      for (const one of result.unresolved) if (mine(one)) unresolved.push(unresolvedPlace(one));
      for (const { path } of taken) if (own.has(path)) linted += 1;
    } catch (error) {
      // A bug of ours in one folder must not hide what is wrong in the others.
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const folder = shown(job.folder);
      failures.push({
        en: `Internal error in ${folder}; please report it.\n${detail}`,
        zh: `检查 ${folder} 时发生内部错误，请反馈给我们。\n${detail}`,
      });
    }
  }

  function add(found: readonly Finding[], configured: FailOn | undefined): void {
    const failOn = request.failOn ?? configured ?? 'error';
    for (const finding of found) findings.push(reported(finding, weight[finding.severity] >= weight[failOn], alike));
  }
}

function byPlace({ at: a }: Finding, { at: b }: Finding): number {
  if (a.source.path !== b.source.path) return a.source.path < b.source.path ? -1 : 1;
  return a.start - b.start;
}

function configsOf({ configFile, cwd, overrides }: LintRequest, failures: Text[]): ConfigFiles {
  return configFiles({
    only: configFile === undefined ? undefined : resolve(cwd, configFile),
    overrides,
    shown: (path) => shownPath(path, cwd),
    onProblem: (problem) => failures.push(problem),
  });
}

function jobsOf(request: LintRequest, configs: ConfigFiles): Generator<FolderJob | Undiscovered> {
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
  readonly problems: readonly Finding[];
}

function readJob(job: FolderJob, { stdin, maxFileSize }: LintRequest, shown: (path: string) => string): ReadJob {
  const own = new Set<string>();
  const problems: Finding[] = [];
  const sources: SourceText[] = [];
  const context = new Set(job.context);
  for (const path of [...job.files, ...context].sort()) {
    const isOwn = !context.has(path);
    const name = shown(path);
    const named = job.named.has(path);
    const { source, finding } =
      stdin && isOwn ? decode(stdin.bytes, name, true) : readSource(path, name, { limit: maxFileSize, named });
    if (source) sources.push(source);
    if (isOwn) {
      own.add(name);
      if (finding) problems.push(finding);
    }
  }
  return { sources, own, problems };
}

/** Relative to the current folder, absolute outside of it; with `/`. */
export function shownPath(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  const shown = inside === '' ? '.' : inside.startsWith('..') || isAbsolute(inside) ? path : inside;
  return shown.split(sep).join('/');
}

function missing(path: string): Text {
  return {
    en: `There is no file or folder "${path}".`,
    zh: `文件或目录“${path}”不存在。`,
  };
}
