/** `portguard diff`: what a change opens that was closed before. */
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, portguard } from './portguard.ts';

const rule = (name: string, ports: string): string => `resource "alicloud_security_group_rule" "${name}" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "${ports}"
  cidr_ip           = var.source_cidr
  security_group_id = alicloud_security_group.web.id
}
`;
const group = 'resource "alicloud_security_group" "web" {}\nvariable "source_cidr" {\n  default = "0.0.0.0/0"\n}\n';

function git(cwd: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd, stdio: 'pipe' });
}

/** A repository with one commit that opens 443. */
function repository(): string {
  const cwd = folder({ 'infra/main.tf': group + rule('https', '443/443'), 'README.md': 'x' });
  git(cwd, 'init', '--quiet', '--initial-branch', 'main');
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '--message', 'one');
  return cwd;
}

const opened =
  '+ alicloud_security_group.web: 0.0.0.0/0 can now connect with tcp 22 (SSH) [open] through alicloud_security_group_rule.ssh  infra/main.tf:16:23\n';

test('against a revision: what the work tree opens, with exit status 1', () => {
  const cwd = repository();
  // Other programs have folders of their own in the machine's.
  const temporary = folder({});
  const env = { TMPDIR: temporary };
  writeFileSync(join(cwd, 'infra/main.tf'), group + rule('https', '443/443') + rule('ssh', '22/22'));
  expect(portguard(['diff', 'main'], { cwd, env })).toMatchObject({ stdout: opened, stderr: '', status: 1 });
  git(cwd, 'commit', '--quiet', '--all', '--message', 'two');
  expect(portguard(['diff', 'HEAD~1', 'HEAD'], { cwd, env })).toMatchObject({ stdout: opened, status: 1 });
  expect(portguard(['diff', 'HEAD', 'HEAD~1'], { cwd, env })).toMatchObject({ status: 0 });
  expect(portguard(['diff', 'main'], { cwd, env })).toMatchObject({
    stdout: 'Security groups, listeners and Services open nothing new and close nothing.\n',
    status: 0,
  });
  expect(readdirSync(temporary)).toEqual([]);
});

test('text that moves opens nothing', () => {
  const cwd = repository();
  rmSync(join(cwd, 'infra/main.tf'));
  writeFileSync(join(cwd, 'infra/rules.tf'), rule('web_https', '443/443'));
  writeFileSync(join(cwd, 'infra/group.tf'), group);
  expect(portguard(['diff', 'main'], { cwd })).toMatchObject({ status: 0 });
});

test('the index and the work tree stay as they are', () => {
  const cwd = repository();
  writeFileSync(join(cwd, 'infra/main.tf'), group);
  const before = execFileSync('git', ['status', '--porcelain'], { cwd, encoding: 'utf8' });
  portguard(['diff', 'main'], { cwd });
  expect(execFileSync('git', ['status', '--porcelain'], { cwd, encoding: 'utf8' })).toBe(before);
});

test('two folders, as a comment for a pull request', () => {
  const cwd = folder({
    'a/main.tf': group + rule('https', '443/443'),
    'b/main.tf': group + rule('https', '443/444'),
  });
  const { stdout, status } = portguard(['diff', './a', './b', '--format', 'markdown'], { cwd });
  expect(status).toBe(1);
  expect(stdout).toBe(`### PortGuard: exposure

#### ⚠️ Opens (1)

| Target | From | Ports | Service | Reach | Through | Place |
| --- | --- | --- | --- | --- | --- | --- |
| alicloud\\_security\\_group.web | 0.0.0.0/0 | tcp 444 |  | open | alicloud\\_security\\_group\\_rule.https | main.tf:9:23 |
`);
});

test('JSON, values for both sides, and only a part of the files', () => {
  const cwd = repository();
  writeFileSync(join(cwd, 'infra/main.tf'), group + rule('https', '443/444'));
  writeFileSync(join(cwd, 'office.tfvars'), 'source_cidr = "203.0.113.0/24"\n');
  const { stdout } = portguard(['diff', 'main', '--format', 'json', '--var-file', 'office.tfvars'], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    opens: [{ from: { addresses: ['203.0.113.0/24'] }, ports: ['444'], reach: 'internal' }],
    closes: [],
  });
  expect(portguard(['diff', 'main', '--path', 'README.md'], { cwd })).toMatchObject({ status: 0 });
});

test.each([
  [['diff'], 'Name what to compare with'],
  [['diff', 'a', 'b', 'c'], 'Two versions at most'],
  [['diff', 'nowhere'], '"nowhere" is neither a git revision nor a folder or file'],
  [['diff', ''], 'has no name'],
  [['diff', 'main', '--path', '..'], 'outside of the repository'],
  [['diff', 'README.md', 'README.md'], 'is no ROS template'],
  [['diff', '--output'], 'needs a value'],
  [['diff', 'main', '--format', 'csv'], 'must be one of'],
])('%j is told', (args, message) => {
  const { stderr, status } = portguard(args, { cwd: repository() });
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
