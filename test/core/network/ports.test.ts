import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isPortProblem,
  type PortProblem,
  PortSet,
  parsePortList,
  parsePortRange,
} from '../../../core/network/ports.ts';

const read = (result: PortSet | PortProblem): string => (isPortProblem(result) ? result.problem : result.toString());

test('a/b is a closed range, -1/-1 and 1/65535 are all ports', () => {
  expect(read(parsePortRange('22/22'))).toBe('22');
  expect(read(parsePortRange('20/30'))).toBe('20-30');
  expect(read(parsePortRange(' 80/443 '))).toBe('80-443');
  expect(parsePortRange('-1/-1')).toEqual(PortSet.all);
  expect(parsePortRange('1/65535')).toEqual(PortSet.all);
  expect(PortSet.all.isAll).toBe(true);
  expect(PortSet.of(0, 65535).isAll).toBe(true);
  expect(PortSet.of(2, 65535).isAll).toBe(false);
});

test.each([
  ['443/80', 'reversed'],
  ['0/65536', 'out-of-range'],
  ['0/65535', 'out-of-range'],
  ['0/0', 'out-of-range'],
  ['65536/1', 'out-of-range'],
  ['1/99999999999999999999', 'out-of-range'],
  ['-1/80', 'out-of-range'],
  ['80/-1', 'out-of-range'],
  ['', 'malformed'],
  ['/', 'malformed'],
  ['22/', 'malformed'],
  ['/22', 'malformed'],
  ['22', 'malformed'],
  ['-1', 'malformed'],
  ['22-25', 'malformed'],
  ['22:25', 'malformed'],
  ['22 / 25', 'malformed'],
  ['22/25/30', 'malformed'],
  ['80,443', 'malformed'],
  ['10.0.0.0/8', 'malformed'],
  ['::/0', 'malformed'],
  ['any', 'malformed'],
  ['all', 'malformed'],
  ['0x16/0x16', 'malformed'],
  ['22.0/22', 'malformed'],
  ['+22/22', 'malformed'],
  ['1e2/200', 'malformed'],
  ['٢٢/٢٢', 'malformed'],
])('the port range %j is %s', (text, problem) => {
  expect(parsePortRange(text)).toEqual({ problem });
});

test('other spellings are read only where the caller allows them', () => {
  expect(read(parsePortRange('22', { single: true }))).toBe('22');
  expect(read(parsePortRange('22-25', { single: true }))).toBe('malformed');
  expect(read(parsePortRange('22-25', { dash: true }))).toBe('22-25');
  expect(read(parsePortRange('25-22', { dash: true }))).toBe('reversed');
  expect(read(parsePortRange('-1', { single: true, dash: true }))).toBe('out-of-range');
  expect(parsePortRange('Any', { any: true })).toEqual(PortSet.all);
  expect(read(parsePortRange('0/80', { zero: true }))).toBe('0-80');
});

test('a list keeps what it can read and says which entries are wrong', () => {
  expect(parsePortList('80,443').ports.toString()).toBe('80, 443');
  expect(parsePortList('1/65535,22/22').ports.isAll).toBe(true);
  expect(parsePortList([80, '81/90', '443']).ports.toString()).toBe('80-90, 443');
  expect(parsePortList('')).toEqual({ ports: PortSet.none, problems: [] });
  const mixed = parsePortList('22/22, 443/80,,8080');
  expect(mixed.ports.toString()).toBe('22, 8080');
  expect(mixed.problems).toEqual([
    { problem: 'reversed', index: 1, text: ' 443/80' },
    { problem: 'malformed', index: 2, text: '' },
  ]);
});

test('touching ranges become one, so that equal sets look equal', () => {
  const set = PortSet.unionOf([PortSet.of(20, 22), PortSet.single(23), PortSet.of(80, 90), PortSet.of(85, 95)]);
  expect(set.toString()).toBe('20-23, 80-95');
  expect(set.size).toBe(20);
  expect(set.equals(PortSet.of(80, 95).union(PortSet.of(20, 23)))).toBe(true);
  expect(PortSet.none.toString()).toBe('');
});

test('bounds outside 0..65535 are cut off, a range that runs backwards is empty', () => {
  expect(PortSet.of(-5, 70000).toString()).toBe('0-65535');
  expect(PortSet.of(5, 4).isEmpty).toBe(true);
  expect(PortSet.of(70000, 80000).isEmpty).toBe(true);
  expect(PortSet.of(Number.NaN, 5).isEmpty).toBe(true);
});

// The model: one byte for each port. Bounds crowd into a few places so that ranges meet, nest and touch.
const bound = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 65525, max: 65535 }),
  fc.integer({ min: 0, max: 65535 }),
);
const ranges = fc.array(fc.tuple(bound, bound), { maxLength: 6 });
const setOf = (pairs: [number, number][]) => PortSet.unionOf(pairs.map(([a, b]) => PortSet.of(a, b)));
function modelOf(pairs: [number, number][]): Uint8Array {
  const bits = new Uint8Array(65536);
  for (const [a, b] of pairs) if (a <= b) bits.fill(1, a, b + 1);
  return bits;
}
function bitsOf(set: PortSet): Uint8Array {
  const bits = new Uint8Array(65536);
  for (const { from, to } of set.intervals) bits.fill(1, from, to + 1);
  return bits;
}
const combine = (a: Uint8Array, b: Uint8Array, op: (x: number, y: number) => number) => a.map((x, i) => op(x, b[i]!));
const same = (a: Uint8Array, b: Uint8Array) => a.every((x, i) => x === b[i]);

test('the algebra agrees with a set of 65,536 bits', () => {
  fc.assert(
    fc.property(ranges, ranges, bound, (left, right, port) => {
      const [a, b] = [setOf(left), setOf(right)];
      const [x, y] = [modelOf(left), modelOf(right)];
      expect(same(bitsOf(a), x)).toBe(true);
      expect(
        same(
          bitsOf(a.union(b)),
          combine(x, y, (p, q) => p | q),
        ),
      ).toBe(true);
      expect(
        same(
          bitsOf(a.intersect(b)),
          combine(x, y, (p, q) => p & q),
        ),
      ).toBe(true);
      expect(
        same(
          bitsOf(a.subtract(b)),
          combine(x, y, (p, q) => p & ~q & 1),
        ),
      ).toBe(true);
      expect(a.covers(b)).toBe(y.every((q, i) => q <= x[i]!));
      expect(a.overlaps(b)).toBe(x.some((p, i) => p === 1 && y[i] === 1));
      expect(a.equals(b)).toBe(same(x, y));
      expect(a.has(port)).toBe(x[port] === 1);
      expect(a.size).toBe(x.reduce((sum, p) => sum + p, 0));
      expect(a.isEmpty).toBe(!x.includes(1));
    }),
    { seed: 20260101, numRuns: 200 },
  );
});

test('every result is canonical: sorted, disjoint, never touching', () => {
  fc.assert(
    fc.property(ranges, ranges, (left, right) => {
      const [a, b] = [setOf(left), setOf(right)];
      for (const set of [a, a.union(b), a.intersect(b), a.subtract(b)]) {
        set.intervals.forEach(({ from, to }, i) => {
          expect(from).toBeLessThanOrEqual(to);
          if (i > 0) expect(from).toBeGreaterThan(set.intervals[i - 1]!.to + 1);
        });
      }
    }),
    { seed: 20260102, numRuns: 500 },
  );
});

test('no text makes the reader throw, and what it reads lies in 1..65535', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^-?\d{0,6}[/-]?-?\d{0,6}$/));
  fc.assert(
    fc.property(text, (written) => {
      const result = parsePortRange(written, { single: true, dash: true, any: true });
      if (!isPortProblem(result)) expect(PortSet.all.covers(result) && !result.isEmpty).toBe(true);
    }),
    { seed: 20260103, numRuns: 1000 },
  );
});
