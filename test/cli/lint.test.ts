import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bad, folder, found, good, portguard, shell } from './portguard.ts';

const server = 'resource "alicloud_instance" "web" {\n}\n';
const json = ['lint', '--format', 'json'];

test('clean is 0, findings are 1, bad usage is 2', () => {
  expect(portguard(['lint'], { cwd: folder({ 'main.tf': good }) }).status).toBe(0);
  expect(portguard(['lint'], { cwd: folder({ 'main.tf': bad }) }).status).toBe(1);
  expect(portguard(['lint', '--nonsense']).status).toBe(2);
});

test('the default report is for people', () => {
  const cwd = folder({ 'a/main.tf': bad + server, 'b.tf': good });
  const { stdout, stderr, status } = portguard(['lint'], { cwd });
  expect(stderr).toBe('');
  expect(status).toBe(1);
  expect(stdout).toBe(`a/main.tf
  1:36  error    alicloud_security_group.open is open, 100%  open/group
  3:30  warning  alicloud_instance.web is open, 100%  open/server

✖ 2 problems (1 error, 1 warning, 0 info) in 1 file · 2 files linted
  "portguard explain open/group" says what a rule means and what to do.
`);
});

test('it speaks Chinese when the environment, the configuration or an option says so', () => {
  const cwd = folder({ 'main.tf': bad });
  const chinese = '✖ 1 个问题（1 个错误，0 个警告，0 个提示），涉及 1 个文件 · 已检查 1 个文件';
  expect(portguard(['lint'], { cwd, env: { LC_ALL: 'zh_CN.UTF-8' } }).stdout).toContain(chinese);
  expect(portguard(['lint'], { cwd, env: { LC_ALL: 'en_US', LANG: 'zh_CN.UTF-8' } }).stdout).not.toContain(chinese);
  expect(portguard(['lint', '--language', 'zh-CN'], { cwd }).stdout).toContain('开放了');
  expect(portguard(['lint', '--languag=zh-CN'], { cwd, env: { LANG: 'zh_CN' } }).stderr).toBe(
    'portguard: 未知的选项 --languag。您是不是要写“--language”？可用“--help”查看全部选项。\n',
  );
  writeFileSync(join(cwd, '.portguard.yaml'), 'language: zh-CN\n');
  expect(portguard(['lint'], { cwd }).stdout).toContain(chinese);
  expect(portguard(['lint', '--language=en'], { cwd }).stdout).toContain('1 problem (1 error');
});

test('colours only where they are asked for', () => {
  const cwd = folder({ 'main.tf': bad });
  const control = '\x1b[';
  expect(portguard(['lint'], { cwd }).stdout).not.toContain(control);
  expect(portguard(['lint', '--color'], { cwd }).stdout).toContain(`${control}4mmain.tf${control}24m`);
  expect(portguard(['lint'], { cwd, env: { FORCE_COLOR: '1' } }).stdout).toContain(control);
  expect(portguard(['lint'], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain(control);
  expect(portguard(['lint', '--color'], { cwd, env: { NO_COLOR: '1' } }).stdout).toContain(control);
});

test('what fails the run can be chosen', () => {
  const cwd = folder({ 'main.tf': server });
  expect(portguard(['lint'], { cwd }).status).toBe(0);
  expect(portguard(['lint', '--fail-on', 'warning'], { cwd }).status).toBe(1);
  expect(portguard(['lint', '--max-warnings', '1'], { cwd }).status).toBe(0);
  const many = portguard(['lint', '--max-warnings', '0'], { cwd });
  expect(many.status).toBe(1);
  expect(many.stderr).toBe('portguard: 1 warnings are more than the 0 that --max-warnings allows.\n');
  expect(portguard(['lint', '--fail-on=never'], { cwd: folder({ 'main.tf': bad }) }).status).toBe(0);
  const configured = folder({ 'main.tf': server, '.portguard.yaml': 'failOn: warning\n' });
  expect(portguard(['lint'], { cwd: configured }).status).toBe(1);
  expect(portguard(['lint', '--fail-on=error'], { cwd: configured }).status).toBe(0);
});

test('--quiet shows errors only', () => {
  const { stdout } = portguard(['lint', '--quiet'], { cwd: folder({ 'main.tf': bad + server }) });
  expect(stdout).toContain('open/group');
  expect(stdout).not.toContain('open/server');
});

test('rules can be switched on and off', () => {
  const cwd = folder({ 'main.tf': bad + good });
  expect(found(portguard([...json, '--all-rules'], { cwd }).stdout)).toEqual([
    'main.tf 1:36 open/group',
    'main.tf 3:25 extra/network',
  ]);
  expect(found(portguard([...json, '--rule', 'open/*=off', '--rule', 'extra/network=error'], { cwd }).stdout)).toEqual([
    'main.tf 3:25 extra/network',
  ]);
  expect(portguard(['lint', '--rule', 'open/grup'], { cwd })).toMatchObject({
    status: 2,
    stderr: 'portguard: There is no rule "open/grup". Did you mean "open/group"? "portguard rules" lists them all.\n',
  });
  expect(portguard(['lint', '--rule', 'open/group=eror'], { cwd }).stderr).toBe(
    'portguard: --rule must be one of: off, info, warning, error. Did you mean "error"?\n',
  );
});

test.each([
  [['lint', '--formt', 'json'], 'Unknown option --formt. Did you mean "--format"?'],
  [['lint', '--format'], '--format needs a value: --format stylish|json|sarif|github|unix.'],
  [['lint', '--format', '--quiet'], '--format needs a value'],
  [['lint', '--format', 'jsno'], '--format must be one of: stylish, json, sarif, github, unix. Did you mean "json"?'],
  [['lint', '--quiet=yes'], '--quiet takes no value.'],
  [['lint', '--max-warnings', 'few'], '--max-warnings needs a number, not "few".'],
  [['lint', '--format', 'json', '--format', 'sarif'], 'Only one format can go to stdout'],
  [['lint', '--output', 'x'], 'Write --format before --output x.'],
  [['lint', '--stdin', 'main.tf'], 'With --stdin no paths can be named'],
  [['lint', '--stdin-filename', 'main.tf'], '--stdin-filename needs --stdin.'],
  [['lnt'], '"lnt" is no command. Did you mean "lint"?'],
  [['infra/'], '"infra/" is no command. See "portguard lint infra/".'],
  [['explain'], 'Name a rule'],
  [['explain', 'group'], 'There is no rule "group". Did you mean "open/group"?'],
  [['rules', '--format', 'xml'], '--format must be one of: table, json.'],
])('bad usage %j is told what to write', (args, message) => {
  const { status, stdout, stderr } = portguard(args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(`portguard: ${message}`);
});

test('several formats at once, each to its place', () => {
  const cwd = folder({ 'main.tf': bad });
  const args = [
    'lint',
    '--format',
    'stylish',
    '--format',
    'json',
    '--output',
    'out/a.json',
    '-f',
    'sarif',
    '-o',
    'b.sarif',
  ];
  const { stdout, status } = portguard(args, { cwd });
  expect(status).toBe(1);
  expect(stdout).toContain('1 problem');
  expect(found(readFileSync(join(cwd, 'out/a.json'), 'utf8'))).toEqual(['main.tf 1:36 open/group']);
  expect(JSON.parse(readFileSync(join(cwd, 'b.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  const impossible = portguard(['lint', '-f', 'json', '-o', 'main.tf/x.json'], { cwd });
  expect(impossible.status).toBe(2);
  expect(impossible.stderr).toMatch(/^portguard: The report cannot be written to .*main\.tf\/x\.json \(E\w+\)\.\n$/);
});

test('a missing path is 2, and the others are still linted', () => {
  const cwd = folder({ 'main.tf': bad });
  const { status, stderr, stdout } = portguard([...json, 'nowhere', 'main.tf'], { cwd });
  expect(status).toBe(2);
  expect(stderr).toBe('portguard: There is no file or folder "nowhere".\n');
  expect(found(stdout)).toEqual(['main.tf 1:36 open/group']);
});

test('a folder without templates is clean, and says so', () => {
  const cwd = folder({ 'notes.txt': '', 'data.yaml': 'a: 1\n' });
  const { status, stdout, stderr } = portguard(['lint'], { cwd });
  expect(status).toBe(0);
  expect(stdout).toBe('no file was linted\n');
  expect(stderr).toBe('portguard: No ROS template, Terraform (alicloud) or Kubernetes manifest in . (1 file read).\n');
});

test('a file that is named alone is understood with its folder, and reported alone', () => {
  const cwd = folder({
    'main.tf': bad,
    'other.tf': server,
    'variables.tf': 'variable "x" {\n  default = 1\n}\n',
    'broken.tf': 'resource "a" {\n',
  });
  expect(found(portguard([...json, 'main.tf'], { cwd }).stdout)).toEqual(['main.tf 1:36 open/group']);
  expect(
    found(portguard([...json, 'main.tf', './main.tf', '.', join(cwd, 'other.tf')], { cwd }).stdout).slice(1),
  ).toEqual(['main.tf 1:36 open/group', 'other.tf 1:30 open/server']);
});

test('text from stdin stands for its file', () => {
  const cwd = folder({ 'main.tf': good, '.portguard.yaml': 'rules: {open/server: off}\n' });
  const run = (input: string, ...args: string[]) => portguard([...json, '--stdin', ...args], { cwd, input });
  expect(found(run(bad + server, '--stdin-filename', 'main.tf').stdout)).toEqual(['main.tf 1:36 open/group']);
  expect(found(run(bad).stdout)).toEqual(['stdin.tf 1:36 open/group']);
  const ros = { ROSTemplateFormatVersion: '2015-09-01', Resources: { Sg: { Type: 'ALIYUN::ECS::SecurityGroup' } } };
  expect(found(run(JSON.stringify(ros)).stdout)).toEqual([expect.stringMatching(/^stdin\.json 1:\d+ open\/group$/)]);
  expect(found(run(bad, '--stdin-filename', 'not/yet/there.tf').stdout)).toEqual(['not/yet/there.tf 1:36 open/group']);
});

test('a syntax error is a finding with its place, and exit status 1', () => {
  const { status, stdout } = portguard(json, { cwd: folder({ 'main.tf': `${bad}resource "x" {\n  a = \n}\n` }) });
  expect(status).toBe(1);
  expect(found(stdout)).toContain('main.tf 1:36 open/group');
  expect(found(stdout).some((line) => /^main\.tf [45]:\d+ syntax\/hcl$/.test(line))).toBe(true);
});

test('suppressions work from end to end', () => {
  const accepted = `# portguard:ignore open/group -- demo\n${bad}`;
  const cwd = folder({ 'main.tf': accepted });
  const quiet = portguard(['lint'], { cwd });
  expect(quiet.status).toBe(0);
  expect(quiet.stdout).toBe('✔ no problems · 1 file linted · 1 suppressed\n');
  expect(found(portguard([...json, '--no-inline-config'], { cwd }).stdout)).toEqual(['main.tf 2:36 open/group']);
  const odd = folder({ 'main.tf': `# portguard:ignore open/group\n${bad}# portguard:ignore open/server -- gone\n` });
  expect(found(portguard(json, { cwd: odd }).stdout)).toEqual([
    'main.tf 1:1 suppression/missing-reason',
    'main.tf 2:36 open/group',
    'main.tf 4:20 suppression/unused',
  ]);
  writeFileSync(join(odd, '.portguard.yaml'), 'rules: {suppression/*: off}\n');
  expect(found(portguard(json, { cwd: odd }).stdout)).toEqual(['main.tf 2:36 open/group']);
});

test('a reader that goes away early is no error, and a long report arrives whole', () => {
  const many = Array.from({ length: 20 }, (_, i) => bad.replace('open', `g${i}`)).join('');
  const cwd = folder(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`d${i}/main.tf`, many])));
  const { stdout, stderr } = shell('portguard lint --format json | head -n 1', cwd);
  expect(stderr).toBe('');
  expect(stdout).toBe('{\n');
  expect(found(portguard(json, { cwd }).stdout)).toHaveLength(2000);
});

test('links: a loop of folders ends, a link to nothing is a finding, a linked file is linted', () => {
  const cwd = folder({ 'a/main.tf': bad, 'shared/x.tf': server });
  symlinkSync(cwd, join(cwd, 'a/loop'));
  symlinkSync('../shared/x.tf', join(cwd, 'a/x.tf'));
  symlinkSync('nowhere.tf', join(cwd, 'a/gone.tf'));
  symlinkSync('self.tf', join(cwd, 'a/self.tf'));
  symlinkSync('user@host.1', join(cwd, 'a/.#main.tf'));
  const { status, stdout } = portguard(json, { cwd });
  expect(status).toBe(1);
  expect(found(stdout)).toEqual([
    'a/gone.tf 1:1 syntax/unreadable',
    'a/main.tf 1:36 open/group',
    'a/self.tf 1:1 syntax/unreadable',
    'a/x.tf 1:30 open/server',
    'shared/x.tf 1:30 open/server',
  ]);
});

test('a path with odd characters is shown, and cannot drive the terminal', () => {
  const cwd = folder({ 'a b/\x1b[31m,:%.tf': bad });
  expect(portguard(['lint'], { cwd }).stdout).toContain('a b/\\x1b[31m,:%.tf\n');
  expect(portguard(['lint', '--format', 'github'], { cwd }).stdout).toContain('file=a b/\x1b[31m%2C%3A%25.tf,line=1');
});

test('--version and --help', () => {
  expect(portguard(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(portguard([])).toMatchObject({ status: 0, stdout: expect.stringContaining('portguard COMMAND') });
  const { stdout } = portguard(['lint', '--help']);
  expect(stdout).toContain('--stdin-filename PATH');
  expect(portguard(['lint', '--help', '--language', 'zh-CN']).stdout).toContain('用法：portguard lint');
});

test('rules lists, explain explains', () => {
  expect(portguard(['rules']).stdout).toContain('* open/group                  error    Title of open/group\n');
  const list = JSON.parse(portguard(['rules', '--format', 'json', '--language', 'zh-CN']).stdout);
  expect(list).toContainEqual({
    id: 'extra/network',
    severity: 'info',
    recommended: false,
    title: 'extra/network 的标题',
    url: 'https://github.com/portguard/portguard/blob/main/docs/rules/zh-CN/extra/network.md',
  });
  expect(portguard(['explain', 'open/group']).stdout).toContain('    resource "alicloud_security_group" "open" {');
});

test('init writes a configuration that is valid, and never overwrites one', () => {
  const cwd = folder({ 'main.tf': good });
  expect(portguard(['init'], { cwd }).stdout).toBe('Wrote .portguard.yaml.\n');
  expect(portguard(['lint'], { cwd })).toMatchObject({ status: 0, stderr: '' });
  expect(portguard(['init'], { cwd }).status).toBe(2);
  const chinese = folder({ 'main.tf': bad });
  portguard(['init', '--language=zh-CN'], { cwd: chinese });
  expect(portguard(['lint'], { cwd: chinese })).toMatchObject({ status: 1, stderr: '' });
});

test('Ctrl-C ends the run with 130', () => {
  const cwd = folder({ 'main.tf': good });
  const { status } = shell('set -m; (portguard lint --stdin) <> <(sleep 5) & sleep 1; kill -INT -$!; wait $!', cwd);
  expect(status).toBe(130);
});

test('an empty folder, and an unnamed current folder', () => {
  const cwd = folder({ 'deep/er/': '' });
  mkdirSync(join(cwd, 'dist'));
  writeFileSync(join(cwd, 'dist/main.tf'), bad);
  expect(portguard(['lint'], { cwd }).status).toBe(0);
  expect(portguard(['lint', 'dist'], { cwd }).status).toBe(1);
});
