/** What a change opens and closes, against the naive question for every packet at every boundary. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Unit } from '../../../core/dialects/unit.ts';
import { readUnits } from '../../../core/dialects/units.ts';
import { type Change, changes } from '../../../core/exposure/compare.ts';
import type { PlacedUnit } from '../../../core/exposure/pairs.ts';
import { sourceKey } from '../../../core/exposure/row.ts';
import { SourceText } from '../../../core/text/source.ts';
import { modelWith } from '../network/rule-text.ts';

function placed(lines: readonly string[]): readonly PlacedUnit[] {
  const unit = { model: modelWith(lines, 'normal'), kubernetes: undefined } as Unit;
  return [{ place: '', unit }];
}

/** `opens certain tcp 22 from 0.0.0.0/0` */
function told(found: readonly Change[]): string[] {
  return found.map(({ change, row }) => {
    const from = sourceKey(row.from).replace('members ', '');
    return `${change} ${row.certainty} ${row.protocol} ${row.ports ?? ''} from ${from}`;
  });
}

const between = (before: readonly string[], after: readonly string[]): string[] =>
  told(changes(placed(before), placed(after)));

describe('rules', () => {
  test.each([
    ['nothing', ['accept tcp 22'], ['accept tcp 22'], []],
    ['another order', ['accept tcp 22', 'accept tcp 80'], ['accept tcp 80', 'accept tcp 22'], []],
    ['two as one', ['accept tcp 80', 'accept tcp 81'], ['accept tcp 80/81'], []],
    ['a port more', ['accept tcp 22'], ['accept tcp 22/23'], ['opens certain tcp 23 from 0.0.0.0/0']],
    ['a port less', ['accept tcp 22/23'], ['accept tcp 22'], ['closes certain tcp 23 from 0.0.0.0/0']],
    [
      'a drop before it',
      ['accept tcp 22 @5'],
      ['accept tcp 22 @5', 'drop tcp 22 @1'],
      ['closes certain tcp 22 from 0.0.0.0/0'],
    ],
    ['a drop behind it', ['accept tcp 22 @1'], ['accept tcp 22 @1', 'drop tcp 22 @5'], []],
    [
      'a drop that goes',
      ['accept all @5', 'drop tcp 22 @1'],
      ['accept all @5'],
      ['opens certain tcp 22 from 0.0.0.0/0'],
    ],
    [
      'half of the sources',
      ['accept tcp 22 from 0.0.0.0/1'],
      ['accept tcp 22'],
      ['opens certain tcp 22 from 128.0.0.0/1'],
    ],
    [
      'a source that moves',
      ['accept tcp 22 from 10.0.0.0/8'],
      ['accept tcp 22 from 11.0.0.0/8'],
      ['opens certain tcp 22 from 11.0.0.0/8', 'closes certain tcp 22 from 10.0.0.0/8'],
    ],
    [
      'what is not known',
      ['accept tcp 22'],
      ['accept tcp 22 @5', '? tcp 22 @1'],
      ['closes possible tcp 22 from 0.0.0.0/0'],
    ],
    [
      'members',
      ['accept tcp 22 from sg-2'],
      ['accept tcp 22 from sg-3'],
      ['opens certain tcp 22 from sg-3', 'closes certain tcp 22 from sg-2'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(between(before, after)).toEqual(expected);
  });
});

const line = fc
  .record({
    policy: fc.constantFrom('accept', 'drop'),
    protocol: fc.constantFrom('tcp', 'udp', 'all'),
    from: fc.integer({ min: 1, max: 6 }),
    length: fc.integer({ min: 0, max: 4 }),
    peer: fc.constantFrom('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8', '::/0'),
    priority: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ policy, protocol, from, length, peer, priority }) => {
    const ports = protocol === 'all' ? '' : ` ${from}/${from + length}`;
    return `${policy} ${protocol}${ports} from ${peer} @${priority}`;
  });

/** An address in each part of the line that the peers above divide. */
const addresses: readonly (readonly [bigint | number, readonly string[]])[] = [
  [0x01000001, ['0.0.0.0/0', '0.0.0.0/1']],
  [0x0a000001, ['0.0.0.0/0', '0.0.0.0/1', '10.0.0.0/8']],
  [0x80000001, ['0.0.0.0/0', '128.0.0.0/1']],
  [0x20010000000000000000000000000001n, ['::/0']],
];

function letsIn(lines: readonly string[], protocol: string, port: number, blocks: readonly string[]): boolean {
  const matching = lines.flatMap((text) => {
    const words = text.split(' ');
    const [policy = '', over = ''] = words;
    const [low = 1, high = 65535] = (over === 'all' ? '1/65535' : (words[2] ?? '')).split('/').map(Number);
    const peer = words[words.indexOf('from') + 1] ?? '';
    const rank = Number(words.at(-1)?.slice(1)) * 2 + (policy === 'accept' ? 1 : 0);
    const hit = (over === 'all' || over === protocol) && port >= low && port <= high && blocks.includes(peer);
    return hit ? [{ policy, rank }] : [];
  });
  return matching.sort((a, b) => a.rank - b.rank)[0]?.policy === 'accept';
}

function covers({ row }: Change, protocol: string, port: number, address: bigint | number): boolean {
  const over = row.protocol === protocol || (row.protocol === 'all' && !row.except?.some((one) => one === protocol));
  return over && (row.ports?.has(port) ?? true) && row.from.kind === 'addresses' && row.from.addresses.has(address);
}

test('a change is told for exactly the packets whose verdict changed', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.array(line, { maxLength: 6 }), (before, after) => {
      const found = changes(placed(before), placed(after));
      return ['tcp', 'udp'].every((protocol) =>
        Array.from({ length: 12 }, (_, i) => i + 1).every((port) =>
          addresses.every(([address, blocks]) => {
            const [was, is] = [before, after].map((lines) => letsIn(lines, protocol, port, blocks));
            const told = found.filter((one) => covers(one, protocol, port, address)).map(({ change }) => change);
            const expected = was === is ? [] : [is ? 'opens' : 'closes'];
            return [...new Set(told)].join() === expected.join();
          }),
        ),
      );
    }),
    { seed: 20261201, numRuns: 1500 },
  );
});

test('a version does not differ from itself', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => changes(placed(lines), placed(lines)).length === 0),
    { seed: 20261202, numRuns: 300 },
  );
});

describe('files', () => {
  const group = (ports: string, folder = 'main.tf'): SourceText =>
    new SourceText(
      folder,
      `resource "alicloud_security_group" "g" {}
resource "alicloud_security_group_rule" "r" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "${ports}"
  cidr_ip           = "0.0.0.0/0"
  security_group_id = alicloud_security_group.g.id
}
resource "alicloud_instance" "i" {
  security_groups = [alicloud_security_group.g.id]
}
`,
    );
  const address = new SourceText(
    'address.tf',
    'resource "alicloud_eip_association" "a" {\n  instance_id = alicloud_instance.i.id\n}\n',
  );
  const unitsOf = (place: string, ...files: SourceText[]): PlacedUnit[] =>
    readUnits(files).map((unit) => ({ place, unit }));

  test('a group that moves to another folder is the same', () => {
    expect(changes(unitsOf('a', group('22/22')), unitsOf('b', group('22/22')))).toEqual([]);
  });
  test('a group under another name in the same place, and letting in the same, is the same', () => {
    const renamed = new SourceText(
      'main.tf',
      group('22/22').text.replaceAll('"g"', '"h"').replaceAll('group.g.', 'group.h.'),
    );
    expect(changes(unitsOf('', group('22/22')), unitsOf('', renamed))).toEqual([]);
  });
  test('a group that moves into a module is the same', () => {
    const root = new SourceText('main.tf', 'module "m" {\n  source = "./m"\n}\n');
    const moved = new SourceText('m/main.tf', group('22/22').text);
    const workspace = {
      read: (path: string) => (path === 'm/main.tf' ? moved : undefined),
      bytes: () => undefined,
      list: (folder: string) => (folder === 'm' ? ['main.tf'] : undefined),
    };
    const around = { workspace, inputs: { varFiles: [], parameters: [] } };
    const after = readUnits([root], around).map((unit) => ({ place: '', unit }));
    const module = unitsOf('m', moved);
    expect(after[0]?.unit.model.securityGroups.map(({ resource }) => resource.address)).toEqual([
      'module.m.alicloud_security_group.g',
    ]);
    expect(changes(unitsOf('', group('22/22')), [...after, ...module])).toEqual([]);
  });
  test('an address makes reachable what was open before', () => {
    const found = changes(unitsOf('', group('22/22')), unitsOf('', group('22/22'), address));
    expect(told(found)).toEqual(['opens certain tcp 22 from 0.0.0.0/0']);
    expect(found[0]?.row).toMatchObject({ reach: 'exposed', ways: ['alicloud_eip_association.a'] });
    expect(told(changes(unitsOf('', group('22/22'), address), unitsOf('', group('22/22'))))).toEqual([
      'closes certain tcp 22 from 0.0.0.0/0',
    ]);
  });
  test('a group that is new opens what it lets in, one that goes closes it', () => {
    expect(told(changes([], unitsOf('', group('80/80'))))).toEqual(['opens certain tcp 80 from 0.0.0.0/0']);
    expect(told(changes(unitsOf('', group('80/80')), []))).toEqual(['closes certain tcp 80 from 0.0.0.0/0']);
  });
  test('a Service that becomes public opens its port', () => {
    const service = (type: string): SourceText =>
      new SourceText(
        'a.yaml',
        `apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec:\n  type: ${type}\n  selector: {app: db}\n  ports:\n    - port: 3306\n`,
      );
    expect(told(changes(unitsOf('', service('ClusterIP')), unitsOf('', service('LoadBalancer'))))).toEqual([
      'opens certain tcp 3306 from 0.0.0.0/0',
    ]);
  });
});
