/** Addresses: the user's own networks first, then those that these files make, then what is private everywhere. */
import { ownNetworks } from '../../core/completion/own-networks.ts';
import type { Unit } from '../../core/dialects/unit.ts';
import { AddressSet } from '../../core/network/addresses.ts';
import { OTHER_IPV6, SPECIAL_IPV4 } from '../../core/network/special-addresses.ts';
import type { Settings } from '../../core/rules/rule.ts';
import type { Language } from '../../core/text/message.ts';
import { kinds, type Offer } from './offer.ts';

/** A network of very many blocks is no longer a choice. */
const maxBlocks = 20;

export interface AddressQuestion {
  readonly family: 'ipv4' | 'ipv6';
  readonly networks: Settings['networks'];
  readonly units: readonly Unit[];
  readonly language: Language;
}

export function addressOffers({ family, networks, units, language }: AddressQuestion): Offer[] {
  const blocks = (addresses: AddressSet): string[] => blocksOf(addresses, family);
  const named = [...networks].flatMap(([name, addresses]) => {
    const all = blocks(addresses);
    return all.map((text) => ({
      label: all.length > 1 ? `${name} (${text})` : name,
      text,
      kind: kinds.Constant,
      detail: text,
    }));
  });
  const own = units.flatMap(ownNetworks).flatMap(({ kind, address, addresses }) =>
    blocks(addresses).map((label) => ({
      label,
      kind: kinds.Reference,
      detail: `${kind} ${address}`,
      words: address,
    })),
  );
  const taken = new Set(own.map(({ label }) => label));
  return [...named, ...own, ...privateRanges(family, language).filter(({ label }) => !taken.has(label))];
}

function blocksOf({ v4, v6 }: AddressSet, family: 'ipv4' | 'ipv6'): string[] {
  const blocks = AddressSet.of(family === 'ipv6' ? { v6 } : { v4 }).toCidrs();
  return blocks.length > maxBlocks ? [] : blocks;
}

export function privateRanges(family: 'ipv4' | 'ipv6', language: Language): Offer[] {
  const all = family === 'ipv4' ? SPECIAL_IPV4 : OTHER_IPV6;
  return all
    .filter(({ source }) => source === 'RFC 1918' || source === 'RFC 4193')
    .map(({ block, use, source }) => ({ label: block, kind: kinds.Value, detail: `${use[language]} (${source})` }));
}
