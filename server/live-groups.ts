/** Groups of the live account as networks: whom a place in a template could be restricted to, the likeliest first. */
import { mostBlocks, type NamedBlocks } from '../core/changes/networks.ts';
import { type Pairing, pairedGroups } from '../core/drift/group-pairs.ts';
import { mayHaveSources, type SourceGroup, sourceGroups, sourcesOf } from '../core/exposure/group-sources.ts';
import { placeOf } from '../core/exposure/pairs.ts';
import { groupKeys } from '../core/network/groups.ts';
import { keyOf } from '../core/network/identity.ts';
import type { Identity, SecurityGroup } from '../core/network/model.ts';
import type { PortSet } from '../core/network/ports.ts';
import { isReference, type Value } from '../core/values/value.ts';
import type { Linted } from './linted.ts';
import type { LiveAccount } from './live-account.ts';

export interface LiveGroup {
  readonly id: string;
  /** Empty for none. */
  readonly name: string;
  readonly vpc: string | undefined;
  /** As a fix names them, and writes them. */
  readonly network: NamedBlocks & { readonly blocks: readonly string[] };
}

/** Where somebody is to be let in. */
export interface RestrictedPlace {
  /** The folder that the place is in, linted; its path. */
  readonly linted: Pick<Linted, 'units'>;
  readonly folder: string;
  /** What the configuration says about groups of the account. */
  readonly accountGroups: ReadonlyMap<string, string>;
  /** The group that the place is a rule of. */
  readonly group: Value<Identity> | undefined;
  readonly ports: PortSet | undefined;
}

/**
 * Groups that let in addresses, not only everyone: first those that do so for the same ports, of these the one that the
 * place's own group is in the account, then those of its VPC. Each is worked out when it is asked for.
 */
export function* liveGroups(account: LiveAccount, place: RestrictedPlace): Generator<LiveGroup> {
  const own = counterpart(account, place);
  const vpc = own ? vpcOf(own.group) : templateVpc(place);
  const ranked = withSources(account).map((group) => {
    const samePort = place.ports === undefined || mayHaveSources(group, place.ports);
    const sameVpc = vpc !== undefined && vpcOf(group.group) === vpc;
    return { group, rank: (samePort ? 0 : 4) + (group === own ? 0 : 2) + (sameVpc ? 0 : 1) };
  });
  for (const { group } of ranked.sort((a, b) => a.rank - b.rank)) {
    const blocks = blocksOf(group, place.ports);
    if (blocks.length > 0) yield asNetwork(group, blocks);
  }
}

/** Those that a fix may write out; a person who chooses from all of them sees how many blocks there are. */
export function isShort({ network }: LiveGroup): boolean {
  return network.blocks.length <= mostBlocks;
}

function blocksOf(group: SourceGroup, ports: PortSet | undefined): readonly string[] {
  const same = sourcesOf(group, ports);
  return (same.isEmpty && ports ? sourcesOf(group) : same).toCidrs();
}

function asNetwork({ group }: SourceGroup, blocks: readonly string[]): LiveGroup {
  const id = group.resource.address;
  const name = group.name?.kind === 'known' ? group.name.value : '';
  const [en, zh] = name === '' ? [id, `${id} `] : [`${id} (${name})`, `${id}（${name}）`];
  const title = { en: `Restrict to sources of ${en}`, zh: `只放行 ${zh}的来源` };
  return {
    id,
    name,
    vpc: vpcOf(group),
    network: { name: { en: `Sources of ${en}`, zh: `${zh}的来源` }, title, blocks },
  };
}

const sources = new WeakMap<LiveAccount, readonly SourceGroup[]>();

function withSources(account: LiveAccount): readonly SourceGroup[] {
  const before = sources.get(account) ?? sourceGroups(account.units).filter((group) => mayHaveSources(group));
  sources.set(account, before);
  return before;
}

const pairings = new WeakMap<LiveAccount, WeakMap<RestrictedPlace['linted'], Pairing>>();

/** What the place's own group is in the account. */
function counterpart(account: LiveAccount, place: RestrictedPlace): SourceGroup | undefined {
  const keys = groupKeys(place.group);
  if (keys.length !== 1) return undefined;
  const { pairs } = pairingOf(account, place);
  const pair = pairs.find(({ template }) => template.some(({ group }) => keys.includes(group.key)));
  return pair && withSources(account).find(({ group }) => group === pair.account.group.group);
}

function pairingOf(account: LiveAccount, { linted, folder, accountGroups }: RestrictedPlace): Pairing {
  const known = pairings.get(account) ?? new WeakMap<RestrictedPlace['linted'], Pairing>();
  pairings.set(account, known);
  const before = known.get(linted);
  if (before) return before;
  const units = linted.units.map((unit) => ({ place: placeOf(unit, folder), unit, accountGroups }));
  const made = pairedGroups(units, account.units);
  known.set(linted, made);
  return made;
}

/** The VPC of the place's own group, where it is named by its id. */
function templateVpc({ linted, group }: RestrictedPlace): string | undefined {
  const keys = groupKeys(group);
  const own = linted.units.flatMap(({ model }) => model.securityGroups).find((one) => keys.includes(keyOf(one)));
  return own && own.vpc?.kind === 'known' && !isReference(own.vpc.value) ? own.vpc.value : undefined;
}

/** The id of the VPC of a group of the account. */
function vpcOf({ vpc }: SecurityGroup): string | undefined {
  if (vpc?.kind !== 'known') return undefined;
  return isReference(vpc.value) ? vpc.value.resource : vpc.value;
}
