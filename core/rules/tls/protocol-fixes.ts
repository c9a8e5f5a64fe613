/** What takes plain HTTP away from something that speaks it, alone or beside HTTPS. */
import type { Fix } from '../../changes/change.ts';
import { rewritten, withoutEntry } from '../../changes/rewriting.ts';
import { writerOf } from '../../dialects/writing.ts';
import type { Entity, List } from '../../network/model.ts';
import type { Text } from '../../text/message.ts';
import { samePlace, type Value } from '../../values/value.ts';

const httpsOnly: Text = { en: 'Speak HTTPS only', zh: '只使用 HTTPS' };

/** `HTTP,HTTPS` is one text with one place; in a list HTTP is an entry of its own. */
export function httpsFixes(entity: Entity, protocols: List<string>, http: Value<string>): readonly Fix[] {
  const { resource } = entity;
  if (http.kind !== 'known' || http.byDefault || !writerOf(entity, 'protocols')) return [];
  const others = protocols.filter((one) => one !== http && !samePlace(one.at, http.at));
  const hasHttps = others.some((one) => one.kind === 'known' && one.value === 'HTTPS');
  return hasHttps ? withoutEntry(resource, http, httpsOnly) : rewritten(resource, http, 'HTTPS', httpsOnly);
}
