/** Drift of random rules, against the plain question for every packet at a boundary. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { account, driftBetween, terraform, told } from './both-sides.ts';

interface Rule {
  readonly protocol: 'tcp' | 'udp' | 'all';
  readonly from: number;
  readonly to: number;
  /** Third and fourth octet of 10.0.x.y, and the bits that are fixed of these 16. */
  readonly base: number;
  readonly bits: number;
  readonly policy: 'accept' | 'drop';
  readonly priority: number;
}

const rule: fc.Arbitrary<Rule> = fc
  .record({
    protocol: fc.constantFrom('tcp', 'udp', 'all'),
    ports: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 4 })),
    base: fc.integer({ min: 0, max: 15 }),
    bits: fc.integer({ min: 1, max: 4 }),
    policy: fc.constantFrom('accept', 'accept', 'drop'),
    priority: fc.constantFrom(1, 2),
  } as const)
  .map(({ protocol, ports: [from, more], base, bits, policy, priority }) => {
    const own = { protocol, bits, policy, priority, base: (base << 12) & ~((1 << (16 - bits)) - 1) };
    return protocol === 'all' ? { ...own, from: 1, to: 65535 } : { ...own, from, to: from + more };
  });

const rules = fc.array(rule, { maxLength: 5 });

function lineOf({ protocol, from, to, base, bits, policy, priority }: Rule): string {
  const ports = protocol === 'all' ? '-1/-1' : `${from}/${to}`;
  return `in ${protocol} ${ports} 10.0.${base >> 8}.${base & 255}/${16 + bits} ${policy} @${priority}`;
}

/** One way to say the same with more or other rules. */
function rewritten(one: Rule, way: number): readonly Rule[] {
  if (way === 0) return [one, one];
  if (way === 1 && one.bits < 16) {
    const half = { ...one, bits: one.bits + 1 };
    return [{ ...half, base: one.base | (1 << (16 - half.bits)) }, half];
  }
  if (way === 2 && one.protocol !== 'all' && one.from < one.to) {
    return [
      { ...one, to: one.from },
      { ...one, from: one.from + 1 },
    ];
  }
  return [one];
}

const equivalent = rules.chain((list) =>
  fc.array(fc.integer({ min: 0, max: 3 }), { minLength: list.length, maxLength: list.length }).chain((ways) => {
    const other = list.flatMap((one, i) => rewritten(one, ways[i] ?? 3));
    return fc.tuple(fc.constant(list), fc.shuffledSubarray(other, { minLength: other.length }));
  }),
);

test('rules that are rewritten have no drift, in either direction', () => {
  fc.assert(
    fc.property(equivalent, ([one, other]) => {
      const [first, second] = [one, other].map((list) => list.map(lineOf)) as [string[], string[]];
      expect(told(driftBetween(terraform(first), account(second)))).toEqual([]);
      expect(told(driftBetween(terraform(second), account(first)))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

interface Packet {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly address: number;
}

const packets: readonly Packet[] = (['tcp', 'udp'] as const).flatMap((protocol) =>
  Array.from({ length: 14 }, (_, port) => port + 1).flatMap((port) =>
    Array.from({ length: 16 }, (_, i) => ({ protocol, port, address: i << 12 })),
  ),
);

function has(one: Rule, { protocol, port, address }: Packet): boolean {
  const isIn = (address & ~((1 << (16 - one.bits)) - 1)) === one.base;
  return (one.protocol === 'all' || one.protocol === protocol) && port >= one.from && port <= one.to && isIn;
}

/** Drop before accept at a tie; nothing comes in by default. */
function letsIn(list: readonly Rule[], packet: Packet): boolean {
  const matching = list.filter((one) => has(one, packet));
  const first = Math.min(...matching.map(({ priority }) => priority));
  const deciding = matching.filter(({ priority }) => priority === first);
  return deciding.length > 0 && deciding.every(({ policy }) => policy === 'accept');
}

test('every packet that only one side lets in is told as the effect of a row, and no other packet', () => {
  fc.assert(
    fc.property(rules, rules, (written, live) => {
      const { rows } = driftBetween(terraform(written.map(lineOf)), account(live.map(lineOf)));
      const effects = rows.flatMap((row) => row.effects);
      const isTold = (change: 'opens' | 'closes', { protocol, port, address }: Packet): boolean =>
        effects.some(
          (one) =>
            one.change === change &&
            (one.protocol === protocol || (one.protocol === 'all' && !one.except.includes(protocol))) &&
            (one.ports?.has(port) ?? true) &&
            one.peer.kind === 'addresses' &&
            one.peer.addresses.has(0x0a000000 + address),
        );
      for (const packet of packets) {
        const [is, was] = [letsIn(live, packet), letsIn(written, packet)];
        const where = JSON.stringify(packet);
        expect(`${where} ${isTold('opens', packet)}`).toBe(`${where} ${is && !was}`);
        expect(`${where} ${isTold('closes', packet)}`).toBe(`${where} ${was && !is}`);
      }
    }),
    { numRuns: 60 },
  );
});

test('without a row both sides say the same of every packet at every priority', () => {
  fc.assert(
    fc.property(rules, rules, (written, live) => {
      const { rows } = driftBetween(terraform(written.map(lineOf)), account(live.map(lineOf)));
      const said = (list: readonly Rule[], packet: Packet): string =>
        [...new Set(list.filter((one) => has(one, packet)).map(({ policy, priority }) => `${policy}${priority}`))]
          .sort()
          .join();
      const isSame = packets.every((packet) => said(written, packet) === said(live, packet));
      // `all` speaks of protocols that these packets do not have.
      const isWhole = [...written, ...live].every(({ protocol }) => protocol !== 'all');
      if (rows.length === 0) expect(isSame).toBe(true);
      else if (isWhole) expect(isSame).toBe(false);
    }),
    { numRuns: 100 },
  );
});
