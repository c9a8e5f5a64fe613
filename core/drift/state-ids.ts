/** What Terraform's states and plans say the resources of a configuration are called in the account. */
import type { Resource } from '../dialects/resource.ts';
import type { PlacedUnit } from '../exposure/pairs.ts';
import { folderOf } from '../text/path.ts';

/** Ids by address of the resource, by place of the configuration and of the state itself. */
export function stateIds(units: readonly PlacedUnit[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const { place, unit } of units) {
    if (!unit.toldBy) continue;
    for (const where of new Set([place, configurationOf(units, unit.toldBy.path) ?? place])) {
      const ids = found.get(where) ?? new Map<string, string>();
      for (const resource of unit.model.resources.values()) {
        const id = idOf(resource);
        if (id !== undefined) ids.set(resource.address, id);
      }
      found.set(where, ids);
    }
  }
  return found;
}

function idOf({ attributes }: Resource): string | undefined {
  const id = attributes.entries.get('id')?.value;
  return id?.kind === 'known' && typeof id.value === 'string' ? id.value : undefined;
}

/** The place of the configuration that lies beside a state. */
function configurationOf(units: readonly PlacedUnit[], path: string): string | undefined {
  const folder = folderOf(path);
  return units.find(
    ({ unit }) =>
      unit.dialect === 'terraform' && !unit.toldBy && unit.files.some((file) => folderOf(file.path) === folder),
  )?.place;
}
