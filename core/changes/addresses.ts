/** Fixes of a source or destination that is too wide. */
import type { AddressSet } from '../network/addresses.ts';
import type { Entity, SecurityGroupRule } from '../network/model.ts';
import type { Text } from '../text/message.ts';
import { holds } from '../values/truth.ts';
import type { Known, Value } from '../values/value.ts';
import { type Change, type Fix, isWrittenHere, type NetworkChoice, offering, type Settings } from './change.ts';
import { isRepeated, type NamedBlocks, ofFamily } from './networks.ts';
import { rewritten } from './rewriting.ts';

/** An address that stands for "yours": from the block that RFC 5737 keeps for documentation. */
export const exampleBlock = { 4: '203.0.113.10/32', 6: '2001:db8::/32' } as const;

/**
 * Another block for an address field of an entity, once for each choice. A field holds one block, so that several make
 * several entities.
 * @param value the field's value
 */
export function narrowed(
  entity: Narrowable,
  field: string,
  value: Value<AddressSet>,
  choices: readonly NamedBlocks[],
): readonly Fix[] {
  if (value.kind !== 'known' || value.byDefault) return [];
  const to = (networks: readonly NamedBlocks[]): readonly Fix[] => [
    ...networks.flatMap((network) => narrowedTo(entity, field, value, network)),
    ...networks.flatMap((network) => atDefinition(entity, value, network)),
  ];
  const all = [...to(choices), ...asked(entity, value)];
  // Whom machines connect to is no question of sources.
  if (entity.direction && holds(entity.direction, (one) => one === 'ingress') !== 'yes') return all;
  const choice: NetworkChoice = {
    ports: entity.ports?.kind === 'known' ? entity.ports.value : undefined,
    group: entity.group,
    fixes: (network) => to([ofFamily(network, familyOf(value))]),
  };
  return offering(choice, all);
}

/** An entity with an address field; a rule of a group has all of these. */
type Narrowable = Entity & Partial<Pick<SecurityGroupRule, 'direction' | 'ports' | 'group'>>;

/** The family that a field's value is of: a field takes no other. */
export function familyOf(value: Value<AddressSet>): 4 | 6 {
  return value.kind === 'known' && value.value.v4.length === 0 && value.value.v6.length > 0 ? 6 : 4;
}

function narrowedTo(entity: Entity, field: string, value: Known<AddressSet>, network: NamedBlocks): Fix[] {
  // What a name stands for may differ from one instance to the other.
  if (!isWrittenHere(value) && isRepeated(entity)) return [];
  const [first, ...more] = network.blocks;
  if (first === undefined) return [];
  const changes: Change[] = [
    { kind: 'replace', resource: entity.resource, at: value.at, by: first },
    ...(more.length > 0
      ? [{ kind: 'copies' as const, entity, variants: more.map((block): Settings => ({ [field]: block })) }]
      : []),
  ];
  return [{ title: narrowTitle(network), changes }];
}

/** The value came from elsewhere: it can be mended there, for all who use it. */
export function atDefinition(entity: Entity, value: Known<AddressSet>, network: NamedBlocks): readonly Fix[] {
  if (isWrittenHere(value)) return [];
  const [only, ...more] = network.blocks;
  if (typeof only !== 'string' || more.length > 0) return [];
  return rewritten(entity.resource, value, only, narrowTitle(network));
}

export function narrowTitle({ name, title }: NamedBlocks): Text {
  return title ?? { en: `Narrow to ${name.en}`, zh: `收窄到 ${name.zh}` };
}

/** Nobody was named yet: the networks become the only ones that are let in. */
export function onlyTitle({ name, title }: NamedBlocks): Text {
  return title ?? { en: `Let in ${name.en} only`, zh: `只放行 ${name.zh}` };
}

/** A person knows better than any choice: the new block is selected, to be typed over. */
export function asked(entity: Entity, value: Known<AddressSet>): readonly Fix[] {
  const placeholder = exampleBlock[familyOf(value)];
  const title: Text = { en: 'Narrow to an address or block of your own…', zh: '收窄到自己的地址或网段……' };
  return rewritten(entity.resource, value, placeholder, title).map((fix) => ({ ...fix, placeholder }));
}
