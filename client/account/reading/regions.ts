/**
 * The regions of an account as the engine knows them. All of them at once would be hundreds of megabytes for a large
 * account: those that were asked for last are kept, and others are read again.
 */
import { readRegion } from '../../../core/dialects/cloud/index.ts';
import type { SnapshotParts } from '../../../core/dialects/cloud/parts.ts';
import type { RegionSnapshot, Snapshot } from '../../../core/dialects/cloud/snapshot.ts';
import type { Unit } from '../../../core/dialects/unit.ts';
import type { Finding } from '../../../core/lint.ts';
import type { Settings } from '../../../core/rules/rule.ts';
import { type GroupFacts, groupsIn } from './group-facts.ts';
import { lintAccount } from './lint-account.ts';

export interface ReadRegion {
  readonly snapshot: RegionSnapshot;
  readonly unit: Unit;
  /** By id. */
  readonly groups: ReadonlyMap<string, GroupFacts>;
  /** What the linter says about it; computed at the first look. */
  readonly findings: () => Promise<readonly Finding[]>;
}

/** One to look at, and one that a link on its page leads to. */
const kept = 2;

/** @returns the region with a name; `undefined` where the account has none */
export function regionsOf(
  { regions }: Snapshot,
  parts: SnapshotParts,
  settings: Settings | undefined,
): (name: string) => ReadRegion | undefined {
  const recent = new Map<string, ReadRegion>();
  const read = (name: string): ReadRegion | undefined => {
    const place = regions.findIndex(({ region }) => region === name);
    const [snapshot, unit] = [regions[place], readRegion(parts, place)];
    if (!snapshot || !unit) return undefined;
    let findings: Promise<readonly Finding[]> | undefined;
    return {
      snapshot,
      unit,
      groups: groupsIn(snapshot, unit, settings),
      findings() {
        findings ??= lintAccount([unit], settings);
        return findings;
      },
    };
  };
  return (name) => {
    const found = recent.get(name) ?? read(name);
    if (!found) return undefined;
    recent.delete(name);
    recent.set(name, found);
    for (const [oldest] of recent) if (recent.size > kept) recent.delete(oldest);
    return found;
  };
}
