/** Plans and states beside their configuration: where findings are shown, and that none is told twice. */
import { expect, test } from 'vitest';
import { resolveConfig } from '../../../../../core/config/resolve.ts';
import { emptyConfig } from '../../../../../core/config/schema.ts';
import { type Finding, lint } from '../../../../../core/lint.ts';
import { rules } from '../../../../../core/rules/index.ts';
import { filesOf } from '../../workspace.ts';
import { type Change, planText, state } from './plan-text.ts';

const config = resolveConfig(emptyConfig, rules);

/** `file line rule resource`, then each related place as `> file line: message`. */
function told(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ rule, at, resource, related }) => [
    `${at.source.path} ${at.source.positionAt(at.start).line + 1} ${rule} ${resource}`,
    ...related.map(
      (one) => `> ${one.at.source.path} ${one.at.source.positionAt(one.at.start).line + 1}: ${one.message.en}`,
    ),
  ]);
}

function findings(texts: Readonly<Record<string, string>>, folder = ''): string[] {
  const files = filesOf(texts);
  return told(lint(files.in(folder), config, files.surroundings).findings);
}

const source = (cidr: string, more = ''): string => `resource "alicloud_security_group_rule" "ssh" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  security_group_id = "sg-1"
  cidr_ip           = ${cidr}
${more}}
variable "admin" {}
`;

const rule = (address: string, cidr: string): Change => ({
  address,
  after: {
    type: 'ingress',
    ip_protocol: 'tcp',
    port_range: '22/22',
    cidr_ip: cidr,
    security_group_id: 'sg-1',
    policy: 'accept',
  },
  unknown: { id: true },
});

const open = rule('alicloud_security_group_rule.ssh', '0.0.0.0/0');

test('without its configuration a finding stands in the plan', () => {
  expect(findings({ 'plan.json': planText([open]) })).toEqual([
    'plan.json 1 exposure/admin-port alicloud_security_group_rule.ssh',
    '> plan.json 1: the ports',
  ]);
});

test('beside its configuration it stands there, and the plan is where the value comes from', () => {
  const texts = { 'main.tf': source('var.admin'), 'plan.json': planText([open]) };
  expect(findings(texts)).toEqual([
    'main.tf 6 exposure/admin-port alicloud_security_group_rule.ssh',
    '> plan.json 1: the value comes from here',
    '> main.tf 4: the ports',
  ]);
});

test('what the configuration tells itself is told once', () => {
  const alone = findings({ 'main.tf': source('"0.0.0.0/0"') });
  expect(alone).toHaveLength(2);
  expect(findings({ 'main.tf': source('"0.0.0.0/0"'), 'plan.json': planText([open]) })).toEqual(alone);
});

test('instances come from one block', () => {
  const texts = {
    'main.tf': source('var.admin', '  count = var.n\n').concat('variable "n" {}\n'),
    'plan.json': planText(['0', '1'].map((i) => rule(`alicloud_security_group_rule.ssh[${i}]`, '0.0.0.0/0'))),
  };
  expect(findings(texts).filter((line) => !line.startsWith('>'))).toEqual([
    'main.tf 1 hygiene/duplicate-rule alicloud_security_group_rule.ssh[1]',
    'main.tf 6 exposure/admin-port alicloud_security_group_rule.ssh[0]',
  ]);
});

test('the configuration in the workspace does as well, with its suppressions', () => {
  const cidr = '0.0.0.0/0';
  const suppressed = source('var.admin').replace(
    '  cidr_ip',
    '  # portguard:ignore exposure/admin-port -- bastion\n  cidr_ip',
  );
  const files = filesOf({ 'main.tf': source('var.admin'), 'plan.json': planText([rule(open.address, cidr)]) });
  const plan = [files.file('plan.json')];
  expect(told(lint(plan, config, files.surroundings).findings)[0]).toBe(
    'main.tf 6 exposure/admin-port alicloud_security_group_rule.ssh',
  );
  const quiet = filesOf({ 'main.tf': suppressed, 'plan.json': planText([open]) });
  const result = lint([quiet.file('plan.json')], config, quiet.surroundings);
  expect(told(result.findings)).toEqual([]);
  expect(result.suppressed).toHaveLength(1);
});

test('a finding says which plan tells it', () => {
  const files = filesOf({ 'main.tf': source('"0.0.0.0/0"'), 'plan.json': planText([open]) });
  const [finding] = lint(files.in(''), config, files.surroundings).findings;
  expect(finding?.at.source.path).toBe('main.tf');
  expect(finding?.toldBy?.path).toBe('plan.json');
});

test('resources of modules are found in theirs', () => {
  const texts = {
    'main.tf': 'module "m" {\n  source = "./m"\n  admin = var.x\n}\nvariable "x" {}\n',
    'm/main.tf': source('var.admin'),
    'plan.json': planText([rule('module.m.alicloud_security_group_rule.ssh', '0.0.0.0/0')]),
  };
  expect(findings(texts)[0]).toBe('m/main.tf 6 exposure/admin-port module.m.alicloud_security_group_rule.ssh');
});

test('items of blocks are found in any order', () => {
  const permission = (cidr: string) => `  permissions {
    direction = "ingress"
    policy = "accept"
    ip_protocol = "tcp"
    port_range = "22/22"
    source_cidr_ip = ${cidr}
  }
`;
  const main = `resource "alicloud_ens_security_group" "g" {\n${permission('"10.0.0.0/8"')}${permission('var.c')}}\nvariable "c" {}\n`;
  const item = (cidr: string) => ({
    direction: 'ingress',
    policy: 'accept',
    ip_protocol: 'tcp',
    port_range: '22/22',
    source_cidr_ip: cidr,
  });
  const change = {
    address: 'alicloud_ens_security_group.g',
    after: { permissions: [item('0.0.0.0/0'), item('10.0.0.0/8')] },
  };
  const [finding] = findings({ 'main.tf': main, 'plan.json': planText([change]) });
  expect(finding).toBe('main.tf 13 exposure/simple-server alicloud_ens_security_group.g');
});

test('a reference that the plan does not tell is taken from the configuration', () => {
  const group = 'resource "alicloud_security_group" "g" {\n}\nlocals {\n  group = alicloud_security_group.g.id\n}\n';
  const main = `${group}${source('"10.0.0.0/8"').replace('"sg-1"', 'local.group')}`;
  const after = { type: 'ingress', ip_protocol: 'tcp', port_range: '22/22', cidr_ip: '10.0.0.0/8' };
  const changes = [
    { address: 'alicloud_security_group.g', unknown: { id: true } },
    { address: open.address, after, unknown: { security_group_id: true } },
  ];
  const files = filesOf({ 'main.tf': main, 'plan.json': planText(changes) });
  expect(lint(files.in(''), config, files.surroundings).unresolved).toEqual([]);
});

test('a state is read beside its configuration like a plan', () => {
  const attributes = { ...open.after, id: 'r-1' };
  const texts = {
    'main.tf': source('var.admin'),
    'terraform.tfstate': state([{ type: 'alicloud_security_group_rule', name: 'ssh', instances: [{ attributes }] }])
      .text,
  };
  expect(findings(texts)[0]).toBe('main.tf 6 exposure/admin-port alicloud_security_group_rule.ssh');
});
