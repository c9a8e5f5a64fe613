/** Resources become entities of the network model, by the rows of a catalogue. */
import type { Entities, Entity, EntityName } from '../network/model.ts';
import { known, type Value } from '../values/value.ts';
import { itemsAt, type Reader, type Row, type Scope } from './catalogue.ts';
import type { Resource } from './resource.ts';
import { rememberOrigin } from './writing.ts';

/** The model of a unit's resources, by the rows of one dialect's catalogue. */
export function translate(
  resources: readonly Resource[],
  rows: ReadonlyMap<string, readonly Row[]>,
): Partial<{ [K in EntityName]: Entities[K][] }> {
  const model: { [K in EntityName]?: Entity[] } = {};
  for (const resource of resources) {
    for (const row of rows.get(resource.type) ?? []) {
      const entities = model[row.entity] ?? [];
      model[row.entity] = entities;
      for (const scope of scopesOf(resource, row)) entities.push(entityOf(scope, row));
    }
  }
  return model as Partial<{ [K in EntityName]: Entities[K][] }>;
}

function scopesOf(resource: Resource, { each }: Row): Scope[] {
  const whole: Scope = { resource, root: known(resource.attributes, resource.nameAt), at: resource.nameAt, order: 0 };
  if (each === undefined) return [whole];
  return (itemsAt(whole, each) ?? []).flatMap((root, order) =>
    alternativesOf(root).map((item) => ({
      resource: item === root || item.kind === 'unknown' ? resource : { ...resource, exists: 'maybe' },
      root: item,
      at: item.at,
      order,
    })),
  );
}

/**
 * An item that is there in one case and left out in another (`Fn::If` with ALIYUN::NoValue, lists of different
 * lengths) is a whole item that may exist. Mixed with what is not there, none of its defaults would hold.
 */
function alternativesOf(item: Value): readonly Value[] {
  return item.kind === 'oneOf' && item.options.some(({ kind }) => kind === 'unknown') ? item.options : [item];
}

function entityOf(scope: Scope, row: Row): Entity {
  const entity: Record<string, unknown> = { resource: scope.resource, at: scope.at, exists: scope.resource.exists };
  for (const [name, reader] of Object.entries(row.fields) as [string, Reader<unknown>][])
    entity[name] = reader.read(scope);
  rememberOrigin(entity as unknown as Entity, { row, scope });
  return entity as unknown as Entity;
}
