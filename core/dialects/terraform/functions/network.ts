/** The `cidr…` functions, for IPv4 and IPv6. */

import type { Location } from '../../../text/source.ts';
import { isReference, known, type Value } from '../../../values/value.ts';
import { sequence } from '../collections.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import { afterCreation, any, type FunctionDefinition, outcome, refuse, scalar, tolerant } from './definition.ts';

export const networkFunctions: readonly FunctionDefinition[] = [
  scalar('cidrhost', ['string', 'number'], ([prefix, host], at) => {
    const network = parseNetwork(prefix);
    const address = network && hostOf(network, host);
    return address === undefined ? refuse(`cidrhost of ${prefix}`, at) : addressText(address, network?.width ?? 32);
  }),
  scalar('cidrnetmask', ['string'], ([prefix], at) => {
    const network = parseNetwork(prefix);
    // Terraform gives netmasks for IPv4 only.
    if (network?.width !== 32) return refuse(`cidrnetmask of ${prefix}`, at);
    return addressText(((1n << BigInt(network.length)) - 1n) << BigInt(32 - network.length), 32);
  }),
  scalar('cidrsubnet', ['string', 'number', 'number'], ([prefix, bits, number], at) => {
    const network = parseNetwork(prefix);
    return (network && subnet(network, bits, number)) ?? refuse(`cidrsubnet of ${prefix}`, at);
  }),
  tolerant('cidrsubnets', 1, any, ([prefix, ...bits], at) =>
    combine([convert(prefix as Value, 'string'), ...bits.map((n) => convert(n, 'number'))], at, ([first, ...rest]) => {
      if (isReference(first?.value)) return afterCreation(first.value, at);
      const network = typeof first?.value === 'string' ? parseNetwork(first.value) : undefined;
      return network
        ? subnets(
            network,
            rest.map(({ value }) => Number(value)),
            at,
          )
        : outcome(refuse('network is needed', at), at);
    }),
  ),
];

interface Network {
  /** The first address. */
  readonly base: bigint;
  readonly length: number;
  readonly width: 32 | 128;
}

function parseNetwork(text: string): Network | undefined {
  const [, address = '', digits = ''] = /^([0-9A-Fa-f:.]+)\/(\d{1,3})$/.exec(text) ?? [];
  const v4 = parseIpv4(address);
  const base = v4 ?? parseIpv6(address);
  const width = v4 === undefined ? 128 : 32;
  const length = Number(digits);
  if (base === undefined || digits === '' || length > width) return undefined;
  const free = BigInt(width - length);
  return { base: (base >> free) << free, length, width };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let address = 0n;
  for (const part of parts) {
    // Terraform still reads leading zeros as decimal, for old configurations.
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    address = (address << 8n) | BigInt(part);
  }
  return address;
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return undefined;
  const [head, tail] = halves.map((half) => groupsOf(half));
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: halves.length === 2 ? missing : 0 }, () => 0), ...(tail ?? [])];
  return groups.reduce((address, group) => (address << 16n) | BigInt(group), 0n);
}

/** The 16-bit groups of one side of `::`; its last may be an IPv4 address. */
function groupsOf(half: string): number[] | undefined {
  if (half === '') return [];
  const groups: number[] = [];
  const parts = half.split(':');
  for (const [i, part] of parts.entries()) {
    const v4 = i === parts.length - 1 ? parseIpv4(part) : undefined;
    if (v4 !== undefined) groups.push(Number(v4 >> 16n), Number(v4 & 0xffffn));
    else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

function addressText(address: bigint, width: 32 | 128): string {
  if (width === 32) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  // The longest run of zero groups, the first of equals, is left out (RFC 5952).
  let start = -1;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === '0') end++;
    if (end - i > length) [start, length] = [i, end - i];
  }
  if (start < 0) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

function hostOf({ base, length, width }: Network, host: number): bigint | undefined {
  if (!Number.isInteger(host)) return undefined;
  const count = 1n << BigInt(width - length);
  const number = host < 0 ? count + BigInt(host) : BigInt(host);
  return number < 0n || number >= count ? undefined : base + number;
}

/**
 * As go-cidr computes it, also for what its documentation does not speak of: fewer bits make a wider network, and a
 * negative number sets the bits of its size.
 */
function subnet(network: Network, bits: number, number: number): string | undefined {
  const { base, length, width } = network;
  const longer = length + bits;
  if (!Number.isInteger(bits) || !Number.isInteger(number) || longer < 0 || longer > width) return undefined;
  if (bits >= 0 && BigInt(number) >= 1n << BigInt(bits)) return undefined;
  if (bits === 0 && number !== 0) return undefined;
  const address = base | (BigInt(number) << BigInt(width - longer));
  return address < 1n << BigInt(width)
    ? `${addressText(address < 0n ? -address : address, width)}/${longer}`
    : undefined;
}

/** One network behind the other, each at the next place where its size fits. */
function subnets({ base, length, width }: Network, bits: readonly number[], at: Location): Value {
  const end = base + (1n << BigInt(width - length));
  const texts: Value[] = [];
  let next = base;
  for (const more of bits) {
    const longer = length + more;
    if (!Number.isInteger(more) || more < 1 || longer > width) return refuse('prefix extended too far', at);
    const size = 1n << BigInt(width - longer);
    const start = ((next + size - 1n) / size) * size;
    if (start + size > end) return refuse('not enough addresses', at);
    texts.push(known(`${addressText(start, width)}/${longer}`, at));
    next = start + size;
  }
  return sequence('list', texts, at, 'string');
}
