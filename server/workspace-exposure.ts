/** portguard/workspaceExposure: what strangers reach in all of the workspace. */
import { byRisk, entryOf, type WorkspaceExposure } from '../core/exposure/entry.ts';
import { withNodePools } from '../core/exposure/node-ports.ts';
import { toldOnce } from '../core/exposure/row.ts';
import type { Components } from './components.ts';
import { byWalk, uriOf } from './paths.ts';

/** @param isComplete whether all of the workspace has been looked at */
export function workspaceExposure(
  { folders, settings, language }: Pick<Components, 'folders' | 'settings' | 'language'>,
  isComplete: () => boolean,
) {
  return async (): Promise<WorkspaceExposure> => {
    await folders.settled();
    const told = [...folders.known.entries()].sort(([a], [b]) => byWalk(a, b)).map(([, one]) => one);
    const pools = told.flatMap(({ exposure }) => exposure().pools);
    const rows = told.flatMap((one) =>
      withNodePools(one.exposure().rows, pools).map((row) => ({ row, settings: one.settings })),
    );
    const onlyOpen = settings().lint.scope === 'openFiles';
    const entries = toldOnce(rows, ({ row }) => row).flatMap(({ row, settings: own }) => {
      const { path } = row.at.source;
      const entry = onlyOpen && !folders.isOpen(path) ? undefined : entryOf(row, own, language());
      return entry ? [{ ...entry, unit: uriOf(row.unit), uri: uriOf(path), range: row.at.range }] : [];
    });
    return { complete: isComplete(), entries: entries.toSorted(byRisk) };
  };
}
