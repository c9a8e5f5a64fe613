/** The default group: joined without a word, or written out. */
import { describe, expect, test } from 'vitest';
import { terraformIngress } from '../../../../core/rules/exposure/examples.ts';
import { run, template } from '../services/run.ts';

const id = 'hygiene/default-group';

const icmp = { protocol: 'icmp', ports: '-1/-1' } as const;

function found(priority: number, ...ports: readonly string[]): readonly string[] {
  const rules = [icmp, ...ports.map((port) => ({ ports: `${port}/${port}` }))].map((rule) => ({ ...rule, priority }));
  return run(id, terraformIngress(rules).code).found;
}

describe('the console’s rules', () => {
  test('are known by their ports and priority', () => {
    expect(found(100, '22', '3389')).toEqual(['info certain alicloud_security_group.group "group"']);
    expect(found(110, '22', '3389', '80', '443')).toHaveLength(1);
    expect(found(1, '22', '3389')).toEqual([]);
    expect(found(100, '22')).toEqual([]);
    expect(found(100, '22', '3389', '3306')).toEqual([]);
  });
});

describe('a container group', () => {
  test('joins the default group without one of its own, in ROS', () => {
    expect(run(id, template('  C:\n    Type: ALIYUN::ECI::ContainerGroup\n')).found).toEqual(['info certain C C']);
    expect(run(id, 'resource "alicloud_eci_container_group" "c" {\n}\n').found).toEqual([]);
    expect(run(id, template('  I:\n    Type: ALIYUN::ECS::Instance\n')).found).toEqual([]);
  });
});
