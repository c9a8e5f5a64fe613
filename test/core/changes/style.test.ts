/** What a fix writes looks like the file: quotes, indentation, comments, order of keys, line ends, embedded texts. */
import { describe, expect, test } from 'vitest';
import { fixed, fixesIn } from './fixing.ts';

const ssh = 'exposure/admin-port';

describe('YAML', () => {
  const template = (rules: string) => `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Web:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
${rules}`;

  test('quotes, comments and the order of keys stay', () => {
    const before = template(`      # everybody, for now
      - SourceCidrIp: "0.0.0.0/0" # to be narrowed
        IpProtocol: 'tcp'
        PortRange: "22/22"
`);
    expect(fixed('t.yaml', before, ssh, 'Narrow to sites')).toBe(
      template(`      # everybody, for now
      - SourceCidrIp: "192.0.2.0/28" # to be narrowed
        IpProtocol: 'tcp'
        PortRange: "22/22"
      - SourceCidrIp: "198.51.100.0/25" # to be narrowed
        IpProtocol: 'tcp'
        PortRange: "22/22"
`),
    );
  });

  test('flow style stays in its line', () => {
    const before = template(`        - {IpProtocol: tcp, PortRange: 20/25, SourceCidrIp: 0.0.0.0/0}
        - {IpProtocol: tcp, PortRange: 443/443, SourceCidrIp: 0.0.0.0/0}
`);
    expect(fixed('t.yaml', before, ssh, 'Leave 22 out')).toBe(
      template(`        - {IpProtocol: tcp, PortRange: 20/21, SourceCidrIp: 0.0.0.0/0}
        - {IpProtocol: tcp, PortRange: 23/25, SourceCidrIp: 0.0.0.0/0}
        - {IpProtocol: tcp, PortRange: 443/443, SourceCidrIp: 0.0.0.0/0}
`),
    );
    expect(fixed('t.yaml', before, ssh, 'Remove')).toBe(
      template(`        - {IpProtocol: tcp, PortRange: 443/443, SourceCidrIp: 0.0.0.0/0}
`),
    );
  });

  test('lines end as they did', () => {
    const before = template(`        - IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: 0.0.0.0/0`).replaceAll('\n', '\r\n');
    const after = fixed('t.yaml', before, ssh, 'Narrow to sites');
    expect(after?.split('\r\n').slice(-6)).toEqual([
      '        - IpProtocol: tcp',
      '          PortRange: 22/22',
      '          SourceCidrIp: 192.0.2.0/28',
      '        - IpProtocol: tcp',
      '          PortRange: 22/22',
      '          SourceCidrIp: 198.51.100.0/25',
    ]);
    expect(after?.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test("a parameter's default is mended where it is written, and the use is not touched", () => {
    const named = (cidr: string) => `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Admin:
    Type: String
    Default: ${cidr}
Resources:
  Vpc:
    Type: ALIYUN::ECS::VPC
    Properties: { CidrBlock: !Ref Net }
  Web:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: !Ref Admin
`;
    const text = named('0.0.0.0/0').replace('Resources:', '  Net: { Type: String, Default: 10.0.0.0/8 }\nResources:');
    const after = named('203.0.113.0/24').replace(
      'Resources:',
      '  Net: { Type: String, Default: 10.0.0.0/8 }\nResources:',
    );
    expect(fixed('t.yaml', text, ssh, 'Narrow to office (203.0.113.0/24) where it is defined')).toBe(after);
    expect(fixed('t.yaml', text, ssh, 'Narrow to the VPC Vpc')).toBe(
      text.replace('SourceCidrIp: !Ref Admin', 'SourceCidrIp: !Ref Net'),
    );
  });

  test('a rule of its own gets a twin with a name of its own', () => {
    const own = (name: string, cidr: string) => `  ${name}:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: sg-1
      IpProtocol: tcp
      PortRange: 22/22
      SourceCidrIp: ${cidr}
`;
    const head = "ROSTemplateFormatVersion: '2015-09-01'\nResources:\n";
    expect(fixed('t.yaml', `${head}${own('Ssh', '0.0.0.0/0')}`, ssh, 'Narrow to sites')).toBe(
      `${head}${own('Ssh', '192.0.2.0/28')}${own('Ssh2', '198.51.100.0/25')}`,
    );
  });
});

describe('JSON', () => {
  const template = (rules: readonly object[], indent: number) =>
    `${JSON.stringify(
      {
        ROSTemplateFormatVersion: '2015-09-01',
        Resources: { Web: { Type: 'ALIYUN::ECS::SecurityGroup', Properties: { SecurityGroupIngress: rules } } },
      },
      null,
      indent,
    )}\n`;
  const rule = (cidr: string, ports = '22/22') => ({ IpProtocol: 'tcp', PortRange: ports, SourceCidrIp: cidr });

  test.each([2, 4, 0])('with an indentation of %d', (indent) => {
    const before = template([rule('0.0.0.0/0', '20/25'), rule('10.0.0.0/8')], indent);
    const plain = (text: string | undefined): unknown => JSON.parse(text ?? '');
    const split = fixed('t.json', before, ssh, 'Leave 22 out');
    const wanted = template([rule('0.0.0.0/0', '20/21'), rule('0.0.0.0/0', '23/25'), rule('10.0.0.0/8')], indent);
    expect(plain(split)).toEqual(plain(wanted));
    if (indent > 0) expect(split).toBe(wanted);
    const removed = fixed('t.json', before, ssh, 'Remove');
    expect(removed).toBe(template([rule('10.0.0.0/8')], indent));
  });
});

describe('HCL', () => {
  const rule = (name: string, cidr: string, more = '') => `resource "alicloud_security_group_rule" "${name}" {
  type              = "ingress"
  ip_protocol       = "tcp" # as before
  port_range        = "20/25"
  security_group_id = "sg-1"
  cidr_ip           = ${cidr}
${more}}
`;

  test('a drop is a rule like the one that it stands behind', () => {
    const before = rule('ssh', '"0.0.0.0/0"', '  priority          = 10\n');
    expect(fixed('main.tf', before, ssh, 'Add a rule that drops 22')).toBe(
      `${before}\n${before
        .replace('"ssh"', '"ssh_2"')
        .replace('20/25', '22/22')
        .replace('= 10\n', '= 10\n  policy            = "drop"\n')}`,
    );
  });

  test('a variable is mended at its default, or replaced here', () => {
    const variable = (cidr: string) => `variable "admin" {\n  default = "${cidr}"\n}\n\n`;
    const text = `${variable('0.0.0.0/0')}${rule('ssh', 'var.admin')}`;
    expect(fixed('main.tf', text, ssh, 'Narrow to office (203.0.113.0/24) where it is defined')).toBe(
      `${variable('203.0.113.0/24')}${rule('ssh', 'var.admin')}`,
    );
    expect(fixed('main.tf', text, ssh, 'Narrow to office (203.0.113.0/24)')).toBe(
      `${variable('0.0.0.0/0')}${rule('ssh', '"203.0.113.0/24"')}`,
    );
  });

  test('a loop is not unrolled: only what it goes over is mended', () => {
    const text = `locals {
  admins = { home = "0.0.0.0/0", work = "10.0.0.0/8" }
}

${rule('ssh', 'each.value', '  for_each = local.admins\n')}`;
    const titles = fixesIn('main.tf', text, ssh).map(({ fix }) => fix.title.en);
    expect(titles.filter((title) => !title.includes('where it is defined'))).toEqual([
      'Leave 22 out: open 20-21, 23-25',
    ]);
    expect(fixed('main.tf', text, ssh, 'Narrow to office')).toBe(text.replace('0.0.0.0/0', '203.0.113.0/24'));
  });

  test("the VPC's block is referred to", () => {
    const vpc = 'resource "alicloud_vpc" "main" {\n  cidr_block = var.cidr\n}\n\nvariable "cidr" {}\n\n';
    expect(fixed('main.tf', `${vpc}${rule('ssh', '"0.0.0.0/0"')}`, ssh, 'Narrow to the VPC')).toBe(
      `${vpc}${rule('ssh', 'alicloud_vpc.main.cidr_block')}`,
    );
  });

  test('inside of a template of ROS it is indented like its neighbours', () => {
    const inner = `${rule('ssh', '"0.0.0.0/0"')}\n${rule('web', '"10.0.0.0/8"')}`;
    const template = (hcl: string) => `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Terraform-v1.5
Workspace:
  main.tf: |
${hcl.replace(/^(?=.)/gm, '    ')}`;
    expect(fixed('t.yaml', template(inner), ssh, 'Remove')).toBe(template(rule('web', '"10.0.0.0/8"')));
    expect(fixed('t.yaml', template(inner), ssh, 'Leave 22 out')).toBe(
      template(
        `${rule('ssh', '"0.0.0.0/0"').replace('20/25', '20/21')}\n${rule('ssh_2', '"0.0.0.0/0"').replace('20/25', '23/25')}\n${rule('web', '"10.0.0.0/8"')}`,
      ),
    );
  });
});

describe('a list that has the new entry already gets it no second time', () => {
  const rule = 'exposure/database-whitelist';

  test('one of several entries', () => {
    const list = (entries: string) =>
      `resource "alicloud_db_instance" "db" {\n  engine       = "MySQL"\n  security_ips = [${entries}]\n}\n`;
    expect(fixed('main.tf', list('"192.0.2.0/28", "0.0.0.0/0"'), rule, 'Narrow to sites')).toBe(
      list('"192.0.2.0/28", "198.51.100.0/25"'),
    );
  });

  test('a text with commas', () => {
    const text = (entries: string) =>
      `ROSTemplateFormatVersion: '2015-09-01'\nResources:\n  Db:\n    Type: ALIYUN::RDS::DBInstance\n    Properties:\n      Engine: MySQL\n      SecurityIPList: ${entries}\n`;
    expect(fixed('t.yaml', text('192.0.2.0/28,0.0.0.0/0'), rule, 'Narrow to sites')).toBe(
      text('192.0.2.0/28,198.51.100.0/25'),
    );
  });

  test('the only entry, in the default of a variable', () => {
    const variable = (entries: string) => `variable "admins" {
  default = [${entries}]
}

resource "alicloud_security_group_rule" "ssh" {
  for_each          = toset(var.admins)
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  cidr_ip           = each.value
  security_group_id = "sg-1"
}
`;
    expect(fixed('main.tf', variable('"203.0.113.0/24", "0.0.0.0/0"'), ssh, 'Narrow to office')).toBe(
      variable('"203.0.113.0/24"'),
    );
  });
});
