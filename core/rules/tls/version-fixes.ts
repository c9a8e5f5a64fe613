/** What mends a list of TLS versions that has an old one in it. */
import type { Fix } from '../../changes/change.ts';
import { isRepeated } from '../../changes/networks.ts';
import { rewritten, withoutEntry } from '../../changes/rewriting.ts';
import type { Entity, List } from '../../network/model.ts';
import { compareTls, parseTlsVersion, type TlsVersion } from '../../network/tls-policy.ts';
import { samePlace, type Value } from '../../values/value.ts';

/** The old version goes where others stay that are new enough; else the oldest one that is allowed takes its place. */
export function versionFixes(
  entity: Entity,
  list: List<string>,
  entry: Value<string>,
  minimum: TlsVersion,
): readonly Fix[] {
  if (entry.kind !== 'known' || entry.byDefault) return [];
  const { resource } = entity;
  const others = list.filter((one) => one !== entry);
  const isNew = (one: Value<string>): boolean => {
    const version = one.kind === 'known' ? parseTlsVersion(one.value) : undefined;
    return version !== undefined && compareTls(version, minimum) >= 0;
  };
  if (others.some(isNew))
    return withoutEntry(resource, entry, { en: `Remove ${entry.value}`, zh: `移除 ${entry.value}` });
  if (isRepeated(entity) || others.some(({ at }) => samePlace(at, entry.at))) return [];
  const instead = entry.value.replace(/1[._]?[01]?$/, `1.${minimum.slice(-1)}`);
  return rewritten(resource, entry, instead, { en: `Use ${instead}`, zh: `改用 ${instead}` });
}
