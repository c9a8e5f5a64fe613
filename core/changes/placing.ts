/** Where an entity is written, and how its fields are spelt there. */
import { writerOf } from '../dialects/writing.ts';
import type { Entity } from '../network/model.ts';
import type { Location } from '../text/source.ts';
import { samePlace } from '../values/value.ts';
import type { Settings } from './change.ts';
import type { Setting } from './edit.ts';
import { spelt } from './spelling.ts';
import { prefixOf } from './structures.ts';

type Placed = Pick<Entity, 'at' | 'resource'>;

/** Whether an entity is a resource of its own, and not an item inside of one. */
export function isWhole({ at, resource }: Placed): boolean {
  return samePlace(at, resource.nameAt);
}

export function itemOf(entity: Placed): Location {
  return isWhole(entity) ? entity.resource.blockAt : entity.at;
}

export function withinResource(entity: Entity, { path, to }: Setting): Setting {
  return { path: isWhole(entity) ? [...prefixOf(entity.resource), ...path] : path, to };
}

/** Fields as the catalogue writes them; `undefined` where it cannot. */
export function settingsOf(entity: Entity, to: Settings): readonly Setting[] | undefined {
  const settings = Object.entries(to).map(([name, value]) => spelt(writerOf(entity, name), value));
  return settings.includes(undefined) ? undefined : settings.flatMap((some) => some ?? []);
}
