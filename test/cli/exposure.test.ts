/** `portguard exposure`: who can reach which port, and through what. */
import { describe, expect, test } from 'vitest';
import { folder, portguard } from './portguard.ts';

const main = `resource "alicloud_security_group" "web" {
  vpc_id = "vpc-1"
}
resource "alicloud_security_group_rule" "admin" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "20/25"
  cidr_ip           = "0.0.0.0/0"
  priority          = 5
  security_group_id = alicloud_security_group.web.id
}
resource "alicloud_security_group_rule" "no_ssh" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  cidr_ip           = "0.0.0.0/1"
  policy            = "drop"
  priority          = 1
  security_group_id = alicloud_security_group.web.id
}
resource "alicloud_security_group_rule" "members" {
  type                     = "ingress"
  ip_protocol              = "tcp"
  port_range               = "3306/3306"
  source_security_group_id = "sg-app"
  security_group_id        = alicloud_security_group.web.id
}
resource "alicloud_security_group_rule" "inside" {
  type              = "ingress"
  ip_protocol       = "all"
  port_range        = "-1/-1"
  cidr_ip           = "10.0.0.0/8"
  security_group_id = alicloud_security_group.web.id
}
resource "alicloud_instance" "web" {
  security_groups            = [alicloud_security_group.web.id]
  internet_max_bandwidth_out = 5
}
`;

const files = { '.git/': '', 'main.tf': main };

function exposure(...args: string[]) {
  return portguard(['exposure', ...args], { cwd: folder(files) });
}

/** The rows of the table, without the head, cells by two spaces. */
function rows(...args: string[]): string[][] {
  const { stdout, status } = exposure(...args);
  expect(status).toBe(0);
  return stdout
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(/ {2,}/));
}

const group = 'alicloud_security_group.web';
const rule = (name: string): string => `alicloud_security_group_rule.${name}`;

test('the table: what the internet reaches first, by effective rules', () => {
  expect(rows()).toEqual([
    [
      group,
      '0.0.0.0/0',
      'tcp 20/21, 23/25',
      'FTP, Telnet, SMTP',
      'exposed',
      `alicloud_instance.web → ${rule('admin')} → ${rule('inside')}`,
      'main.tf:8:23',
    ],
    [group, '128.0.0.0/1', 'tcp 22', 'SSH', 'exposed', `alicloud_instance.web → ${rule('admin')}`, 'main.tf:8:23'],
    [group, 'members of sg-app', 'tcp 3306', 'MySQL', 'internal', rule('members'), 'main.tf:25:30'],
    [group, '10.0.0.0/8', 'tcp 1/19, 26/65535', expect.any(String), 'internal', rule('inside'), 'main.tf:32:23'],
    [group, '10.0.0.0/8', 'all -tcp', 'internal', rule('inside'), 'main.tf:32:23'],
  ]);
});

test('--public leaves out what is internal', () => {
  expect(rows('--public').map(([, , ports]) => ports)).toEqual(['tcp 20/21, 23/25', 'tcp 22']);
});

describe('formats', () => {
  test('JSON', () => {
    const { stdout } = exposure('--public', '--format', 'json');
    const { version, exposures } = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(exposures[1]).toEqual({
      to: group,
      from: { addresses: ['128.0.0.0/1'] },
      protocol: 'tcp',
      except: [],
      ports: ['22'],
      services: ['SSH'],
      ways: ['alicloud_instance.web'],
      by: [rule('admin')],
      certainty: 'certain',
      reach: 'exposed',
      file: 'main.tf',
      line: 8,
      column: 23,
    });
  });
  test('CSV has a row for each, and is quoted', () => {
    const { stdout } = exposure('--public', '--format', 'csv');
    expect(stdout.split('\r\n').slice(0, 2)).toEqual([
      'Target,From,Ports,Service,Reach,Through,Place',
      `${group},0.0.0.0/0,"tcp 20/21, 23/25","FTP, Telnet, SMTP",exposed,alicloud_instance.web → ${rule('admin')} → ${rule('inside')},main.tf:8:23`,
    ]);
  });
  test('Markdown, in Chinese', () => {
    const { stdout } = exposure('--public', '--format', 'markdown', '--language', 'zh-CN');
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      '| 目标 | 来源 | 端口 | 服务 | 可达性 | 经由 | 位置 |',
      '| --- | --- | --- | --- | --- | --- | --- |',
    ]);
    expect(stdout).toContain('已暴露');
  });
  test('a graph of the ways', () => {
    const { stdout } = exposure('--public', '--format', 'mermaid');
    expect(stdout).toBe(`flowchart LR
  n0["0.0.0.0/0"]
  n1["alicloud_instance.web"]
  n2["alicloud_security_group.web"]
  n3["128.0.0.0/1"]
  n0 ==> n1
  n1 ==>|"tcp 20/21, 23/25 FTP<br>tcp 22 SSH"| n2
  n3 ==> n1
`);
  });
});

describe('NodePort Services and the node pools of the workspace', () => {
  const pool = (cidr: string, bandwidth: number): Readonly<Record<string, string>> => ({
    'k8s/web.yaml':
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  type: NodePort\n  selector: {app: web}\n  ports:\n    - {port: 80, nodePort: 30080}\n',
    'infra/main.tf': `resource "alicloud_security_group" "nodes" {}
resource "alicloud_security_group_rule" "node_ports" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "30000/32767"
  cidr_ip           = "${cidr}"
  security_group_id = alicloud_security_group.nodes.id
}
resource "alicloud_cs_kubernetes_node_pool" "nodes" {
  security_group_ids         = [alicloud_security_group.nodes.id]
  internet_max_bandwidth_out = ${bandwidth}
}
`,
  });
  const service = (files: Readonly<Record<string, string>>): { reach: string; ways: string[] } => {
    const { stdout } = portguard(['exposure', '--format', 'json'], { cwd: folder({ '.git/': '', ...files }) });
    const { exposures } = JSON.parse(stdout) as { exposures: { to: string; reach: string; ways: string[] }[] };
    const found = exposures.find(({ to }) => to === 'Service.default.web');
    return { reach: found?.reach ?? '', ways: found?.ways ?? [] };
  };
  const nodes = 'alicloud_cs_kubernetes_node_pool.nodes';
  test('are exposed where the group lets in the internet and the nodes have addresses', () => {
    expect(service(pool('0.0.0.0/0', 5))).toEqual({ reach: 'exposed', ways: [nodes] });
  });
  test('are open where the nodes have no way in', () => {
    expect(service(pool('0.0.0.0/0', 0))).toEqual({ reach: 'open', ways: [nodes] });
  });
  test('are internal where the group lets in the own network only', () => {
    expect(service(pool('10.0.0.0/8', 5))).toEqual({ reach: 'internal', ways: [] });
    const { stdout } = portguard(['exposure'], { cwd: folder({ '.git/': '', ...pool('10.0.0.0/8', 5) }) });
    expect(stdout.split('\n').find((line) => line.startsWith('Service.'))).toContain('10.0.0.0/8');
  });
  test('are not known without a node pool', () => {
    const { 'k8s/web.yaml': web = '' } = pool('0.0.0.0/0', 5);
    expect(service({ 'k8s/web.yaml': web })).toEqual({ reach: 'unknown', ways: [] });
  });
});

describe('one question', () => {
  const ask = (from: string, to: string, ...more: string[]): string[] => {
    const { stdout, status } = exposure('--from', from, '--to', to, ...more);
    expect(status).toBe(0);
    return stdout.trimEnd().split('\n');
  };
  test('yes and no, with the deciding rule', () => {
    expect(ask('203.0.113.9', 'web:22')).toEqual([
      `203.0.113.9/32 can reach tcp 22 of ${group}: accept tcp 20/25 from 0.0.0.0/0 with priority 5 (main.tf:8:23)`,
    ]);
    expect(ask('1.2.3.4', `${group}:22`)).toEqual([
      `1.2.3.4/32 cannot reach tcp 22 of ${group}: drop tcp 22 from 0.0.0.0/1 with priority 1 (main.tf:16:23)`,
    ]);
  });
  test('both, for a part of the addresses each', () => {
    expect(ask('0.0.0.0/0', 'web:22').map((line) => line.slice(0, line.indexOf(' of ')))).toEqual([
      '128.0.0.0/1 can reach tcp 22',
      '0.0.0.0/1 cannot reach tcp 22',
    ]);
  });
  test('the default', () => {
    expect(ask('1.2.3.4', 'web:443')[0]).toContain('no rule lets them in');
    expect(ask('1.2.3.4', 'web:443', '--language', 'zh-CN')[0]).toContain('默认不允许');
  });
  test('as JSON', () => {
    const { stdout } = exposure('--from', '1.2.3.4', '--to', 'web:22', '--format', 'json');
    expect(JSON.parse(stdout).answers).toEqual([
      {
        group,
        addresses: ['1.2.3.4/32'],
        protocol: 'tcp',
        port: 22,
        answer: 'cannot',
        rule: rule('no_ssh'),
        place: 'main.tf:16:23',
      },
    ]);
  });
  test.each([
    [['--from', '1.2.3.4'], 'needs both'],
    [['--from', 'x', '--to', 'web:22'], 'an address or a CIDR block'],
    [['--from', '1.2.3.4', '--to', 'web'], 'a security group and a port'],
    [['--from', '1.2.3.4', '--to', 'nobody:22'], 'No security group is called "nobody"'],
    [['--format', 'xml'], 'must be one of'],
    [['nowhere'], 'nowhere'],
    [['--output', 'no/such/folder/x'], 'cannot be written'],
  ])('%j is told', (args, message) => {
    const { stderr, status } = exposure(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
