/**
 * One IP address as text and as a number: IPv4 as a number below 2^32, IPv6 as a bigint below 2^128. Strict, as the API
 * is: no octal or short forms (`010.1.1.1`, `10.1`), which other readers take for other addresses.
 */
export interface AddressProblem {
  readonly problem:
    | 'malformed'
    /** An octet above 255. */
    | 'octet-out-of-range'
    /** /33 for IPv4, /129 for IPv6. */
    | 'prefix-out-of-range'
    /** `010.0.0.1`, `10.0.0.0/08`: octal to some readers. */
    | 'leading-zero'
    /** `fe80::1%eth0`. */
    | 'zone-id'
    /** `10.0.0.0/255.0.0.0`. */
    | 'netmask'
    /** `10.0.0.9-10.0.0.1`. */
    | 'reversed'
    /** `10.0.0.1-::1`. */
    | 'mixed-families';
}

export type IpAddress = { readonly family: 4; readonly value: number } | { readonly family: 6; readonly value: bigint };

/** Reads one address without prefix. `::ffff:1.2.3.4` stays IPv6 here. */
export function parseAddress(text: string): IpAddress | AddressProblem {
  if (text.includes('%')) return { problem: text.includes(':') ? 'zone-id' : 'malformed' };
  if (text.includes(':')) {
    const value = parseIpv6(text);
    return typeof value === 'bigint' ? { family: 6, value } : value;
  }
  const value = parseIpv4(text);
  return typeof value === 'number' ? { family: 4, value } : value;
}

function parseIpv4(text: string): number | AddressProblem {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d+$/.test(octet))) return { problem: 'malformed' };
  if (octets.some((octet) => octet.length > 1 && octet.startsWith('0'))) return { problem: 'leading-zero' };
  if (octets.some((octet) => Number(octet) > 255)) return { problem: 'octet-out-of-range' };
  return octets.reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

function parseIpv6(text: string): bigint | AddressProblem {
  const halves = text.split('::');
  if (halves.length > 2) return { problem: 'malformed' };
  const groups: number[][] = [];
  for (const [index, half] of halves.entries()) {
    const read = parseGroups(half, index === halves.length - 1);
    if ('problem' in read) return read;
    groups.push(read.groups);
  }
  const [head = [], tail] = groups;
  const missing = 8 - head.length - (tail?.length ?? 0);
  // RFC 4291 2.2: "::" stands for one or more groups of zeros.
  if (tail === undefined ? missing !== 0 : missing < 1) return { problem: 'malformed' };
  const all = tail === undefined ? head : [...head, ...Array<number>(missing).fill(0), ...tail];
  return all.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

/** The 16-bit groups of one side of "::"; the last may be a dotted IPv4 address, which is two groups. */
function parseGroups(text: string, atEnd: boolean): { groups: number[] } | AddressProblem {
  if (text === '') return { groups: [] };
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (atEnd && index === parts.length - 1 && part.includes('.')) {
      const value = parseIpv4(part);
      if (typeof value !== 'number') return value;
      groups.push(Math.floor(value / 65536), value % 65536);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return { problem: 'malformed' };
  }
  return { groups };
}

/** `10.1.2.3` */
export function formatIpv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** RFC 5952: lower case, no leading zeros, the first of the longest runs of two or more zero groups as "::". */
export function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
  let start = 0;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > length) {
      start = i;
      length = end - i;
    }
  }
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}
