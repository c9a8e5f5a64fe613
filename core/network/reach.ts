/**
 * Reach: a port that a group opens is exposed where a way from the internet ends at it, through all controls of the
 * machine; else it is open, and one address away from being exposed.
 */
import { anyOf, type Truth } from '../values/truth.ts';
import { AddressSet } from './addresses.ts';
import { type Entry, entriesOf } from './entries.ts';
import { type EffectiveRules, openedBy, pooledRules, ruleGroups } from './groups.ts';
import { type Interface, interfacesOf } from './interfaces.ts';
import type { NetworkModel } from './model.ts';
import { aclBlocks } from './network-acls.ts';
import type { PacketBox } from './packets.ts';
import { PortSet } from './ports.ts';
import { type Protocol, protocolsOverlap } from './protocol.ts';
import { hasUnseenListener, hasUnseenWay, usedElsewhere } from './unseen.ts';

export interface Reach {
  /** `no`: the group has members in these files, and no way leads to such a port of any of them. */
  readonly truth: Truth;
  /** Ways that are there, certain ones first. */
  readonly entries: readonly Entry[];
  /** What has the group. */
  readonly members: readonly Interface[];
}

/** Who in a group can be reached from the internet on some ports, by some of the addresses. */
export function reachOf(
  model: NetworkModel,
  group: string,
  protocol: Protocol,
  ports: PortSet,
  peer: AddressSet = AddressSet.all,
): Reach {
  const { members, isSeen } = membershipOf(model, group);
  const ways = entriesOf(model);
  const fits = (entry: Entry): boolean =>
    protocolsOverlap(entry.protocol, protocol) && (entry.ports === undefined || entry.ports.overlaps(ports));
  const entries = members.flatMap((member) => {
    const found = (ways.get(member) ?? []).filter(fits);
    // What a load balancer forwards comes from its own addresses, not from those who ask.
    const direct =
      found.some(({ kind }) => kind !== 'listener') && getsThrough(model, member, { protocol, ports, peer });
    return direct ? found : found.filter(({ kind }) => kind === 'listener');
  });
  // A machine of which not all groups are known may have this one, too.
  const others =
    isSeen && interfacesOf(model).some((one) => one.open && !one.groups.has(group) && (ways.get(one) ?? []).some(fits));
  const truth = anyOf('no', !isSeen || others ? 'unknown' : 'no', ...entries.map((entry) => entry.truth));
  const there = entries.filter((entry) => entry.truth === 'yes' || entry.truth === 'maybe');
  return { truth, entries: there.sort((a, b) => rank(a) - rank(b)), members };
}

interface Membership {
  readonly members: readonly Interface[];
  /** These files show all that has the group, and all that leads to it. */
  readonly isSeen: boolean;
}

const memberships = new WeakMap<NetworkModel, Map<string, Membership>>();

/** Asked again for every opening of a group. */
function membershipOf(model: NetworkModel, group: string): Membership {
  const known = memberships.get(model) ?? new Map<string, Membership>();
  memberships.set(model, known);
  const before = known.get(group);
  if (before) return before;
  const members = interfacesOf(model).filter(({ groups }) => groups.has(group));
  const isSeen =
    members.length > 0 &&
    !usedElsewhere(model, group, members) &&
    !members.some((one) => hasUnseenWay(model, one) || hasUnseenListener(model, one));
  const made = { members, isSeen };
  known.set(group, made);
  return made;
}

function rank({ truth }: Entry): number {
  return truth === 'yes' ? 0 : 1;
}

/** Whether the controls at an interface may let such packets through: all of its groups together, and network ACLs. */
function getsThrough(
  model: NetworkModel,
  member: Interface,
  box: Required<Pick<PacketBox, 'protocol' | 'ports' | 'peer'>>,
): boolean {
  if (member.instance && aclBlocks(model, member.instance, box)) return false;
  if (member.groups.size < 2 || member.open) return true;
  const { possible } = rulesOf(model, member);
  if (!possible) return true;
  const { protocol, ports, peer } = box;
  return openedBy(possible).some(
    (opened) =>
      opened.ports.overlaps(ports ?? PortSet.all) &&
      (protocol === 'all' || opened.protocols.includes('all') || opened.protocols.includes(protocol)) &&
      !opened.peers.intersect(peer ?? AddressSet.all).publicPart().isEmpty,
  );
}

const pooled = new WeakMap<Interface, EffectiveRules>();

/** The effective rules of an interface: those of all its groups put together. */
function rulesOf(model: NetworkModel, member: Interface): EffectiveRules {
  const before = pooled.get(member);
  if (before) return before;
  const groups = ruleGroups(model).filter(({ key }) => member.groups.has(key));
  const rules = pooledRules(model, groups, 'ingress');
  pooled.set(member, rules);
  return rules;
}
