/** Which entity another one means: references by the address of the resource, outside resources by their literal id. */
import type { Value } from '../values/value.ts';
import type { Entity, Identity } from './model.ts';

/** The same text for the same resource; a reference and a literal id never meet, because an id is not in the text. */
export function identityKey(identity: Identity): string {
  return typeof identity === 'string' ? `id:${identity}` : `ref:${identity.resource}`;
}

/** The keys that a value may mean; unknown parts are left out. */
export function keysOf(value: Value<Identity> | undefined): readonly string[] {
  if (value === undefined || value.kind === 'unknown') return [];
  if (value.kind === 'known') return [identityKey(value.value)];
  return value.options.filter((option) => option.kind === 'known').map((option) => identityKey(option.value));
}

/** The key by which others refer to this entity. */
export function keyOf(entity: Entity): string {
  return `ref:${entity.resource.address}`;
}
