/** Findings through modules: where they are shown, and the way that they tell. */
import { expect, test } from 'vitest';
import { resolveConfig } from '../../core/config/resolve.ts';
import { emptyConfig } from '../../core/config/schema.ts';
import { type Finding, lint } from '../../core/lint.ts';
import { rules } from '../../core/rules/index.ts';
import { filesOf } from './dialects/workspace.ts';

const config = resolveConfig(emptyConfig, rules);

function findings(texts: Readonly<Record<string, string>>, folder: string): readonly Finding[] {
  const files = filesOf(texts);
  return lint(files.in(folder), config, files.surroundings).findings;
}

/** `file line rule resource`, then each related place as `> file line: message`. */
function told(texts: Readonly<Record<string, string>>, folder: string): string[] {
  return findings(texts, folder).flatMap(({ rule, at, resource, related }) => [
    `${at.source.path} ${at.source.positionAt(at.start).line + 1} ${rule} ${resource}`,
    ...related.map(
      (one) => `> ${one.at.source.path} ${one.at.source.positionAt(one.at.start).line + 1}: ${one.message.en}`,
    ),
  ]);
}

const module = `variable "cidr" {}
resource "alicloud_security_group_rule" "ssh" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  cidr_ip           = var.cidr
  security_group_id = "sg-1"
}
`;

const call = (source: string): string => `locals {
  world = "0.0.0.0/0"
}
module "bastion" {
  source = "${source}"
  cidr   = local.world
}
`;

test('a finding in a module is shown there, with the way through its call', () => {
  expect(told({ 'prod/main.tf': call('../ssh'), 'ssh/main.tf': module }, 'prod')).toEqual([
    'ssh/main.tf 6 exposure/admin-port module.bastion.alicloud_security_group_rule.ssh',
    '> prod/main.tf 6: passed on here: local.world',
    '> prod/main.tf 2: the value comes from here',
    '> ssh/main.tf 5: the ports',
  ]);
  expect(told({ 'ssh/main.tf': module }, 'ssh')).toEqual([]);
});

test('a finding in a downloaded module is shown in the text that calls it', () => {
  const texts = {
    'prod/main.tf': call('acme/ssh/alicloud'),
    'prod/.terraform/modules/modules.json':
      '{"Modules": [{"Key": "bastion", "Source": "acme/ssh/alicloud", "Dir": ".terraform/modules/bastion"}]}',
    'prod/.terraform/modules/bastion/main.tf': module,
  };
  expect(told(texts, 'prod')).toEqual([
    'prod/main.tf 6 exposure/admin-port module.bastion.alicloud_security_group_rule.ssh',
    '> prod/.terraform/modules/bastion/main.tf 6: it stands in this module',
    '> prod/main.tf 2: the value comes from here',
    '> prod/.terraform/modules/bastion/main.tf 5: the ports',
  ]);
  const inside = { ...texts, 'prod/.terraform/modules/bastion/main.tf': module.replace('var.cidr', '"0.0.0.0/0"') };
  expect(told(inside, 'prod')).toEqual([
    'prod/main.tf 4 exposure/admin-port module.bastion.alicloud_security_group_rule.ssh',
    '> prod/.terraform/modules/bastion/main.tf 6: it stands in this module',
    '> prod/.terraform/modules/bastion/main.tf 5: the ports',
  ]);
});

test('a comment in the module accepts the finding for every call', () => {
  const accepted = module.replace('var.cidr\n', 'var.cidr # portguard:ignore exposure/admin-port -- behind the VPN\n');
  expect(told({ 'prod/main.tf': call('../ssh'), 'ssh/main.tf': accepted }, 'prod')).toEqual([]);
  // By itself the module has no finding, but its value is not known: the comment is not called unused.
  expect(told({ 'ssh/main.tf': accepted }, 'ssh')).toEqual([]);
});

test('a computed value tells what it was computed from', () => {
  const text = `variable "address" {
  default = "0.0.0.0"
}
resource "alicloud_security_group_rule" "ssh" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  cidr_ip           = "\${var.address}/0"
  security_group_id = "sg-1"
}
`;
  expect(told({ 'prod/main.tf': text }, 'prod')).toEqual([
    'prod/main.tf 8 exposure/admin-port alicloud_security_group_rule.ssh',
    '> prod/main.tf 2: computed from this: "0.0.0.0"',
    '> prod/main.tf 7: the ports',
  ]);
});

test('a value that is too much to evaluate is said', () => {
  const text = `locals {
  a = [for i in range(1000) : [for j in range(1000) : [for k in range(1000) : "0.0.0.0/0"]]]
}
${module.replace('variable "cidr" {}\n', '').replace('var.cidr', 'local.a[0][0][0]')}`;
  expect(findings({ 'prod/main.tf': text }, 'prod').map(({ rule, severity }) => `${severity} ${rule}`)).toContain(
    'info syntax/limit',
  );
});
