/**
 * A Terraform state as a snapshot of an account: what the state says of the resources that Terraform manages. What else
 * is in the account is not in it, so nothing there counts as absent.
 */

import type { RecordShape, Shape } from '../dialects/cloud/shape.ts';
import {
  type RegionList,
  type RegionSnapshot,
  type Snapshot,
  snapshotShape,
  snapshotVersion,
  type Unread,
} from '../dialects/cloud/snapshot.ts';
import type { Resource } from '../dialects/resource.ts';
import { kindOf } from '../dialects/terraform/plan/detect.ts';
import { resourcesOfState } from '../dialects/terraform/plan/index.ts';
import type { Text } from '../text/message.ts';
import type { SourceText } from '../text/source.ts';
import type { MapData } from '../values/value.ts';
import { blocksAt, scalarsAt, shaped } from './state-attributes.ts';
import { regionsOf } from './state-regions.ts';
import { rowsFor, type StateRow } from './state-rows.ts';

type Members = Record<string, unknown>;
type Ids = ReadonlyMap<string, string>;

const regionShape = snapshotShape.properties.regions.items;
const allLists = Object.keys(regionShape.properties).filter((name) => name !== 'region') as RegionList[];

/**
 * @param source a state file (version 4), or `terraform show -json` of a state
 * @param takenAt when the state was written, ISO 8601, UTC
 * @returns `undefined` for a text that is no state
 */
export function snapshotOfState(source: SourceText, takenAt: string): Snapshot | undefined {
  const kind = kindOf(source);
  if (kind !== 'state' && kind !== 'shown') return undefined;
  const resources = resourcesOfState(source).filter(({ type }) => type.startsWith('alicloud_'));
  const ids = idsOf(resources);
  const regions = regionsOf(resources);
  const found = new Regions();
  for (const resource of resources) {
    const region = regions.get(resource.address) ?? '';
    const [direction] = scalarsAt(resource.attributes, 'type', ids);
    for (const row of rowsFor(resource.type, String(direction))) {
      const id = row.part?.of ? ownerOf(resource, row.part.of, row.part.by, resources, ids) : ids.get(resource.address);
      if (id === undefined) continue;
      if (row.part) found.addParts(region, row.list, row.part.name, id, partsOf(resource, row, ids));
      else found.add(region, row, id, membersOf(resource.attributes, row, ids));
    }
  }
  const list = found.all();
  return {
    portguardSnapshot: snapshotVersion,
    takenAt,
    regions: list,
    problems: list.map(({ region }) => onlyTerraform(region)),
  };
}

/** Regions with their lists, as they are put together. */
class Regions {
  readonly #regions = new Map<string, Map<RegionList, Map<string, Members>>>();

  add(region: string, { list, fixed }: StateRow, id: string, members: Members): void {
    const one = this.#resource(region, list, id);
    Object.assign(one, fixed, members);
  }

  /** A list grows by these; what is no list is members of the resource itself. */
  addParts(region: string, list: RegionList, name: string, id: string, parts: readonly Members[]): void {
    if (parts.length === 0) return;
    const one = this.#resource(region, list, id);
    if (itemOf(list).properties[name]?.type !== 'array') Object.assign(one, ...parts);
    else one[name] = [...((one[name] as Members[] | undefined) ?? []), ...parts];
  }

  all(): readonly RegionSnapshot[] {
    return [...this.#regions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([region, lists]) => {
        const written = allLists.flatMap((list): (readonly [string, unknown])[] => {
          const own = [...(lists.get(list)?.values() ?? [])].filter((one) => isWhole(one, itemOf(list)));
          return own.length > 0 ? [[list, own]] : [];
        });
        return { region, ...Object.fromEntries(written) } as RegionSnapshot;
      });
  }

  #resource(region: string, list: RegionList, id: string): Members {
    const lists = this.#regions.get(region) ?? new Map<RegionList, Map<string, Members>>();
    const own = lists.get(list) ?? new Map<string, Members>();
    const one = own.get(id) ?? { id };
    this.#regions.set(region, lists.set(list, own.set(id, one)));
    return one;
  }
}

function itemOf(list: RegionList): RecordShape {
  return regionShape.properties[list].items as unknown as RecordShape;
}

/** What a reader of snapshots relies upon is there. */
function isWhole(members: Members, { required }: RecordShape): boolean {
  return required.every((name) => members[name] !== undefined);
}

function partsOf({ attributes }: Resource, row: StateRow, ids: Ids): readonly Members[] {
  const { part, list, fixed } = row;
  const shape = itemOf(list).properties[part?.name ?? ''];
  const blocks = part?.each ? blocksAt(attributes, part.each) : [attributes];
  if (shape?.type !== 'array') return blocks.map((block) => membersOf(block, row, ids));
  const item = shape.items as RecordShape;
  return blocks
    .map((block): Members => ({ ...fixed, ...taken(block, row.take, item, ids) }))
    .filter((one) => isWhole(one, item) && Object.keys(one).length > Object.keys(fixed ?? {}).length);
}

function membersOf(attributes: MapData, { take, list }: StateRow, ids: Ids): Members {
  return taken(attributes, take, itemOf(list), ids);
}

function taken(attributes: MapData, take: StateRow['take'], { properties }: RecordShape, ids: Ids): Members {
  return Object.fromEntries(
    Object.entries(take).flatMap(([name, from]) => {
      const shape: Shape | undefined = properties[name];
      const value = shape && shaped(scalarsAt(attributes, from, ids), shape);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Ids of the account by address in the state. */
function idsOf(resources: readonly Resource[]): Ids {
  return new Map(
    resources.flatMap(({ address, attributes }) => {
      const [id] = scalarsAt(attributes, 'id', new Map());
      return typeof id === 'string' ? [[address, id] as const] : [];
    }),
  );
}

/** The id of the resource that another one is a part of. */
function ownerOf(
  { attributes }: Resource,
  of: string | readonly string[],
  by: string | undefined,
  resources: readonly Resource[],
  ids: Ids,
): string | undefined {
  const [name] = scalarsAt(attributes, of, ids);
  if (name === undefined || by === undefined) return name === undefined ? undefined : String(name);
  const owner = resources.find((one) =>
    scalarsAt(one.attributes, by, ids).some((text) => String(text).split(',').includes(String(name))),
  );
  return owner && ids.get(owner.address);
}

function onlyTerraform(region: string): Unread {
  return {
    region,
    lists: allLists,
    problem: { code: 'TerraformState', kind: 'partial', message: onlyManaged },
  };
}

const onlyManaged: Text = {
  en: 'A Terraform state has only what Terraform manages, as it was when Terraform last ran. What else is in the account is not known.',
  zh: 'Terraform 状态只包含由 Terraform 管理的资源，内容为 Terraform 上次运行时的情况。账号中的其他资源未知。',
};
