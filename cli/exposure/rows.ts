/** The rows of exposure of everything that the paths lead to, with their places as a report shows them. */
import { readUnits } from '../../core/dialects/units.ts';
import { type NodePool, nodePoolsOf, withNodePools } from '../../core/exposure/node-ports.ts';
import { type ExposureRow, toldOnce } from '../../core/exposure/row.ts';
import { exposureRows } from '../../core/exposure/rows.ts';
import type { Text } from '../../core/text/message.ts';
import { type FolderRequest, guarded, readFolders } from '../run.ts';
import { beyondBounds } from './bounds.ts';

const weight: Record<ExposureRow['reach'], number> = { exposed: 0, unknown: 1, open: 2, internal: 3 };

/** What the internet reaches first; then by file and place. */
export function rowsIn(request: FolderRequest, failures: Text[]): readonly ExposureRow[] {
  const rows: ExposureRow[] = [];
  const pools: NodePool[] = [];
  for (const folder of readFolders(request, failures)) {
    if ('finding' in folder) continue;
    guarded(folder.shown, failures, () => {
      for (const unit of readUnits(folder.sources, folder.surroundings)) {
        pools.push(...nodePoolsOf(unit));
        failures.push(...beyondBounds(unit));
        // What a plan tells is shown in the configuration beside it.
        const isTold = unit.toldBy !== undefined && folder.own.has(unit.toldBy.path);
        rows.push(...exposureRows(unit).filter(({ at }) => isTold || !folder.beside.has(at.source.path)));
      }
    });
  }
  return toldOnce(withNodePools(rows, pools), (row) => row).toSorted(
    (a, b) => weight[a.reach] - weight[b.reach] || byPlace(a, b),
  );
}

function byPlace({ at: a }: ExposureRow, { at: b }: ExposureRow): number {
  if (a.source.path !== b.source.path) return a.source.path < b.source.path ? -1 : 1;
  return a.start - b.start;
}

/** Whether strangers on the internet get in, as far as these files say. */
export function isPublic({ from, reach }: ExposureRow): boolean {
  return from.kind !== 'members' && (reach === 'exposed' || reach === 'unknown');
}
