/** Fixes of an entry that lets too many in, in a list of addresses: a white list, an access control list. */
import { writerOf } from '../dialects/writing.ts';
import type { AddressSet } from '../network/addresses.ts';
import type { Entity, List, NetworkModel } from '../network/model.ts';
import type { Text } from '../text/message.ts';
import type { Location } from '../text/source.ts';
import { type Known, samePlace, type Value } from '../values/value.ts';
import { asked, atDefinition, familyOf, narrowed, narrowTitle } from './addresses.ts';
import { type Change, type Fix, isWrittenHere, type NetworkChoice, offering } from './change.ts';
import { configuredNetworks, isRepeated, type NamedBlocks, ofFamily, vpcBlocks } from './networks.ts';
import { removal, removeEntry } from './removing.ts';
import { withoutEntry } from './rewriting.ts';

interface Context {
  readonly model: NetworkModel;
  readonly settings: { readonly networks: ReadonlyMap<string, AddressSet> };
}

interface OpenEntry {
  readonly entity: Entity;
  /** The entity's list of addresses. */
  readonly field: string;
  readonly entry: Value<AddressSet>;
  /** Entries that let everyone in only together with this one: they go with it. */
  readonly together?: readonly Value<AddressSet>[] | undefined;
  /** Whether further resources hold entries of the same list, where each holds one. */
  readonly hasOthers?: boolean;
}

/** Remove the entry where others stand beside it, or put networks in its place. */
export function entryFixes(context: Context, open: OpenEntry): readonly Fix[] {
  const { entity, field, entry, together = [], hasOthers = false } = open;
  if (entry.kind !== 'known' || entry.byDefault) return [];
  const choices = choicesFor(context, entity, entry);
  if (writerOf(entity, field)?.spell) {
    const taken = hasOthers ? removal(entity, removeEntry) : [];
    return [...taken, ...narrowed(entity, field, entry, choices)];
  }
  const list = (entity as unknown as Readonly<Record<string, List<AddressSet> | undefined>>)[field] ?? [];
  const rest = list.filter((one) => one !== entry && !together.includes(one));
  const isOnly = (place: 'at' | 'definedAt', where: Location): boolean =>
    rest.every((one) => one.kind !== 'known' || !one[place] || !samePlace(one[place], where));
  const others = together.map((one): Change => ({ kind: 'removeAt', resource: entity.resource, at: one.at }));
  const to = (networks: readonly NamedBlocks[]): readonly Fix[] => [
    ...networks
      .filter(({ blocks }) => !rest.some((one) => isAmong(one, blocks)))
      .flatMap((network) => (isOnly('at', entry.at) ? exchangedFor(entity, entry, network, others) : [])),
    ...(entry.definedAt && isOnly('definedAt', entry.definedAt) && others.length === 0
      ? networks.flatMap((network) => atDefinition(entity, entry, network))
      : []),
  ];
  const all = [
    ...(rest.length > 0 ? taken(entity, entry, others) : []),
    ...to(choices),
    ...asked(entity, entry).map((fix) => ({ ...fix, changes: [...fix.changes, ...others] })),
  ];
  const choice: NetworkChoice = {
    ports: undefined,
    group: undefined,
    fixes: (network) => to([ofFamily(network, familyOf(entry))]),
  };
  return offering(choice, all);
}

function choicesFor({ model, settings }: Context, entity: Entity, entry: Value<AddressSet>): readonly NamedBlocks[] {
  const family = familyOf(entry);
  return [
    ...configuredNetworks(settings.networks, family),
    ...(family === 4 ? vpcBlocks(model, entity.resource, undefined) : []),
  ];
}

function isAmong(one: Value<AddressSet>, blocks: NamedBlocks['blocks']): boolean {
  if (one.kind !== 'known') return false;
  const own = one.value.toCidrs();
  return blocks.every((block) => typeof block === 'string' && own.includes(block));
}

/** How people write it: what is the world is so in one family. */
function removeTitle({ value }: Known<AddressSet>): Text {
  const text = value.containsWorld ? (value.v4.length > 0 ? '0.0.0.0/0' : '::/0') : value.toString();
  return { en: `Remove ${text}`, zh: `删除 ${text}` };
}

function taken({ resource }: Entity, entry: Known<AddressSet>, others: readonly Change[]): readonly Fix[] {
  if (others.length > 0 && !isWrittenHere(entry)) return [];
  return withoutEntry(resource, entry, removeTitle(entry)).map((fix) => ({
    ...fix,
    changes: [...fix.changes, ...others],
  }));
}

function exchangedFor(
  entity: Entity,
  entry: Known<AddressSet>,
  network: NamedBlocks,
  others: readonly Change[],
): readonly Fix[] {
  // What a name stands for may differ from one instance to the other.
  if (network.blocks.length === 0 || (!isWrittenHere(entry) && isRepeated(entity))) return [];
  const change: Change = { kind: 'exchange', resource: entity.resource, at: entry.at, by: network.blocks };
  return [{ title: narrowTitle(network), changes: [change, ...others] }];
}
