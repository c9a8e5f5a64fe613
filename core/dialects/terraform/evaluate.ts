/** From a module's files to its resources. A folder's files are one module. */
import { hclFileOf } from '../../syntax/parsed.ts';
import type { SourceText } from '../../text/source.ts';
import type { Resource } from '../resource.ts';
import { type Comments, type Problem, syntaxProblems } from '../unit.ts';
import { Module } from './module.ts';

export interface EvaluatedModule {
  readonly resources: Resource[];
  readonly problems: Problem[];
  readonly comments: Comments[];
}

/**
 * The resources that the files describe, with evaluated attributes, and what is wrong with the text. Files may be
 * texts inside of others: every location carries the text that it counts in.
 */
export function evaluateModule(files: readonly SourceText[]): EvaluatedModule {
  const parsed = files.map((source) => ({ source, ...hclFileOf(source) }));
  const problems = parsed.flatMap(({ source, problems }) => syntaxProblems(source, problems, 'syntax/hcl'));
  const module = new Module(parsed, problems.length === 0);
  const resources = module.resources();
  return {
    resources,
    problems: [...problems, ...module.problems],
    comments: parsed.map(({ source, comments }) => ({ source, comments })),
  };
}
