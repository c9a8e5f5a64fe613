/** How many rules a group and an interface have. */
import { describe, expect, test } from 'vitest';
import { run } from '../services/run.ts';

const id = 'hygiene/rule-quota';

function rules(group: string, count: string, extra = ''): string {
  return `resource "alicloud_security_group" "${group}" {
  vpc_id = "vpc-1"
}
resource "alicloud_security_group_rule" "${group}" {
  count             = ${count}
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "${extra || `\${count.index + 1}/\${count.index + 1}`}"
  cidr_ip           = "10.0.0.0/8"
  security_group_id = alicloud_security_group.${group}.id
}
`;
}

const instance = `resource "alicloud_instance" "web" {
  security_groups = [alicloud_security_group.a.id, alicloud_security_group.b.id]
}
`;

describe('the quota', () => {
  test('of a group is told on the group', () => {
    expect(run(id, rules('a', '5'), { rulesPerGroup: 5 }).found).toEqual([]);
    const { found, messages } = run(id, rules('a', '6'), { rulesPerGroup: 5 });
    expect(found).toEqual(['warning certain alicloud_security_group.a "a"']);
    expect(messages).toEqual([expect.stringContaining('has 6 rules, and the quota is 5')]);
  });

  test('counts what the API adds: a duplicate once', () => {
    expect(run(id, rules('a', '6', '22/22'), { rulesPerGroup: 5 }).found).toEqual([]);
  });

  test('is possible where some rules may not exist', () => {
    const maybe = `variable "on" {}\n${rules('a', '5')}${rules('b', 'var.on').replace('security_group.b.id', 'security_group.a.id')}`;
    expect(run(id, maybe, { rulesPerGroup: 5 }).found).toEqual(['warning possible alicloud_security_group.a "a"']);
  });

  test('of an interface goes over all of its groups', () => {
    const text = rules('a', '4') + rules('b', '4') + instance;
    expect(run(id, text, { rulesPerInterface: 8 }).found).toEqual([]);
    expect(run(id, text, { rulesPerInterface: 7 }).found).toEqual([
      'warning certain alicloud_instance.web alicloud_security_group.a.id',
    ]);
  });
});
