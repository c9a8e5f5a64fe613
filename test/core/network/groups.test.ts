/**
 * Effective rules against a naive evaluator: it sorts the rules and asks each packet's first match, one packet after the
 * other. Facts: ECS user guide, security group rules.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verdicts } from '../../../core/exposure/question.ts';
import { AddressSet } from '../../../core/network/addresses.ts';
import { Diagrams } from '../../../core/network/first-match.ts';
import { type Decisions, effectiveRules, isAccepted, openedBy, ruleGroups } from '../../../core/network/groups.ts';
import type { SecurityGroupRule } from '../../../core/network/model.ts';
import { valuesIn } from '../../../core/network/packet-regions.ts';
import { cellsOf, decisionFor, type Packet, type PacketBox, spaceOf } from '../../../core/network/packets.ts';
import type { Protocol } from '../../../core/network/protocol.ts';
import type { Value } from '../../../core/values/value.ts';
import { modelWith } from './rule-text.ts';

function decisionsOf(lines: readonly string[], kind: 'normal' | 'enterprise' = 'normal'): Decisions {
  const model = modelWith(lines, kind);
  const [group] = ruleGroups(model);
  const { certain, possible } = effectiveRules(model, group as NonNullable<typeof group>, 'ingress');
  expect(possible).toBe(certain);
  return certain as Decisions;
}

function given<T>(field: Value<T> | undefined): T | undefined {
  return field?.kind === 'known' ? field.value : undefined;
}

/** Sorted by priority and drop before accept; the first that matches decides, and nothing comes in by default. */
function naive(rules: readonly SecurityGroupRule[], packet: Packet): boolean {
  const order = (rule: SecurityGroupRule): number =>
    (given(rule.priority) ?? 1) * 2 + (given(rule.policy) === 'accept' ? 1 : 0);
  const match = [...rules].sort((a, b) => order(a) - order(b)).find((rule) => matches(rule, packet));
  return match !== undefined && given(match.policy) === 'accept';
}

function matches(rule: SecurityGroupRule, packet: Packet): boolean {
  const protocol = given(rule.protocol);
  if (protocol !== 'all' && protocol !== packet.protocol) return false;
  const ports = given(rule.ports);
  if (ports && !ports.isAll && !ports.has(packet.port)) return false;
  const group = given(rule.peerGroup);
  if (group !== undefined && !packet.members?.has(`id:${group}`)) return false;
  const peer = given(rule.peerCidr);
  if (group === undefined && peer && !peer.has(packet.peer)) return false;
  const from = given(rule.sourcePorts);
  if (from && !from.isAll && !from.has(packet.sourcePort)) return false;
  const local = given(rule.localCidr);
  return !local || local.has(packet.local);
}

const protocols: readonly Protocol[] = ['tcp', 'udp', 'icmp', 'gre', 50];
const blocks = ['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8', '10.1.0.0/16', '10.1.2.3/32', '10.0.0.0/9'];
const sixes = ['::/0', '2000::/3', '2001:db8::/32'];
const ranges = ['1/65535', '22/22', '20/25', '23/30', '1/1024', '1000/2000', '65535/65535'];

const line = fc
  .record({
    policy: fc.constantFrom('accept', 'drop'),
    protocol: fc.constantFrom('tcp', 'tcp', 'udp', 'all', 'icmp', '50'),
    range: fc.constantFrom(...ranges),
    peer: fc.constantFrom(...blocks, ...sixes, 'sg-2', 'sg-3'),
    local: fc.option(fc.constantFrom(...blocks), { freq: 4 }),
    source: fc.option(fc.constantFrom(...ranges), { freq: 4 }),
    priority: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ policy, protocol, range, peer, local, source, priority }) => {
    const own = local !== null && !peer.includes(':') ? ` to ${local}` : '';
    const ports = protocol === 'tcp' || protocol === 'udp' ? ` ${range}` : '';
    return `${policy} ${protocol}${ports} from ${peer}${own}${source === null ? '' : ` source ${source}`} @${priority}`;
  });

/** Both sides of every bound that a rule has, and a few members. */
function boundaries(rules: readonly SecurityGroupRule[]): {
  readonly ports: readonly number[];
  readonly peers: readonly (number | bigint)[];
} {
  const ports = new Set([1, 65535]);
  const peers = new Set<number | bigint>([0, 2 ** 32 - 1, 0n, 2n ** 128n - 1n]);
  for (const rule of rules) {
    for (const set of [given(rule.ports), given(rule.sourcePorts)]) {
      for (const { from, to } of set?.intervals ?? []) for (const p of [from - 1, from, to, to + 1]) ports.add(p);
    }
    for (const set of [given(rule.peerCidr), given(rule.localCidr)]) {
      for (const { from, to } of set?.v4 ?? []) for (const p of [from - 1, from, to, to + 1]) peers.add(p);
      for (const { from, to } of set?.v6 ?? []) for (const p of [from - 1n, from, to, to + 1n]) peers.add(p);
    }
  }
  return {
    ports: [...ports].filter((p) => p >= 1 && p <= 65535),
    peers: [...peers].filter((p) => p >= 0 && (typeof p === 'bigint' ? p < 2n ** 128n : p < 2 ** 32)),
  };
}

const packetsEach = 250;

test('the algebra and a naive packet evaluator agree on every packet at every boundary', () => {
  let asked = 0;
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 9 }), fc.infiniteStream(fc.nat()), (lines, random) => {
      const decisions = decisionsOf(lines);
      const { securityGroupRules: rules } = modelWith(lines);
      const { ports, peers } = boundaries(rules);
      const pick = <T>(from: readonly T[]): T => from[(random.next().value as number) % from.length] as T;
      for (let i = 0; i < packetsEach; i++) {
        const peer = pick(peers);
        const packet: Packet = {
          protocol: pick(protocols),
          port: pick(ports),
          peer,
          sourcePort: pick(ports),
          // Packets do not mix the families.
          local: pick(peers.filter((one) => typeof one === typeof peer)),
          members: new Set(['id:sg-2', 'id:sg-3'].filter(() => pick([true, false]))),
        };
        const decider = decisionFor(decisions.diagram, decisions.space, packet);
        asked++;
        if (isAccepted(decisions, decider) !== naive(rules, packet)) return false;
      }
      return true;
    }),
    { seed: 20261126, numRuns: 400 },
  );
  expect(asked).toBe(100_000);
});

test('what is opened to strangers is what the naive evaluator lets in', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      const decisions = decisionsOf(lines);
      const { securityGroupRules: rules } = modelWith(lines);
      const { ports, peers } = boundaries(rules);
      const opened = openedBy(decisions);
      for (const protocol of protocols) {
        for (const port of ports) {
          for (const peer of peers) {
            const told = opened.some(
              (one) =>
                (one.protocols.includes('all') ||
                  one.protocols.includes(protocol) ||
                  (one.others && !decisions.space.protocols.includes(protocol))) &&
                one.ports.has(port) &&
                one.peers.has(peer),
            );
            const family = peers.filter((one) => typeof one === typeof peer);
            const naively = ports.some((sourcePort) =>
              family.some((local) => naive(rules, { protocol, port, peer, sourcePort, local })),
            );
            if (told !== naively) return false;
          }
        }
      }
      return true;
    }),
    { seed: 20261127, numRuns: 40 },
  );
});

test('two lists that decide alike are the same diagram, whatever their order and form', () => {
  const halves: PacketBox[] = [
    { protocol: 'tcp', ports: portsOf('1/100') },
    { protocol: 'tcp', ports: portsOf('101/200') },
  ];
  const whole: PacketBox[] = [{ protocol: 'tcp', ports: portsOf('1/200') }];
  const space = spaceOf([...halves, ...whole]);
  const diagrams = new Diagrams<boolean>();
  const make = (boxes: readonly PacketBox[]) =>
    diagrams.firstMatch(
      boxes.map((box) => cellsOf(box, space)),
      space.sizes,
      (matches) => matches.length > 0,
    );
  expect(make(halves)).toBe(make(whole));
  expect(make(halves.toReversed())).toBe(make(whole));
  expect(make(halves.slice(1))).not.toBe(make(whole));
});

test('combining two diagrams asks both for every packet', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), fc.array(line, { maxLength: 5 }), (left, right) => {
      const rules = [left, right].map((lines) => modelWith(lines).securityGroupRules);
      const boxes = rules.map((list) => decisionsBoxes(list));
      const space = spaceOf(boxes.flat());
      const diagrams = new Diagrams<number>();
      const [a, b] = boxes.map((list) =>
        diagrams.firstMatch(
          list.map((box) => cellsOf(box, space)),
          space.sizes,
          ([first = -1]) => first,
        ),
      );
      if (!a || !b) return false;
      const both = diagrams.combine(a, b, (x, y) => x * 100 + y);
      const { ports, peers } = boundaries(rules.flat());
      return ports.every((port) =>
        peers.every((peer) => {
          const packet: Packet = {
            protocol: 'tcp',
            port,
            peer,
            sourcePort: 1,
            local: typeof peer === 'bigint' ? 0n : 0,
          };
          const each = [a, b].map((one) => decisionFor(one, space, packet));
          return both !== undefined && decisionFor(both, space, packet) === (each[0] ?? 0) * 100 + (each[1] ?? 0);
        }),
      );
    }),
    { seed: 20261128, numRuns: 60 },
  );
});

test('boxes that all overlap in five dimensions are given up instead of taking the machine', () => {
  const some = (n: number): string => `${1 + ((n * 7919) % 30000)}/${30001 + ((n * 104729) % 30000)}`;
  const lines = Array.from(
    { length: 400 },
    (_, n) =>
      `accept tcp ${some(n)} from ${n % 200}.0.0.0/${1 + (n % 8)} to ${(n * 3) % 200}.0.0.0/${1 + (n % 7)} source ${some(n * 31)} @${1 + (n % 100)}`,
  );
  const model = modelWith(lines);
  const [group] = ruleGroups(model);
  const { certain } = effectiveRules(model, group as NonNullable<typeof group>, 'ingress');
  expect(certain === undefined || valuesIn(certain.diagram).size > 0).toBe(true);
});

test.each([
  [['drop tcp 22 from ? @1', 'accept tcp 22 @2'], 'may'],
  [['drop tcp ? @1', 'accept tcp 22 @2'], 'may'],
  [['drop tcp 22 @?', 'accept tcp 22 @2'], 'may'],
  [['accept tcp 22 @?'], 'may'],
  [['accept tcp 22 source ?'], 'may'],
  [['accept tcp 22 to ?'], 'may'],
  [['accept tcp 22 from ?'], 'may'],
  [['accept tcp ?'], 'may'],
  [['accept ? 22'], 'may'],
  [['? tcp 22'], 'may'],
  [['accept tcp 23 from ?'], 'cannot'],
  [['accept tcp 22 from ? @2', 'drop tcp 22 @1'], 'cannot'],
  [['accept tcp 22 @?', 'drop tcp 22 @1'], 'cannot'],
  [['accept tcp 22', 'drop tcp 22 from ? @2'], 'can'],
])('what is not known of a rule: %j', (lines, answer) => {
  const model = modelWith(lines, 'normal');
  const [group] = ruleGroups(model);
  const asked = { addresses: AddressSet.allIpv4, protocol: 'tcp', port: 22 } as const;
  const answers = verdicts(model, group as NonNullable<typeof group>, asked).map((one) => one.answer);
  expect(answers).toEqual([answer]);
});

function portsOf(text: string) {
  return given(modelWith([`accept tcp ${text}`]).securityGroupRules[0]?.ports);
}

function decisionsBoxes(rules: readonly SecurityGroupRule[]): readonly PacketBox[] {
  return rules.map((rule) => {
    const group = given(rule.peerGroup);
    return {
      protocol: given(rule.protocol) ?? 'all',
      ports: given(rule.ports),
      sourcePorts: given(rule.sourcePorts),
      local: given(rule.localCidr),
      ...(group === undefined ? { peer: given(rule.peerCidr) } : { member: `id:${String(group)}` }),
    };
  });
}
