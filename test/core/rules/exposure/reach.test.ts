/** Severity follows reach: an open port that nothing leads to is a warning, and a finding tells the way that leads to it. */
import { describe, expect, test } from 'vitest';
import { lintOne } from './lint-one.ts';

const open = `resource "alicloud_security_group" "g" {
  vpc_id = "vpc-1"
}
resource "alicloud_security_group_rule" "ssh" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  cidr_ip           = "0.0.0.0/0"
  security_group_id = alicloud_security_group.g.id
}
`;

const instance = (more = ''): string => `resource "alicloud_instance" "web" {
  instance_type   = "ecs.g7.large"
  security_groups = [alicloud_security_group.g.id]
  ${more}
}
`;

const address = (of: string): string => `resource "alicloud_eip_association" "a" {
  allocation_id = "eip-1"
  instance_id   = ${of}
}
`;

const forward = (to: string, port = '22'): string => `resource "alicloud_forward_entry" "f" {
  forward_table_id = "ftb-1"
  external_ip      = "47.96.12.7"
  external_port    = "2022"
  internal_ip      = ${to}
  internal_port    = "${port}"
  ip_protocol      = "tcp"
}
`;

const balancer = (type: string, port: number): string => `resource "alicloud_slb_load_balancer" "lb" {
  address_type = "${type}"
}
resource "alicloud_slb_listener" "l" {
  load_balancer_id = alicloud_slb_load_balancer.lb.id
  protocol         = "tcp"
  frontend_port    = 2222
  backend_port     = ${port}
}
resource "alicloud_slb_backend_server" "b" {
  load_balancer_id = alicloud_slb_load_balancer.lb.id
  backend_servers {
    server_id = alicloud_instance.web.id
    weight    = 100
  }
}
`;

const acl = (port: string, policy: string): string => `resource "alicloud_network_acl" "acl" {
  vpc_id = "vpc-1"
  ingress_acl_entries {
    policy         = "${policy}"
    protocol       = "tcp"
    port           = "${port}"
    source_cidr_ip = "0.0.0.0/0"
  }
  resources {
    resource_id   = alicloud_vswitch.v.id
    resource_type = "VSwitch"
  }
}
resource "alicloud_vswitch" "v" {}
`;

/** Severity of the finding about SSH, and what it says of the way. */
function told(text: string): string[] {
  const { findings } = lintOne('main.tf', text, { only: /^exposure\/admin-port$/ });
  return findings.flatMap(({ severity, related }) => [
    severity,
    ...related.map(({ message }) => message.en).filter((one) => one !== 'the ports'),
  ]);
}

const unreachable = 'alicloud_instance.web has this group, and no way leads to it from the internet';
const atInstance = 'alicloud_instance.web';

test.each([
  ['a group alone', open, ['error']],
  ['a private instance', open + instance(), ['warning', unreachable]],
  ['no bandwidth', open + instance('internet_max_bandwidth_out = 0'), ['warning', unreachable]],
  ['bandwidth', open + instance('internet_max_bandwidth_out = 5'), ['error', `${atInstance} has a public address`]],
  [
    'bandwidth that is not known',
    `${open + instance('internet_max_bandwidth_out = var.b')}variable "b" {}\n`,
    ['error'],
  ],
  [
    'off by a variable, which is there to be switched on',
    `${open + instance('internet_max_bandwidth_out = var.b')}variable "b" {\n  default = 0\n}\n`,
    ['error'],
  ],
  [
    'an elastic address',
    open + instance() + address(`${atInstance}.id`),
    ['error', 'alicloud_eip_association.a binds a public IP address to it'],
  ],
  ['an elastic address of another', open + instance() + address('alicloud_nat_gateway.n.id'), ['warning', unreachable]],
  ['an elastic address of who knows', `${open + instance() + address('var.i')}variable "i" {}\n`, ['error']],
  [
    'DNAT',
    open + instance() + forward(`${atInstance}.private_ip`),
    ['error', 'alicloud_forward_entry.f forwards from the internet to it'],
  ],
  ['DNAT to another port', open + instance() + forward(`${atInstance}.private_ip`, '80'), ['warning', unreachable]],
  [
    'DNAT to its address',
    open + instance('private_ip = "10.0.0.7"') + forward('"10.0.0.7"'),
    ['error', 'alicloud_forward_entry.f forwards from the internet to it'],
  ],
  [
    'DNAT to another address',
    open + instance('private_ip = "10.0.0.7"') + forward('"10.0.0.8"'),
    ['warning', unreachable],
  ],
  ['DNAT to an address that may be its own', open + instance() + forward('"10.0.0.8"'), ['error']],
  [
    'a public listener',
    open + instance() + balancer('internet', 22),
    ['error', 'alicloud_slb_listener.l listens on the internet'],
  ],
  ['a public listener on another port', open + instance() + balancer('internet', 80), ['warning', unreachable]],
  ['an internal listener', open + instance() + balancer('intranet', 22), ['warning', unreachable]],
  [
    'another group of the instance that drops it first',
    `${open.replace('cidr_ip  ', 'priority = 9\n  cidr_ip  ')}resource "alicloud_security_group" "h" {}
resource "alicloud_security_group_rule" "no" {
  type              = "ingress"
  ip_protocol       = "all"
  port_range        = "-1/-1"
  cidr_ip           = "0.0.0.0/0"
  policy            = "drop"
  security_group_id = alicloud_security_group.h.id
}
${instance('internet_max_bandwidth_out = 5').replace('[alicloud_security_group.g.id]', '[alicloud_security_group.g.id, alicloud_security_group.h.id]')}`,
    ['warning', unreachable],
  ],
  [
    'a network ACL of its vSwitch that drops it',
    `${open + instance('internet_max_bandwidth_out = 5\n  vswitch_id = alicloud_vswitch.v.id')}${acl('22/22', 'drop')}`,
    ['warning', unreachable],
  ],
  [
    'a network ACL that drops something else',
    `${open + instance('internet_max_bandwidth_out = 5\n  vswitch_id = alicloud_vswitch.v.id')}${acl('23/23', 'drop')}`,
    ['error', `${atInstance} has a public address`],
  ],
  [
    'a network ACL of another vSwitch',
    `${open + instance('internet_max_bandwidth_out = 5\n  vswitch_id = "vsw-2"')}${acl('22/22', 'drop')}`,
    ['error', `${atInstance} has a public address`],
  ],
  [
    'what we cannot read has the group',
    `${open + instance()}resource "alicloud_unheard_of" "x" {\n  groups = [alicloud_security_group.g.id]\n}\n`,
    ['error'],
  ],
  [
    'what we cannot read leads to it',
    `${open + instance()}resource "alicloud_unheard_of_gateway" "x" {\n  server = alicloud_instance.web.id\n}\n`,
    ['error'],
  ],
  [
    'a listener whose backend port is not known',
    `${open + instance() + balancer('internet', 80).replace('= 80', '= var.p')}variable "p" {}\n`,
    ['error'],
  ],
  [
    'a server group of a load balancer elsewhere',
    `${open + instance()}resource "alicloud_slb_server_group" "s" {
  load_balancer_id = "lb-1"
  servers {
    server_ids = [alicloud_instance.web.id]
    port       = 22
  }
}
`,
    ['error'],
  ],
  [
    'DNAT to an internal load balancer in front of it',
    open + instance() + balancer('intranet', 22) + forward('alicloud_slb_load_balancer.lb.address', '2222'),
    ['error'],
  ],
  ['a launch template that may give an address', open + instance('launch_template_id = "lt-1"'), ['error']],
  [
    'a high-availability address',
    `${open + instance()}resource "alicloud_havip_attachment" "h" {\n  instance_id = alicloud_instance.web.id\n}\n`,
    ['error'],
  ],
  [
    'a command that runs on it',
    `${open + instance()}resource "alicloud_ecs_invocation" "c" {\n  instance_id = [alicloud_instance.web.id]\n}\n`,
    ['warning', unreachable],
  ],
  [
    'a network interface',
    `${open}resource "alicloud_ecs_network_interface" "i" {\n  security_group_ids = [alicloud_security_group.g.id]\n}\n`,
    ['warning', 'alicloud_ecs_network_interface.i has this group, and no way leads to it from the internet'],
  ],
])('%s', (_, text, expected) => {
  expect(told(text)).toEqual(expected);
});

test('an IPv6 address with internet bandwidth is a way in', () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {IpProtocol: tcp, PortRange: 22/22, Ipv6SourceCidrIp: '::/0'}
  Server:
    Type: ALIYUN::ECS::Instance
    Properties:
      AllocatePublicIP: false
      SecurityGroupId: !Ref Group
  Address:
    Type: ALIYUN::ECS::AssignIpv6Addresses
    Properties:
      NetworkInterfaceId: !GetAtt Server.PrimaryNetworkInterfaceId
  Bandwidth:
    Type: ALIYUN::VPC::Ipv6InternetBandwidth
    Properties:
      Ipv6AddressId: !Select [0, !GetAtt Address.Ipv6AddressIds]
`;
  const { findings } = lintOne('a.yml', text, { only: /^exposure\/admin-port$/ });
  expect(findings.map(({ severity }) => severity)).toEqual(['error']);
  const private_ = text.slice(0, text.indexOf('  Bandwidth:'));
  expect(
    lintOne('a.yml', private_, { only: /^exposure\/admin-port$/ }).findings.map(({ severity }) => severity),
  ).toEqual(['warning']);
});

const drop = (more: string): string => `resource "alicloud_security_group_rule" "drop" {
  type        = "ingress"
  ip_protocol = "tcp"
  port_range  = "22/22"
  cidr_ip     = "0.0.0.0/0"
  policy      = "drop"
  ${more}
}
`;
const accept = (more: string): string => drop(more).replace('"drop" {', '"accept" {').replace('"drop"', '"accept"');

describe('drops that close nothing', () => {
  const severities = (text: string): string[] =>
    lintOne('main.tf', text, { only: /^exposure\/admin-port$/ }).findings.map(({ severity }) => severity);

  test('of the group itself, to compare: it closes the port', () => {
    const group = 'security_group_id = "sg-1"\n  priority = ';
    expect(severities(accept(`${group}9`) + drop(`${group}1`))).toEqual([]);
  });
  test('those of another instance of a group that is not known', () => {
    const group = (n: number): string =>
      `security_group_id = var.groups[${n} + count.index]\n  count = 1\n  priority = ${9 - n}`;
    expect(severities(`variable "groups" {}\n${accept(group(0))}${drop(group(0))}`)).toEqual(['error']);
  });
  test('those that the API refuses', () => {
    const group = 'security_group_id = "sg-1"\n  priority = ';
    expect(severities(accept(`${group}9`) + drop(`${group}0`))).toEqual(['warning']);
    expect(severities(accept(`${group}9`) + drop(`${group}1`).replace('22/22', '-1/-1'))).toEqual(['warning']);
  });
  test('a policy that is set in one case only is the default in the other', () => {
    const policy = 'security_group_id = "sg-1"\n  ';
    const text = drop(policy).replace('"drop"\n', 'var.closed ? "drop" : null\n');
    expect(severities(`variable "closed" {\n  type = bool\n}\n${text}`)).toEqual(['warning']);
  });
});
