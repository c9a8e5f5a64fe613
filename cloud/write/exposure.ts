/** What a change opens and closes, by the same comparison as `portguard diff`. */
import { readCloud } from '../../core/dialects/cloud/index.ts';
import {
  type RegionSnapshot,
  type Snapshot,
  type SnapshotRule,
  snapshotVersion,
} from '../../core/dialects/cloud/snapshot.ts';
import { snapshotText } from '../../core/dialects/cloud/write.ts';
import { changes } from '../../core/exposure/compare.ts';
import type { ExposureRow } from '../../core/exposure/row.ts';
import { portsText, sourceText } from '../../core/exposure/table.ts';
import type { Language } from '../../core/text/message.ts';
import { printable } from '../../core/text/printable.ts';
import { SourceText } from '../../core/text/source.ts';
import type { ExposureChange } from './plan.ts';

/** @param problems what of the region could not be read: nothing is called unreachable because of it */
export function exposureChanges(
  region: RegionSnapshot,
  problems: Snapshot['problems'],
  group: string,
  rules: readonly SnapshotRule[],
): readonly ExposureChange[] {
  const place = 'account.json';
  const unitsOf = (one: RegionSnapshot) => {
    const snapshot = { portguardSnapshot: snapshotVersion, takenAt: '', regions: [one], problems };
    return readCloud(new SourceText(place, snapshotText(snapshot))).map((unit) => ({ place, unit }));
  };
  const securityGroups = region.securityGroups?.map((one) => (one.id === group ? { ...one, rules } : one));
  return changes(unitsOf(region), unitsOf({ ...region, securityGroups })).map(({ change, row }) => ({
    change,
    certainty: row.certainty,
    reach: row.reach,
    text: { en: wordsFor(change, row, 'en'), zh: wordsFor(change, row, 'zh') },
  }));
}

function wordsFor(change: ExposureChange['change'], row: ExposureRow, language: Language): string {
  const [from, services] = [sourceText(row.from, language), row.services.join(', ')];
  const ports = services === '' ? portsText(row) : `${portsText(row)} (${services})`;
  const through =
    row.ways.length === 0
      ? ''
      : { en: ` through ${row.ways.join(', ')}`, zh: `，经由 ${row.ways.join('、')}` }[language];
  const opens = change === 'opens';
  return printable(
    {
      en: `${row.to}: ${from} ${opens ? 'can now' : 'can no longer'} connect with ${ports}${through}`,
      zh: `${row.to}：${from} ${opens ? '现在可以' : '不再可以'}访问 ${ports}${through}`,
    }[language],
  );
}
