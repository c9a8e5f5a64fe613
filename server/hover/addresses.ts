/** Addresses, explained: from where to where, how many, whose. */
import { rangesOf, specialBlocksIn } from '../../core/network/address-kind.ts';
import type { AddressSet } from '../../core/network/addresses.ts';
import { addressText } from '../../core/rules/exposure/wording.ts';
import type { Settings } from '../../core/rules/rule.ts';
import type { Text } from '../../core/text/message.ts';
import { joined, lines } from './markdown.ts';

/** How many ranges, blocks or networks are named. */
const shown = 3;

export function addressesText(addresses: AddressSet, networks: Settings['networks']): Text | undefined {
  if (addresses.isEmpty) return undefined;
  const name = addressText(addresses);
  const kind = kindOf(addresses);
  return lines(
    { en: `**${name}** · ${kind.en}`, zh: `**${name}** · ${kind.zh}` },
    extent(addresses),
    ...named(addresses, networks),
  );
}

function kindOf(addresses: AddressSet): Text {
  const families = { en: familyName(addresses), zh: familyName(addresses) };
  if (addresses.containsWorld) {
    return { en: `everyone on the internet (${families.en})`, zh: `互联网上的所有人（${families.zh}）` };
  }
  if (addresses.amountsToWorld) {
    return {
      en: `everyone on the internet (${families.en}), though some blocks are left out`,
      zh: `互联网上的所有人（${families.zh}），只是排除了部分网段`,
    };
  }
  const special = specialBlocksIn(addresses).map(({ block, use, source }) => ({
    en: `${use.en} (${block}, ${source})`,
    zh: `${use.zh}（${block}，${source}）`,
  }));
  const blocks = joined(special, shown);
  if (addresses.isPrivate) {
    if (special.length === 0) return { en: 'not public', zh: '非公网地址' };
    return { en: `not public: ${blocks.en}`, zh: `非公网地址：${blocks.zh}` };
  }
  if (addresses.publicPart().equals(addresses)) return { en: 'public', zh: '公网地址' };
  return { en: `partly public, the rest is ${blocks.en}`, zh: `部分为公网地址，其余为${blocks.zh}` };
}

function familyName({ v4, v6 }: AddressSet): string {
  return [...(v4.length > 0 ? ['IPv4'] : []), ...(v6.length > 0 ? ['IPv6'] : [])].join(' + ');
}

function extent(addresses: AddressSet): Text {
  const ranges = rangesOf(addresses).map(({ first, last }) => (first === last ? first : `${first} – ${last}`));
  const named = joined(
    ranges.map((range) => ({ en: range, zh: range })),
    shown,
  );
  const count = countText(addresses.size);
  const plural = addresses.size === 1n ? 'address' : 'addresses';
  return { en: `${named.en} · ${count} ${plural}`, zh: `${named.zh} · ${count} 个地址` };
}

/** IPv6 networks have more addresses than anyone reads digits of. */
function countText(size: bigint): string {
  if (size < 10n ** 12n) return size.toLocaleString('en-US');
  const bits = size.toString(2).length - 1;
  return `${2n ** BigInt(bits) === size ? '' : '≈ '}2^${bits}`;
}

/** Networks of the configuration that these addresses are, lie in, or contain. */
function named(addresses: AddressSet, networks: Settings['networks']): Text[] {
  const told: Text[] = [];
  for (const [name, network] of networks) {
    if (network.equals(addresses)) told.push({ en: `The network \`${name}\``, zh: `网络 \`${name}\`` });
    else if (network.covers(addresses))
      told.push({ en: `Part of the network \`${name}\``, zh: `属于网络 \`${name}\`` });
    else if (!addresses.amountsToWorld && addresses.covers(network))
      told.push({ en: `Contains the network \`${name}\``, zh: `包含网络 \`${name}\`` });
  }
  const of = { en: ' of the configuration', zh: '（来自配置）' };
  return told.slice(0, shown).map(({ en, zh }) => ({ en: en + of.en, zh: zh + of.zh }));
}
