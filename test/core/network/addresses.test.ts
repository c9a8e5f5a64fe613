import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIpv4, formatIpv6, parseAddress } from '../../../core/network/address-text.ts';
import {
  AddressSet,
  type AddressSpelling,
  isAddressProblem,
  type ParsedCidr,
  parseAddressList,
  parseCidr,
} from '../../../core/network/addresses.ts';

function cidr(text: string, spelling: AddressSpelling = {}): ParsedCidr {
  const result = parseCidr(text, spelling);
  if (isAddressProblem(result)) throw new Error(`${text}: ${result.problem}`);
  return result;
}
function set(...texts: string[]): AddressSet {
  const { addresses, problems } = parseAddressList(texts, { range: true });
  expect(problems).toEqual([]);
  return addresses;
}

test.each([
  ['1.2.3.4', '1.2.3.4/32', false],
  ['1.2.3.0/24', '1.2.3.0/24', false],
  ['1.2.3.9/24', '1.2.3.0/24', true],
  ['1.2.3.4/0', '0.0.0.0/0', true],
  ['0.0.0.0', '0.0.0.0/32', false],
  ['0.0.0.0/0', '0.0.0.0/0', false],
  ['255.255.255.255/32', '255.255.255.255/32', false],
  ['128.0.0.0/1', '128.0.0.0/1', false],
  [' 10.0.0.0/8 ', '10.0.0.0/8', false],
  ['::/0', '::/0', false],
  ['0::/0', '::/0', false],
  ['0:0:0:0:0:0:0:0/0', '::/0', false],
  ['::', '::/128', false],
  ['::1', '::1/128', false],
  ['2001:0DB8::1', '2001:db8::1/128', false],
  ['2001:db8::1/32', '2001:db8::/32', true],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0/128', false],
  ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8/128', false],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221/128', false],
  ['::ffff:1.2.3.4', '1.2.3.4/32', false],
  ['::ffff:0102:0304/120', '1.2.3.0/24', true],
  ['::ffff:0:0/96', '0.0.0.0/0', false],
])('%j is the block %s', (text, block, hostBits) => {
  expect(cidr(text)).toMatchObject({ text: block, hostBits });
  expect(cidr(text).addresses.toCidrs()).toEqual([block]);
});

test.each([
  ['', 'malformed'],
  ['1.2.3', 'malformed'],
  ['1.2.3.4.5', 'malformed'],
  ['1.2.3.', 'malformed'],
  ['10/8', 'malformed'],
  ['0/0', 'malformed'],
  ['1.2.3.4/', 'malformed'],
  ['1.2.3.4/24/8', 'malformed'],
  ['1.2.3.4/-1', 'malformed'],
  ['1.2.3.4 /24', 'malformed'],
  ['0x7f.0.0.1', 'malformed'],
  ['localhost', 'malformed'],
  ['10.0.0.1-10.0.0.9', 'malformed'],
  ['10.0.%', 'malformed'],
  ['%', 'malformed'],
  ['[::1]', 'malformed'],
  [':::', 'malformed'],
  [':', 'malformed'],
  ['1::2::3', 'malformed'],
  ['1:2:3:4:5:6:7', 'malformed'],
  ['1:2:3:4:5:6:7:8:9', 'malformed'],
  ['1:2:3:4::5:6:7:8', 'malformed'],
  [':1:2:3:4:5:6:7', 'malformed'],
  ['1:2:3:4:5:6:7:', 'malformed'],
  ['12345::', 'malformed'],
  ['g::', 'malformed'],
  ['1.2.3.4::', 'malformed'],
  ['::1.2.3', 'malformed'],
  ['fe80::1%eth0', 'zone-id'],
  ['fe80::1%eth0/64', 'zone-id'],
  ['010.0.0.1', 'leading-zero'],
  ['10.0.0.0/08', 'leading-zero'],
  ['::ffff:01.2.3.4', 'leading-zero'],
  ['256.1.1.1', 'octet-out-of-range'],
  ['1.1.1.99999999999', 'octet-out-of-range'],
  ['1.2.3.4/33', 'prefix-out-of-range'],
  ['::/129', 'prefix-out-of-range'],
  ['10.0.0.0/255.0.0.0', 'netmask'],
])('%j is refused: %s', (text, problem) => {
  expect(parseCidr(text)).toEqual({ problem });
});

test('a bare zero address is the world only where the attribute reads it so', () => {
  expect(cidr('0.0.0.0').addresses.containsWorld).toBe(false);
  expect(cidr('0.0.0.0', { bareZeroIsWorld: true })).toMatchObject({ text: '0.0.0.0/0', hostBits: false });
  expect(cidr('::', { bareZeroIsWorld: true }).text).toBe('::/0');
  expect(cidr('0.0.0.0/32', { bareZeroIsWorld: true }).text).toBe('0.0.0.0/32');
  expect(cidr('0.0.0.1', { bareZeroIsWorld: true }).text).toBe('0.0.0.1/32');
});

test('localhost and ranges are read only where the caller allows them', () => {
  expect(cidr('localhost', { localhost: true }).text).toBe('127.0.0.1/32');
  const range = cidr('10.0.0.1 - 10.0.0.6', { range: true });
  expect(range).toMatchObject({ text: '10.0.0.1-10.0.0.6', prefixLength: undefined });
  expect(range.addresses.toCidrs()).toEqual(['10.0.0.1/32', '10.0.0.2/31', '10.0.0.4/31', '10.0.0.6/32']);
  expect(cidr('::1-::4', { range: true }).addresses.toString()).toBe('::1/128, ::2/127, ::4/128');
  expect(parseCidr('10.0.0.9-10.0.0.1', { range: true })).toEqual({ problem: 'reversed' });
  expect(parseCidr('10.0.0.1-::1', { range: true })).toEqual({ problem: 'mixed-families' });
  expect(parseCidr('10.0.0.1-10.0.0.2-10.0.0.3', { range: true })).toEqual({ problem: 'malformed' });
  expect(parseCidr('10.0.0.0/8-11.0.0.0', { range: true })).toEqual({ problem: 'malformed' });
});

test('a white list keeps what it can read and says which entries are wrong', () => {
  const list = parseAddressList('10.0.0.1, 10.0.0.0/33,192.168.0.0/16,');
  expect(list.addresses.toString()).toBe('10.0.0.1/32, 192.168.0.0/16');
  expect(list.problems).toEqual([
    { problem: 'prefix-out-of-range', index: 1, text: ' 10.0.0.0/33' },
    { problem: 'malformed', index: 3, text: '' },
  ]);
  expect(parseAddressList(' ').addresses.isEmpty).toBe(true);
});

test('two halves are the world, and so is a list that leaves out only private and reserved space', () => {
  expect(set('0.0.0.0/1', '128.0.0.0/1').containsWorld).toBe(true);
  expect(set('::/1', '8000::/1').containsWorld).toBe(true);
  const holed = set('0.0.0.0/0').subtract(set('10.0.0.0/8', '192.168.0.0/16', '224.0.0.0/3', '203.0.113.0/24'));
  expect(holed.containsWorld).toBe(false);
  expect(holed.amountsToWorld).toBe(true);
  expect(set('2000::/3').amountsToWorld).toBe(true);
  expect(holed.subtract(set('8.8.8.8')).amountsToWorld).toBe(false);
  expect(set('0.0.0.0/1').amountsToWorld).toBe(false);
  expect(AddressSet.none.amountsToWorld).toBe(false);
});

test.each([
  '0.1.2.3',
  '10.255.255.255',
  '100.64.0.0',
  '100.100.100.200',
  '100.127.255.255',
  '127.0.0.1',
  '169.254.1.1',
  '172.16.0.0',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '100::1',
  '64:ff9b:1::1',
  '2001::1',
  '2001:1ff:ffff::',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fdff::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
])('%s is not public', (text) => {
  expect(set(text).publicPart().isEmpty).toBe(true);
  expect(set(text).isPrivate).toBe(true);
});

test.each([
  '1.0.0.0',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2001:200::',
  '2001:db9::',
  '2002::1',
  '2400:3200::1',
  '3ffe::1',
  '3fff:1000::1',
])('%s is public', (text) => {
  expect(set(text).publicPart().equals(set(text))).toBe(true);
  expect(set(text).isPrivate).toBe(false);
});

test('the widest public block counts only what is public', () => {
  expect(set('8.0.0.0/7').widestPublicPrefix(4)).toBe(7);
  expect(set('11.0.0.0/8').widestPublicPrefix(4)).toBe(8);
  expect(set('10.0.0.0/7').widestPublicPrefix(4)).toBe(8);
  expect(set('0.0.0.0/0').widestPublicPrefix(4)).toBe(3);
  expect(set('8.8.8.8', '10.0.0.0/8').widestPublicPrefix(4)).toBe(32);
  expect(set('10.0.0.0/8').widestPublicPrefix(4)).toBeUndefined();
  expect(set('8.8.8.8').widestPublicPrefix(6)).toBeUndefined();
  expect(set('2400::/12').widestPublicPrefix(6)).toBe(12);
  expect(set('8.8.8.0/25', '8.8.8.128/25').widestPublicPrefix(4)).toBe(24);
});

test('families do not mix, and sizes are exact', () => {
  expect(set('0.0.0.0/0').covers(set('::1'))).toBe(false);
  expect(set('0.0.0.0/0').overlaps(set('::/0'))).toBe(false);
  expect(AddressSet.all.size).toBe(2n ** 32n + 2n ** 128n);
  expect(AddressSet.all.toCidrs()).toEqual(['0.0.0.0/0', '::/0']);
  expect(set('10.0.0.0/8').subtract(set('10.0.0.0/9')).toCidrs()).toEqual(['10.128.0.0/9']);
  expect(AddressSet.all.isPrivate).toBe(false);
  expect(AddressSet.none.isPrivate).toBe(false);
});

test('addresses survive being written and read again', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.integer({ min: 0, max: 255 }), (value, mask) => {
      // Zero groups by the mask, so that "::" is met in every place.
      let holed = value;
      for (let i = 0; i < 8; i++) if (((mask >> i) & 1) === 1) holed &= ~(0xffffn << BigInt(16 * i));
      expect(parseAddress(formatIpv6(holed))).toEqual({ family: 6, value: holed });
      const v4 = Number(value & 0xffffffffn);
      expect(parseAddress(formatIpv4(v4))).toEqual({ family: 4, value: v4 });
    }),
    { seed: 20260201, numRuns: 1000 },
  );
});

test('RFC 5952: the first of the longest runs of zeros is shortened, a single zero group is not', () => {
  expect(formatIpv6(0n)).toBe('::');
  expect(cidr('2001:db8:0:0:1:0:0:1').text).toBe('2001:db8::1:0:0:1/128');
  expect(cidr('2001:db8:0:1:1:1:1:1').text).toBe('2001:db8:0:1:1:1:1:1/128');
  expect(cidr('1:0:0:2:0:0:0:3').text).toBe('1:0:0:2::3/128');
});

/**
 * The model: 64 cells of IPv4 and 64 of IPv6. A universe places the cells at the very start, across the middle (where
 * signed arithmetic breaks) or at the very end of the line, with cells of one address or of many.
 */
const CELLS = 64;
interface Universe {
  readonly v4: number;
  readonly v4Cell: number;
  readonly v6: bigint;
  readonly v6Cell: bigint;
}
const UNIVERSES: readonly Universe[] = [
  { v4: 0, v4Cell: 1, v6: 0n, v6Cell: 1n },
  { v4: 2 ** 31 - 32, v4Cell: 1, v6: 2n ** 64n - 32n, v6Cell: 1n },
  { v4: 2 ** 32 - CELLS, v4Cell: 1, v6: 2n ** 128n - BigInt(CELLS), v6Cell: 1n },
  { v4: 0, v4Cell: 2 ** 26, v6: 0n, v6Cell: 2n ** 122n },
  { v4: 12345, v4Cell: 1001, v6: 2n ** 127n - 99n, v6Cell: 3n ** 40n },
];
type Pairs = [number, number][];
function setIn(universe: Universe, pairs4: Pairs, pairs6: Pairs): AddressSet {
  const { v4, v4Cell, v6, v6Cell } = universe;
  return AddressSet.of({
    v4: pairs4
      .map(([a, b]) => ({ from: v4 + a * v4Cell, to: v4 + (b + 1) * v4Cell - 1 }))
      .filter((i) => i.from <= i.to),
    v6: pairs6.map(([a, b]) => ({ from: v6 + BigInt(a) * v6Cell, to: v6 + BigInt(b + 1) * v6Cell - 1n })),
  });
}
function cells(pairs: Pairs): boolean[] {
  return Array.from({ length: CELLS }, (_, i) => pairs.some(([a, b]) => a <= i && i <= b));
}
/** Membership at the first and last address of every cell and just outside of the universe. */
function expectCells(set: AddressSet, universe: Universe, want4: boolean[], want6: boolean[]): void {
  const { v4, v4Cell, v6, v6Cell } = universe;
  const at4 = (offset: number) => want4.map((_, i) => set.has(v4 + i * v4Cell + offset));
  const at6 = (offset: bigint) => want6.map((_, i) => set.has(v6 + BigInt(i) * v6Cell + offset));
  expect([at4(0), at4(v4Cell - 1)]).toEqual([want4, want4]);
  expect([at6(0n), at6(v6Cell - 1n)]).toEqual([want6, want6]);
  expect(set.has(v4 - 1) || set.has(v4 + CELLS * v4Cell)).toBe(false);
  expect(set.has(v6 - 1n) || set.has(v6 + BigInt(CELLS) * v6Cell)).toBe(false);
}
const cell = fc.integer({ min: 0, max: CELLS - 1 });
const pairs = fc.array(
  fc.tuple(cell, cell).map(([a, b]): [number, number] => (a <= b ? [a, b] : [b, a])),
  { maxLength: 5 },
);
const universe = fc.constantFrom(...UNIVERSES);

test('the algebra agrees with a set of cells, in both families at once', () => {
  fc.assert(
    fc.property(universe, pairs, pairs, pairs, pairs, (u, a4, a6, b4, b6) => {
      const [a, b] = [setIn(u, a4, a6), setIn(u, b4, b6)];
      const [x4, x6, y4, y6] = [cells(a4), cells(a6), cells(b4), cells(b6)];
      const both = (op: (p: boolean, q: boolean) => boolean): [boolean[], boolean[]] => [
        x4.map((p, i) => op(p, y4[i]!)),
        x6.map((p, i) => op(p, y6[i]!)),
      ];
      expectCells(a.union(b), u, ...both((p, q) => p || q));
      expectCells(a.intersect(b), u, ...both((p, q) => p && q));
      expectCells(a.subtract(b), u, ...both((p, q) => p && !q));
      const [missing4, missing6] = both((p, q) => q && !p);
      expect(a.covers(b)).toBe(!missing4.includes(true) && !missing6.includes(true));
      const [shared4, shared6] = both((p, q) => p && q);
      expect(a.overlaps(b)).toBe(shared4.includes(true) || shared6.includes(true));
      expect(a.equals(b)).toBe(x4.every((p, i) => p === y4[i]) && x6.every((p, i) => p === y6[i]));
      expect(a.isEmpty).toBe(!x4.includes(true) && !x6.includes(true));
      const count = (bits: boolean[]) => bits.filter(Boolean).length;
      expect(a.size).toBe(BigInt(count(x4) * u.v4Cell) + BigInt(count(x6)) * u.v6Cell);
    }),
    { seed: 20260202, numRuns: 250 },
  );
});

/** The fewest blocks, by splitting from the top: a block that is not wholly inside is halved. */
function fewestBlocks(inside: boolean[], from: number, size: number): number {
  const part = inside.slice(from, from + size);
  if (!part.includes(true)) return 0;
  if (!part.includes(false)) return 1;
  return fewestBlocks(inside, from, size / 2) + fewestBlocks(inside, from + size / 2, size / 2);
}

test('the CIDR cover reads back as the same set, without overlap, and is the smallest', () => {
  fc.assert(
    fc.property(universe, pairs, pairs, (u, p4, p6) => {
      const original = setIn(u, p4, p6);
      const texts = original.toCidrs();
      const parsed = texts.map((text) => cidr(text));
      expect(parsed.map((block) => block.text)).toEqual(texts);
      expect(parsed.some((block) => block.hostBits)).toBe(false);
      expect(AddressSet.unionOf(parsed.map((block) => block.addresses)).equals(original)).toBe(true);
      expect(parsed.reduce((sum, block) => sum + block.addresses.size, 0n)).toBe(original.size);
    }),
    { seed: 20260203, numRuns: 300 },
  );
  // Cells that are aligned blocks of a power of two: the whole line (IPv4 and IPv6) and its first 64 addresses.
  fc.assert(
    fc.property(fc.constantFrom(UNIVERSES[0]!, UNIVERSES[3]!), pairs, pairs, (u, p4, p6) => {
      const fewest = fewestBlocks(cells(p4), 0, CELLS) + fewestBlocks(cells(p6), 0, CELLS);
      expect(setIn(u, p4, p6).toCidrs()).toHaveLength(fewest);
    }),
    { seed: 20260204, numRuns: 300 },
  );
});

test('no text makes the reader throw', () => {
  const text = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[0-9a-f:.]{0,20}(\/\d{0,3})?$/),
    fc.stringMatching(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/),
  );
  fc.assert(
    fc.property(text, (written) => {
      const result = parseCidr(written, { range: true, bareZeroIsWorld: true, localhost: true });
      if (!isAddressProblem(result)) {
        expect(result.addresses.isEmpty).toBe(false);
        expect(cidr(result.text, { range: true }).addresses.equals(result.addresses)).toBe(true);
      }
    }),
    { seed: 20260205, numRuns: 2000 },
  );
});
