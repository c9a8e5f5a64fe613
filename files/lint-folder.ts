/** What is said about one folder's files: by the engine, and by their reader where a file is odd or cannot be read. */
import type { Unit } from '../core/dialects/unit.ts';
import { readUnits } from '../core/dialects/units.ts';
import { type Finding, type LintResult, lintUnits, withLevels } from '../core/lint.ts';
import type { Folder } from './folder.ts';

export interface FolderResult
  extends Pick<LintResult, 'findings' | 'suppressed' | 'unresolved' | 'neededSuppressions'> {
  readonly units: readonly Unit[];
  /** How many of the folder's own files a dialect took as its own. */
  readonly linted: number;
}

export function lintFolder({ sources, own, beside, problems, config, surroundings }: Folder): FolderResult {
  const units = readUnits(sources, surroundings);
  const result = lintUnits(units, sources, config);
  const taken = new Set(result.linted);
  // What a module or a base elsewhere makes of these files is theirs, too.
  const mine = ({ at, toldBy }: Pick<Finding, 'at' | 'toldBy'>): boolean =>
    !beside.has(at.source.path) || (toldBy !== undefined && own.has(toldBy.path));
  const aboutText = problems.filter(({ rule, at }) => rule !== 'syntax/encoding' || taken.has(at.source));
  const all = [...withLevels(aboutText, config.builtIn), ...result.findings.filter(mine)];
  return {
    units,
    findings: aboutText.length > 0 ? all.sort(byPlace) : all,
    suppressed: result.suppressed.filter(({ finding }) => mine(finding)),
    unresolved: result.unresolved.filter(mine),
    neededSuppressions: result.neededSuppressions,
    linted: [...taken].filter(({ path }) => own.has(path)).length,
  };
}

function byPlace({ at: a }: Finding, { at: b }: Finding): number {
  if (a.source.path !== b.source.path) return a.source.path < b.source.path ? -1 : 1;
  return a.start - b.start;
}
