/** Fixes that give one field of an entity another value, wherever that has to be written. */
import type { Reader } from '../dialects/catalogue.ts';
import { writersOf } from '../dialects/writing.ts';
import type { Entity } from '../network/model.ts';
import type { Text } from '../text/message.ts';
import type { Value } from '../values/value.ts';
import { type Fix, isWrittenHere, type Settings } from './change.ts';
import { isSequence } from './plain.ts';
import { rewritten } from './rewriting.ts';

/**
 * Where it is written, it is written anew; where a name stands there, at the name's definition; where nothing stands,
 * it is added.
 * @param to what the field should hold, as the model says it
 */
export function mended(entity: Entity, field: string, to: Settings[string], title: Text): readonly Fix[] {
  const [first = [], ...more] = writersOf(entity, field).map(({ reader, value: own }) =>
    mendedBy(entity, field, reader, own, to, title),
  );
  if (more.some((fixes) => fixes.length === 0)) return [];
  const others = more.flatMap(([fix]) => fix?.changes ?? []);
  return first.map((fix) => ({ ...fix, changes: [...fix.changes, ...others] }));
}

function mendedBy(
  entity: Entity,
  field: string,
  writer: Reader<unknown>,
  value: Value<unknown> | undefined,
  to: Settings[string],
  title: Text,
): readonly Fix[] {
  const spelt = writer.spell?.(to);
  if (spelt === undefined || writer.paths.length === 0) return [];
  const added: Fix = { title, changes: [{ kind: 'set', entity, to: { [field]: to } }] };
  if (value === undefined || (value.kind === 'known' && value.byDefault)) return [added];
  if (value.kind !== 'known') return [];
  const { resource } = entity;
  const isOnePlace = writer.paths.length === 1 && !writer.along && !isSequence(spelt ?? '');
  if (spelt === null) {
    return isWrittenHere(value) ? [{ title, changes: [{ kind: 'removeAt', resource, at: value.at }] }] : [added];
  }
  return isOnePlace ? rewritten(resource, value, spelt, title) : [added];
}
