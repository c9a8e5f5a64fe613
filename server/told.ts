/** What a folder's lint tells of files: all that is kept of a folder of which no file is open. */
import type { Unit } from '../core/dialects/unit.ts';
import { entryOf } from '../core/exposure/entry.ts';
import { type NodePool, nodePoolsOf } from '../core/exposure/node-ports.ts';
import type { ExposureRow } from '../core/exposure/row.ts';
import { exposureRows } from '../core/exposure/rows.ts';
import type { Settings } from '../core/rules/rule.ts';
import { folderOf } from '../core/text/path.ts';
import type { Spot } from '../core/told-once.ts';
import { detached, type Place, placeOf, type Said } from './said.ts';

/** A row of exposure without the text that it stands in. */
export type PlacedRow = Omit<ExposureRow, 'at'> & {
  readonly at: Place;
  /** Path of the template or folder whose names it has. */
  readonly unit: string;
};

/** Who gets in, by what is written in a folder. */
export interface ToldExposure {
  readonly rows: readonly PlacedRow[];
  readonly pools: readonly NodePool[];
}

export interface Told {
  /** In the order of the folder's findings, by path of the file that they are shown in. */
  readonly said: ReadonlyMap<string, readonly Said[]>;
  /** Suppressions that a finding needed, by path. */
  readonly needed: ReadonlyMap<string, readonly Spot[]>;
  /** Folders that were looked into, itself included. */
  readonly seen: ReadonlySet<string>;
  /** How many files of the folder were read. */
  readonly size: number;
  /** Whether it has security groups, rules of any, or a state that says what they are called. */
  readonly hasGroups: boolean;
  /** `undefined` where the configuration is invalid. */
  readonly settings: Settings | undefined;
  readonly exposure: () => ToldExposure;
}

export function hasGroups(units: readonly Unit[]): boolean {
  return units.some(
    ({ toldBy, model: { securityGroups, securityGroupRules } }) =>
      toldBy !== undefined || securityGroups.length + securityGroupRules.length > 0,
  );
}

/** Worked out when it is asked for. */
export function exposureOf(units: readonly Unit[]): Told['exposure'] {
  let known: ToldExposure | undefined;
  return () => {
    known ??= {
      rows: units.flatMap((unit) =>
        exposureRows(unit).map((row) => ({ ...row, unit: placeOfUnit(unit), at: placeOf(row.at) })),
      ),
      pools: units.flatMap(nodePoolsOf),
    };
    return known;
  };
}

/** Where a unit's names are its own: a template, or the folder of a module or of manifests. */
function placeOfUnit({ dialect, files: [first] }: Unit): string {
  const path = first?.path ?? '';
  return dialect === 'ros' ? path : folderOf(path);
}

/** The same without a hold on units and texts. */
export function withoutTexts(told: Told): Told {
  const { rows, pools } = told.exposure();
  const exposure: ToldExposure = {
    // What nobody from outside reaches is never asked for.
    rows: rows.filter((row) => row.onNodes || entryOf(row, undefined, 'en')).map(lightRow),
    pools: pools.map(({ name, letIn }) => ({ name: detached(name), letIn: letIn?.map(lightRow) })),
  };
  return {
    said: new Map(detached([...told.said])),
    needed: new Map(detached([...told.needed].map(([path, spots]) => [path, spots.map(lightSpot)]))),
    seen: new Set(detached([...told.seen])),
    size: told.size,
    hasGroups: told.hasGroups,
    settings: told.settings,
    exposure: () => exposure,
  };
}

/** Addresses and ports are sets of numbers and stay what they are. */
function lightRow<R extends Omit<ExposureRow, 'at'>>(row: R): R {
  const { from, ports, ...plain } = row;
  const source = from.kind === 'addresses' ? from : detached(from);
  return { ...detached(plain), from: source, ports } as unknown as R;
}

function lightSpot({ source: { path }, start, end }: Spot): Spot {
  return { source: { path }, start, end };
}
