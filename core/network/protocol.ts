/** The protocol of a rule: what security groups, network ACLs, DNAT entries and Kubernetes name, as one small type. */

/** A number is an IANA protocol number (0..255) that has no name here: 50 is ESP. */
export type Protocol = 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'gre' | 'sctp' | 'all' | number;

/** Names that only some attributes take; none by default. */
export interface ProtocolSpelling {
  /** `Any` for all (DNAT entries). */
  readonly any?: boolean;
  /** `SCTP` (Kubernetes). */
  readonly sctp?: boolean;
}

const NAMES: ReadonlySet<string> = new Set(['tcp', 'udp', 'icmp', 'icmpv6', 'gre', 'all']);

/** IANA Protocol Numbers registry. */
const BY_NUMBER: ReadonlyMap<number, Protocol> = new Map([
  [1, 'icmp'],
  [6, 'tcp'],
  [17, 'udp'],
  [47, 'gre'],
  [58, 'icmpv6'],
  [132, 'sctp'],
]);

/**
 * Reads a protocol in any case, or an IANA number 0..255, which some regions take (ECS API, AuthorizeSecurityGroup). Anything
 * else is undefined, also `-1`, which is AWS's spelling of all and which the API of Alibaba Cloud refuses.
 */
export function parseProtocol(text: string, spelling: ProtocolSpelling = {}): Protocol | undefined {
  const written = text.trim().toLowerCase();
  if (NAMES.has(written)) return written as Protocol;
  if (spelling.any === true && written === 'any') return 'all';
  if (spelling.sctp === true && written === 'sctp') return 'sctp';
  if (!/^(0|[1-9]\d{0,2})$/.test(written)) return undefined;
  const number = Number(written);
  return number > 255 ? undefined : (BY_NUMBER.get(number) ?? number);
}

/** Whether a rule of this protocol can be narrowed to ports: the API takes only -1/-1 for all others, also for `all`. */
export function hasPorts(protocol: Protocol): boolean {
  return protocol === 'tcp' || protocol === 'udp' || protocol === 'sctp';
}

/** Whether every packet of `inner` is a packet of `outer`. */
export function protocolCovers(outer: Protocol, inner: Protocol): boolean {
  return outer === 'all' || outer === inner;
}

/** Whether a packet can belong to both. */
export function protocolsOverlap(a: Protocol, b: Protocol): boolean {
  return a === b || a === 'all' || b === 'all';
}

/** For people: `TCP`, `ICMPv6`, `ALL`, `protocol 50`. */
export function protocolName(protocol: Protocol): string {
  if (typeof protocol === 'number') return `protocol ${protocol}`;
  return protocol === 'icmpv6' ? 'ICMPv6' : protocol.toUpperCase();
}
