/** Which group of one version is which group of the other, wherever it has moved. */

import type { Unit } from '../dialects/unit.ts';
import { type RuleGroup, ruleGroups } from '../network/groups.ts';
import type { NetworkModel, SecurityGroup } from '../network/model.ts';
import { sourceKey } from './row.ts';
import { groupRows } from './rows.ts';

/** A unit with its place, relative to the top of its version: the folder, or the file of a template that is a unit by itself. */
export interface PlacedUnit {
  readonly place: string;
  readonly unit: Unit;
}

/** Each template of ROS and each plan is a unit by itself; modules and manifests are a folder's. */
export function placeOf({ dialect, files, toldBy }: Unit, folder: string): string {
  const [file] = files;
  return (dialect === 'ros' ? file : toldBy)?.path ?? folder;
}

export interface PlacedGroup {
  readonly place: string;
  readonly model: NetworkModel;
  readonly group: RuleGroup;
}

export function groupsOf(units: readonly PlacedUnit[]): readonly PlacedGroup[] {
  const all = units.flatMap(({ place, unit: { model } }) =>
    ruleGroups(model).map((group): PlacedGroup => ({ place, model, group })),
  );
  // A module by itself says less than what its callers make of it.
  const called = new Set(all.filter(isCalled).flatMap(({ group }) => (group.group ? [spotOf(group.group)] : [])));
  return all.filter((one) => isCalled(one) || !one.group.group || !called.has(spotOf(one.group.group)));
}

function isCalled({ group }: PlacedGroup): boolean {
  return group.key.startsWith('ref:module.');
}

function spotOf({ resource }: SecurityGroup): string {
  const { source, start } = resource.nameAt;
  return `${source.path}:${start}`;
}

export type Pair = readonly [before: PlacedGroup | undefined, after: PlacedGroup | undefined];

/**
 * Groups of both versions. One that has moved is found by its address and what it lets in, by its address alone, or by
 * its name in another module, where only one has it.
 */
export function paired(before: readonly PlacedGroup[], after: readonly PlacedGroup[]): readonly Pair[] {
  const left = new Set(before);
  const pairs: Pair[] = [];
  let unmatched: readonly PlacedGroup[] = after;
  for (const isSame of [samePlace, sameContent, sameKey, sameName, sameSpot]) {
    const open = unmatched;
    unmatched = open.filter((now) => {
      const [old, another] = [...left].filter((one) => isSame(one, now));
      const isOnly = another === undefined && old && open.filter((one) => isSame(old, one)).length === 1;
      // Of copies that let in the same each is as good as the other.
      if (!old || !(isOnly || isSame === sameContent)) return true;
      left.delete(old);
      pairs.push([old, now]);
      return false;
    });
  }
  return [
    ...pairs,
    ...unmatched.map((now): Pair => [undefined, now]),
    ...[...left].map((old): Pair => [old, undefined]),
  ];
}

function samePlace(a: PlacedGroup, b: PlacedGroup): boolean {
  return a.place === b.place && sameKey(a, b);
}

function sameKey(a: PlacedGroup, b: PlacedGroup): boolean {
  return a.group.key === b.group.key;
}

function sameContent(a: PlacedGroup, b: PlacedGroup): boolean {
  return sameKey(a, b) && contentOf(a) === contentOf(b);
}

/** Under another name in the same place, and letting in the same. */
function sameSpot(a: PlacedGroup, b: PlacedGroup): boolean {
  return a.place === b.place && contentOf(a) !== '' && contentOf(a) === contentOf(b);
}

const contents = new WeakMap<RuleGroup, string>();

/** What a group lets in, as text. */
function contentOf({ model, group }: PlacedGroup): string {
  const before = contents.get(group);
  if (before !== undefined) return before;
  const rows = groupRows(model, group).map(({ from, protocol, except, ports, certainty, reach }) =>
    [sourceKey(from), protocol, except, ports, certainty, reach].join(' '),
  );
  const content = rows.sort().join('\n');
  contents.set(group, content);
  return content;
}

/** The name without the modules, stacks and indices around it. */
function sameName(a: PlacedGroup, b: PlacedGroup): boolean {
  const bare = ({ group: { key } }: PlacedGroup): string =>
    key.replace(/\[[^\]]*\]/g, '').replace(/^ref:(?:module\.[^.]+\.)*(?:[^/]*\/)*/, 'ref:');
  return bare(a) === bare(b);
}
