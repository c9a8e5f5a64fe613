/**
 * Which security group of the templates is which one of the account. Only what says so counts: an id, a state, the
 * configuration, or a name that one group alone has on each side. Everything else is not paired, and said to be.
 */
import type { Unit } from '../dialects/unit.ts';
import { groupsOf, type PlacedGroup, type PlacedUnit } from '../exposure/pairs.ts';
import { nameOf } from '../exposure/row.ts';
import { type RuleGroup, ruleGroups } from '../network/groups.ts';
import type { NetworkModel, SecurityGroup } from '../network/model.ts';
import { folderOf } from '../text/path.ts';
import { isReference } from '../values/value.ts';
import { stateIds } from './state-ids.ts';

/** A unit of the templates, with what its configuration says about the groups in it. */
export interface TemplateUnit extends PlacedUnit {
  /** Ids of the account by the name of a group in the text. */
  readonly accountGroups: ReadonlyMap<string, string>;
  /** Ids of the account by key of a group, as they were found among more units than these: nothing else counts then. */
  readonly pairedAs?: ReadonlyMap<string, string>;
}

export interface AccountGroup {
  readonly id: string;
  readonly model: NetworkModel;
  readonly group: RuleGroup & { readonly group: SecurityGroup };
}

export type PairedBy = 'id' | 'configuration' | 'state' | 'name';

/** Rules of one group may stand in several units: where it is declared, and wherever its id is written. */
export interface GroupPair {
  readonly account: AccountGroup;
  readonly template: readonly PlacedGroup[];
  /** As the first of the template's is known by. */
  readonly by: PairedBy;
}

export interface Pairing {
  readonly pairs: readonly GroupPair[];
  /** Groups of the templates that are not known to be any of the account's. */
  readonly onlyTemplate: readonly PlacedGroup[];
  /** Groups of the account that no template declares or names; without those of services. */
  readonly onlyAccount: readonly AccountGroup[];
  /** Groups of the account that belong to services: they are left out. */
  readonly managed: readonly AccountGroup[];
  /** Ids of the account by unit and key of a group in it. */
  readonly ids: ReadonlyMap<NetworkModel, ReadonlyMap<string, string>>;
}

/** @param account units of snapshots, each a region */
export function pairedGroups(units: readonly TemplateUnit[], account: readonly Unit[]): Pairing {
  const all = accountGroupsOf(account);
  const managed = all.filter(isManaged);
  const open = all.filter((one) => !isManaged(one));
  const byId = new Map(open.map((one) => [one.id, one]));
  const templates = templateUnits(units);
  const states = stateIds(units);
  const named = uniqueNames(templates, open, states);
  const pairs = new Map<string, { by: PairedBy; template: PlacedGroup[] }>();
  const onlyTemplate: PlacedGroup[] = [];
  const ids = new Map<NetworkModel, Map<string, string>>();
  for (const placed of groupsOf(templates)) {
    const { id, by } = idOf(placed, templates, states, named) ?? {};
    if (id !== undefined) {
      const known = ids.get(placed.model) ?? new Map<string, string>();
      ids.set(placed.model, known.set(placed.group.key, id));
    }
    if (id === undefined || by === undefined || !byId.has(id)) {
      if (!managed.some((one) => one.id === id)) onlyTemplate.push(placed);
      continue;
    }
    const pair = pairs.get(id) ?? { by, template: [] };
    pair.template.push(placed);
    pairs.set(id, pair);
  }
  return {
    pairs: open.flatMap((one) => {
      const pair = pairs.get(one.id);
      return pair ? [{ account: one, ...pair }] : [];
    }),
    onlyTemplate,
    onlyAccount: open.filter(({ id }) => !pairs.has(id)),
    managed,
    ids,
  };
}

/** A plan or a state beside its configuration only says what the configuration's resources are called in the account. */
function templateUnits(units: readonly TemplateUnit[]): readonly TemplateUnit[] {
  const folders = new Set(
    units.filter(({ unit }) => unit.dialect === 'terraform' && !unit.toldBy).flatMap(({ unit }) => foldersOf(unit)),
  );
  return units.filter(
    ({ unit }) => unit.dialect !== 'cloud' && !(unit.toldBy && foldersOf(unit).some((folder) => folders.has(folder))),
  );
}

function foldersOf({ files }: Unit): readonly string[] {
  return files.map(({ path }) => folderOf(path));
}

function accountGroupsOf(account: readonly Unit[]): readonly AccountGroup[] {
  return account.flatMap(({ model }) =>
    ruleGroups(model).flatMap((group): readonly AccountGroup[] =>
      group.group ? [{ id: group.group.resource.address, model, group: { ...group, group: group.group } }] : [],
    ),
  );
}

function isManaged({ group: { group } }: AccountGroup): boolean {
  return group.managed?.kind === 'known' && group.managed.value;
}

interface Named {
  readonly id: string;
  readonly by: PairedBy;
}

function idOf(
  { place, model, group }: PlacedGroup,
  units: readonly TemplateUnit[],
  states: ReadonlyMap<string, ReadonlyMap<string, string>>,
  named: ReadonlyMap<RuleGroup, string>,
): Named | undefined {
  const { key } = group;
  const own = units.find(({ unit }) => unit.model === model);
  if (own?.pairedAs) {
    const before = own.pairedAs.get(key);
    return before === undefined ? undefined : { id: before, by: 'id' };
  }
  const said = own?.accountGroups.get(nameOf(key));
  if (said !== undefined) return { id: said, by: 'configuration' };
  if (key.startsWith('id:')) return { id: key.slice(3), by: 'id' };
  const stated = states.get(place)?.get(nameOf(key));
  if (stated !== undefined) return { id: stated, by: 'state' };
  const id = named.get(group);
  return id === undefined ? undefined : { id, by: 'name' };
}

/** Ids by group, where one group on each side has the name, or one in the same VPC. */
function uniqueNames(
  units: readonly TemplateUnit[],
  account: readonly AccountGroup[],
  states: ReadonlyMap<string, ReadonlyMap<string, string>>,
): ReadonlyMap<RuleGroup, string> {
  const candidates = groupsOf(units).flatMap((placed) => {
    const name = knownText(placed.group.group?.name);
    if (name === undefined || placed.group.group?.exists !== 'yes') return [];
    const vpc = vpcOf(placed.group.group, states.get(placed.place));
    const found = account.filter(({ group }) => {
      const own = vpcOf(group.group);
      return knownText(group.group.name) === name && (vpc === undefined || own === undefined || own === vpc);
    });
    return [{ placed, found }];
  });
  const unique = new Map<RuleGroup, string>();
  for (const { placed, found } of candidates) {
    const [only, another] = found;
    if (!only || another || candidates.some((one) => one.placed !== placed && one.found.includes(only))) continue;
    unique.set(placed.group, only.id);
  }
  return unique;
}

function knownText(value: SecurityGroup['name']): string | undefined {
  return value?.kind === 'known' && value.value !== '' ? value.value : undefined;
}

/** The id of a group's VPC; of one that the same files declare as their state has it. */
function vpcOf({ vpc, resource }: SecurityGroup, state?: ReadonlyMap<string, string>): string | undefined {
  if (vpc?.kind !== 'known') return undefined;
  if (!isReference(vpc.value)) return vpc.value;
  return resource.dialect === 'cloud' ? vpc.value.resource : state?.get(vpc.value.resource);
}
