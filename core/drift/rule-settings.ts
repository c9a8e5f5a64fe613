/** What has to be written in a rule of a template so that it says what a rule of the account says. */
import type { Settings } from '../changes/change.ts';
import type { Plain } from '../changes/plain.ts';
import { referenceFrom } from '../changes/references.ts';
import type { Resource } from '../dialects/resource.ts';
import type { Identity, SecurityGroupRule } from '../network/model.ts';
import { PortSet } from '../network/ports.ts';
import { hasPorts } from '../network/protocol.ts';
import { isReference, type Value } from '../values/value.ts';
import type { Pairing } from './group-pairs.ts';

/** Only what is not said already. */
export function becoming(written: SecurityGroupRule, live: SecurityGroupRule, pairing: Pairing): Settings {
  const wanted = saying(live, written.resource, pairing);
  const settings: Record<string, Settings[string]> = {};
  for (const [name, { value, to, standard }] of Object.entries(wanted)) {
    const own = (written as unknown as Readonly<Record<string, Value<unknown> | undefined>>)[name];
    const isThere = own !== undefined && !(own.kind === 'known' && own.byDefault);
    if (to === null) {
      if (isThere) settings[name] = null;
    } else if (!(isSame(own, value) || (!isThere && isSame(undefined, value, standard)))) settings[name] = to;
  }
  return settings;
}

interface Wanted {
  readonly value: unknown;
  readonly to: Settings[string];
  /** What it is where nothing is written. */
  readonly standard?: unknown;
}

/** Every field of a rule with what it should say; `null` where nothing should be written. */
function saying(live: SecurityGroupRule, from: Resource, pairing: Pairing): Readonly<Record<string, Wanted>> {
  const { protocol, sourcePorts, policy, priority } = live;
  const of = (field: Value<unknown> | undefined): Wanted => {
    const value = field?.kind === 'known' ? field.value : undefined;
    return { value, to: value === undefined ? null : (value as Settings[string]) };
  };
  return {
    policy: { ...of(policy), standard: 'accept' },
    priority: { ...of(priority), standard: 1 },
    protocol: of(protocol),
    ports: { value: portsOf(live), to: spelledPorts(live) },
    sourcePorts:
      sourcePorts?.kind === 'known' && sourcePorts.value.isAll ? { value: undefined, to: null } : of(sourcePorts),
    peerCidr: of(live.peerCidr),
    peerIpv6Cidr: of(live.peerIpv6Cidr),
    peerGroup: named(live.peerGroup, from, pairing),
    peerPrefixList: named(live.peerPrefixList, from, pairing),
    localCidr: of(live.localCidr),
    localIpv6Cidr: of(live.localIpv6Cidr),
  };
}

function portsOf({ ports }: SecurityGroupRule): PortSet {
  return ports?.kind === 'known' ? ports.value : PortSet.all;
}

/** All ports are `1/65535` of TCP and UDP, and `-1/-1` of everything else (ECS API). */
function spelledPorts(live: SecurityGroupRule): PortSet | string {
  const isPlain = live.protocol?.kind === 'known' && hasPorts(live.protocol.value);
  return isPlain ? portsOf(live) : '-1/-1';
}

/** A group of the same text is called as the text calls it, every other one by its id. */
function named(field: Value<Identity> | undefined, from: Resource, pairing: Pairing): Wanted {
  if (field?.kind !== 'known') return { value: undefined, to: null };
  const id = idOf(field.value);
  const own = ownResource(id, from, pairing);
  const reference: Plain | undefined = own && referenceFrom(own, from);
  return { value: own ? `ref:${own.address}` : `id:${id}`, to: reference ?? id };
}

function idOf(identity: Identity): string {
  return isReference(identity) ? identity.resource : identity;
}

function ownResource(id: string, from: Resource, { ids }: Pairing): Resource | undefined {
  for (const [model, known] of ids) {
    if (model.resources.get(from.address) !== from) continue;
    for (const [key, one] of known) if (one === id && key.startsWith('ref:')) return model.resources.get(key.slice(4));
  }
  return undefined;
}

function isSame(own: Value<unknown> | undefined, value: unknown, standard?: unknown): boolean {
  if (own === undefined) return value === standard;
  if (own.kind !== 'known') return false;
  const { value: said } = own;
  if (isReference(said)) return value === `ref:${said.resource}`;
  if (typeof said === 'string' && typeof value === 'string') return said === value || value === `id:${said}`;
  return said === value || (typeof said === 'object' && String(said) === String(value));
}
