/** From the files of a folder to what a module is made of. */
import { hclFileOf } from '../../syntax/parsed.ts';
import { joinPath } from '../../text/path.ts';
import type { SourceText } from '../../text/source.ts';
import type { Workspace } from '../surroundings.ts';
import { type Comments, type Problem, syntaxProblems } from '../unit.ts';
import type { ModuleFile } from './declarations.ts';
import { isTerraform } from './detect.ts';

export interface ParsedModule {
  readonly files: readonly ModuleFile[];
  readonly problems: readonly Problem[];
  readonly comments: readonly Comments[];
}

export function parseModule(sources: readonly SourceText[]): ParsedModule {
  const parsed = sources.map((source) => ({ source, ...hclFileOf(source) }));
  return {
    files: parsed,
    problems: parsed.flatMap(({ source, problems }) => syntaxProblems(source, problems, 'syntax/hcl')),
    comments: parsed.map(({ source, comments }) => ({ source, comments })),
  };
}

/** The configuration files of a folder of the workspace, in the order of their names. */
export function sourcesIn(folder: string, { list, read }: Workspace): SourceText[] {
  return (list(folder) ?? []).filter(isTerraform).flatMap((name) => read(joinPath(folder, name)) ?? []);
}
