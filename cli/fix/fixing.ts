/** Fixes over folders, one folder after the other. */
import { type Applied, type Changed, fixAll } from '../../core/changes/fix-all.ts';
import type { Unit } from '../../core/dialects/unit.ts';
import type { Finding } from '../../core/lint.ts';
import type { Text } from '../../core/text/message.ts';
import type { SourceText } from '../../core/text/source.ts';
import type { Folder } from '../../files/folder.ts';
import { lintFolder } from '../../files/lint-folder.ts';
import { type FolderRequest, guarded, readFolders } from '../run.ts';

export interface Fixed {
  readonly changed: Changed;
  /** The texts before, by path. */
  readonly before: ReadonlyMap<string, SourceText>;
  readonly applied: readonly Applied[];
  /** Findings that are left. */
  readonly left: number;
  /** Files that a dialect took as its own. */
  readonly linted: number;
}

/** @param isWanted whether a fix may be applied unseen */
export function fixFolders(
  request: FolderRequest,
  isWanted: (finding: Finding, fix: Applied['fix']) => boolean,
  failures: Text[],
): Fixed {
  const changed = new Map<string, SourceText>();
  const before = new Map<string, SourceText>();
  const applied: Applied[] = [];
  let [left, linted] = [0, 0];
  for (const folder of readFolders(request, failures)) {
    if ('finding' in folder) {
      failures.push(folder.finding.message);
      continue;
    }
    guarded(folder.shown, failures, () => {
      const run = fixFolder(folder, isWanted);
      for (const source of folder.sources) before.set(source.path, source);
      for (const [path, source] of run.changed) changed.set(path, source);
      applied.push(...run.applied);
      left += run.findings.length;
      linted += run.linted;
    });
  }
  return { changed, before, applied, left, linted };
}

function fixFolder(folder: Folder, isWanted: Parameters<typeof fixFolders>[1]) {
  const first = lintFolder(folder);
  const unitOf = unitsByFile(first.units);
  const run = fixAll({
    findings: first.findings,
    lint: (changed) =>
      lintFolder({ ...folder, sources: folder.sources.map((source) => changed.get(source.path) ?? source) }).findings,
    isWanted,
    mayChange: (path) => folder.own.has(path),
    apart: (path) => unitOf.get(path),
  });
  return { ...run, linted: first.linted };
}

/** A file may be part of several units, which are then one as far as changes go. */
function unitsByFile(units: readonly Unit[]): ReadonlyMap<string, Unit> {
  const first = new Map<string, Unit>();
  for (const unit of units) {
    const known = unit.files.map(({ path }) => first.get(path)).find((one) => one !== undefined) ?? unit;
    for (const { path } of unit.files) if (!first.has(path)) first.set(path, known);
  }
  return first;
}
