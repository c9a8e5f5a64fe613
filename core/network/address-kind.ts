/** What an address set is, for people who look at it: its ends, and the registry's blocks that it lies in or has in it. */
import { formatIpv4, formatIpv6 } from './address-text.ts';
import { type AddressSet, parseAddressList } from './addresses.ts';
import { OTHER_IPV6, SPECIAL_IPV4, SPECIAL_IPV6, type SpecialBlock } from './special-addresses.ts';

export interface AddressRange {
  readonly first: string;
  readonly last: string;
}

/** The runs of addresses without a gap, IPv4 first, in order. */
export function rangesOf({ v4, v6 }: AddressSet): readonly AddressRange[] {
  return [
    ...v4.map(({ from, to }) => ({ first: formatIpv4(from), last: formatIpv4(to) })),
    ...v6.map(({ from, to }) => ({ first: formatIpv6(from), last: formatIpv6(to) })),
  ];
}

let sets: readonly (SpecialBlock & { readonly addresses: AddressSet })[] | undefined;

/** Blocks of the special-purpose registries that share an address with the set, in the registry's order. */
export function specialBlocksIn(addresses: AddressSet): readonly SpecialBlock[] {
  sets ??= [...SPECIAL_IPV4, ...SPECIAL_IPV6, ...OTHER_IPV6].map((one) => ({
    ...one,
    addresses: parseAddressList([one.block]).addresses,
  }));
  return sets.filter((one) => one.addresses.overlaps(addresses));
}
