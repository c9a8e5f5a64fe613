/**
 * Sets of IPv4 and IPv6 addresses, and the reader for CIDR blocks. "The world" is a question about a set, never about a
 * text: 0.0.0.0/0, 0.0.0.0/1 + 128.0.0.0/1 and a list that leaves out 10.0.0.0/8 alone let in the same strangers
 * (ECS API, AuthorizeSecurityGroup).
 */
import { type AddressProblem, formatIpv4, formatIpv6, parseAddress } from './address-text.ts';
import {
  BIGINTS,
  blocks,
  canonical,
  coversIntervals,
  equalIntervals,
  hasPoint,
  type Interval,
  intersectIntervals,
  NUMBERS,
  overlapsIntervals,
  subtractIntervals,
} from './intervals.ts';
import { GLOBAL_UNICAST_IPV6, SPECIAL_IPV4, SPECIAL_IPV6 } from './special-addresses.ts';

export type { AddressProblem } from './address-text.ts';

export type Family = 4 | 6;

const WIDTH = { 4: 32, 6: 128 } as const;
const LAST_IPV4 = 2 ** 32 - 1;
const LAST_IPV6 = 2n ** 128n - 1n;

interface FamilyIntervals {
  readonly v4?: readonly Interval<number>[];
  readonly v6?: readonly Interval<bigint>[];
}

/** An immutable set of addresses of both families. Operations return a new set. */
export class AddressSet {
  static readonly none = new AddressSet([], []);
  /** 0.0.0.0/0 */
  static readonly allIpv4 = new AddressSet([{ from: 0, to: LAST_IPV4 }], []);
  /** ::/0 */
  static readonly allIpv6 = new AddressSet([], [{ from: 0n, to: LAST_IPV6 }]);
  static readonly all = new AddressSet(AddressSet.allIpv4.v4, AddressSet.allIpv6.v6);

  /** Sorted, disjoint, never touching one another. */
  readonly v4: readonly Interval<number>[];
  readonly v6: readonly Interval<bigint>[];

  private constructor(v4: readonly Interval<number>[], v6: readonly Interval<bigint>[]) {
    this.v4 = v4;
    this.v6 = v6;
  }

  /** Intervals in any order; those that run backwards are empty. Bounds must be addresses of their family. */
  static of({ v4 = [], v6 = [] }: FamilyIntervals): AddressSet {
    return new AddressSet(canonical(v4, NUMBERS), canonical(v6, BIGINTS));
  }

  /** The union of many sets, in one pass. */
  static unionOf(sets: Iterable<AddressSet>): AddressSet {
    const list = [...sets];
    return AddressSet.of({ v4: list.flatMap((set) => set.v4), v6: list.flatMap((set) => set.v6) });
  }

  union(other: AddressSet): AddressSet {
    return AddressSet.unionOf([this, other]);
  }

  intersect(other: AddressSet): AddressSet {
    return new AddressSet(intersectIntervals(this.v4, other.v4), intersectIntervals(this.v6, other.v6));
  }

  /** What is in this set and not in the other. */
  subtract(other: AddressSet): AddressSet {
    return new AddressSet(subtractIntervals(this.v4, other.v4, NUMBERS), subtractIntervals(this.v6, other.v6, BIGINTS));
  }

  /** A number is an IPv4 address, a bigint an IPv6 address. */
  has(address: number | bigint): boolean {
    return typeof address === 'number' ? hasPoint(this.v4, address) : hasPoint(this.v6, address);
  }

  overlaps(other: AddressSet): boolean {
    return overlapsIntervals(this.v4, other.v4) || overlapsIntervals(this.v6, other.v6);
  }

  /** Whether every address of the other set is in this one; every set covers the empty set. */
  covers(other: AddressSet): boolean {
    return coversIntervals(this.v4, other.v4) && coversIntervals(this.v6, other.v6);
  }

  equals(other: AddressSet): boolean {
    return equalIntervals(this.v4, other.v4) && equalIntervals(this.v6, other.v6);
  }

  get isEmpty(): boolean {
    return this.v4.length === 0 && this.v6.length === 0;
  }

  /** How many addresses, of both families. */
  get size(): bigint {
    const v4 = this.v4.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    return this.v6.reduce((sum, { from, to }) => sum + to - from + 1n, BigInt(v4));
  }

  /** All of IPv4, or all of IPv6. */
  get containsWorld(): boolean {
    return this.covers(AddressSet.allIpv4) || this.covers(AddressSet.allIpv6);
  }

  /** All public IPv4 or all public IPv6 addresses: everyone, though private or reserved blocks may be left out. */
  get amountsToWorld(): boolean {
    const space = publicSpace();
    return coversIntervals(this.v4, space.v4) || coversIntervals(this.v6, space.v6);
  }

  /** The part that a stranger on the internet can come from (special-addresses.ts). */
  publicPart(): AddressSet {
    return this.intersect(publicSpace());
  }

  /** Not empty, and nothing of it is public. */
  get isPrivate(): boolean {
    return !this.isEmpty && !this.overlaps(publicSpace());
  }

  /** Prefix length of the widest all-public block in the set, 8 for 11.0.0.0/8; undefined when nothing is public. */
  widestPublicPrefix(family: Family): number | undefined {
    const open = this.publicPart();
    const cover = family === 4 ? blocks(open.v4, 32, NUMBERS) : blocks(open.v6, 128, BIGINTS);
    const widest = cover.reduce((most, { bits }) => Math.max(most, bits), -1);
    return widest < 0 ? undefined : WIDTH[family] - widest;
  }

  /** The fewest CIDR blocks that make up the set, IPv4 first, in order; a single address is a /32 or /128. */
  toCidrs(): string[] {
    return [
      ...blocks(this.v4, 32, NUMBERS).map(({ from, bits }) => `${formatIpv4(from)}/${32 - bits}`),
      ...blocks(this.v6, 128, BIGINTS).map(({ from, bits }) => `${formatIpv6(from)}/${128 - bits}`),
    ];
  }

  /** For people: the CIDR blocks, comma-separated; an empty set is an empty text. */
  toString(): string {
    return this.toCidrs().join(', ');
  }
}

export interface ParsedCidr {
  readonly family: Family;
  readonly addresses: AddressSet;
  /** As it should be written: network address and prefix (`10.1.0.0/16`, `1.2.3.4/32`), or `a-b` for a range. */
  readonly text: string;
  /** Undefined for a range. */
  readonly prefixLength: number | undefined;
  /** Bits are set behind the prefix (`10.1.2.3/16`); `addresses` and `text` are those of the network. */
  readonly hostBits: boolean;
}

export function isAddressProblem(result: ParsedCidr | AddressProblem): result is AddressProblem {
  return 'problem' in result;
}

/** Spellings beyond an address and a CIDR block that the caller's attribute allows; none by default. */
export interface AddressSpelling {
  /** A bare `0.0.0.0` or `::` means everyone, as in the white lists of databases and in security groups. */
  readonly bareZeroIsWorld?: boolean;
  /** `10.0.0.1-10.0.0.9`. */
  readonly range?: boolean;
  /** `localhost` as 127.0.0.1. */
  readonly localhost?: boolean;
}

/**
 * Reads one address or CIDR block of either family. White space around the whole is ignored. An IPv4-mapped block
 * (`::ffff:0:0/96` and narrower) is read as the IPv4 addresses that it stands for, so that it cannot hide the world.
 */
export function parseCidr(text: string, spelling: AddressSpelling = {}): ParsedCidr | AddressProblem {
  const written = text.trim();
  if (spelling.localhost === true && written.toLowerCase() === 'localhost') return parseCidr('127.0.0.1');
  if (spelling.range === true && written.includes('-')) return parseRange(written);
  const slash = written.indexOf('/');
  const address = parseAddress(slash < 0 ? written : written.slice(0, slash));
  if ('problem' in address) return address;
  const zeroWorld = slash < 0 && spelling.bareZeroIsWorld === true && Number(address.value) === 0;
  const prefix = zeroWorld
    ? 0
    : slash < 0
      ? WIDTH[address.family]
      : parsePrefix(written.slice(slash + 1), address.family);
  if (typeof prefix !== 'number') return prefix;
  if (address.family === 4) return ipv4Block(address.value, prefix);
  if (prefix >= 96 && address.value >> 32n === 0xffffn) {
    return ipv4Block(Number(address.value & 0xffffffffn), prefix - 96);
  }
  return ipv6Block(address.value, prefix);
}

function parsePrefix(text: string, family: Family): number | AddressProblem {
  if (!/^\d+$/.test(text)) {
    return { problem: /^\d+(\.\d+){3}$/.test(text) ? 'netmask' : 'malformed' };
  }
  if (text.length > 1 && text.startsWith('0')) return { problem: 'leading-zero' };
  return Number(text) > WIDTH[family] ? { problem: 'prefix-out-of-range' } : Number(text);
}

function ipv4Block(address: number, prefixLength: number): ParsedCidr {
  const size = 2 ** (32 - prefixLength);
  const from = address - (address % size);
  return {
    family: 4,
    addresses: AddressSet.of({ v4: [{ from, to: from + size - 1 }] }),
    text: `${formatIpv4(from)}/${prefixLength}`,
    prefixLength,
    hostBits: from !== address,
  };
}

function ipv6Block(address: bigint, prefixLength: number): ParsedCidr {
  const host = (1n << BigInt(128 - prefixLength)) - 1n;
  const from = address & ~host;
  return {
    family: 6,
    addresses: AddressSet.of({ v6: [{ from, to: from | host }] }),
    text: `${formatIpv6(from)}/${prefixLength}`,
    prefixLength,
    hostBits: from !== address,
  };
}

function parseRange(text: string): ParsedCidr | AddressProblem {
  const ends = text.split('-');
  if (ends.length !== 2) return { problem: 'malformed' };
  const from = parseAddress(ends[0]!.trim());
  const to = parseAddress(ends[1]!.trim());
  if ('problem' in from) return from;
  if ('problem' in to) return to;
  const shared = { prefixLength: undefined, hostBits: false };
  if (from.family === 4 && to.family === 4) {
    if (from.value > to.value) return { problem: 'reversed' };
    const addresses = AddressSet.of({ v4: [{ from: from.value, to: to.value }] });
    return { family: 4, addresses, text: `${formatIpv4(from.value)}-${formatIpv4(to.value)}`, ...shared };
  }
  if (from.family === 6 && to.family === 6) {
    if (from.value > to.value) return { problem: 'reversed' };
    const addresses = AddressSet.of({ v6: [{ from: from.value, to: to.value }] });
    return { family: 6, addresses, text: `${formatIpv6(from.value)}-${formatIpv6(to.value)}`, ...shared };
  }
  return { problem: 'mixed-families' };
}

export interface AddressList {
  /** The union of the entries that could be read. */
  readonly addresses: AddressSet;
  readonly entries: readonly ParsedCidr[];
  readonly problems: readonly (AddressProblem & { readonly index: number; readonly text: string })[];
}

/**
 * Reads a white list: an array, or a text with commas (RDS SecurityIPList, MongoDB SecurityIPArray). One bad entry does
 * not hide the others: it is listed with its place. An empty text is an empty list; an empty entry is malformed.
 */
export function parseAddressList(list: string | readonly string[], spelling: AddressSpelling = {}): AddressList {
  const texts = typeof list === 'string' ? (list.trim() === '' ? [] : list.split(',')) : list;
  const entries: ParsedCidr[] = [];
  const problems: AddressList['problems'][number][] = [];
  texts.forEach((text, index) => {
    const result = parseCidr(text, spelling);
    if (isAddressProblem(result)) problems.push({ ...result, index, text });
    else entries.push(result);
  });
  return { addresses: AddressSet.unionOf(entries.map((entry) => entry.addresses)), entries, problems };
}

let space: AddressSet | undefined;

/** Computed once, at first use: the command line starts without it. */
function publicSpace(): AddressSet {
  space ??= AddressSet.allIpv4
    .union(parseAddressList([GLOBAL_UNICAST_IPV6]).addresses)
    .subtract(parseAddressList([...SPECIAL_IPV4, ...SPECIAL_IPV6].map(({ block }) => block)).addresses);
  return space;
}
