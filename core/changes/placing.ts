/** Where an entity is written, and how its fields are spelt there. */
import { originOf } from '../dialects/catalogue.ts';
import type { Entity } from '../network/model.ts';
import type { Location } from '../text/source.ts';
import { samePlace } from '../values/value.ts';
import type { Settings } from './change.ts';
import type { Setting } from './edit.ts';
import type { Plain } from './plain.ts';
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

interface Spelling {
  readonly paths: readonly string[];
  readonly spell?: (value: unknown) => Plain | undefined;
}

/** Fields as the catalogue writes them; `undefined` where it cannot. */
export function settingsOf(entity: Entity, to: Settings): readonly Setting[] | undefined {
  const fields = originOf(entity)?.fields as Readonly<Record<string, Spelling>> | undefined;
  const settings: Setting[] = [];
  for (const [name, value] of Object.entries(to) as [string, unknown][]) {
    const reader = fields?.[name];
    const [path] = reader?.paths ?? [];
    const spelt = value === null ? undefined : reader?.spell?.(value);
    if (path === undefined || (value !== null && spelt === undefined)) return undefined;
    settings.push({ path: path.split('.'), to: spelt });
  }
  return settings;
}
