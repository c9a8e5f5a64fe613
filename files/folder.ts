/**
 * One folder's files, read, and what they are to be looked at with. The command line and the editor go through here, so
 * that they say the same about the same files.
 */
import { dirname } from 'node:path';
import type { FailOn } from '../core/config/schema.ts';
import type { Inputs, Surroundings } from '../core/dialects/surroundings.ts';
import type { Finding, LintConfig } from '../core/lint.ts';
import type { SourceText } from '../core/text/source.ts';
import type { ConfigFiles } from './config-files.ts';
import type { FolderJob } from './discover.ts';
import { type InputReader, joinInputs } from './inputs.ts';
import type { ReadFile } from './read.ts';
import type { Workspaces } from './workspace.ts';

/** What a folder was read to. */
export interface Folder extends ReadJob {
  readonly path: string;
  readonly shown: string;
  readonly config: LintConfig;
  readonly failOn: FailOn | undefined;
  /** Ids of security groups in the account, by the name of the group in these files. */
  readonly accountGroups: ReadonlyMap<string, string>;
  readonly surroundings: Surroundings;
}

interface ReadJob {
  readonly sources: readonly SourceText[];
  /** Shown paths of the files to report on. */
  readonly own: ReadonlySet<string>;
  /** Shown paths of the folder's other files, which are not reported on. */
  readonly beside: ReadonlySet<string>;
  readonly problems: readonly Finding[];
}

/** Where a folder's texts and values come from. */
export interface FolderSources {
  readonly configs: ConfigFiles;
  readonly around: Pick<Workspaces, 'around'>;
  readonly inputs: InputReader;
  /** Values beside those that the configurations name; they win. */
  readonly given: Inputs;
  /** Path as people are shown it. */
  readonly shown: (path: string) => string;
  /** A file's text; `named` as in files/read.ts. */
  readonly read: (path: string, named: boolean) => ReadFile;
}

/** Nothing for a folder whose configuration is invalid: half a configuration would lint with rules nobody chose. */
export function readFolder(job: FolderJob, sources: FolderSources): Folder | undefined {
  const { configs, around, inputs, given, shown } = sources;
  const { lint: config, config: written, path } = configs.for(job.folder);
  if (!config) return undefined;
  const configured = path === undefined ? undefined : inputs.read(written, dirname(path));
  return {
    ...readJob(job, sources),
    path: job.folder,
    shown: shown(job.folder),
    config,
    failOn: written.failOn,
    accountGroups: written.accountGroups,
    surroundings: {
      workspace: around.around(job.folder),
      inputs: configured ? joinInputs(configured, given) : given,
    },
  };
}

function readJob(job: FolderJob, { shown, read }: FolderSources): ReadJob {
  const own = new Set<string>();
  const beside = new Set<string>();
  const problems: Finding[] = [];
  const sources: SourceText[] = [];
  const context = new Set(job.context);
  for (const path of [...job.files, ...context].sort()) {
    const { source, finding } = read(path, job.named.has(path));
    if (source) sources.push(source);
    if (context.has(path)) beside.add(shown(path));
    else {
      own.add(shown(path));
      if (finding) problems.push(finding);
    }
  }
  return { sources, own, beside, problems };
}
