/** Rules that do less than they say, by a naive evaluator: what never decides, and what could go. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleGroups } from '../../../core/network/groups.ts';
import { ruleEffects } from '../../../core/network/rule-effects.ts';
import { smallerRules } from '../../../core/network/rule-merge.ts';
import { modelWith } from './rule-text.ts';

/** `n effect by m, k` for each rule that does less than it says; rules count from 1. */
function effects(lines: readonly string[], kind: 'normal' | 'enterprise' = 'normal'): string[] {
  const model = modelWith(lines, kind);
  const [group] = ruleGroups(model);
  if (!group) return [];
  const found = [...ruleEffects(model, group, 'ingress'), ...ruleEffects(model, group, 'egress')];
  const number = (rule: unknown): number => model.securityGroupRules.indexOf(rule as never) + 1;
  return found.map(
    ({ rule, effect, by }) => `${number(rule)} ${effect} by ${by.map((one) => number(one.rule)).join(', ')}`,
  );
}

describe('facts', () => {
  test.each([
    ['smaller number first', ['accept tcp 22 @5', 'drop tcp 22 @1'], ['1 shadowed by 2']],
    ['drop before accept at a tie', ['accept tcp 22 @1', 'drop tcp 22 @1'], ['1 shadowed by 2']],
    ['drop behind an accept closes nothing', ['accept tcp 22 @1', 'drop tcp 22 @2'], ['2 shadowed by 1']],
    [
      'narrow accept at the priority of a wide drop',
      ['accept tcp 22 from 10.0.0.0/8', 'drop all'],
      ['1 shadowed by 2'],
    ],
    ['unset priority is 1', ['accept tcp 22', 'drop tcp 22 @2'], ['2 shadowed by 1']],
    [
      'two halves shadow a whole',
      ['drop tcp 1/100 @1', 'drop tcp 101/65535 @1', 'accept tcp 1/65535 @2'],
      ['3 shadowed by 1, 2'],
    ],
    [
      'sources of both halves',
      ['drop tcp 22 from 0.0.0.0/1 @1', 'drop tcp 22 from 128.0.0.0/1 @1', 'accept tcp 22 @2'],
      ['3 shadowed by 1, 2'],
    ],
    ['another family is another packet', ['drop all from ::/0 @1', 'accept tcp 22 from 0.0.0.0/0 @2'], []],
    ['another protocol is another packet', ['drop udp 22 @1', 'accept tcp 22 @2'], []],
    ['all protocols hold each', ['drop all @1', 'accept icmp @2'], ['2 shadowed by 1']],
    ['a group is no address', ['drop all from sg-2 @1', 'accept tcp 22 @2'], []],
    ['an address may belong to a member', ['drop all from 10.0.0.0/8 @1', 'accept tcp 22 from sg-2 @2'], []],
    ['wider rule before', ['accept tcp 1/100', 'accept tcp 22'], ['2 covered by 1']],
    ['wider rule behind', ['accept tcp 22 @1', 'accept tcp 1/100 @2'], ['1 redundant by 2']],
    [
      'a drop between makes a difference',
      ['accept tcp 22 @1', 'drop tcp 22 @2', 'accept tcp 1/100 @3'],
      ['2 shadowed by 1', '1 redundant by 3'],
    ],
    ['the default does not count', ['accept tcp 22', 'drop all @100'], []],
    ['nor does it outwards', ['out accept all'], []],
    ['quintuple: other source ports', ['drop tcp 22 source 1/1023 @1', 'accept tcp 22 @2'], []],
    [
      'quintuple: all own addresses',
      ['drop tcp 22 to 0.0.0.0/1 @1', 'drop tcp 22 to 128.0.0.0/1 @1', 'accept tcp 22 @2'],
      ['3 shadowed by 1, 2'],
    ],
    ['what is not known takes nothing away', ['? tcp 22 @1', 'accept tcp 22 @2'], []],
    ['nor does an unknown port', ['drop tcp ? @1', 'accept tcp 22 @2'], []],
    ['what stands between may be needed', ['drop tcp 22 @1', 'accept tcp 22 from ? @2', 'drop all @3'], []],
  ])('%s', (_, lines, expected) => {
    expect(effects(lines).sort()).toEqual([...expected].sort());
  });
});

const line = fc
  .record({
    policy: fc.constantFrom('accept', 'drop'),
    from: fc.integer({ min: 1, max: 6 }),
    length: fc.integer({ min: 0, max: 4 }),
    peer: fc.constantFrom('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8'),
    priority: fc.integer({ min: 1, max: 3 }),
  })
  .map(
    ({ policy, from, length, peer, priority }) => `${policy} tcp ${from}/${from + length} from ${peer} @${priority}`,
  );

const addresses = ['1.0.0.1', '10.0.0.1', '128.0.0.1'];

/** The deciding rule of a packet, 0 for none; rules count from 1. */
function decider(lines: readonly string[], without: ReadonlySet<number>, port: number, address: string): number {
  const rules = lines.map((text, i) => {
    const [policy = '', , range = '', , peer = '', at = '@1'] = text.split(' ');
    const [from = 0, to = 0] = range.split('/').map(Number);
    const high = Number(address.split('.')[0]);
    const inside =
      peer === '0.0.0.0/0' || (peer === '10.0.0.0/8' ? high === 10 : peer === '0.0.0.0/1' ? high < 128 : high >= 128);
    const rank = Number(at.slice(1)) * 2 + (policy === 'accept' ? 1 : 0);
    return { n: i + 1, rank, hit: inside && port >= from && port <= to };
  });
  const hits = rules.filter(({ n, hit }) => hit && !without.has(n)).sort((a, b) => a.rank - b.rank || a.n - b.n);
  return hits[0]?.n ?? 0;
}

test('all of them can go together, and nothing changes; and the others all decide about something', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 2, maxLength: 7 }), (lines) => {
      const told = effects(lines);
      const removed = new Set(told.map((text) => Number(text.split(' ')[0])));
      const packets = Array.from({ length: 12 }, (_, port) =>
        addresses.map((address) => [port, address] as const),
      ).flat();
      const verdict = (n: number): string | undefined => lines[n - 1]?.split(' ')[0];
      const same = packets.every(
        ([port, address]) =>
          verdict(decider(lines, new Set(), port, address)) === verdict(decider(lines, removed, port, address)),
      );
      const decide = lines.every(
        (_, i) =>
          removed.has(i + 1) || packets.some(([port, address]) => decider(lines, new Set(), port, address) === i + 1),
      );
      return same && decide;
    }),
    { seed: 20261129, numRuns: 3000 },
  );
});

/** The rules that are proposed, `policy ports from addresses @priority`. */
function proposed(lines: readonly string[]): string[] {
  const model = modelWith(lines, 'normal');
  const [group] = ruleGroups(model);
  const proposal = group && smallerRules(model, group, 'ingress');
  return (proposal?.cases ?? []).map(
    ({ policy, box, priority }) => `${policy} ${box.ports ?? 'all'} from ${box.peer} @${priority}`,
  );
}

describe('smaller sets', () => {
  test('neighbours become one', () => {
    expect(proposed(['accept tcp 80', 'accept tcp 81', 'accept tcp 82'])).toEqual(['accept 80-82 from 0.0.0.0/0 @1']);
    expect(proposed(['accept tcp 80 from 10.0.0.0/9', 'accept tcp 80 from 10.128.0.0/9'])).toEqual([
      'accept 80 from 10.0.0.0/8 @1',
    ]);
  });
  test('others stay as they are', () => {
    expect(proposed(['accept tcp 80', 'accept tcp 82'])).toEqual([]);
    expect(proposed(['accept tcp 80', 'accept udp 81'])).toEqual([]);
    expect(proposed(['accept tcp 80 @1', 'accept tcp 81 @2'])).toEqual([]);
    expect(proposed(['accept tcp 80', '? tcp 81'])).toEqual([]);
  });
  test('decide as before, and are fewer', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 7 }), (lines) => {
        const texts = proposed(lines);
        const rules = texts.map((text) =>
          text
            .replace(/(\d+)-(\d+)/, '$1/$2')
            .replace(/ (\d+) from/, ' $1/$1 from')
            .replace(/^(\w+)/, '$1 tcp'),
        );
        const verdict = (all: readonly string[], n: number): string | undefined => all[n - 1]?.split(' ')[0];
        return (
          rules.length === 0 ||
          (rules.length < lines.length &&
            Array.from({ length: 12 }, (_, port) => port).every((port) =>
              addresses.every(
                (address) =>
                  verdict(lines, decider(lines, new Set(), port, address)) ===
                  verdict(rules, decider(rules, new Set(), port, address)),
              ),
            ))
        );
      }),
      { seed: 20261130, numRuns: 1000 },
    );
  });
});
