/** Kinds of sources between "everyone" and "our own network", and the sets they are measured against. */
import { AddressSet, parseAddressList } from '../../network/addresses.ts';
import type { Settings } from '../rule.ts';

/** Private and shared address space, loopback and link local: what never is a stranger's address. */
export const internalNetworks: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
];

/** The union of CIDR blocks as options write them; what cannot be read is left out. */
export function networkSet(cidrs: readonly string[]): AddressSet {
  return parseAddressList(cidrs).addresses;
}

/** All networks that the configuration names (`office`, `vpn`). */
export function namedNetworks({ networks }: Settings): AddressSet {
  return AddressSet.unionOf(networks.values());
}

/** A public block that is wider than this prefix is not a partner's network. */
export function isNearWorld(addresses: AddressSet): boolean {
  if (addresses.amountsToWorld) return false;
  const v4 = addresses.widestPublicPrefix(4);
  const v6 = addresses.widestPublicPrefix(6);
  return (v4 !== undefined && v4 < 8) || (v6 !== undefined && v6 < 16);
}
