/** Drift between rules of the templates and of the account, by what they mean. */
import { describe, expect, test } from 'vitest';
import { account, driftBetween, terraform, told } from './both-sides.ts';

const drift = (template: readonly string[], live: readonly string[]): string[] =>
  told(driftBetween(terraform(template), account(live)));

describe('the same by meaning', () => {
  test.each([
    ['the same text', ['in tcp 22/22 10.0.0.0/8'], ['in tcp 22/22 10.0.0.0/8']],
    ['two halves of a block', ['in tcp 22/22 10.0.0.0/8'], ['in tcp 22/22 10.0.0.0/9', 'in tcp 22/22 10.128.0.0/9']],
    ['a block of two halves', ['in tcp 22/22 10.0.0.0/9', 'in tcp 22/22 10.128.0.0/9'], ['in tcp 22/22 10.0.0.0/8']],
    ['capitals', ['in TCP 22/22 10.0.0.0/8'], ['in tcp 22/22 10.0.0.0/8']],
    ['a number of a protocol', ['in 6 22/22 10.0.0.0/8'], ['in tcp 22/22 10.0.0.0/8']],
    ['all ports of all protocols', ['in all 1/65535 10.0.0.0/8'], ['in all -1/-1 10.0.0.0/8']],
    ['the same as a drop', ['in all 1/65535 10.0.0.0/8 drop'], ['in all -1/-1 10.0.0.0/8 drop']],
    ['a priority that is the default', ['in tcp 22/22 10.0.0.0/8'], ['in tcp 22/22 10.0.0.0/8 @1']],
    [
      'another order',
      ['in tcp 22/22 10.0.0.0/8', 'in udp 53/53 10.0.0.0/8'],
      ['in udp 53/53 10.0.0.0/8', 'in tcp 22/22 10.0.0.0/8'],
    ],
    ['ranges that touch', ['in tcp 80/81 10.0.0.0/8'], ['in tcp 80/80 10.0.0.0/8', 'in tcp 81/81 10.0.0.0/8']],
    ['host bits', ['in tcp 80/80 10.1.2.3/8'], ['in tcp 80/80 10.0.0.0/8']],
    ['an address without its length', ['in tcp 80/80 10.1.2.3'], ['in tcp 80/80 10.1.2.3/32']],
    ['IPv6 in another spelling', ['in tcp 80/80 2001:DB8:0::/48'], ['in tcp 80/80 2001:db8::/48']],
    [
      'a rule inside of another one',
      ['in tcp 80/80 10.0.0.0/8'],
      ['in tcp 80/80 10.0.0.0/8', 'in tcp 80/80 10.1.0.0/16'],
    ],
    ['the same rule twice', ['in tcp 80/80 10.0.0.0/8'], ['in tcp 80/80 10.0.0.0/8', 'in tcp 80/80 10.0.0.0/8']],
    ['outgoing rules', ['out all -1/-1 0.0.0.0/0'], ['out all -1/-1 0.0.0.0/0']],
    ['a group by its id', ['in tcp 80/80 sg-app'], ['in tcp 80/80 sg-app']],
    ['a group by its name', ['in tcp 80/80 alicloud_security_group.web.id'], ['in tcp 80/80 sg-web']],
  ])('%s', (_, template, live) => {
    expect(drift(template, live)).toEqual([]);
  });
});

describe('what differs', () => {
  const office = 'in tcp 22/22 203.0.113.0/24';
  test.each([
    [
      'a rule more',
      [office],
      [office, 'in tcp 3306/3306 0.0.0.0/0'],
      ['only-in-account: accept tcp 3306 from 0.0.0.0/0'],
    ],
    [
      'a rule less',
      [office, 'in tcp 80/80 0.0.0.0/0'],
      [office],
      ['only-in-template:  <- accept tcp 80 from 0.0.0.0/0'],
    ],
    [
      'a wider source',
      [office],
      ['in tcp 22/22 0.0.0.0/0'],
      ['differs: accept tcp 22 from 0.0.0.0/0 <- accept tcp 22 from 203.0.113.0/24'],
    ],
    [
      'more ports',
      ['in tcp 22/22 10.0.0.0/8'],
      ['in tcp 20/25 10.0.0.0/8'],
      ['differs: accept tcp 20/25 from 10.0.0.0/8 <- accept tcp 22 from 10.0.0.0/8'],
    ],
    [
      'another priority',
      [office],
      [`${office} @5`],
      ['differs: accept tcp 22 from 203.0.113.0/24 @5 <- accept tcp 22 from 203.0.113.0/24'],
    ],
    [
      'another verdict',
      [office],
      [`${office} drop`],
      ['differs: drop tcp 22 from 203.0.113.0/24 <- accept tcp 22 from 203.0.113.0/24'],
    ],
    [
      'half of a block',
      ['in tcp 22/22 10.0.0.0/8'],
      ['in tcp 22/22 10.0.0.0/9'],
      ['differs: accept tcp 22 from 10.0.0.0/9 <- accept tcp 22 from 10.0.0.0/8'],
    ],
    [
      'three quarters of a block',
      ['in tcp 22/22 10.0.0.0/8'],
      ['in tcp 22/22 10.0.0.0/9', 'in tcp 22/22 10.128.0.0/10'],
      ['differs: accept tcp 22 from 10.0.0.0/9 + accept tcp 22 from 10.128.0.0/10 <- accept tcp 22 from 10.0.0.0/8'],
    ],
    [
      'another port is another rule',
      ['in tcp 80/80 0.0.0.0/0'],
      ['in tcp 8080/8080 0.0.0.0/0'],
      ['only-in-account: accept tcp 8080 from 0.0.0.0/0', 'only-in-template:  <- accept tcp 80 from 0.0.0.0/0'],
    ],
    [
      'a group is no block',
      ['in tcp 80/80 10.0.0.0/8'],
      ['in tcp 80/80 sg-app'],
      ['only-in-account: accept tcp 80 from sg-app', 'only-in-template:  <- accept tcp 80 from 10.0.0.0/8'],
    ],
    [
      'the other direction',
      ['in tcp 80/80 10.0.0.0/8'],
      ['out tcp 80/80 10.0.0.0/8'],
      ['only-in-template:  <- accept tcp 80 from 10.0.0.0/8', 'only-in-account: accept tcp 80 to 10.0.0.0/8'],
    ],
  ])('%s', (_, template, live, expected) => {
    expect(drift(template, live)).toEqual(expected);
  });
});

describe('what is not known is neither missing nor extra', () => {
  const variable = (name: string): string => `variable "${name}" {}\n`;
  const between = (template: string, live: readonly string[]): string[] => told(driftBetween(template, account(live)));

  test('a source that is set at deployment may be the one that is there', () => {
    const text = variable('office') + terraform(['in tcp 22/22 var.office']);
    expect(between(text, ['in tcp 22/22 203.0.113.0/24'])).toEqual([
      'unknown: accept tcp 22 from 203.0.113.0/24 <- accept tcp 22 from ?',
    ]);
    expect(between(text, ['in tcp 3306/3306 0.0.0.0/0'])).toEqual([
      'only-in-account: accept tcp 3306 from 0.0.0.0/0',
      'unknown:  <- accept tcp 22 from ?',
    ]);
    // A group is never what an address turns out to be.
    expect(between(text, ['in tcp 22/22 sg-app'])[0]).toBe('only-in-account: accept tcp 22 from sg-app');
  });

  test('a group that is not known to be any of the account', () => {
    const text = `${terraform(['in tcp 80/80 alicloud_security_group.app.id'])}resource "alicloud_security_group" "app" {}\n`;
    expect(between(text, ['in tcp 80/80 sg-app'])).toEqual([
      'unknown: accept tcp 80 from sg-app <- accept tcp 80 from ?',
    ]);
  });

  test('a rule of a group that is not known', () => {
    const stray = `${variable('group')}resource "alicloud_security_group_rule" "stray" {
  type = "ingress"
  ip_protocol = "tcp"
  port_range = "443/443"
  cidr_ip = "0.0.0.0/0"
  security_group_id = var.group
}
`;
    expect(between(terraform([]) + stray, ['in tcp 443/443 0.0.0.0/0', 'in tcp 22/22 0.0.0.0/0'])).toEqual([
      'only-in-account: accept tcp 22 from 0.0.0.0/0',
      'unknown: accept tcp 443 from 0.0.0.0/0 <- accept tcp 443 from 0.0.0.0/0',
    ]);
  });

  test('rules that the snapshot does not have', () => {
    const { rows } = driftBetween(terraform(['in tcp 22/22 10.0.0.0/8']), account([], [], { rules: undefined }));
    expect(rows.map(({ kind, direction }) => `${kind} ${direction}`)).toEqual(['unknown ingress', 'unknown egress']);
  });
});

describe('what it comes to', () => {
  const effects = (template: readonly string[], live: readonly string[]): string[] =>
    driftBetween(terraform(template), account(live)).rows.flatMap((row) =>
      row.effects.map(
        ({ change, certainty, peer, protocol, ports }) =>
          `${row.kind}: ${change} ${certainty} ${protocol} ${ports ?? ''} ${peer.kind === 'addresses' ? peer.addresses : peer.kind === 'members' ? peer.of : '?'}`,
      ),
    );

  test('only the packets that the account lets in and the templates do not', () => {
    expect(effects(['in tcp 22/22 10.0.0.0/8'], ['in tcp 22/22 10.0.0.0/7'])).toEqual([
      'differs: opens certain tcp 22 11.0.0.0/8',
    ]);
    expect(effects(['in tcp 22/22 10.0.0.0/8'], ['in tcp 22/22 10.0.0.0/9'])).toEqual([
      'differs: closes certain tcp 22 10.128.0.0/9',
    ]);
    expect(
      effects(['in tcp 22/22 0.0.0.0/0 @5', 'in tcp 22/22 0.0.0.0/0 drop @1'], ['in tcp 22/22 0.0.0.0/0 @5']),
    ).toEqual(['only-in-template: opens certain tcp 22 0.0.0.0/0']);
  });

  test('nothing where another rule says the same', () => {
    expect(effects(['in tcp 22/22 0.0.0.0/0'], ['in tcp 22/22 0.0.0.0/0', 'in tcp 22/22 10.0.0.0/8 @5'])).toEqual([]);
    expect(effects(['in tcp 22/22 0.0.0.0/0'], ['in tcp 22/22 0.0.0.0/0 @7'])).toEqual([]);
  });

  test('members of a group', () => {
    expect(effects([], ['in tcp 6379/6379 sg-app'])).toEqual(['only-in-account: opens certain tcp 6379 sg-app']);
  });

  test('possibly, where the template may say it', () => {
    const text = `variable "office" {}\n${terraform(['in tcp 22/22 var.office'])}`;
    const { rows } = driftBetween(text, account(['in tcp 22/22 0.0.0.0/0']));
    expect(rows.flatMap((row) => row.effects.map(({ change, certainty }) => `${change} ${certainty}`))).toEqual([
      'opens possible',
    ]);
  });

  test('a basic group lets everything out anyway, an advanced one nothing', () => {
    expect(effects([], ['out all -1/-1 0.0.0.0/0'])).toEqual([]);
    const { rows } = driftBetween(terraform([]), account(['out tcp 443/443 0.0.0.0/0'], [], { type: 'enterprise' }));
    expect(rows.flatMap((row) => row.effects.map(({ change, direction }) => `${change} ${direction}`))).toEqual([
      'opens egress',
    ]);
  });
});
