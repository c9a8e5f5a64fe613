/** From the files of a folder to what a module is made of. */
import type { HclFile } from '../../syntax/hcl/index.ts';
import { hclFileOf } from '../../syntax/parsed.ts';
import { joinPath } from '../../text/path.ts';
import type { SourceText } from '../../text/source.ts';
import type { Workspace } from '../surroundings.ts';
import { type Comments, type Problem, syntaxProblems } from '../unit.ts';
import type { ModuleFile } from './declarations.ts';
import { isTerraform, withoutReplaced } from './detect.ts';
import { jsonConfigurationOf } from './json-syntax/index.ts';

export interface ParsedModule {
  readonly files: readonly ModuleFile[];
  readonly problems: readonly Problem[];
  readonly comments: readonly Comments[];
}

export function parseModule(sources: readonly SourceText[]): ParsedModule {
  const parsed = withoutReplaced(sources).map((source) => ({ source, ...fileOf(source) }));
  return {
    files: parsed,
    problems: parsed.flatMap(({ source, problems, syntax }) => syntaxProblems(source, problems, syntax)),
    comments: parsed.map(({ source, comments }) => ({ source, comments })),
  };
}

function fileOf(source: SourceText): HclFile & { readonly syntax: 'syntax/hcl' | 'syntax/json' } {
  return source.path.endsWith('.json')
    ? { ...jsonConfigurationOf(source), syntax: 'syntax/json' }
    : { ...hclFileOf(source), syntax: 'syntax/hcl' };
}

/** The configuration files of a folder of the workspace, in the order of their names. */
export function sourcesIn(folder: string, { list, read }: Workspace): SourceText[] {
  return (list(folder) ?? []).filter(isTerraform).flatMap((name) => read(joinPath(folder, name)) ?? []);
}
