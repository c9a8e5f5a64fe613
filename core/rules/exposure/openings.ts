/**
 * What one security group rule lets in, as sets: an opening is an ingress accept with one source. The exposure rules
 * ask openings, never texts. What several rules do together, with priorities and drops, is another question
 * (network/groups.ts); here every rule is looked at alone.
 */
import type { AddressSet } from '../../network/addresses.ts';
import type { NetworkModel, SecurityGroupRule } from '../../network/model.ts';
import { PortSet } from '../../network/ports.ts';
import type { Protocol } from '../../network/protocol.ts';
import type { Joint } from '../../values/joint.ts';
import { jointly } from '../../values/joint.ts';
import { allOf, holds, type Truth, unknownsOf } from '../../values/truth.ts';
import { known, type Unknown, type Value } from '../../values/value.ts';

export interface Opening {
  readonly rule: SecurityGroupRule;
  /** Whether the rule lets traffic in at all: direction and policy. */
  readonly admits: Truth;
  readonly source: Value<AddressSet>;
  /** Whether the source is everyone. */
  readonly world: Truth;
  readonly protocol: Value<Protocol>;
  readonly ports: Value<PortSet>;
  /** Whether nearly every port is open: then one finding says so and the rules for single ports are silent. */
  readonly everything: Joint<Protocol, PortSet>;
}

/**
 * From here on "all ports" is the honest word: 1024/65535 leaves out 1023 of 65,535, and naming every service behind it
 * would be a dozen findings for one fact.
 */
const nearlyAll = 64_512;

const cache = new WeakMap<NetworkModel, readonly Opening[]>();

/** Every ingress accept with a CIDR block for a source, one opening for each source. Kept as long as the model lives. */
export function openings(model: NetworkModel): readonly Opening[] {
  const before = cache.get(model);
  if (before) return before;
  const found = model.securityGroupRules.flatMap(openingsOf);
  cache.set(model, found);
  return found;
}

function openingsOf(rule: SecurityGroupRule): Opening[] {
  const admits = allOf(
    rule.direction ? holds(rule.direction, (direction) => direction === 'ingress') : 'unknown',
    rule.policy ? holds(rule.policy, (policy) => policy === 'accept') : 'yes',
  );
  if (admits === 'no' || rule.protocol === undefined) return [];
  const { protocol } = rule;
  const ports = rule.ports ?? known(PortSet.all, rule.at);
  // tcp or udp without a range is refused at deployment, and nobody wrote "all ports": hygiene/never-applied says so.
  const needsRange = protocol.kind === 'known' && (protocol.value === 'tcp' || protocol.value === 'udp');
  if (needsRange && ports.kind === 'known' && ports.byDefault) return [];
  const everything = jointly(protocol, ports, isEverything);
  return [rule.peerCidr, rule.peerIpv6Cidr]
    .filter((source) => source !== undefined)
    .map((source) => ({
      rule,
      admits,
      source,
      world: holds(source, (addresses) => addresses.amountsToWorld),
      protocol,
      ports,
      everything,
    }));
}

/**
 * Whether a protocol and range leave next to nothing closed. ICMP and GRE have no ports and never do. `all` comes with
 * -1/-1; with a range it is refused (hygiene/never-applied), and is read as that range, which is what was meant.
 */
export function isEverything(protocol: Protocol | undefined, ports: PortSet | undefined): boolean | undefined {
  if (protocol === 'all' && ports === undefined) return true;
  if (hasRange(protocol) === false) return false;
  if (ports === undefined) return undefined;
  if (ports.size < nearlyAll) return false;
  return protocol === undefined ? undefined : true;
}

/** Whether packets of this protocol can have the ports of the rule. */
export function hasRange(protocol: Protocol | undefined): boolean | undefined {
  return protocol === undefined ? undefined : protocol === 'tcp' || protocol === 'udp' || protocol === 'all';
}

/** A question about the range of an opening that is not "everything". */
export function inRange(
  opening: Opening,
  predicate: (ports: PortSet, protocol: Protocol) => boolean,
): Joint<Protocol, PortSet> {
  return jointly(opening.protocol, opening.ports, (protocol, ports) => {
    const everything = isEverything(protocol, ports);
    if (everything === true) return false;
    const ranged = hasRange(protocol);
    if (ranged === false) return false;
    if (ports === undefined) return undefined;
    if (protocol === undefined) return predicate(ports, 'tcp') || predicate(ports, 'udp') ? undefined : false;
    return predicate(ports, protocol);
  });
}

/** What was not known about an opening. */
export function unknownsOfOpening({ rule, source, protocol, ports }: Opening): Unknown[] {
  return unknownsOf(...[rule.direction, rule.policy, source, protocol, ports].filter((value) => value !== undefined));
}
