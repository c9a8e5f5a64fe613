/** Fixes of a source or destination that is too wide. */
import type { AddressSet } from '../network/addresses.ts';
import type { Entity } from '../network/model.ts';
import type { Text } from '../text/message.ts';
import type { Known, Value } from '../values/value.ts';
import { type Change, type Fix, isWrittenHere, type Settings } from './change.ts';
import { isRepeated, type NamedBlocks } from './networks.ts';
import { rewritten } from './rewriting.ts';

/** An address that stands for "yours": from the block that RFC 5737 keeps for documentation. */
const example = { 4: '203.0.113.10/32', 6: '2001:db8::/32' } as const;

/**
 * Another block for an address field of an entity, once for each choice. A field holds one block, so that several make
 * several entities.
 * @param value the field's value
 */
export function narrowed(
  entity: Entity,
  field: string,
  value: Value<AddressSet>,
  choices: readonly NamedBlocks[],
): readonly Fix[] {
  if (value.kind !== 'known' || value.byDefault) return [];
  const here = choices.flatMap((choice) => narrowedTo(entity, field, value, choice));
  return [...here, ...atDefinition(entity, value, choices), ...asked(entity, value)];
}

/** The family that a field's value is of: a field takes no other. */
export function familyOf(value: Value<AddressSet>): 4 | 6 {
  return value.kind === 'known' && value.value.v4.length === 0 && value.value.v6.length > 0 ? 6 : 4;
}

function narrowedTo(entity: Entity, field: string, value: Known<AddressSet>, { name, blocks }: NamedBlocks): Fix[] {
  // What a name stands for may differ from one instance to the other.
  if (!isWrittenHere(value) && isRepeated(entity)) return [];
  const [first, ...more] = blocks;
  if (first === undefined) return [];
  const changes: Change[] = [
    { kind: 'replace', resource: entity.resource, at: value.at, by: first },
    ...(more.length > 0
      ? [{ kind: 'copies' as const, entity, variants: more.map((block): Settings => ({ [field]: block })) }]
      : []),
  ];
  return [{ title: narrowTitle(name), changes }];
}

/** The value came from elsewhere: it can be mended there, for all who use it. */
function atDefinition(entity: Entity, value: Known<AddressSet>, choices: readonly NamedBlocks[]): readonly Fix[] {
  if (isWrittenHere(value)) return [];
  return choices.flatMap(({ name, blocks }): readonly Fix[] => {
    const [only, ...more] = blocks;
    if (typeof only !== 'string' || more.length > 0) return [];
    return rewritten(entity.resource, value, only, narrowTitle(name));
  });
}

function narrowTitle(name: Text): Text {
  return { en: `Narrow to ${name.en}`, zh: `收窄到 ${name.zh}` };
}

/** A person knows better than any choice: the new block is selected, to be typed over. */
function asked(entity: Entity, value: Known<AddressSet>): Fix[] {
  const placeholder = example[familyOf(value)];
  const title: Text = { en: 'Narrow to an address or block of your own…', zh: '收窄到自己的地址或网段……' };
  return rewritten(entity.resource, value, placeholder, title).map((fix) => ({ ...fix, placeholder }));
}
