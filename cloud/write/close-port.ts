/**
 * What closes a port without closing anything else: a rule for this port alone is removed; a rule that also opens others
 * stays, and a drop rule for the port from the same source goes before it (at the same priority drop wins over accept).
 */
import type { RegionSnapshot, SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import { type AddressSet, isAddressProblem, parseAddressList, parseCidr } from '../../core/network/addresses.ts';
import { isPortProblem, PortSet, parsePortRange } from '../../core/network/ports.ts';
import { parseProtocol } from '../../core/network/protocol.ts';
import type { Intent, NewRule } from './plan.ts';
import { keyOf, peerOf, withoutId } from './rules.ts';

type Closing = Extract<Intent, { readonly kind: 'close' }>;

interface Closed {
  readonly add: readonly NewRule[];
  readonly change: readonly (readonly [SnapshotRule, SnapshotRule])[];
  readonly remove: readonly SnapshotRule[];
  /** A drop rule is there, comes too late, and has no id by which it could be changed. */
  readonly stuck: SnapshotRule | undefined;
}

export function closing(intent: Closing, rules: readonly SnapshotRule[], region: RegionSnapshot): Closed {
  const opening = rules.filter((rule) => rule.policy === 'Accept' && isAbout(rule, intent, region) && isFrom(rule));
  const remove = opening.filter((rule) => isOnly(rule, intent, region));
  const drops = new Map<string, NewRule>();
  for (const rule of opening) {
    if (remove.includes(rule)) continue;
    const drop = dropFor(rule, intent);
    const before = drops.get(keyOf(drop));
    if (!before || before.priority > drop.priority) drops.set(keyOf(drop), drop);
  }
  const add: NewRule[] = [];
  const change: [SnapshotRule, SnapshotRule][] = [];
  let stuck: SnapshotRule | undefined;
  for (const [key, drop] of drops) {
    if (rules.some((rule) => isDroppedBy(rule, drop, intent, region))) continue;
    const late = rules.find((rule) => keyOf(rule) === key);
    if (!late) add.push(drop);
    else if (late.id === undefined) stuck = late;
    else change.push([late, { ...late, priority: drop.priority }]);
  }
  return { add, change, remove, stuck };

  function isFrom(rule: SnapshotRule): boolean {
    return intent.from === 'anyone' || mayBePublic(rule, region);
  }
}

/** Whether a packet of the protocol to the port may be meant. What is not known may be. */
function isAbout(rule: SnapshotRule, { protocol, port }: Closing, region: RegionSnapshot): boolean {
  const named = parseProtocol(rule.ipProtocol);
  if (rule.direction !== 'ingress' || (named !== 'all' && named !== protocol)) return false;
  return named === 'all' || (portsOf(rule, region)?.overlaps(PortSet.single(port)) ?? true);
}

function isOnly(rule: SnapshotRule, { protocol, port }: Closing, region: RegionSnapshot): boolean {
  return parseProtocol(rule.ipProtocol) === protocol && (portsOf(rule, region)?.equals(PortSet.single(port)) ?? false);
}

function portsOf(rule: SnapshotRule, { portRangeLists }: RegionSnapshot): PortSet | undefined {
  if (rule.portRange !== '') {
    const read = parsePortRange(rule.portRange);
    return isPortProblem(read) ? undefined : read;
  }
  const list = portRangeLists?.find(({ id }) => id === rule.portRangeListId)?.portRanges;
  const sets = list?.map((range) => parsePortRange(range));
  return sets?.every((set) => !isPortProblem(set)) ? PortSet.unionOf(sets as readonly PortSet[]) : undefined;
}

/** Members of groups have private addresses; a list that is not known may hold any. */
function mayBePublic(rule: SnapshotRule, region: RegionSnapshot): boolean {
  const peer = peerOf(rule);
  if (peer?.field === 'sourceGroupId') return false;
  const addresses = peer && addressesOf(peer.field, peer.value, region);
  return addresses === undefined || !addresses.publicPart().isEmpty;
}

function addressesOf(field: string, value: string, { prefixLists }: RegionSnapshot): AddressSet | undefined {
  if (field === 'sourcePrefixListId') {
    const entries = prefixLists?.find(({ id }) => id === value)?.entries;
    return entries && parseAddressList(entries.map(({ cidr }) => cidr)).addresses;
  }
  const read = parseCidr(value);
  return isAddressProblem(read) ? undefined : read.addresses;
}

function dropFor(rule: SnapshotRule, { protocol, port }: Closing): NewRule {
  const { portRangeListId: _, description: __, ...rest } = withoutId(rule);
  return { ...rest, ipProtocol: protocol.toUpperCase(), portRange: `${port}/${port}`, policy: 'Drop' };
}

/** Whether a rule that is there already drops all that the new one would, early enough. */
function isDroppedBy(rule: SnapshotRule, drop: NewRule, intent: Closing, region: RegionSnapshot): boolean {
  if (rule.policy !== 'Drop' || rule.priority > drop.priority || !isAbout(rule, intent, region)) return false;
  const named = parseProtocol(rule.ipProtocol);
  const known = named === 'all' || portsOf(rule, region) !== undefined;
  const sameEnds = { ipProtocol: drop.ipProtocol, portRange: drop.portRange, portRangeListId: undefined };
  return known && keyOf({ ...rule, ...sameEnds }) === keyOf(drop);
}
