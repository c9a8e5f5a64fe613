/**
 * The packets that rules speak of, as axes of cells for first-match.ts: protocol, port, the other side's address, its
 * memberships (security groups, and prefix lists whose addresses are not known), source port and own address. An axis
 * has one cell for each stretch that no rule at hand divides, so that it is as short as the rules are few.
 */
import { AddressSet } from './addresses.ts';
import type { Box, Cells, Diagram } from './first-match.ts';
import type { PortSet } from './ports.ts';
import { hasPorts, type Protocol } from './protocol.ts';

/** A set of packets: what is `undefined` is everything. */
export interface PacketBox {
  readonly protocol: Protocol;
  readonly ports?: PortSet | undefined;
  /** Addresses of the other side: the source of packets that come in. */
  readonly peer?: AddressSet | undefined;
  /** The other side belongs to this: the key of a security group, or of a prefix list that is not known. */
  readonly member?: string | undefined;
  readonly sourcePorts?: PortSet | undefined;
  /** Addresses of the own side. */
  readonly local?: AddressSet | undefined;
}

/** The axes in this order; memberships follow, an axis of two cells (no, yes) each. */
export const PROTOCOL = 0;
export const PORTS = 1;
export const PEER = 2;
const SOURCE_PORTS = 3;
const LOCAL = 4;
export const MEMBERS = 5;

const named: readonly Protocol[] = ['tcp', 'udp', 'sctp', 'icmp', 'icmpv6', 'gre'];
/** IPv6 addresses stand behind the IPv4 addresses on one line. */
export const firstIpv6 = 2n ** 32n;
export const behindAddresses = firstIpv6 + 2n ** 128n;
/** Port 0 carries nothing. */
const firstPort = 1;
export const behindPorts = 65_536;

/** The cells that a number of boxes need; other boxes do not fit in. */
export interface Space {
  /** Cells by axis. */
  readonly sizes: readonly number[];
  /** One cell each; the last cell of the axis is every protocol that is not here. */
  readonly protocols: readonly Protocol[];
  /** First points of the cells, by axis. */
  readonly ports: readonly number[];
  readonly peers: readonly Point[];
  readonly sourcePorts: readonly number[];
  readonly locals: readonly Point[];
  readonly members: readonly string[];
}

export type Point = number | bigint;

/** No packet goes from one family to the other. Where own addresses matter, these stand before all boxes. */
export const mixedFamilies: readonly PacketBox[] = [
  { protocol: 'all', peer: AddressSet.allIpv4, local: AddressSet.allIpv6 },
  { protocol: 'all', peer: AddressSet.allIpv6, local: AddressSet.allIpv4 },
];

export function spaceOf(boxes: readonly PacketBox[]): Space {
  const numbers = new Set(boxes.map(({ protocol }) => protocol).filter((one) => typeof one === 'number'));
  const protocols = [...named, ...[...numbers].sort((a, b) => a - b)];
  const ports = portStarts(boxes.map(portsOf));
  const peers = addressStarts(boxes.map(({ peer }) => peer));
  const sourcePorts = portStarts(boxes.map((box) => box.sourcePorts));
  const locals = addressStarts(boxes.map(localOf));
  const members = [...new Set(boxes.map(({ member }) => member).filter((one) => one !== undefined))];
  const sizes = [protocols.length + 1, ports.length, peers.length, sourcePorts.length, locals.length];
  return { sizes: [...sizes, ...members.map(() => 2)], protocols, ports, peers, sourcePorts, locals, members };
}

function portStarts(sets: readonly (PortSet | undefined)[]): number[] {
  return startsOf(
    sets.flatMap((set) => (set ? portPoints(set) : [])),
    firstPort,
    behindPorts,
  );
}

function addressStarts(sets: readonly (AddressSet | undefined)[]): Point[] {
  return startsOf<Point>(
    sets.flatMap((set) => (set ? addressPoints(set) : [])),
    0,
    behindAddresses,
  );
}

/** A box in the cells of a space that was made for it. */
export function cellsOf(box: PacketBox, space: Space): Box {
  const { protocol, peer, sourcePorts, member } = box;
  const ports = portsOf(box);
  const local = localOf(box);
  const cell = protocol === 'all' ? undefined : space.protocols.indexOf(protocol);
  const cells = [
    cell === undefined ? undefined : [cell, cell + 1],
    ports && between(portPoints(ports), space.ports),
    peer && between(addressPoints(peer), space.peers),
    sourcePorts && !sourcePorts.isAll ? between(portPoints(sourcePorts), space.sourcePorts) : undefined,
    local && between(addressPoints(local), space.locals),
    ...space.members.map((one) => (one === member ? [1, 2] : undefined)),
  ];
  return cells.map((ranges, axis) => (ranges && isWhole(ranges, space.sizes[axis] as number) ? undefined : ranges));
}

function isWhole(ranges: Cells, size: number): boolean {
  return ranges.length === 2 && ranges[0] === 0 && (ranges[1] as number) >= size;
}

/** Protocols without ports have none to speak of. */
function portsOf({ protocol, ports }: PacketBox): PortSet | undefined {
  return ports === undefined || ports.isAll || !(protocol === 'all' || hasPorts(protocol)) ? undefined : ports;
}

/** Packets do not mix the families, so all own addresses of the other side's family are no restriction. */
function localOf({ local, peer }: PacketBox): AddressSet | undefined {
  if (local === undefined) return undefined;
  const wanted = AddressSet.unionOf([
    ...(peer === undefined || peer.v4.length > 0 ? [AddressSet.allIpv4] : []),
    ...(peer === undefined || peer.v6.length > 0 ? [AddressSet.allIpv6] : []),
  ]);
  return local.covers(wanted) ? undefined : local;
}

function portPoints({ intervals }: PortSet): number[] {
  return intervals.flatMap(({ from, to }) => [from, to + 1]);
}

/** Where each stretch begins and the next cell behind it. */
function addressPoints({ v4, v6 }: AddressSet): Point[] {
  return [
    ...v4.flatMap(({ from, to }) => [from, to + 1]),
    ...v6.flatMap(({ from, to }) => [from + firstIpv6, to + 1n + firstIpv6]),
  ];
}

/** First points of the cells between all points; a number and a bigint of one value are the same point. */
function startsOf<P extends Point>(points: readonly P[], first: P, behind: Point): P[] {
  const sorted = [first, ...points].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.filter((point, i) => point < behind && (i === 0 || point > (sorted[i - 1] as P)));
}

/** Stretches in cells; those that touch become one: all of IPv4 and all of IPv6. */
function between(points: readonly Point[], starts: readonly Point[]): Cells {
  const cells: number[] = [];
  for (const [i, point] of points.entries()) {
    const cell = cellOf(point, starts);
    if (i % 2 === 0 && cells.at(-1) === cell) cells.pop();
    else cells.push(cell);
  }
  return cells;
}

/** The cell that begins at a point of the space, or the number of cells for what lies behind. */
function cellOf(point: Point, starts: readonly Point[]): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as Point) < point) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One packet, for examples and questions. A member of no group unless said. */
export interface Packet {
  readonly protocol: Protocol;
  readonly port: number;
  /** A number is an IPv4 address, a bigint an IPv6 address. */
  readonly peer: Point;
  readonly sourcePort: number;
  readonly local: Point;
  readonly members?: ReadonlySet<string>;
}

/** What a diagram decides about one packet. */
export function decisionFor<T>(diagram: Diagram<T>, space: Space, packet: Packet): T {
  let node = diagram;
  while (node.kind === 'split') {
    const cell = cellOfPacket(packet, node.axis, space);
    let part = node.starts.length - 1;
    while ((node.starts[part] as number) > cell) part--;
    node = node.parts[part] as Diagram<T>;
  }
  return node.value;
}

function cellOfPacket(packet: Packet, axis: number, space: Space): number {
  switch (axis) {
    case PROTOCOL: {
      const cell = space.protocols.indexOf(packet.protocol);
      return cell < 0 ? space.protocols.length : cell;
    }
    case PORTS:
      return cellWith(packet.port, space.ports);
    case PEER:
      return cellWith(onLine(packet.peer), space.peers);
    case SOURCE_PORTS:
      return cellWith(packet.sourcePort, space.sourcePorts);
    case LOCAL:
      return cellWith(onLine(packet.local), space.locals);
    default:
      return packet.members?.has(space.members[axis - MEMBERS] as string) ? 1 : 0;
  }
}

function onLine(address: Point): Point {
  return typeof address === 'number' ? address : address + firstIpv6;
}

/** The cell that a point lies in. */
function cellWith(point: Point, starts: readonly Point[]): number {
  const cell = cellOf(point, starts);
  return cell < starts.length && !((starts[cell] as Point) > point) ? cell : cell - 1;
}
