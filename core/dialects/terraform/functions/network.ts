/** The `cidr…` functions, for IPv4 and IPv6. */

import type { Location } from '../../../text/source.ts';
import { type Known, known, type Value } from '../../../values/value.ts';
import { sequence } from '../collections.ts';
import { wholeOf } from '../numbers/numeric.ts';
import { numberIn } from '../traits.ts';
import { type FunctionDefinition, intOf, listOfStrings, refuse, scalar, typed } from './definition.ts';

export const networkFunctions: readonly FunctionDefinition[] = [
  typed('cidrhost', { parameters: ['string', 'number'], returns: 'string' }, ([first, host], at) => {
    const prefix = String(first?.value);
    const network = parseNetwork(prefix);
    const address = network && hostOf(network, wholeIn(host));
    return address === undefined ? refuse(`cidrhost of ${prefix}`, at) : addressText(address, network?.width ?? 32);
  }),
  scalar('cidrnetmask', ['string'], ([prefix], at) => {
    const network = parseNetwork(prefix);
    // Terraform gives netmasks for IPv4 only.
    if (network?.width !== 32) return refuse(`cidrnetmask of ${prefix}`, at);
    return addressText(((1n << BigInt(network.length)) - 1n) << BigInt(32 - network.length), 32);
  }),
  typed(
    'cidrsubnet',
    { parameters: ['string', 'number', 'number'], returns: 'string' },
    ([first, bits, number], at) => {
      const prefix = String(first?.value);
      const network = parseNetwork(prefix);
      return (network && subnet(network, intOf(bits), wholeIn(number))) ?? refuse(`cidrsubnet of ${prefix}`, at);
    },
  ),
  typed('cidrsubnets', { parameters: ['string'], rest: 'number', returns: listOfStrings }, ([first, ...bits], at) => {
    const network = parseNetwork(String(first?.value));
    return network ? subnets(network, bits.map(intOf), at) : refuse('network is needed', at);
  }),
];

function wholeIn(value: Known | undefined): bigint | undefined {
  const number = value && numberIn(value);
  return number === undefined ? undefined : wholeOf(number);
}

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

function hostOf({ base, length, width }: Network, host: bigint | undefined): bigint | undefined {
  if (host === undefined) return undefined;
  const count = 1n << BigInt(width - length);
  const number = host < 0n ? count + host : host;
  return number < 0n || number >= count ? undefined : base + number;
}

/** As Go's cidr package computes it, with what it makes of negative numbers and of more than 64 bits. */
function subnet(network: Network, bits: number | undefined, number: bigint | undefined): string | undefined {
  const { base, length, width } = network;
  if (bits === undefined || number === undefined) return undefined;
  const longer = length + bits;
  const most = bits < 0 || bits >= 64 ? 64 : bits;
  if (longer > width || longer < 0 || lowBits(number) >= 1n << BigInt(most)) return undefined;
  const numbered = base | (number << BigInt(width - longer));
  const address = numbered < 0n ? -numbered : numbered;
  return address >= 1n << BigInt(width) ? undefined : `${addressText(address, width)}/${longer}`;
}

function lowBits(number: bigint): bigint {
  return BigInt.asUintN(64, number < 0n ? -number : number);
}

/** One network behind the other, each at the next place where its size fits. */
function subnets({ base, length, width }: Network, bits: readonly (number | undefined)[], at: Location): Value {
  const end = base + (1n << BigInt(width - length));
  const texts: Value[] = [];
  let next = base;
  for (const more of bits) {
    const longer = length + (more ?? 0);
    // Terraform allows no more than 32 bits at once, for IPv6 too.
    if (more === undefined || more < 1 || more > 32 || longer > width) return refuse('prefix extended too far', at);
    const size = 1n << BigInt(width - longer);
    const start = ((next + size - 1n) / size) * size;
    if (start + size > end) return refuse('not enough addresses', at);
    texts.push(known(`${addressText(start, width)}/${longer}`, at));
    next = start + size;
  }
  return sequence('list', texts, at, 'string');
}
