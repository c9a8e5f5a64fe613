/** Whom security groups let in by address: networks that somebody else can be restricted to. */
import type { Unit } from '../dialects/unit.ts';
import { AddressSet } from '../network/addresses.ts';
import { effectiveRules, openedBy, prefixLists, type RuleGroup, ruleGroups } from '../network/groups.ts';
import { identityKey } from '../network/identity.ts';
import type { NetworkModel, SecurityGroup, SecurityGroupRule } from '../network/model.ts';
import type { PortSet } from '../network/ports.ts';
import type { Protocol } from '../network/protocol.ts';
import { isNearWorld } from '../rules/exposure/sources.ts';

/** A group that is declared, of an account or of a template. */
export interface SourceGroup {
  readonly model: NetworkModel;
  readonly rules: RuleGroup;
  readonly group: SecurityGroup;
}

export function sourceGroups(units: readonly Unit[]): readonly SourceGroup[] {
  return units.flatMap(({ model }) =>
    ruleGroups(model).flatMap((rules): readonly SourceGroup[] =>
      rules.group ? [{ model, rules, group: rules.group }] : [],
    ),
  );
}

/**
 * The addresses that certainly get in, once all rules have had their say. Where everyone gets in, or a large part of the
 * internet, nobody is meant in particular: that is left out.
 * @param ports only whom TCP or UDP lets in on some of these
 */
export function sourcesOf({ model, rules }: SourceGroup, ports?: PortSet): AddressSet {
  const { certain } = effectiveRules(model, rules, 'ingress');
  const opened = (certain ? openedBy(certain) : []).filter(
    (one) => ports === undefined || (isFor(one.protocols) && one.ports.overlaps(ports)),
  );
  return AddressSet.unionOf(opened.map(({ peers }) => peers).filter(isMeant));
}

/** Whether some rule names addresses for these ports: what is worth working out, told from the rules one by one. */
export function mayHaveSources({ model, rules }: SourceGroup, ports?: PortSet): boolean {
  return rules.rules.some(
    (rule) =>
      isKnown(rule.direction, 'ingress') &&
      isKnown(rule.policy, 'accept') &&
      peersOf(rule, model).some(isMeant) &&
      (ports === undefined || (rule.ports?.kind === 'known' && rule.ports.value.overlaps(ports))),
  );
}

function isKnown<T>(value: { readonly kind: string; readonly value?: T } | undefined, what: T): boolean {
  return value?.kind === 'known' && value.value === what;
}

function peersOf({ peerCidr, peerIpv6Cidr, peerPrefixList }: SecurityGroupRule, model: NetworkModel): AddressSet[] {
  const list = peerPrefixList?.kind === 'known' ? prefixLists(model).get(identityKey(peerPrefixList.value)) : undefined;
  const own = [peerCidr, peerIpv6Cidr].flatMap((peer) => (peer?.kind === 'known' ? [peer.value] : []));
  return list ? [...own, list] : own;
}

function isFor(protocols: readonly Protocol[]): boolean {
  return protocols.includes('tcp') || protocols.includes('udp');
}

function isMeant(addresses: AddressSet): boolean {
  return !addresses.isEmpty && !addresses.amountsToWorld && !isNearWorld(addresses);
}
