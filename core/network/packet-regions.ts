/** Decision diagrams about packets, read back: regions by protocol, port and address, and the values in them. */
import { AddressSet } from './addresses.ts';
import type { Box, Cells, Diagram } from './first-match.ts';
import type { Interval } from './intervals.ts';
import {
  behindAddresses,
  behindPorts,
  firstIpv6,
  MEMBERS,
  PEER,
  PORTS,
  type Point,
  PROTOCOL,
  type Space,
} from './packets.ts';
import { PortSet } from './ports.ts';
import type { Protocol } from './protocol.ts';

/** All packets of some protocols and ports, with what decides about them further. */
export interface PortRegion<T> {
  /** `['all']` for every protocol. */
  readonly protocols: readonly Protocol[];
  /** And so are all protocols that have no cell of their own. */
  readonly others: boolean;
  readonly ports: PortSet;
  readonly rest: Diagram<T>;
}

/** A diagram by protocol and port, in ascending order; what is decided alike is one region. */
export function portRegions<T>(diagram: Diagram<T>, space: Space): readonly PortRegion<T>[] {
  return alike(diagram, PROTOCOL, space).flatMap(({ cells, node }) => {
    const protocols = protocolsIn(cells, space);
    const others = isIn(space.protocols.length, cells);
    return alike(node, PORTS, space).map((one) => ({
      protocols,
      others,
      ports: portsIn(one.cells, space.ports),
      rest: one.node,
    }));
  });
}

function protocolsIn(cells: Cells, { protocols }: Space): readonly Protocol[] {
  const [from, to] = cells;
  if (cells.length === 2 && from === 0 && to === protocols.length + 1) return ['all'];
  return protocols.filter((_, i) => isIn(i, cells));
}

function isIn(cell: number, cells: Cells): boolean {
  return cells.some((start, n) => n % 2 === 0 && cell >= start && cell < (cells[n + 1] as number));
}

/** The different parts of a node on an axis, each with all of its cells. */
function alike<T>(node: Diagram<T>, axis: number, { sizes }: Space): { cells: Cells; node: Diagram<T> }[] {
  const size = sizes[axis] as number;
  if (node.kind === 'leaf' || node.axis !== axis) return [{ cells: [0, size], node }];
  const found = new Map<Diagram<T>, number[]>();
  for (const [i, part] of node.parts.entries()) {
    const cells = found.get(part) ?? [];
    cells.push(node.starts[i] as number, node.starts[i + 1] ?? size);
    found.set(part, cells);
  }
  return Array.from(found, ([part, cells]) => ({ cells, node: part }));
}

function portsIn(cells: Cells, starts: readonly number[]): PortSet {
  return PortSet.unionOf(rangesOf(cells, starts).map(([from, to]) => PortSet.of(from, (to ?? behindPorts) - 1)));
}

/** First point, and the first one behind; `undefined` at the end of the axis. */
function rangesOf<P extends Point>(cells: Cells, starts: readonly P[]): (readonly [P, P | undefined])[] {
  const ranges: (readonly [P, P | undefined])[] = [];
  for (let n = 0; n < cells.length; n += 2) {
    ranges.push([starts[cells[n] as number] as P, starts[cells[n + 1] as number]]);
  }
  return ranges;
}

function addressesIn(cells: Cells, starts: readonly Point[]): AddressSet {
  const v4: Interval<number>[] = [];
  const v6: Interval<bigint>[] = [];
  for (const [from, to = behindAddresses] of rangesOf(cells, starts)) {
    if (from < firstIpv6) v4.push({ from: Number(from), to: Number(to < firstIpv6 ? to : firstIpv6) - 1 });
    const first = BigInt(from) < firstIpv6 ? firstIpv6 : BigInt(from);
    if (to > firstIpv6) v6.push({ from: first - firstIpv6, to: BigInt(to) - firstIpv6 - 1n });
  }
  return AddressSet.of({ v4, v6 });
}

/** What is decided about addresses of the other side, by address. */
export interface PeerRegion<T> {
  readonly peers: AddressSet;
  /** All decisions there, by source port, own address and membership. */
  readonly values: ReadonlySet<T>;
}

/**
 * A region's decisions by the other side's address. `strangers`: those who belong to none of the groups and lists that
 * rules name, as nobody on the internet does.
 */
export function peerRegions<T>(
  rest: Diagram<T>,
  space: Space,
  strangers: boolean,
  seen = new Map<Diagram<T>, ReadonlySet<T>>(),
): readonly PeerRegion<T>[] {
  return alike(rest, PEER, space).map(({ cells, node }) => ({
    peers: addressesIn(cells, space.peers),
    values: valuesIn(node, strangers, seen),
  }));
}

/** All values that a node ends in. */
export function valuesIn<T>(
  node: Diagram<T>,
  strangers = false,
  seen = new Map<Diagram<T>, ReadonlySet<T>>(),
): ReadonlySet<T> {
  const before = seen.get(node);
  if (before) return before;
  const values = new Set<T>();
  if (node.kind === 'leaf') values.add(node.value);
  else {
    const parts = strangers && node.axis >= MEMBERS ? node.parts.slice(0, 1) : node.parts;
    for (const part of parts) for (const value of valuesIn(part, strangers, seen)) values.add(value);
  }
  seen.set(node, values);
  return values;
}

/**
 * All values that a node ends in for the packets of a box. `looks.left` is counted down by the nodes that are visited;
 * at 0 the answer is cut short.
 */
export function valuesWithin<T>(
  node: Diagram<T>,
  box: Box,
  looks = { left: Number.POSITIVE_INFINITY },
): ReadonlySet<T> {
  const values = new Set<T>();
  const seen = new Set<Diagram<T>>();
  const pending = [node];
  for (let next = pending.pop(); next && looks.left > 0; next = pending.pop()) {
    looks.left--;
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'leaf') {
      values.add(next.value);
      continue;
    }
    const cells = box[next.axis];
    for (const [i, part] of next.parts.entries()) {
      const from = next.starts[i] as number;
      const to = next.starts[i + 1] ?? Number.POSITIVE_INFINITY;
      if (cells === undefined || meets(from, to, cells)) pending.push(part);
    }
  }
  return values;
}

/** By value that is decided for strangers' packets of a box: from which addresses. */
export function peersWithin<T>(diagram: Diagram<T>, space: Space, box: Box): ReadonlyMap<T, AddressSet> {
  const found = new Map<T, AddressSet>();
  const whole = [0, space.sizes[PEER] as number];
  const walk = (node: Diagram<T>, cells: Cells): void => {
    if (node.kind === 'leaf') {
      const before = found.get(node.value) ?? AddressSet.none;
      found.set(node.value, before.union(addressesIn(cells, space.peers)));
      return;
    }
    for (const [i, part] of node.parts.entries()) {
      const from = node.starts[i] as number;
      const to = node.starts[i + 1] ?? (space.sizes[node.axis] as number);
      const wanted = node.axis >= MEMBERS ? [0, 1] : box[node.axis];
      if (wanted !== undefined && !meets(from, to, wanted)) continue;
      walk(part, node.axis === PEER ? within(from, to, wanted ?? whole) : cells);
    }
  };
  walk(diagram, box[PEER] ?? whole);
  return found;
}

/** The cells from one to another that are wanted. */
function within(from: number, to: number, wanted: Cells): Cells {
  const cells: number[] = [];
  for (let n = 0; n < wanted.length; n += 2) {
    const [start, end] = [Math.max(from, wanted[n] as number), Math.min(to, wanted[n + 1] as number)];
    if (start < end) cells.push(start, end);
  }
  return cells;
}

function meets(from: number, to: number, cells: Cells): boolean {
  return cells.some((start, n) => n % 2 === 0 && start < to && from < (cells[n + 1] as number));
}
