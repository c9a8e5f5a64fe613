/**
 * A finding does not depend on how a value is written: each construct gives the same finding as the literal does, at
 * the place of use, and tells the way that the value came.
 */
import { expect, test } from 'vitest';
import { resolveConfig } from '../../core/config/resolve.ts';
import { emptyConfig } from '../../core/config/schema.ts';
import { lint } from '../../core/lint.ts';
import { rules } from '../../core/rules/index.ts';
import type { Location } from '../../core/text/source.ts';
import { filesOf } from './dialects/workspace.ts';

const config = resolveConfig(emptyConfig, rules);

/** `file line: text`, of the first line that is pointed at. */
function placed({ source, start, end }: Location): string {
  return `${source.path} ${source.positionAt(start).line + 1}: ${source.text.slice(start, end).split('\n')[0]}`;
}

/** Where SSH is open to the world, by which resource, and the way that the source came. */
function told(texts: Readonly<Record<string, string>>): string[] {
  const files = filesOf(texts);
  return lint(files.in(''), config, files.surroundings)
    .findings.filter(({ rule }) => rule === 'exposure/admin-port')
    .flatMap(({ at, certainty, resource, related }) => [
      `${certainty} ${resource} at ${placed(at)}`,
      ...related.filter(({ message }) => message.en !== 'the ports').map((one) => `> ${placed(one.at)}`),
    ]);
}

const rule = (cidr: string, more = ''): string => `resource "alicloud_security_group_rule" "r" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  security_group_id = "sg-1"
  cidr_ip           = ${cidr}
  ${more}
}
`;

const terraform: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['literal', { 'main.tf': rule('"0.0.0.0/0"') }],
  ['variable', { 'main.tf': `${rule('var.c')}variable "c" {\n  default = "0.0.0.0/0"\n}\n` }],
  ['tfvars', { 'main.tf': `${rule('var.c')}variable "c" {}\n`, 'terraform.tfvars': 'c = "0.0.0.0/0"\n' }],
  ['auto.tfvars.json', { 'main.tf': `${rule('var.c')}variable "c" {}\n`, 'a.auto.tfvars.json': '{"c": "0.0.0.0/0"}' }],
  ['local', { 'main.tf': `${rule('local.c')}locals {\n  c = "0.0.0.0/0"\n}\n` }],
  ['conditional', { 'main.tf': `${rule('true ? local.c : null')}locals {\n  c = "0.0.0.0/0"\n}\n` }],
  ['template', { 'main.tf': rule('"${local.zero}/0"').concat('locals {\n  zero = "0.0.0.0"\n}\n') }],
  ['function', { 'main.tf': `${rule('cidrsubnet(local.all, 0, 0)')}locals {\n  all = "0.0.0.0/0"\n}\n` }],
  [
    'count',
    { 'main.tf': `${rule('local.c[count.index]', 'count = 2')}locals {\n  c = ["10.0.0.0/8", "0.0.0.0/0"]\n}\n` },
  ],
  ['for_each', { 'main.tf': rule('each.value', 'for_each = { a = "10.0.0.0/8", b = "0.0.0.0/0" }') }],
  [
    'for',
    {
      'main.tf': rule('[for c in local.c : c if c != "10.0.0.0/8"][0]').concat(
        'locals {\n  c = ["10.0.0.0/8", "0.0.0.0/0"]\n}\n',
      ),
    },
  ],
  [
    'override',
    {
      'main.tf': rule('"10.0.0.0/8"'),
      'main_override.tf': 'resource "alicloud_security_group_rule" "r" {\n  cidr_ip = "0.0.0.0/0"\n}\n',
    },
  ],
  [
    '.tf.json',
    {
      'main.tf.json':
        '{"locals": {"c": "0.0.0.0/0"}, "resource": {"alicloud_security_group_rule": {"r": {"type": "ingress", "ip_protocol": "tcp",\n"port_range": "22/22", "security_group_id": "sg-1",\n"cidr_ip": "${local.c}"}}}}',
    },
  ],
  ['OpenTofu', { 'main.tofu': rule('"0.0.0.0/0"') }],
  ['YAML file', { 'main.tf': rule('yamldecode(file("a.yaml")).cidrs[0]'), 'a.yaml': 'cidrs:\n  - 0.0.0.0/0\n' }],
  [
    'nested module',
    {
      'main.tf': 'module "a" {\n  source = "./a"\n  c = "0.0.0.0/0"\n}\n',
      'a/main.tf': 'variable "c" {}\nmodule "b" {\n  source = "./b"\n  c = var.c\n}\n',
      'a/b/main.tf': `variable "c" {}\n${rule('var.c')}`,
    },
  ],
  [
    'list passed to a module',
    {
      'main.tf': 'variable "cs" {\n  default = ["0.0.0.0/0"]\n}\nmodule "a" {\n  source = "./a"\n  cs = var.cs\n}\n',
      'a/main.tf': `variable "cs" {}\n${rule('each.value', 'for_each = toset(var.cs)')}`,
    },
  ],
  [
    'output of a module',
    {
      'main.tf': `module "a" {\n  source = "./a"\n}\n${rule('module.a.c')}`,
      'a/main.tf': 'output "c" {\n  value = "0.0.0.0/0"\n}\n',
    },
  ],
  [
    'for_each of a module',
    {
      'main.tf': 'module "a" {\n  for_each = toset(["0.0.0.0/0"])\n  source = "./a"\n  c = each.key\n}\n',
      'a/main.tf': `variable "c" {}\n${rule('var.c')}`,
    },
  ],
];

const ros = (cidr: string, more = ''): string => `ROSTemplateFormatVersion: '2015-09-01'
${more}Resources:
  R:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: sg-1
      IpProtocol: tcp
      PortRange: 22/22
      SourceCidrIp: ${cidr}
`;

const templates: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['parameter', { 'a.yml': ros('{Ref: C}', 'Parameters:\n  C: {Type: String, Default: 0.0.0.0/0}\n') }],
  [
    'allowed values',
    { 'a.yml': ros('!Ref C', 'Parameters:\n  C: {Type: String, AllowedValues: [10.0.0.0/8, 0.0.0.0/0]}\n') },
  ],
  [
    'Fn::If',
    {
      'a.yml': ros(
        '!If [Open, 0.0.0.0/0, 10.0.0.0/8]',
        'Parameters:\n  E: {Type: String}\nConditions:\n  Open: !Equals [!Ref E, dev]\n',
      ),
    },
  ],
  ['Fn::FindInMap', { 'a.yml': ros('!FindInMap [M, dev, cidr]', 'Mappings:\n  M:\n    dev: {cidr: 0.0.0.0/0}\n') }],
  ['Fn::Sub and Fn::Select', { 'a.yml': ros("!Sub ['${Z}/0', {Z: !Select [1, [10.0.0.0, 0.0.0.0]]}]") }],
  ['local of a stack', { 'a.yml': ros('!Ref L', 'Locals:\n  L: {Type: Macro, Value: 0.0.0.0/0}\n') }],
  [
    'nested stack',
    {
      'a.yml':
        "ROSTemplateFormatVersion: '2015-09-01'\nResources:\n  S:\n    Type: ALIYUN::ROS::Stack\n    Properties:\n      TemplateURL: ./nested/b.yml\n      Parameters: {C: 0.0.0.0/0}\n",
      'nested/b.yml': ros('!Ref C', 'Parameters:\n  C: {Type: String}\n'),
    },
  ],
  [
    'Terraform in ROS',
    {
      'a.yml': `ROSTemplateFormatVersion: '2015-09-01'\nTransform: Aliyun::Terraform-v1.5\nWorkspace:\n  main.tf: |-\n${(`${rule('var.c')}variable "c" {\n  default = "0.0.0.0/0"\n}\n`).replace(/^(?=.)/gm, '    ')}`,
    },
  ],
];

/** As the constructs are above. */
const expected: Readonly<Record<string, readonly string[]>> = {
  literal: ['certain alicloud_security_group_rule.r at main.tf 6: "0.0.0.0/0"'],
  variable: ['certain alicloud_security_group_rule.r at main.tf 6: var.c', '> main.tf 10: "0.0.0.0/0"'],
  tfvars: ['certain alicloud_security_group_rule.r at main.tf 6: var.c', '> terraform.tfvars 1: "0.0.0.0/0"'],
  'auto.tfvars.json': [
    'certain alicloud_security_group_rule.r at main.tf 6: var.c',
    '> a.auto.tfvars.json 1: 0.0.0.0/0',
  ],
  local: ['certain alicloud_security_group_rule.r at main.tf 6: local.c', '> main.tf 10: "0.0.0.0/0"'],
  'local of a stack': ['certain R at a.yml 11: !Ref L', '> a.yml 11: L', '> a.yml 3: 0.0.0.0/0'],
  conditional: ['certain alicloud_security_group_rule.r at main.tf 6: local.c', '> main.tf 10: "0.0.0.0/0"'],
  template: ['certain alicloud_security_group_rule.r at main.tf 6: "${local.zero}/0"', '> main.tf 10: "0.0.0.0"'],
  function: [
    'certain alicloud_security_group_rule.r at main.tf 6: cidrsubnet(local.all, 0, 0)',
    '> main.tf 10: "0.0.0.0/0"',
  ],
  count: ['certain alicloud_security_group_rule.r[1] at main.tf 6: local.c[count.index]', '> main.tf 10: "0.0.0.0/0"'],
  for_each: ['certain alicloud_security_group_rule.r["b"] at main.tf 6: each.value', '> main.tf 7: "0.0.0.0/0"'],
  for: [
    'certain alicloud_security_group_rule.r at main.tf 6: [for c in local.c : c if c != "10.0.0.0/8"][0]',
    '> main.tf 6: c',
    '> main.tf 6: local.c',
    '> main.tf 10: "0.0.0.0/0"',
  ],
  override: ['certain alicloud_security_group_rule.r at main_override.tf 2: "0.0.0.0/0"'],
  '.tf.json': ['certain alicloud_security_group_rule.r at main.tf.json 3: local.c', '> main.tf.json 1: "0.0.0.0/0"'],
  OpenTofu: ['certain alicloud_security_group_rule.r at main.tofu 6: "0.0.0.0/0"'],
  'YAML file': [
    'certain alicloud_security_group_rule.r at main.tf 6: yamldecode(file("a.yaml")).cidrs[0]',
    '> main.tf 6: yamldecode(file("a.yaml"))',
    '> a.yaml 2: 0.0.0.0/0',
  ],
  'nested module': [
    'certain module.a.module.b.alicloud_security_group_rule.r at a/b/main.tf 7: var.c',
    '> a/main.tf 4: var.c',
    '> main.tf 3: "0.0.0.0/0"',
  ],
  'list passed to a module': [
    'certain module.a.alicloud_security_group_rule.r["0.0.0.0/0"] at a/main.tf 7: each.value',
    '> a/main.tf 8: var.cs',
    '> main.tf 6: var.cs',
    '> main.tf 2: "0.0.0.0/0"',
  ],
  'output of a module': [
    'certain alicloud_security_group_rule.r at main.tf 9: module.a.c',
    '> a/main.tf 2: "0.0.0.0/0"',
  ],
  'for_each of a module': [
    'certain module.a["0.0.0.0/0"].alicloud_security_group_rule.r at a/main.tf 7: var.c',
    '> main.tf 4: each.key',
    '> main.tf 2: "0.0.0.0/0"',
  ],
  parameter: ['certain R at a.yml 11: {Ref: C}', '> a.yml 3: 0.0.0.0/0'],
  'allowed values': ['possible R at a.yml 11: !Ref C', '> a.yml 3: 10.0.0.0/8', '> a.yml 3: 0.0.0.0/0'],
  'Fn::If': ['possible R at a.yml 13: !If [Open, 0.0.0.0/0, 10.0.0.0/8]'],
  'Fn::FindInMap': ['certain R at a.yml 12: !FindInMap [M, dev, cidr]', '> a.yml 4: 0.0.0.0/0'],
  'Fn::Sub and Fn::Select': ["certain R at a.yml 9: !Sub ['${Z}/0', {Z: !Select [1, [10.0.0.0, 0.0.0.0]]}]"],
  'nested stack': ['certain S/R at nested/b.yml 11: !Ref C', '> a.yml 7: 0.0.0.0/0'],
  'Terraform in ROS': ['certain alicloud_security_group_rule.r at a.yml 10: var.c', '> a.yml 14: "0.0.0.0/0"'],
};

test.each([...terraform, ...templates])('%s', (name, texts) => {
  expect(told(texts)).toEqual(expected[name]);
});
