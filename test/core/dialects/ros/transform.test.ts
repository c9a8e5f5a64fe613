import { expect, test } from 'vitest';
import { readRos } from '../../../../core/dialects/ros/index.ts';
import { templateOf } from '../../../../core/dialects/ros/template.ts';
import { workspaceFiles, workspaceOver } from '../../../../core/dialects/ros/transform.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { show, textAt } from './show.ts';

const template = `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Terraform-v1.5
# of the template
Workspace:
  variable.tf: |-
    variable "cidr" {
      default = "0.0.0.0/0"
    }
  main.tf: |
    # 组
    resource "alicloud_security_group" "web" {
    }

    resource "alicloud_security_group_rule" "ssh" {
      type              = "ingress"
      security_group_id = alicloud_security_group.web.id
      port_range        = "22/22"
      cidr_ip           = var.cidr
    }
  README.md: |
    resource "none" "none" {}
Outputs: {}
`;

test('the files of a Terraform workspace are one module, found in the template', () => {
  const file = new SourceText('a/template.yml', template);
  const unit = readRos(file);
  expect(unit.problems).toEqual([]);
  expect([...unit.model.resources.keys()].sort()).toEqual([
    'alicloud_security_group.web',
    'alicloud_security_group_rule.ssh',
  ]);
  const rule = unit.model.resources.get('alicloud_security_group_rule.ssh');
  const ports = rule?.attributes.entries.get('port_range')?.value;
  expect(show(ports)).toBe('"22/22"');
  const place = ports?.at.source.outermost(ports.at);
  expect(place?.source).toBe(file);
  expect(place && textAt(place)).toBe('"22/22"');
  const cidr = rule?.attributes.entries.get('cidr_ip')?.value;
  const defined = cidr?.kind === 'known' ? cidr.definedAt : undefined;
  expect(defined && textAt(defined.source.outermost(defined))).toBe('"0.0.0.0/0"');
  expect(defined && file.positionAt(defined.source.outermost(defined).start)).toEqual({ line: 6, column: 16 });
});

test('comments of the template and of its files are kept apart', () => {
  const file = new SourceText('a/template.yml', template);
  const texts = readRos(file).comments.map(({ source, comments }) => [
    source === file,
    comments.map(({ text }) => text),
  ]);
  expect(texts).toEqual([
    [true, ['of the template']],
    [false, []],
    [false, ['组']],
  ]);
});

test('a syntax error in the HCL is at its place in the template', () => {
  const broken = template.replace('"22/22"', '"22/22');
  const [problem] = readRos(new SourceText('a.yml', broken)).problems;
  expect(problem?.rule).toBe('syntax/hcl');
  const place = problem?.at.source.outermost(problem.at);
  expect(place?.source.positionAt(place.start).line).toBe(16);
});

function files(text: string, path = 'a.yml'): ReadonlyMap<string, SourceText> {
  const found = templateOf(new SourceText(path, text));
  return found ? workspaceFiles(found) : new Map();
}

test('a workspace is a tree of files, in YAML and in JSON', () => {
  const yaml = files(
    "ROSTemplateFormatVersion: x\nTransform: [Other, Aliyun::OpenTofu-v1.6]\nWorkspace:\n  main.tf: 'a'\n  ./modules/vpc/main.tf: 'b'\n  modules/x.txt: 'c'\n  x.tf: [1]\n",
  );
  expect([...yaml].map(([path, { text }]) => `${path} ${text}`)).toEqual([
    'main.tf a',
    'modules/vpc/main.tf b',
    'modules/x.txt c',
  ]);
  const workspace = workspaceOver(yaml);
  expect(workspace.list('')).toEqual(['main.tf', 'modules/']);
  expect(workspace.list('modules')).toEqual(['vpc/', 'x.txt']);
  expect(workspace.list('other')).toBeUndefined();
  expect(workspace.read('modules/../main.tf')?.text).toBe('a');
  expect(workspace.read('../main.tf')).toBeUndefined();
  expect(workspace.bytes('modules/x.txt')).toEqual(new TextEncoder().encode('c'));
  const json = files(
    '{"ROSTemplateFormatVersion": "x", "Transform": "Aliyun::Terraform-v1.5", "Workspace": {"main.tf": "# \\u7ec4\\n\\"x\\""}}',
    'a.json',
  ).get('main.tf') as SourceText;
  expect(json.text).toBe('# 组\n"x"');
  expect(textAt(json.outermost({ start: 5, end: 6 }))).toBe('x');
  expect(
    files('ROSTemplateFormatVersion: x\nTransform: Aliyun::Serverless-2018-04-03\nWorkspace: {main.tf: a}\n').size,
  ).toBe(0);
});

const tree = `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Terraform-v1.5
Parameters:
  cidr:
    Type: String
    Default: 10.0.0.0/8
    AllowedValues: [10.0.0.0/8, 0.0.0.0/0]
  free: {Type: String}
Workspace:
  main.tf: |
    variable "cidr" { default = "1.2.3.4/32" }
    variable "free" { default = "1.2.3.4/32" }
    variable "port" { type = number }
    module "ssh" {
      source = "./modules/rule"
      cidr   = var.cidr
      port   = var.port
    }
    resource "alicloud_security_group_rule" "free" {
      cidr_ip = var.free
    }
  terraform.tfvars: |
    port = 22
  modules/rule/main.tf: |
    variable "cidr" {}
    variable "port" {}
    resource "alicloud_security_group_rule" "it" {
      type       = "ingress"
      port_range = "\${var.port}/\${var.port}"
      cidr_ip    = var.cidr
    }
`;

test('folders are child modules, and parameters and tfvars files give variables their values', () => {
  const file = new SourceText('a/template.yml', tree);
  const unit = readRos(file);
  expect(unit.problems).toEqual([]);
  expect([...unit.model.resources.keys()]).toEqual([
    'alicloud_security_group_rule.free',
    'module.ssh.alicloud_security_group_rule.it',
  ]);
  const rule = unit.model.resources.get('module.ssh.alicloud_security_group_rule.it')?.attributes.entries;
  expect(show(rule?.get('port_range')?.value)).toBe('"22/22"');
  const cidr = rule?.get('cidr_ip')?.value;
  expect(show(cidr)).toBe('"10.0.0.0/8" | "0.0.0.0/0"');
  const defined = cidr?.kind === 'oneOf' && cidr.options[1]?.kind === 'known' ? cidr.options[1].definedAt : undefined;
  expect(defined && textAt(defined.source.outermost(defined))).toBe('0.0.0.0/0');
  const free = unit.model.resources.get('alicloud_security_group_rule.free')?.attributes.entries;
  expect(show(free?.get('cidr_ip')?.value)).toBe('?no-default parameter free');
});

test('lists, maps and numbers of parameters are lists, maps and numbers of variables', () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Terraform-v1.5
Parameters:
  zones: {Type: CommaDelimitedList, Default: 'a,b'}
  rules: {Type: Json, Default: {web: {port: 80}}}
  count_of: {Type: Number, Default: 2}
  on: {Type: Boolean, Default: false}
Workspace:
  main.tf: |
    variable "zones" { type = list(string) }
    variable "rules" { type = map(object({ port = number })) }
    variable "count_of" { type = number }
    variable "on" { type = bool }
    resource "alicloud_instance" "it" {
      count = var.count_of
      zone  = var.zones[count.index]
      ports = [for name, rule in var.rules : "\${name}:\${rule.port + 1}"]
    }
    resource "alicloud_instance" "off" {
      count = var.on ? 1 : 0
    }
`;
  const { resources } = readRos(new SourceText('a.yml', text)).model;
  expect([...resources.keys()]).toEqual(['alicloud_instance.it[0]', 'alicloud_instance.it[1]']);
  const it = resources.get('alicloud_instance.it[1]')?.attributes.entries;
  expect(show(it?.get('zone')?.value)).toBe('"b"');
  expect(show(it?.get('ports')?.value)).toBe('["web:81"]');
});
