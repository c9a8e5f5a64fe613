/** Ties of accept and drop: told where the drop decides, and only there. */
import { describe, expect, test } from 'vitest';
import { rosIngress, terraformIngress } from '../../../../core/rules/exposure/examples.ts';
import { run } from '../services/run.ts';

const id = 'hygiene/conflicting-priority';

const accept = { ports: '1/1000', source: '10.0.0.0/8', priority: 10 } as const;
const drop = { ports: '22/22', source: '10.0.0.0/16', policy: 'drop', priority: 10 } as const;

function found(...rules: Parameters<typeof rosIngress>[0]): readonly string[] {
  return run(id, terraformIngress(rules).code).found;
}

describe('a tie', () => {
  test('is told on the priority of the accept rule, in either order', () => {
    expect(found(accept, drop)).toEqual(['warning certain alicloud_security_group_rule.rule 10']);
    expect(found(drop, accept)).toEqual(['warning certain alicloud_security_group_rule.rule2 10']);
    expect(run(id, rosIngress([accept, drop]).code).found).toEqual(['warning certain Group 10']);
  });

  test('is told on the rule where no priority is written', () => {
    const { priority: _, ...open } = accept;
    const { priority: __, ...closed } = drop;
    expect(found(open, closed)).toEqual(['warning certain alicloud_security_group_rule.rule "rule"']);
  });

  test('needs packets that match both', () => {
    expect(found(accept, { ...drop, priority: 9 })).toEqual([]);
    expect(found(accept, { ...drop, priority: 11 })).toEqual([]);
    expect(found(accept, { ...drop, ports: '2000/2000' })).toEqual([]);
    expect(found(accept, { ...drop, source: '192.168.0.0/16' })).toEqual([]);
    expect(found(accept, { ...drop, protocol: 'udp' })).toEqual([]);
  });

  test('is not told where a rule before the two decides', () => {
    const first = { ports: '22/22', source: '10.0.0.0/16', priority: 1 } as const;
    expect(found(first, accept, drop)).toEqual([]);
  });

  test('is shadowed-rule where nothing is left of the accept', () => {
    const all = { ...drop, ports: '1/65535', source: '0.0.0.0/0' };
    expect(found(accept, all)).toEqual([]);
    expect(run('hygiene/shadowed-rule', terraformIngress([accept, all]).code).found).toHaveLength(1);
  });

  test('with a group is told only where the block is everyone', () => {
    const members = (source: string) =>
      terraformIngress([{ ...accept, ports: '1/65535', source }]).code +
      terraformIngress([drop])
        .code.replace(/resource "alicloud_security_group" "group" \{[^}]*\}/, '')
        .replace('"rule"', '"members"')
        .replace(/cidr_ip .*/, 'source_security_group_id = "sg-2"');
    expect(run(id, members('0.0.0.0/0')).found).toEqual(['warning certain alicloud_security_group_rule.rule 10']);
    expect(run(id, members('10.0.0.0/8')).found).toEqual([]);
  });
});
