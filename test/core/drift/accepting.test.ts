/** Taking the account's rules into the text: what is written, and that no drift is left. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../core/changes/edit.ts';
import { editsOf } from '../../../core/changes/write.ts';
import { acceptance } from '../../../core/drift/accepting.ts';
import { driftOf } from '../../../core/drift/drift.ts';
import { account, accountUnits, terraform, told, unitsOf } from './both-sides.ts';

/** The text after one row after the other was accepted, as far as they can be. */
function accepted(path: string, template: string, live: string): string {
  let text = template;
  const units = accountUnits(live);
  for (let round = 0; round < 40; round++) {
    const drift = driftOf(unitsOf({ [path]: text }), units);
    const edits = drift.rows
      .map((row) => acceptance(row, drift.pairing))
      .map((fix) => fix && editsOf(fix))
      .find((some) => some !== undefined);
    if (!edits) return text;
    text = applyEdits(text, edits);
  }
  throw new Error('accepting does not end');
}

const left = (path: string, text: string, live: string): string[] =>
  told(driftOf(unitsOf({ [path]: text }), accountUnits(live)));

test('a source, ports, a priority and a verdict in Terraform', () => {
  const template = terraform(['in tcp 22/22 203.0.113.0/24', 'in tcp 80/80 0.0.0.0/0']);
  const changed = (rule: string): string => accepted('main.tf', template, account([rule, 'in tcp 80/80 0.0.0.0/0']));
  const line = (text: string): string => `${text}\n`;
  expect(changed('in tcp 22/22 0.0.0.0/0')).toBe(template.replace('203.0.113.0/24', '0.0.0.0/0'));
  expect(changed('in tcp 20/25 203.0.113.0/24')).toBe(template.replace('22/22', '20/25'));
  expect(changed('in tcp 22/22 203.0.113.0/24 drop')).toBe(template.replace('"accept"', '"drop"'));
  expect(changed('in tcp 22/22 203.0.113.0/24 @7')).toContain(line('  priority = 7'));
});

test('a rule more is written like the last one, a rule less is taken out', () => {
  const one = 'in tcp 80/80 0.0.0.0/0';
  const two = accepted('main.tf', terraform([one]), account([one, 'in tcp 443/443 10.0.0.0/8 @3']));
  expect(two).toMatchInlineSnapshot(`
    "resource "alicloud_security_group" "web" {
      security_group_name = "web"
    }
    resource "alicloud_security_group_rule" "r0" {
      type              = "ingress"
      ip_protocol       = "tcp"
      port_range        = "80/80"
      policy            = "accept"
      cidr_ip = "0.0.0.0/0"
      security_group_id = alicloud_security_group.web.id
    }

    resource "alicloud_security_group_rule" "r1" {
      type              = "ingress"
      ip_protocol       = "tcp"
      port_range        = "443/443"
      policy            = "accept"
      cidr_ip = "10.0.0.0/8"
      security_group_id = alicloud_security_group.web.id
      priority = 3
    }
    "
  `);
  expect(accepted('main.tf', two, account([one]))).toBe(terraform([one]));
});

test('the first rule of a group, from a group of the same text', () => {
  const live = account(
    ['in tcp 6379/6379 sg-app', 'out tcp 443/443 0.0.0.0/0 drop'],
    [{ id: 'sg-app', name: 'app', rules: [] }],
  );
  const template = `${terraform([])}resource "alicloud_security_group" "app" {\n  security_group_name = "app"\n}\n`;
  const text = accepted('main.tf', template, live);
  expect(text).toMatchInlineSnapshot(`
    "resource "alicloud_security_group" "web" {
      security_group_name = "web"
    }

    resource "alicloud_security_group_rule" "web_2" {
      type              = "egress"
      ip_protocol       = "tcp"
      port_range        = "443/443"
      security_group_id = alicloud_security_group.web.id
      cidr_ip           = "0.0.0.0/0"
      policy            = "drop"
    }

    resource "alicloud_security_group_rule" "web" {
      type                     = "ingress"
      ip_protocol              = "tcp"
      port_range               = "6379/6379"
      security_group_id        = alicloud_security_group.web.id
      source_security_group_id = alicloud_security_group.app.id
    }
    resource "alicloud_security_group" "app" {
      security_group_name = "app"
    }
    "
  `);
  expect(left('main.tf', text, live)).toEqual([]);
});

const ros = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Web:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupName: web
      SecurityGroupIngress:
        # the office
        - IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: 203.0.113.0/24
        - IpProtocol: tcp
          PortRange: 80/80
          SourceCidrIp: 0.0.0.0/0
`;

test('ROS: the list keeps its style and its comments', () => {
  const live = account(['in tcp 22/22 203.0.113.0/24 @2', 'in udp 53/53 10.0.0.0/8', 'out all -1/-1 10.0.0.0/8']);
  const text = accepted('web.yml', ros, live);
  expect(text).toMatchInlineSnapshot(`
    "ROSTemplateFormatVersion: '2015-09-01'
    Resources:
      Web:
        Type: ALIYUN::ECS::SecurityGroup
        Properties:
          SecurityGroupName: web
          SecurityGroupIngress:
            # the office
            - IpProtocol: tcp
              PortRange: 22/22
              SourceCidrIp: 203.0.113.0/24
              Priority: 2
            - IpProtocol: udp
              PortRange: 53/53
              SourceCidrIp: 10.0.0.0/8
          SecurityGroupEgress:
            - IpProtocol: all
              PortRange: -1/-1
              DestCidrIp: 10.0.0.0/8
    "
  `);
  expect(left('web.yml', text, live)).toEqual([]);
});

test('what one block says for many rules is not rewritten, and what is not known neither', () => {
  const many = terraform(['in tcp 80/80 0.0.0.0/0']).replace('r0" {', 'r0" {\n  count = 1');
  expect(accepted('main.tf', many, account(['in tcp 81/81 0.0.0.0/0', 'in tcp 80/80 10.0.0.0/8']))).not.toContain(
    '10.0.0.0/8',
  );
  const unknown = `variable "office" {}\n${terraform(['in tcp 22/22 var.office'])}`;
  expect(accepted('main.tf', unknown, account(['in tcp 22/22 10.0.0.0/8']))).toBe(unknown);
});

const rule = fc
  .record({
    way: fc.constantFrom('in', 'in', 'out'),
    what: fc.constantFrom('tcp 22/22', 'tcp 20/25', 'udp 53/53', 'all -1/-1', 'icmp -1/-1', 'tcp 1/65535'),
    peer: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '::/0', 'sg-app'),
    policy: fc.constantFrom('accept', 'drop'),
    priority: fc.constantFrom(1, 2),
  })
  .map(({ way, what, peer, policy, priority }) => `${way} ${what} ${peer} ${policy} @${priority}`);
const rules = fc.array(rule, { maxLength: 5 });

test('after everything was accepted there is no drift', () => {
  fc.assert(
    fc.property(rules, rules, (written, live) => {
      const snapshot = account(live);
      const text = accepted('main.tf', terraform(written), snapshot);
      expect(left('main.tf', text, snapshot)).toEqual([]);
      const inRos = accepted('web.yml', ros, snapshot);
      expect(left('web.yml', inRos, snapshot)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
