/** References to nothing and to the wrong kind of resource. */
import { describe, expect, test } from 'vitest';
import { run, template } from '../services/run.ts';

const id = 'hygiene/dangling-reference';

const group = 'resource "alicloud_security_group" "web" {\n}\n';

function rule(reference: string): string {
  return `resource "alicloud_security_group_rule" "r" {\n  security_group_id = ${reference}\n}\n`;
}

describe('a missing resource', () => {
  test('is told where the module declares others of its type', () => {
    expect(run(id, group + rule('alicloud_security_group.wbe.id')).found).toEqual([
      'warning certain alicloud_security_group_rule.r alicloud_security_group.wbe.id',
    ]);
    expect(run(id, rule('alicloud_security_group.wbe.id')).found).toEqual([]);
  });

  test('is not what has no instance, or what is elsewhere', () => {
    const others = 'resource "alicloud_security_group" "none" {\n  count = 0\n}\nvariable "n" {}\n';
    const open = 'resource "alicloud_security_group" "open" {\n  count = var.n\n}\n';
    for (const reference of [
      'alicloud_security_group.none[0].id',
      'alicloud_security_group.open[0].id',
      'alicloud_security_group.open[1].id',
      'data.alicloud_security_groups.d.ids[0]',
      'module.m.id',
      '"sg-1"',
      'join("", alicloud_security_group.none.*.id)',
    ])
      expect(run(id, group + others + open + rule(reference)).found.filter((one) => !one.startsWith('syntax'))).toEqual(
        [],
      );
  });

  test('is not told where broken text may have hidden it', () => {
    const broken = 'resource "alicloud_security_group" "wbe" {\n  name = \n}}\n';
    const { found } = run(id, group + broken + rule('alicloud_security_group.wbe.id'));
    expect(found.filter((one) => !one.startsWith('syntax'))).toEqual([]);
  });

  test('is syntax/reference in ROS, once', () => {
    const text = template(`  Rule:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId:
        Ref: Nothing
`);
    expect(run(id, text).found).toEqual(['syntax/reference Nothing']);
  });
});

describe('the wrong kind', () => {
  const balancer = 'resource "alicloud_slb_load_balancer" "b" {\n}\n';
  test('is told by what is wanted', () => {
    const listener = 'resource "alicloud_slb_listener" "l" {\n  load_balancer_id = alicloud_security_group.web.id\n}\n';
    expect(run(id, group + balancer + listener).messages).toEqual([
      'The reference leads to a security group, alicloud_security_group.web, where a load balancer is wanted. Correct it.',
    ]);
    expect(run(id, balancer + rule('alicloud_slb_load_balancer.b.id')).found).toHaveLength(1);
  });

  test('is not an attribute that may be what is wanted', () => {
    const cluster = 'resource "alicloud_cs_managed_kubernetes" "k" {\n}\n';
    expect(run(id, cluster + rule('alicloud_cs_managed_kubernetes.k.security_group_id')).found).toEqual([]);
    expect(run(id, balancer + rule('alicloud_slb_load_balancer.b.security_group')).found).toEqual([]);
  });
});
