/**
 * Sets of transport ports, and the readers for the spellings of a port range. A rule asks a set whether it overlaps a
 * risky port; it never compares texts ("1/65535" and "20/30" contain 22).
 */
import {
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

const HIGHEST = 65535;

/** An immutable set of ports 0..65535. Operations return a new set. */
export class PortSet {
  static readonly none = new PortSet([]);
  /** 1..65535, what both "-1/-1" and "1/65535" mean; port 0 cannot be written in a rule and carries no traffic. */
  static readonly all = new PortSet([{ from: 1, to: HIGHEST }]);

  /** Sorted, disjoint, never touching one another. */
  readonly intervals: readonly Interval<number>[];

  private constructor(intervals: readonly Interval<number>[]) {
    this.intervals = intervals;
  }

  /** Both ends belong to the set. What lies outside 0..65535 is cut off; a range that runs backwards is empty. */
  static of(from: number, to: number): PortSet {
    const low = Math.max(0, Math.ceil(from));
    const high = Math.min(HIGHEST, Math.floor(to));
    return low <= high ? new PortSet([{ from: low, to: high }]) : PortSet.none;
  }

  static single(port: number): PortSet {
    return PortSet.of(port, port);
  }

  /** The union of many sets, in one pass. */
  static unionOf(sets: Iterable<PortSet>): PortSet {
    return new PortSet(
      canonical(
        [...sets].flatMap((set) => set.intervals),
        NUMBERS,
      ),
    );
  }

  union(other: PortSet): PortSet {
    return PortSet.unionOf([this, other]);
  }

  intersect(other: PortSet): PortSet {
    return new PortSet(intersectIntervals(this.intervals, other.intervals));
  }

  /** What is in this set and not in the other. */
  subtract(other: PortSet): PortSet {
    return new PortSet(subtractIntervals(this.intervals, other.intervals, NUMBERS));
  }

  has(port: number): boolean {
    return hasPoint(this.intervals, port);
  }

  overlaps(other: PortSet): boolean {
    return overlapsIntervals(this.intervals, other.intervals);
  }

  /** Whether every port of the other set is in this one; every set covers the empty set. */
  covers(other: PortSet): boolean {
    return coversIntervals(this.intervals, other.intervals);
  }

  equals(other: PortSet): boolean {
    return equalIntervals(this.intervals, other.intervals);
  }

  get isEmpty(): boolean {
    return this.intervals.length === 0;
  }

  /** 1..65535 or more. */
  get isAll(): boolean {
    return this.covers(PortSet.all);
  }

  /** How many ports. */
  get size(): number {
    return this.intervals.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  }

  /** For people: `22, 80-90`; an empty set is an empty text. */
  toString(): string {
    return this.intervals.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
  }
}

export interface PortProblem {
  /** `out-of-range` wins over `reversed`: 65536/1 is the former. */
  readonly problem: 'malformed' | 'reversed' | 'out-of-range';
}

export function isPortProblem(result: PortSet | PortProblem): result is PortProblem {
  return 'problem' in result;
}

/** Spellings beyond "a/b" and "-1/-1" that the caller's attribute allows; none by default. */
export interface PortSpelling {
  /** `22` alone (DNAT, listeners, Kubernetes). */
  readonly single?: boolean;
  /** `22-25` beside `22/25`. */
  readonly dash?: boolean;
  /** `Any` in any case for all ports (ALIYUN::VPC::ForwardEntry.ExternalPort). */
  readonly any?: boolean;
  /** Port 0 is a number like others (0..65535; a CLB listener that has a port range is written with port 0). */
  readonly zero?: boolean;
}

/**
 * Reads one port range as Alibaba Cloud writes it: `a/b` with 1..65535, or `-1/-1` for all ports
 * (ECS API, AuthorizeSecurityGroup). White space around the whole is ignored. What a cautious reader must not take for a range
 * is malformed: `10.0.0.0/8`, `22`, `22:80`, `22 / 80`, `22,80`.
 */
export function parsePortRange(text: string, spelling: PortSpelling = {}): PortSet | PortProblem {
  const written = text.trim();
  if (written === '-1/-1') return PortSet.all;
  if (spelling.any === true && written.toLowerCase() === 'any') return PortSet.all;
  const match = /^(-?\d+)(?:([/-])(-?\d+))?$/.exec(written);
  if (match === null) return { problem: 'malformed' };
  const [, first, separator, second] = match;
  if (separator === undefined ? spelling.single !== true : separator === '-' && spelling.dash !== true) {
    return { problem: 'malformed' };
  }
  const from = Number(first);
  const to = second === undefined ? from : Number(second);
  const lowest = spelling.zero === true ? 0 : 1;
  if (from < lowest || to < lowest || from > HIGHEST || to > HIGHEST) return { problem: 'out-of-range' };
  if (from > to) return { problem: 'reversed' };
  return PortSet.of(from, to);
}

export interface PortList {
  /** The union of the entries that could be read. */
  readonly ports: PortSet;
  readonly problems: readonly (PortProblem & { readonly index: number; readonly text: string })[];
}

/**
 * Reads `80,443`, `1/65535,22/22`, or an array of ranges and numbers. One bad entry does not hide the others: it is
 * listed with its place. An empty text is an empty list; an empty entry between commas is malformed.
 */
export function parsePortList(
  list: string | readonly (string | number)[],
  spelling: PortSpelling = { single: true },
): PortList {
  const entries = typeof list === 'string' ? (list.trim() === '' ? [] : list.split(',')) : list.map(String);
  const read: PortSet[] = [];
  const problems: PortList['problems'][number][] = [];
  entries.forEach((text, index) => {
    const result = parsePortRange(text, spelling);
    if (isPortProblem(result)) problems.push({ ...result, index, text });
    else read.push(result);
  });
  return { ports: PortSet.unionOf(read), problems };
}
