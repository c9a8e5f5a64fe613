/** `portguard console`: a line in, a JSON object out. */
import { expect, test } from 'vitest';
import { folder, portguard } from './portguard.ts';

const main = `variable "cidr" {
  default = "10.0.0.0/8"
}
variable "given" {}
locals {
  subnets = [for i in range(2) : cidrsubnet(var.cidr, 8, i)]
}
variable "size" {
  validation {
    condition = contains([1, 2], var.size)
  }
}
resource "alicloud_vpc" "main" {
  cidr_block = var.cidr
}
module "net" {
  source = "./net"
  cidr   = var.cidr
}
`;
const net = 'variable "cidr" {}\noutput "first" {\n  value = cidrhost(var.cidr, 1)\n}\n';

function answers(files: Readonly<Record<string, string>>, lines: readonly string[], ...args: string[]): unknown[] {
  const { stdout, status } = portguard(['console', ...args], { cwd: folder(files), input: lines.join('\n') });
  expect(status).toBe(0);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const files = { '.git/': '', 'infra/main.tf': main, 'infra/net/main.tf': net };

test('known, unknown, possible, refused: each line its own object', () => {
  const lines = [
    'local.subnets',
    'module.net.first',
    'var.given',
    'alicloud_vpc.main.id',
    'alicloud_vpc.main.cidr_block',
    'var.size * 10',
    '[var.given, 1]',
    'var.nothing',
    '1 +',
    '',
    '{ "k-${1 + 1}" = null }',
  ];
  expect(answers(files, lines, 'infra')).toEqual([
    { value: ['10.0.0.0/16', '10.1.0.0/16'] },
    { value: '10.0.0.1' },
    { unknown: 'set at deployment: var.given' },
    { unknown: 'exists only after creation: alicloud_vpc.main.id' },
    { value: '10.0.0.0/8' },
    { possible: [10, 20] },
    { unknown: 'set at deployment: var.given', partial: [null, 1] },
    { error: 'cannot be evaluated: var.nothing' },
    { error: 'A value is missing here. Write one, for instance "text", 22 or var.name.' },
    { error: 'A value is missing here. Write one, for instance "text", 22 or var.name.' },
    { value: { 'k-2': null } },
  ]);
});

test('--explain adds the way, --var-file gives values, --language the words', () => {
  const given = { ...files, 'prod.tfvars': 'given = "x"\n' };
  expect(answers(given, ['var.given'], 'infra', '--var-file', 'prod.tfvars', '--explain')).toEqual([
    {
      value: 'x',
      way: [{ file: 'prod.tfvars', line: 1, column: 9, text: '"x"', message: 'the value comes from here' }],
    },
  ]);
  expect(answers(files, ['var.given'], 'infra', '--language', 'zh-CN')).toEqual([
    { unknown: '部署时才给出：var.given' },
  ]);
});

test('an empty folder has functions, a missing one is wrong usage', () => {
  expect(answers({ 'empty/': '' }, ['max(1, 2)'], 'empty')).toEqual([{ value: 2 }]);
  const { status, stderr } = portguard(['console', 'nowhere'], { cwd: folder({}) });
  expect([status, stderr]).toEqual([2, 'portguard: There is no file or folder "nowhere".\n']);
});

test("what is wrong with the module's text goes to stderr", () => {
  const { stdout, stderr } = portguard(['console'], {
    cwd: folder({ 'main.tf': 'locals {\n  a = 1\n  b = [\n}\n' }),
    input: 'local.a\n',
  });
  expect(stdout).toBe('{"value":1}\n');
  expect(stderr).toMatch(/^portguard: main\.tf:\d+:\d+: /);
});

test('a ROS template: paths of properties, and expressions', () => {
  const template = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Cidr: {Type: String, Default: 0.0.0.0/0}
  Given: {Type: String}
Resources:
  Web:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SourceCidrIp: {Ref: Cidr}
      PortRange: {"Fn::Join": ["/", [22, {Ref: Given}]]}
`;
  const lines = ['Web.SourceCidrIp', 'Web.PortRange', '!Sub "${Cidr}!"', 'Nothing.X'];
  const place = { file: 'a.yml', line: 3, column: 33, text: '0.0.0.0/0' };
  expect(answers({ 'a.yml': template }, lines, 'a.yml', '--explain')).toEqual([
    { value: '0.0.0.0/0', way: [{ ...place, message: 'the value comes from here' }] },
    { unknown: 'set at deployment: parameter Given', way: [] },
    { value: '0.0.0.0/0!', way: [{ ...place, message: 'computed from this: 0.0.0.0/0' }] },
    { error: expect.stringContaining('there is Parameters'), way: [] },
  ]);
  const given = answers(
    { 'a.yml': template, 'p.json': '{"Given": "22"}' },
    ['Web.PortRange'],
    'a.yml',
    '--parameters',
    'p.json',
  );
  expect(given).toEqual([{ value: '22/22' }]);
  expect(portguard(['console', 'a.txt'], { cwd: folder({ 'a.txt': 'x' }) }).stderr).toContain('is no ROS template');
});
