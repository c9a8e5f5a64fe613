/** `--accept`: the templates as they are after the account's rules were taken over, one row after the other. */

import { applyEdits, type FileEdit } from '../../core/changes/edit.ts';
import type { Changed } from '../../core/changes/fix-all.ts';
import { editsOf } from '../../core/changes/write.ts';
import { groupedBy } from '../../core/config/lookup.ts';
import type { Unit } from '../../core/dialects/unit.ts';
import { acceptance } from '../../core/drift/accepting.ts';
import { type Drift, driftOf } from '../../core/drift/drift.ts';
import type { Text } from '../../core/text/message.ts';
import { SourceText } from '../../core/text/source.ts';
import type { Folder } from '../../files/folder.ts';
import { templatesIn } from './templates.ts';

export interface Accepted {
  /** Texts that change, by path as it is shown. */
  readonly changed: Changed;
  /** How many rows were accepted. */
  readonly rows: number;
  /** What is left, as it is then. */
  readonly drift: Drift;
}

/** Each row is worked out anew, because what was written for one moves the others. */
export function accepted(folders: readonly Folder[], account: readonly Unit[], failures: Text[]): Accepted {
  const changed = new Map<string, SourceText>();
  const mayChange = new Set(folders.flatMap(({ own }) => [...own]));
  const read = (): Drift => driftOf(templatesIn(folders, failures, changed), account);
  let drift = read();
  let rows = 0;
  // Accepting a row ends it; the bound is for a row that would not end.
  for (let most = drift.rows.length * 2; most > 0 && failures.length === 0; most--) {
    const edits = nextEdits(drift, mayChange);
    if (!edits) break;
    for (const [source, own] of groupedBy(edits, (edit) => edit.source)) {
      changed.set(source.path, new SourceText(source.path, applyEdits(source.text, own)));
    }
    rows++;
    drift = read();
  }
  return { changed, rows, drift };
}

/** The edits of the first row that can be written into these files. */
function nextEdits({ rows, pairing }: Drift, mayChange: ReadonlySet<string>): readonly FileEdit[] | undefined {
  for (const row of rows) {
    const fix = acceptance(row, pairing);
    const edits = fix && editsOf(fix);
    if (edits?.every(({ source }) => mayChange.has(source.path))) return edits;
  }
  return undefined;
}
