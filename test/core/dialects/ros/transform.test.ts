import { expect, test } from 'vitest';
import { readRos } from '../../../../core/dialects/ros/index.ts';
import { workspaceModules } from '../../../../core/dialects/ros/transform.ts';
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

test('each folder of a workspace is a module, JSON holds one as well', () => {
  const modules = (text: string, path: string): string[][] =>
    workspaceModules(new SourceText(path, text)).map((files) => files.map((file) => file.text));
  expect(
    modules(
      "ROSTemplateFormatVersion: x\nTransform: [Other, Aliyun::Terraform-v1.2]\nWorkspace:\n  main.tf: 'a'\n  vpc/main.tf: 'b'\n  vpc/out.tf: 'c'\n  x.tf: [1]\n",
      'a.yml',
    ),
  ).toEqual([['a'], ['b', 'c']]);
  const json =
    '{"ROSTemplateFormatVersion": "x", "Transform": "Aliyun::Terraform-v1.5", "Workspace": {"main.tf": "# \\u7ec4\\n\\"x\\""}}';
  expect(modules(json, 'a.json')).toEqual([['# 组\n"x"']]);
  const [[file]] = workspaceModules(new SourceText('a.json', json)) as [[SourceText]];
  expect(textAt(file.outermost({ start: 5, end: 6 }))).toBe('x');
  expect(
    modules(
      'ROSTemplateFormatVersion: x\nTransform: Aliyun::Serverless-2018-04-03\nWorkspace: {main.tf: a}\n',
      'a.yml',
    ),
  ).toEqual([]);
});
