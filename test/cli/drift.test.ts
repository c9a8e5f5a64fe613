/** `portguard drift`: templates against the sample account, and against snapshots of a few rules. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { account, terraform } from '../core/drift/both-sides.ts';
import { folder, portguard } from './portguard.ts';

const sample = readFileSync(join(import.meta.dirname, '../../cloud/sample-account.json'), 'utf8');

/** The shop of the sample account as somebody once wrote it: without what was added by hand since. */
const shop = `data "alicloud_ecs_prefix_lists" "offices" {}

resource "alicloud_security_group" "web" {
  security_group_name = "web"
}

resource "alicloud_security_group_rule" "web" {
  for_each          = toset(["80/80"])
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = each.value
  cidr_ip           = "0.0.0.0/0"
  security_group_id = alicloud_security_group.web.id
}

resource "alicloud_security_group_rule" "web_ipv6" {
  for_each          = toset(["80/80", "443/443"])
  type              = "ingress"
  ip_protocol       = "TCP"
  port_range        = each.value
  ipv6_cidr_ip      = "::/0"
  security_group_id = alicloud_security_group.web.id
}

resource "alicloud_security_group_rule" "offices" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  priority          = 10
  prefix_list_id    = "pl-bp1offices0000000001"
  security_group_id = alicloud_security_group.web.id
}

resource "alicloud_security_group" "redis" {
  security_group_name = "redis"
}

resource "alicloud_security_group_rule" "redis" {
  type                     = "ingress"
  ip_protocol              = "tcp"
  port_range               = "6379/6379"
  source_security_group_id = alicloud_security_group.web.id
  security_group_id        = alicloud_security_group.redis.id
}
`;

const erp = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Admins:
    Type: String
Resources:
  Erp:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupName: erp
      SecurityGroupIngress:
        - IpProtocol: all
          PortRange: -1/-1
          SourceCidrIp: 10.0.0.0/8
          Priority: 100
        - IpProtocol: tcp
          PortRange: 445/445
          SourceCidrIp: 0.0.0.0/0
          Policy: drop
        - IpProtocol: tcp
          PortRange: 3389/3389
          SourceCidrIp: !Ref Admins
`;

test('Terraform and ROS against the sample account', () => {
  const cwd = folder({ 'account.json': sample, 'shop/main.tf': shop, 'ros/erp.yml': erp });
  const { stdout, stderr, status } = portguard(['drift', '--snapshot', 'account.json'], { cwd });
  expect(stderr).toBe('');
  expect(stdout).toMatchInlineSnapshot(`
    "alicloud_security_group.redis = redis (sg-bp1db0000000000001) (by its name)
      + inbound, only in the account: accept tcp 6379 from 0.0.0.0/0 with priority 50  account.json:68:170
          opens tcp 6379 (Redis) from 0.0.0.0/0, exposed through ngw-bp1shop00000000001, eip-bp1legacy00000001
    Erp = erp (sg-bp1legacy00000001) (by its name)
      ~ inbound, differs: accept every protocol and port from 0.0.0.0/0 with priority 100; in the templates accept every protocol and port from 10.0.0.0/8 with priority 100  account.json:78:166 ros/erp.yml:13:25
          opens tcp 1/444, 446/3388, 3390/65535 (SSH, SSH (alternate), VNC, VNC over HTTP) from 0.0.0.0/0, !10.0.0.0/8, exposed through eip-bp1legacy00000001
          opens all -tcp from 0.0.0.0/0, !10.0.0.0/8, exposed through eip-bp1legacy00000001
          possibly opens tcp 3389 (RDP) from 0.0.0.0/0, !10.0.0.0/8
      ? inbound, not known: accept tcp 3389 from 0.0.0.0/0 with priority 1; in the templates accept tcp 3389 from ? (!Ref Admins)  account.json:80:168 ros/erp.yml:19:11
          possibly opens tcp 3389 (RDP) from 0.0.0.0/0, !10.0.0.0/8
    In no template: bastion (sg-t4nbastion000000001), old-test (sg-bp1unused00000001).
    Managed by cloud services and left out: 1 (rules: 1).
    "
  `);
  expect(status).toBe(1);
  expect(portguard(['drift', '-s', 'account.json', '--fail-on', 'never'], { cwd }).status).toBe(0);
  expect(portguard(['drift', '-s', 'account.json', '--fail-on', 'public'], { cwd }).status).toBe(1);
  expect(
    portguard(['drift', 'shop', '-s', 'account.json', '--language', 'zh-CN'], { cwd }).stdout,
  ).toMatchInlineSnapshot(`
    "alicloud_security_group.redis = redis (sg-bp1db0000000000001) (按名称)
      + 入方向，仅在账号中：允许 tcp 6379（来源 0.0.0.0/0，优先级 50）  account.json:68:170
          新开放 tcp 6379 (Redis)（来源 0.0.0.0/0，经由 ngw-bp1shop00000000001, eip-bp1legacy00000001 暴露）
    没有模板声明：bastion (sg-t4nbastion000000001), erp (sg-bp1legacy00000001), old-test (sg-bp1unused00000001)。
    由云服务托管，未参与比较：1 个安全组，共 1 条规则。
    "
  `);
});

test('Markdown and JSON say the same', () => {
  const cwd = folder({
    'account.json': account(['in tcp 22/22 0.0.0.0/0', 'in tcp 80/80 0.0.0.0/0']),
    'main.tf': terraform(['in tcp 80/80 0.0.0.0/0']),
  });
  expect(portguard(['drift', '-s', 'account.json', '-f', 'markdown'], { cwd }).stdout).toMatchInlineSnapshot(`
    "### PortGuard: drift

    | Group | Direction | Drift | In the account | In the templates | Effect | Place |
    | --- | --- | --- | --- | --- | --- | --- |
    | alicloud\\_security\\_group.web = web (sg-web) | inbound | only in the account | accept tcp 22 from 0.0.0.0/0 with priority 1 |  | opens tcp 22 (SSH) from 0.0.0.0/0 | account.json:13:133 |
    "
  `);
  const { stdout, status } = portguard(['drift', '-s', 'account.json', '-f', 'json'], { cwd });
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchInlineSnapshot(`
    {
      "compared": 1,
      "drift": [
        {
          "account": [
            {
              "column": 133,
              "file": "account.json",
              "id": null,
              "line": 13,
              "rule": "accept tcp 22 from 0.0.0.0/0 with priority 1",
            },
          ],
          "certainty": "certain",
          "direction": "ingress",
          "effects": [
            {
              "certainty": "certain",
              "change": "opens",
              "except": [],
              "peer": {
                "addresses": [
                  "0.0.0.0/0",
                ],
              },
              "ports": [
                "22",
              ],
              "protocol": "tcp",
              "reach": "unknown",
              "services": [
                "SSH",
              ],
              "ways": [],
            },
          ],
          "group": {
            "id": "sg-web",
            "name": "web",
            "pairedBy": "name",
            "templates": [
              "alicloud_security_group.web",
            ],
          },
          "kind": "only-in-account",
          "template": [],
        },
      ],
      "managed": {
        "groups": 0,
        "rules": 0,
      },
      "notPaired": {
        "account": [],
        "templates": [],
      },
      "version": 1,
    }
  `);
});

test('no drift is 0, also where the account opens less; any difference fails when asked', () => {
  const cwd = folder({
    'same.json': account(['in tcp 80/80 10.0.0.0/8']),
    'less.json': account([]),
    'main.tf': terraform(['in tcp 80/80 10.0.0.0/9', 'in tcp 80/80 10.128.0.0/9']),
  });
  expect(portguard(['drift', '-s', 'same.json'], { cwd })).toEqual({
    stdout: 'No drift. Security groups compared: 1.\n',
    stderr: '',
    status: 0,
  });
  expect(portguard(['drift', '-s', 'same.json', '--fail-on', 'any'], { cwd }).status).toBe(0);
  expect(portguard(['drift', '-s', 'less.json'], { cwd }).status).toBe(0);
  expect(portguard(['drift', '-s', 'less.json', '--fail-on', 'any'], { cwd }).status).toBe(1);
});

test('groups are paired by the configuration', () => {
  const files = { 'account.json': account(['in tcp 22/22 0.0.0.0/0']), 'main.tf': terraform([], '') };
  const bare = folder(files);
  expect(portguard(['drift', '-s', 'account.json'], { cwd: bare })).toMatchObject({
    stdout: `No drift. Security groups compared: 0.
Not paired with a group of the account: alicloud_security_group.web. Name them in accountGroups of .portguard.yaml.
In no template: web (sg-web).
`,
    status: 0,
  });
  const cwd = folder({ ...files, '.portguard.yaml': 'accountGroups:\n  alicloud_security_group.web: sg-web\n' });
  expect(portguard(['drift', '-s', 'account.json'], { cwd }).stdout).toContain(
    'alicloud_security_group.web = web (sg-web) (by the configuration)',
  );
  const wrong = folder({ ...files, '.portguard.yaml': 'accountGroups:\n  web: the-web-group\n' });
  expect(portguard(['drift', '-s', 'account.json'], { cwd: wrong })).toMatchObject({
    stderr: expect.stringContaining('.portguard.yaml:2:8: "the-web-group" is no id of a security group.'),
    status: 2,
  });
});

test.each([
  ['no account', ['drift'], 'Name the account by one of: --snapshot FILE, --profile NAME, --live.'],
  ['two accounts', ['drift', '-s', 'account.json', '--live'], 'Name the account by one of'],
  ['a snapshot that is not there', ['drift', '-s', 'gone.json'], 'The snapshot gone.json cannot be read (ENOENT).'],
  ['a file that is no snapshot', ['drift', '-s', 'main.tf'], '"main.tf" is no snapshot.'],
  [
    'a word that does not exist',
    ['drift', '-s', 'account.json', '--fail-on', 'open'],
    '--fail-on must be one of: opens, public, any, never. Did you mean "opens"?',
  ],
  ['a path that is not there', ['drift', 'gone', '-s', 'account.json'], 'gone'],
])('%s is told, with status 2', (_, args, message) => {
  const cwd = folder({ 'account.json': account([]), 'main.tf': terraform([]) });
  const { stderr, status } = portguard(args, { cwd });
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

test('--accept writes the account into the templates, --dry-run shows how', () => {
  const live = account(['in tcp 443/443 0.0.0.0/0', 'in tcp 80/80 10.0.0.0/8']);
  const before = terraform(['in tcp 443/443 0.0.0.0/0', 'in tcp 80/80 0.0.0.0/0', 'in tcp 22/22 0.0.0.0/0']);
  // A byte order mark and line ends stay as they are.
  const written = `\uFEFF${before.replaceAll('\n', '\r\n')}`;
  const cwd = folder({ 'account.json': live, 'main.tf': written });
  const file = join(cwd, 'main.tf');
  const dry = portguard(['drift', '-s', 'account.json', '--accept', '--dry-run'], { cwd });
  expect(dry.stdout.replaceAll('\r', '')).toMatchInlineSnapshot(`
    "--- main.tf
    +++ main.tf
    @@ -14 +14 @@
       ip_protocol       = "tcp"
       port_range        = "80/80"
       policy            = "accept"
    -  cidr_ip = "0.0.0.0/0"
    -  security_group_id = alicloud_security_group.web.id
    -}
    -resource "alicloud_security_group_rule" "r2" {
    -  type              = "ingress"
    -  ip_protocol       = "tcp"
    -  port_range        = "22/22"
    -  policy            = "accept"
    -  cidr_ip = "0.0.0.0/0"
    +  cidr_ip = "10.0.0.0/8"
       security_group_id = alicloud_security_group.web.id
     }
     
    "
  `);
  expect(dry).toMatchObject({ stderr: 'portguard: Would be accepted: 2 (main.tf). Left: 0.\n', status: 0 });
  expect(readFileSync(file, 'utf8')).toBe(written);
  expect(portguard(['drift', '-s', 'account.json', '--accept'], { cwd })).toEqual({
    stdout: 'No drift. Security groups compared: 1.\n',
    stderr: 'portguard: Accepted: 2 (main.tf). Left: 0.\n',
    status: 0,
  });
  const after = terraform(['in tcp 443/443 0.0.0.0/0', 'in tcp 80/80 10.0.0.0/8']);
  expect(readFileSync(file, 'utf8')).toBe(`\uFEFF${after.replaceAll('\n', '\r\n')}`);
  expect(portguard(['drift', '-s', 'account.json', '--dry-run'], { cwd })).toMatchObject({
    stderr: 'portguard: --dry-run goes with --accept.\n',
    status: 2,
  });
});

test('what the text cannot say alone is left, and told', () => {
  const template = terraform(['in tcp 80/80 0.0.0.0/0']).replace('r0" {', 'r0" {\n  count = 1');
  const cwd = folder({ 'account.json': account(['in tcp 80/80 10.0.0.0/8']), 'main.tf': template });
  const { stdout, stderr } = portguard(['drift', '-s', 'account.json', '--accept'], { cwd });
  expect(stderr).toBe('portguard: Accepted: 0. Left: 1.\n');
  expect(stdout).toContain('differs: accept tcp 80 from 10.0.0.0/8');
  expect(readFileSync(join(cwd, 'main.tf'), 'utf8')).toBe(template);
});
