/** What would have to be asked of the account so that it says what the templates say. */
import { expect, test } from 'vitest';
import { driftOf } from '../../../core/drift/drift.ts';
import { type AccountIntent, accountIntents } from '../../../core/drift/intents.ts';
import { account, accountUnits, terraform, unitsOf } from './both-sides.ts';

function intents(template: string, live: string): readonly AccountIntent[] {
  const { rows, pairing } = driftOf(unitsOf({ 'main.tf': template }), accountUnits(live));
  return rows.flatMap((row) => accountIntents(row, pairing));
}

/** Rules of the account with ids, as `sgr-1`, `sgr-2` … */
function withIds(rules: readonly string[]): string {
  let count = 0;
  return account(rules, [{ id: 'sg-app', name: 'app', rules: [] }]).replaceAll(
    '{ "direction"',
    () => `{ "id": "sgr-${++count}", "direction"`,
  );
}

const told = (all: readonly AccountIntent[]): string[] =>
  all.map((one) => {
    const { rule } = one;
    const peer = Object.entries(rule.direction === 'ingress' ? rule.source : rule.dest)
      .flat()
      .join(' ');
    const id = 'ruleId' in one ? (one.ruleId ?? 'no id') : '';
    const words = [one.kind, one.groupId, id, rule.direction, rule.policy, rule.ipProtocol, rule.portRange, peer];
    return `${words.filter((word) => word !== '').join(' ')} @${rule.priority}`;
  });

test('a rule that the account lacks is authorized, a rule more is revoked', () => {
  const template = terraform(['in tcp 443/443 2001:db8::/32 @3', 'out all -1/-1 10.0.0.0/8 drop']);
  expect(told(intents(template, withIds(['in icmp -1/-1 0.0.0.0/0'])))).toEqual([
    'revoke sg-web sgr-1 ingress accept ICMP -1/-1 cidrIp 0.0.0.0/0 @1',
    'authorize sg-web ingress accept TCP 443/443 ipv6CidrIp 2001:db8::/32 @3',
    'authorize sg-web egress drop ALL -1/-1 cidrIp 10.0.0.0/8 @1',
  ]);
});

test('a rule that differs is modified by its id, and replaced where it has none', () => {
  const template = terraform(['in tcp 22/22 203.0.113.0/24']);
  expect(told(intents(template, withIds(['in tcp 22/22 0.0.0.0/0'])))).toEqual([
    'modify sg-web sgr-1 ingress accept TCP 22/22 cidrIp 203.0.113.0/24 @1',
  ]);
  // What both let in is not cut off in between.
  expect(told(intents(template, account(['in tcp 22/22 0.0.0.0/0'])))).toEqual([
    'authorize sg-web ingress accept TCP 22/22 cidrIp 203.0.113.0/24 @1',
    'revoke sg-web no id ingress accept TCP 22/22 cidrIp 0.0.0.0/0 @1',
  ]);
});

test('a priority is changed by taking the rule away first: the API knows both as one', () => {
  const template = terraform(['in tcp 22/22 203.0.113.0/24 @5']);
  expect(told(intents(template, account(['in tcp 22/22 203.0.113.0/24'])))).toEqual([
    'revoke sg-web no id ingress accept TCP 22/22 cidrIp 203.0.113.0/24 @1',
    'authorize sg-web ingress accept TCP 22/22 cidrIp 203.0.113.0/24 @5',
  ]);
});

test('several rules in the place of one, and groups by their id in the account', () => {
  const app = 'resource "alicloud_security_group" "app" {\n  security_group_name = "app"\n}\n';
  const template = app + terraform(['in tcp 80/80 10.0.0.0/8', 'in tcp 22/22 alicloud_security_group.app.id']);
  expect(told(intents(template, withIds(['in tcp 80/80 10.0.0.0/9', 'in tcp 80/80 10.128.0.0/10'])))).toEqual([
    'authorize sg-web ingress accept TCP 80/80 cidrIp 10.0.0.0/8 @1',
    'revoke sg-web sgr-1 ingress accept TCP 80/80 cidrIp 10.0.0.0/9 @1',
    'revoke sg-web sgr-2 ingress accept TCP 80/80 cidrIp 10.128.0.0/10 @1',
    'authorize sg-web ingress accept TCP 22/22 groupId sg-app @1',
  ]);
});

test('nothing is asked for where something is not known', () => {
  const template = `variable "office" {}\n${terraform(['in tcp 22/22 var.office'])}`;
  expect(intents(template, withIds(['in tcp 22/22 0.0.0.0/0']))).toEqual([]);
});
