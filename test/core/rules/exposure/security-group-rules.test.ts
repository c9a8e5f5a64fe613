/** What one security group rule is reported for, and what it is not. */
import { describe, expect, test } from 'vitest';
import { PortSet } from '../../../../core/network/ports.ts';
import { brief, lintOne, rule, underlined } from './lint-one.ts';

const recommended = /^exposure\/(?!unlisted|public-source|egress|database-source)/;

function of(attributes: Readonly<Record<string, string>>, only = recommended): string[] {
  return brief('main.tf', rule(attributes), { only });
}

describe('risky ports', () => {
  test('are found inside a range, as the wrong source', () => {
    expect(of({ port_range: '"22/22"' })).toEqual(['exposure/admin-port@6 error']);
    expect(underlined('main.tf', rule({}), { only: recommended })).toEqual(['"0.0.0.0/0"']);
    const [finding] = lintOne('main.tf', rule({ port_range: '"20/22"' }), { only: /admin-port/ }).findings;
    expect(finding?.message.en).toBe(
      'Port 22 (SSH) is open to the internet: source 0.0.0.0/0 may connect with tcp 20/22. Narrow the source to your office network or a bastion host.',
    );
    expect(finding?.message.zh).toContain('端口 22 (SSH) 对互联网开放');
    expect(finding?.related).toHaveLength(1);
  });

  test('follow the transport of the service', () => {
    expect(of({ ip_protocol: '"udp"', port_range: '"3306/3306"' })).toEqual([]);
    expect(of({ ip_protocol: '"udp"', port_range: '"161/161"' })).toEqual(['exposure/monitoring-port@6 warning']);
    expect(of({ ip_protocol: '"icmp"', port_range: '"-1/-1"' })).toEqual([]);
    expect(of({ ip_protocol: '"gre"', port_range: '"-1/-1"' })).toEqual([]);
  });

  test('are reported for IPv6 and for spellings of everyone', () => {
    expect(of({ cidr_ip: '', ipv6_cidr_ip: '"::/0"' })).toEqual(['exposure/admin-port@6 error']);
    expect(of({ cidr_ip: '"0.0.0.0"' })).toEqual(['exposure/admin-port@6 error']);
  });

  test('are silent for drop, egress, narrow and group sources', () => {
    expect(of({ policy: '"drop"' })).toEqual([]);
    expect(of({ policy: '"Drop"' })).toEqual([]);
    expect(of({ type: '"egress"' })).toEqual([]);
    expect(of({ cidr_ip: '"192.168.0.0/16"' })).toEqual([]);
    expect(of({ cidr_ip: '', source_security_group_id: '"sg-bp2"' })).toEqual([]);
  });

  test('name a port once, under the service with the fewest ports', () => {
    expect(of({ port_range: '"3000/3000"' })).toEqual(['exposure/development-port@6 warning']);
    expect(of({ port_range: '"10911/10911"' })).toEqual(['exposure/middleware-port@6 error']);
    expect(of({ port_range: '"15432/15432"' })).toEqual([]);
  });

  test('are possible where a parameter allows it, and unresolved where nothing is known', () => {
    const template = (parameter: string): string => `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Source:
    Type: String
${parameter}Resources:
  Rule:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: sg-bp1
      IpProtocol: tcp
      PortRange: 22/22
      SourceCidrIp:
        Ref: Source
`;
    const choice = { only: /admin-port/ };
    const allowed = template('    AllowedValues: [0.0.0.0/0, 10.0.0.0/8]\n');
    expect(brief('t.yaml', allowed, choice)).toEqual(['exposure/admin-port@14 warning possible']);
    expect(brief('t.yaml', template('    Default: 0.0.0.0/0\n'), choice)).toEqual(['exposure/admin-port@14 error']);
    const open = lintOne('t.yaml', template(''), choice);
    expect(open.findings).toEqual([]);
    expect(open.unresolved).toHaveLength(1);
  });
});

describe('all ports', () => {
  test('is one finding, not fifteen', () => {
    expect(of({ ip_protocol: '"all"', port_range: '"-1/-1"' })).toEqual(['exposure/all-ports@6 error']);
    expect(of({ port_range: '"1/65535"' })).toEqual(['exposure/all-ports@6 error']);
    expect(of({ port_range: '"1024/65535"' })).toEqual(['exposure/all-ports@6 error']);
  });

  test('is not said of a protocol "all" with a single port, which the API refuses', () => {
    expect(of({ ip_protocol: '"all"', port_range: '"22/22"' })).toEqual(['exposure/admin-port@6 error']);
  });

  test('is found in rules that amount to it together', () => {
    const second = rule({ port_range: '"30001/65535"' }).replace('"r"', '"s"');
    const only = /all-ports/;
    expect(brief('main.tf', rule({ port_range: '"1/30000"' }) + second, { only })).toEqual([
      'exposure/all-ports@13 error',
    ]);
    expect(brief('main.tf', rule({ port_range: '"1/20000"' }) + second, { only })).toEqual([]);
  });

  test('is information for a whole private /8', () => {
    expect(of({ ip_protocol: '"all"', port_range: '"-1/-1"', cidr_ip: '"10.0.0.0/8"' })).toEqual([
      'exposure/all-ports@6 info',
    ]);
    expect(of({ ip_protocol: '"all"', port_range: '"-1/-1"', cidr_ip: '"10.144.0.0/12"' })).toEqual([]);
  });
});

test('a wide range is reported at the range, beside the risky ports in it', () => {
  const text = rule({ port_range: '"2000/2300"' });
  expect(brief('main.tf', text, { only: recommended }).sort()).toEqual([
    'exposure/admin-port@6 error',
    'exposure/wide-range@4 warning',
  ]);
  expect(brief('main.tf', text, { only: /wide-range/ })).toEqual(['exposure/wide-range@4 warning']);
  expect(brief('main.tf', text, { only: /wide-range/, options: { ports: 400 } })).toEqual([]);
});

describe('a range that touches many families', () => {
  const only = /^exposure\/[a-z-]+-port$/;

  test('is one finding, under the first that is dangerous, which names the others', () => {
    // 80/443 was meant as two ports. BGP (179) comes first in the catalogue, but is no reason to worry.
    const { findings } = lintOne('main.tf', rule({ port_range: '"80/443"' }), { only });
    expect(findings.map(({ rule: id }) => id)).toEqual(['exposure/cleartext-port']);
    expect(findings[0]?.message).toEqual({
      en: 'Ports 389 (LDAP), 110 (POP3), 109 (POP2), 143 (IMAP) and 1 more service are open to the internet: source 0.0.0.0/0 may connect with tcp 80/443. The range also holds container platform, Windows networking, file sharing, monitoring and edge and industrial device ports. Open only the ports that are in use, to those who need them.',
      zh: '端口 389 (LDAP)、110 (POP3)、109 (POP2)、143 (IMAP) 等 5 项服务 对互联网开放：来源 0.0.0.0/0 可访问 tcp 80/443。该范围还包含容器平台、Windows 网络服务、文件共享、监控、边缘与工业设备端口。请只开放实际使用的端口，并只放行需要的来源。',
    });
    expect(of({ port_range: '"1/1024"' }, only)).toEqual(['exposure/admin-port@6 error']);
  });

  test('where it touches a few, each says what is wrong with it', () => {
    expect(of({ port_range: '"20/25"' }, only)).toEqual([
      'exposure/admin-port@6 error',
      'exposure/cleartext-port@6 error',
    ]);
  });
});

test('rules that a condition adds to the list are possible, and keep their defaults', () => {
  const template = (list: string): string => `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Public: {Type: String, AllowedValues: [yes, no]}
Conditions:
  IsPublic: {Fn::Equals: [{Ref: Public}, yes]}
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        ${list}
`;
  const redis = '{IpProtocol: tcp, PortRange: 6379/6379, SourceCidrIp: 0.0.0.0/0}';
  const private443 = '{IpProtocol: tcp, PortRange: 443/443, SourceCidrIp: 10.0.0.0/8}';
  const found = (list: string): string[] => brief('t.yaml', template(list), { only: recommended });
  const possible = ['exposure/database-port@11 warning possible'];
  expect(found(`Fn::If: [IsPublic, [${redis}], {Ref: 'ALIYUN::NoValue'}]`)).toEqual(possible);
  expect(found(`[{Fn::If: [IsPublic, ${redis}, {Ref: 'ALIYUN::NoValue'}]}, ${private443}]`)).toEqual(possible);
  expect(found(`Fn::If: [IsPublic, [${private443}, ${redis}], [${private443}]]`)).toEqual(possible);
  expect(found(`[${redis}]`)).toEqual(['exposure/database-port@11 error']);
});

test('DNAT: a web server behind a public port is no finding, SSH behind any port is', () => {
  const found = (external: string, internal: string): string[] =>
    brief(
      'main.tf',
      `resource "alicloud_forward_entry" "e" {\n  external_port = "${external}"\n  internal_port = "${internal}"\n  ip_protocol = "tcp"\n}\n`,
      { only: /nat-forward/ },
    );
  expect(found('80', '8080')).toEqual([]);
  expect(found('8080', '8080')).toEqual(['exposure/nat-forward@3 warning']);
  expect(found('443', '22')).toEqual(['exposure/nat-forward@3 error']);
});

describe('unlisted ports', () => {
  const only = /^exposure\//;
  test('are reported where no other rule speaks', () => {
    expect(of({ port_range: '"54/60"' }, only)).toEqual(['exposure/unlisted-port@6 warning']);
    expect(of({ port_range: '"20/25"' }, only)).not.toContain('exposure/unlisted-port@6 warning');
    expect(of({ port_range: '"443/443"' }, only)).toEqual([]);
  });
  test('follow the configuration', () => {
    const described = rule({ port_range: '"54/54"', description: '"DNS of the shop"' });
    expect(brief('main.tf', described, { publicPorts: PortSet.single(54) })).toEqual([]);
  });
});

describe('sources', () => {
  const only = /source/;
  test('halves of the internet are the internet', () => {
    const halves = rule({ cidr_ip: '"0.0.0.0/1"' }) + rule({ cidr_ip: '"128.0.0.0/1"' }).replace('"r"', '"s"');
    const { findings } = lintOne('main.tf', halves, { only });
    expect(findings.map(({ rule: id }) => id)).toEqual(['exposure/near-any-source']);
    expect(findings[0]?.related.map(({ message }) => message.en)).toContain('another part of the internet');
    expect(findings[0]?.message.en).toContain('together are the whole internet');
  });
  test('public addresses are a warning, named networks are not', () => {
    expect(of({ cidr_ip: '"47.96.0.0/16"' }, only)).toEqual(['exposure/public-source@6 warning']);
    expect(of({ cidr_ip: '"203.0.113.9/32"' }, only)).toEqual([]);
    expect(of({ cidr_ip: '"47.96.0.0/16"', port_range: '"443/443"' }, only)).toEqual([]);
  });
  test('databases have a rule of their own', () => {
    expect(of({ cidr_ip: '"47.96.0.0/16"', port_range: '"3306/3306"' }, only)).toEqual([
      'exposure/database-source@6 warning',
    ]);
  });
});

describe('hygiene of one rule', () => {
  // Nothing here is described.
  const only = /^hygiene\/(?!missing-description)/;
  test('port ranges', () => {
    expect(of({ port_range: '"443/80"' }, only)).toEqual(['hygiene/invalid-port-range@4 error']);
    expect(of({ port_range: '"0/65536"' }, only)).toEqual(['hygiene/invalid-port-range@4 error']);
    expect(of({ port_range: '"22"' }, only)).toEqual(['hygiene/invalid-port-range@4 error']);
    expect(of({ port_range: 'local.missing' }, only)).toEqual([]);
  });
  test('addresses', () => {
    expect(of({ cidr_ip: '"10.0.0.0/33"' }, only)).toEqual(['hygiene/invalid-cidr@6 error']);
    expect(of({ cidr_ip: '"10.0.0.7/16"' }, only)).toEqual(['hygiene/invalid-cidr@6 warning']);
    expect(of({ cidr_ip: '"10.0.0.7"' }, only)).toEqual([]);
  });
  test('combinations that are refused', () => {
    expect(of({ port_range: '' }, only)).toEqual(['hygiene/never-applied@1 warning']);
    expect(of({ ip_protocol: '"icmp"', port_range: '"8/8"' }, only)).toEqual(['hygiene/never-applied@4 warning']);
    expect(of({ cidr_ip: '' }, only)).toEqual(['hygiene/never-applied@1 warning']);
    expect(of({ cidr_ip: '', prefix_list_id: '"pl-bp1"' }, only)).toEqual([]);
    expect(of({ port_range: '"1/65535"' }, only)).toEqual([]);
  });
  test('who writes all with one port is not told to open every port', () => {
    const said = (protocol: string, range: string): string | undefined =>
      lintOne('main.tf', rule({ ip_protocol: `"${protocol}"`, port_range: `"${range}"` }), { only: /never-applied/ })
        .findings[0]?.message.en;
    expect(said('all', '22/22')).toContain('Name the protocol of these ports, tcp or udp.');
    expect(said('all', '1/65535')).toContain('Write -1/-1.');
    expect(said('icmp', '8/8')).toContain('Write -1/-1.');
  });
});

test('rules of all ROS forms meet the same checks', () => {
  const body = `IpProtocol: TCP
PortRange: 3389/3389
SourceCidrIp: 0.0.0.0/0`;
  const indent = (by: number): string => body.replaceAll('\n', `\n${' '.repeat(by)}`);
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Inline:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - ${indent(10)}
  Single:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: {Ref: Inline}
      ${indent(6)}
  Plural:
    Type: ALIYUN::ECS::SecurityGroupIngresses
    Properties:
      SecurityGroupId: {Ref: Inline}
      Permissions:
        - ${indent(10)}
`;
  expect(brief('t.yaml', text, { only: /admin-port/ })).toEqual([
    'exposure/admin-port@9 error',
    'exposure/admin-port@16 error',
    'exposure/admin-port@24 error',
  ]);
});
