/** Groups that nothing uses; whatever might be use counts as use. */
import { describe, expect, test } from 'vitest';
import { lint } from '../../../../core/lint.ts';
import { PortSet } from '../../../../core/network/ports.ts';
import { unusedGroup } from '../../../../core/rules/hygiene/unused-group.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { run, template } from '../services/run.ts';

const id = 'hygiene/unused-group';

const group = 'resource "alicloud_security_group" "web" {\n}\n';
const unused = ['info certain alicloud_security_group.web "web"'];

function rule(attributes: string): string {
  return `resource "alicloud_security_group_rule" "r" {\n${attributes}\n}\n`;
}

describe('a group in Terraform', () => {
  test('is unused with nothing but its own rules', () => {
    expect(run(id, group).found).toEqual(unused);
    expect(run(id, group + rule('  security_group_id = alicloud_security_group.web.id')).found).toEqual(unused);
    const itself =
      '  security_group_id = alicloud_security_group.web.id\n  source_security_group_id = alicloud_security_group.web.id';
    expect(run(id, group + rule(itself)).found).toEqual(unused);
    const other =
      'resource "alicloud_security_group" "web2" {\n}\noutput "o" {\n  value = alicloud_security_group.web2.id\n}\n';
    expect(run(id, group + other).found).toEqual(unused);
  });

  test('is used by any other mention', () => {
    for (const use of [
      rule('  security_group_id = "sg-1"\n  source_security_group_id = alicloud_security_group.web.id'),
      'resource "alicloud_instance" "i" {\n  security_groups = alicloud_security_group.web.*.id\n}\n',
      'resource "any_other" "o" {\n  text = "a ${alicloud_security_group.web.id}"\n}\n',
      'module "m" {\n  source = "./m"\n  group = alicloud_security_group.web.id\n}\n',
      'output "o" {\n  value = alicloud_security_group.web.id\n}\n',
      'locals {\n  group = alicloud_security_group.web\n}\n',
    ])
      expect(run(id, group + use).found).toEqual([]);
  });

  test('is used by an output in another file', () => {
    const files = [
      new SourceText('main.tf', group),
      new SourceText('outputs.tf', 'output "o" {\n  value = alicloud_security_group.web.id\n}\n'),
    ];
    const config = {
      settings: { publicPorts: PortSet.none, networks: new Map() },
      rules: [{ rule: unusedGroup, severity: unusedGroup.severity, options: {} }],
      inlineSuppressions: false,
    };
    expect(lint(files.slice(0, 1), config).findings).toHaveLength(1);
    expect(lint(files, config).findings).toEqual([]);
  });

  test('is used where one block makes rules for it and from it', () => {
    const two = `${group}resource "alicloud_security_group" "db" {
}
resource "alicloud_security_group_rule" "r" {
  for_each = { web = alicloud_security_group.web.id, db = alicloud_security_group.db.id }
  security_group_id = each.value
  source_security_group_id = alicloud_security_group.web.id
}
`;
    expect(run(id, two).found).toEqual(['info certain alicloud_security_group.db "db"']);
  });
});

describe('a group in ROS', () => {
  const ros = '  SecurityGroup:\n    Type: ALIYUN::ECS::SecurityGroup\n';
  test('is not used by the name of its type', () => {
    expect(run(id, template(ros)).found).toEqual(['info certain SecurityGroup SecurityGroup']);
  });

  test('is used by outputs, dependencies and texts', () => {
    const output = 'Outputs:\n  Id:\n    Value: { Ref: SecurityGroup }\n';
    const sub = "Outputs:\n  Id:\n    Value: { 'Fn::Sub': 'x ${SecurityGroup.SecurityGroupId}' }\n";
    const after = '  Other:\n    Type: ALIYUN::ECS::VPC\n    DependsOn: SecurityGroup\n';
    for (const use of [output, sub, after]) expect(run(id, template(ros) + use).found).toEqual([]);
  });
});
