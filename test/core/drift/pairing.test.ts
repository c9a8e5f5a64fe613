/** Which group of the templates is which one of the account. */
import { expect, test } from 'vitest';
import { driftOf, templateName } from '../../../core/drift/drift.ts';
import { account, accountUnits, terraform, unitsOf } from './both-sides.ts';

const other = { id: 'sg-app', name: 'app', type: 'normal', rules: [] } as const;
const managed = { id: 'sg-ack', name: 'web', serviceManaged: true, rules: [] } as const;
const live = account([], [other, managed]);

function paired(
  files: Readonly<Record<string, string>>,
  text = live,
  accountGroups: Readonly<Record<string, string>> = {},
): string[] {
  const { pairing } = driftOf(unitsOf(files, accountGroups), accountUnits(text));
  return [
    ...pairing.pairs.map(
      ({ account: { id }, template, by }) => `${template.map(templateName).join(' + ')} = ${id} by ${by}`,
    ),
    ...pairing.onlyTemplate.map((one) => `${templateName(one)} = ?`),
  ];
}

test('by its name, where one group of the account has it; groups of services do not count', () => {
  expect(paired({ 'main.tf': terraform([]) })).toEqual(['alicloud_security_group.web = sg-web by name']);
  expect(paired({ 'main.tf': terraform([], 'name = "web"') })).toEqual([
    'alicloud_security_group.web = sg-web by name',
  ]);
  expect(paired({ 'main.tf': terraform([], '') })).toEqual(['alicloud_security_group.web = ?']);
});

test('not by a name that two groups have, unless the VPC says which', () => {
  const two = account([], [{ id: 'sg-old', name: 'web', vpcId: 'vpc-old', rules: [] }], { vpcId: 'vpc-new' });
  expect(paired({ 'main.tf': terraform([]) }, two)).toEqual(['alicloud_security_group.web = ?']);
  const inVpc = 'security_group_name = "web"\n  vpc_id = "vpc-old"';
  expect(paired({ 'main.tf': terraform([], inVpc) }, two)).toEqual(['alicloud_security_group.web = sg-old by name']);
  const twice = `${terraform([])}resource "alicloud_security_group" "second" {\n  security_group_name = "web"\n}\n`;
  expect(paired({ 'main.tf': twice })).toEqual([
    'alicloud_security_group.web = ?',
    'alicloud_security_group.second = ?',
  ]);
});

test('by the configuration, whatever the name', () => {
  const said = { 'alicloud_security_group.web': 'sg-app' };
  expect(paired({ 'main.tf': terraform([]) }, live, said)).toEqual([
    'alicloud_security_group.web = sg-app by configuration',
  ]);
  // An id that the snapshot does not have.
  expect(paired({ 'main.tf': terraform([]) }, live, { 'alicloud_security_group.web': 'sg-gone' })).toEqual([
    'alicloud_security_group.web = ?',
  ]);
});

test('by the state that lies beside, which also says which group a rule is about', () => {
  const state = JSON.stringify({
    version: 4,
    lineage: 'x',
    resources: [
      {
        mode: 'managed',
        type: 'alicloud_security_group',
        name: 'web',
        instances: [{ attributes: { id: 'sg-app', security_group_name: 'web' } }],
      },
    ],
  });
  const files = { 'main.tf': terraform([]), 'terraform.tfstate': state };
  expect(paired(files)).toEqual(['alicloud_security_group.web = sg-app by state']);
});

test('by an id that a rule names, together with the group itself', () => {
  const rule = `resource "alicloud_security_group_rule" "more" {
  type = "ingress"
  ip_protocol = "tcp"
  port_range = "443/443"
  cidr_ip = "0.0.0.0/0"
  security_group_id = "sg-web"
}
`;
  const ros = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Web:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupName: web
`;
  const files = { 'main.tf': rule, 'ros.yml': ros };
  expect(paired(files)).toEqual(['Web + sg-web = sg-web by name']);
  const { rows } = driftOf(unitsOf(files), accountUnits(account([])));
  expect(rows.map(({ kind }) => kind)).toEqual(['only-in-template']);
});

test('groups that are on one side only are told, those of services counted', () => {
  const { pairing, rows } = driftOf(unitsOf({ 'main.tf': terraform([]) }), accountUnits(live));
  expect(pairing.onlyAccount.map(({ id }) => id)).toEqual(['sg-app']);
  expect(pairing.managed.map(({ id }) => id)).toEqual(['sg-ack']);
  expect(rows).toEqual([]);
});
