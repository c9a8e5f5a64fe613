/**
 * The algebra below `PortSet` and `AddressSet`: sorted, disjoint, closed intervals on a line of whole numbers. Lists are
 * canonical (touching intervals are merged), so two equal sets are equal lists. It knows nothing of ports or addresses.
 */
export interface Interval<T extends number | bigint> {
  readonly from: T;
  readonly to: T;
}

/** What the algebra must know about a kind of number; comparison is the same for both kinds. */
export interface Line<T extends number | bigint> {
  readonly next: (point: T) => T;
  readonly previous: (point: T) => T;
  /** Last point of the block of 2^bits points that starts at `from`; undefined when `from` is not a multiple of 2^bits. */
  readonly blockEnd: (from: T, bits: number) => T | undefined;
}

const POWERS: readonly number[] = Array.from({ length: 53 }, (_, bits) => 2 ** bits);

/** Whole numbers up to 2^53: ports and IPv4. */
export const NUMBERS: Line<number> = {
  next: (point) => point + 1,
  previous: (point) => point - 1,
  blockEnd: (from, bits) => {
    const size = POWERS[bits]!;
    return from % size === 0 ? from + size - 1 : undefined;
  },
};

/** IPv6. */
export const BIGINTS: Line<bigint> = {
  next: (point) => point + 1n,
  previous: (point) => point - 1n,
  blockEnd: (from, bits) => {
    const mask = (1n << BigInt(bits)) - 1n;
    return (from & mask) === 0n ? from | mask : undefined;
  },
};

type Intervals<T extends number | bigint> = readonly Interval<T>[];

/** Any intervals, in any order, to canonical form. An interval that runs backwards is empty. */
export function canonical<T extends number | bigint>(intervals: Intervals<T>, line: Line<T>): Intervals<T> {
  const sorted = intervals
    .filter((interval) => interval.from <= interval.to)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const merged: Interval<T>[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && interval.from <= line.next(last.to)) {
      if (interval.to > last.to) merged[merged.length - 1] = { from: last.from, to: interval.to };
    } else merged.push(interval);
  }
  return merged;
}

// Math.max and Math.min refuse bigints.
function largest<T extends number | bigint>(a: T, b: T): T {
  if (a > b) return a;
  return b;
}

function smallest<T extends number | bigint>(a: T, b: T): T {
  if (a < b) return a;
  return b;
}

export function intersectIntervals<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  const common: Interval<T>[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i]!;
    const right = b[j]!;
    const from = largest(left.from, right.from);
    const to = smallest(left.to, right.to);
    if (from <= to) common.push({ from, to });
    if (left.to < right.to) i++;
    else j++;
  }
  return common;
}

/** What is in `a` and not in `b`. */
export function subtractIntervals<T extends number | bigint>(
  a: Intervals<T>,
  b: Intervals<T>,
  line: Line<T>,
): Intervals<T> {
  const rest: Interval<T>[] = [];
  let j = 0;
  for (const interval of a) {
    let from = interval.from;
    while (j < b.length && b[j]!.to < from) j++;
    let consumed = false;
    for (let k = j; k < b.length && b[k]!.from <= interval.to; k++) {
      const hole = b[k]!;
      if (hole.from > from) rest.push({ from, to: line.previous(hole.from) });
      if (hole.to >= interval.to) {
        consumed = true;
        break;
      }
      from = line.next(hole.to);
    }
    if (!consumed) rest.push({ from, to: interval.to });
  }
  return rest;
}

/** Whether all of `b` lies in `a`. As lists are canonical, an interval of `b` lies in one interval of `a` or in none. */
export function coversIntervals<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): boolean {
  let i = 0;
  for (const inner of b) {
    while (i < a.length && a[i]!.to < inner.to) i++;
    const outer = a[i];
    if (outer === undefined || outer.from > inner.from) return false;
  }
  return true;
}

export function overlapsIntervals<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i]!.to < b[j]!.from) i++;
    else if (b[j]!.to < a[i]!.from) j++;
    else return true;
  }
  return false;
}

export function equalIntervals<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): boolean {
  return a.length === b.length && a.every((interval, i) => interval.from === b[i]!.from && interval.to === b[i]!.to);
}

export function hasPoint<T extends number | bigint>(intervals: Intervals<T>, point: T): boolean {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (intervals[middle]!.to < point) low = middle + 1;
    else high = middle;
  }
  const found = intervals[low];
  return found !== undefined && found.from <= point;
}

/** The fewest aligned blocks of 2^bits points that make up the intervals, in order: CIDR blocks for addresses. */
export function blocks<T extends number | bigint>(
  intervals: Intervals<T>,
  width: number,
  line: Line<T>,
): readonly { readonly from: T; readonly bits: number }[] {
  const cover: { from: T; bits: number }[] = [];
  for (const { from, to } of intervals) {
    let start = from;
    for (;;) {
      let bits = 0;
      let end = start;
      while (bits < width) {
        const wider = line.blockEnd(start, bits + 1);
        if (wider === undefined || wider > to) break;
        bits++;
        end = wider;
      }
      cover.push({ from: start, bits });
      if (end >= to) break;
      start = line.next(end);
    }
  }
  return cover;
}
