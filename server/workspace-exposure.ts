/** portguard/workspaceExposure: what strangers reach in all that was linted. */
import { pathToFileURL } from 'node:url';
import type { Unit } from '../core/dialects/unit.ts';
import { byRisk, entryOf, type WorkspaceExposure } from '../core/exposure/entry.ts';
import { hasNodePools, withNodePools } from '../core/exposure/node-ports.ts';
import { toldOnce } from '../core/exposure/row.ts';
import { exposureRows } from '../core/exposure/rows.ts';
import type { Components } from './components.ts';
import { rangeOf } from './ranges.ts';

export function workspaceExposure({ folders, language }: Pick<Components, 'folders' | 'language'>) {
  return async (): Promise<WorkspaceExposure> => {
    await folders.settled();
    const linted = folders.all();
    const units: readonly Unit[] = linted.flatMap((one) => one.units);
    const settingsOf = new Map(linted.flatMap((one) => one.units.map((unit) => [unit, one.settings] as const)));
    const told = units.flatMap((unit) =>
      withNodePools(exposureRows(unit), units.filter(hasNodePools)).map((row) => ({ row, unit })),
    );
    const entries = toldOnce(told, ({ row }) => row).flatMap(({ row, unit }) => {
      const entry = entryOf(row, settingsOf.get(unit), language());
      const uri = pathToFileURL(row.at.source.path).href;
      return entry ? [{ ...entry, uri, range: rangeOf(row.at) }] : [];
    });
    return { complete: true, entries: entries.toSorted(byRisk) };
  };
}
