/** Names of units, from their texts alone. */
import { expect, test } from 'vitest';
import { readUnits } from '../../../core/dialects/units.ts';
import { filesNamed } from '../../../core/navigation/files.ts';
import { type Name, namesAt, placesOf } from '../../../core/navigation/name.ts';
import { namesOf } from '../../../core/navigation/unit-names.ts';
import { filesOf } from '../dialects/workspace.ts';

/** All places of what stands at the text with the cursor, declarations in brackets. */
function places(files: Readonly<Record<string, string>>, folder = ''): string[] {
  const [path = '', marked = ''] = Object.entries(files).find(([, text]) => text.includes('‸')) ?? [];
  const texts = filesOf({ ...files, [path]: marked.replace('‸', '') });
  const { workspace } = texts.surroundings;
  const all = readUnits(texts.in(folder), texts.surroundings).flatMap((unit) => namesOf(unit, workspace));
  return placesOf(all, namesAt(all, path, marked.indexOf('‸')))
    .map(told)
    .sort();
}

function told({ at, declares }: Name): string {
  const { source, start, end } = at.source.outermost(at);
  const text = `${source.path}:${source.positionAt(start).line + 1} ${source.text.slice(start, end)}`;
  return declares ? `[${text}]` : text;
}

test('the same name in modules of different folders is not the same', () => {
  const files = {
    'main.tf': 'variable "a" {}\noutput "x" {\n  value = var.‸a\n}\nmodule "m" {\n  source = "./m"\n}\n',
    'm/main.tf': 'variable "a" {}\noutput "x" {\n  value = var.a\n}\n',
  };
  expect(places(files)).toEqual(['[main.tf:1 a]', 'main.tf:3 var.a']);
});

test('a module that terraform init has fetched', () => {
  const manifest = { Modules: [{ Key: 'net', Source: 'registry', Dir: '.terraform/modules/net' }] };
  const files = {
    'main.tf':
      'module "net" {\n  source = "terraform-alicloud-modules/vpc/alicloud"\n}\nlocals {\n  a = module.net.v‸pc\n}\n',
    '.terraform/modules/modules.json': JSON.stringify(manifest),
    '.terraform/modules/net/main.tf': 'output "vpc" {\n  value = 1\n}\n',
  };
  expect(places(files)).toEqual(['[.terraform/modules/net/main.tf:1 vpc]', 'main.tf:5 vpc']);
});

test('a module that calls itself ends', () => {
  const files = { 'main.tf': 'variable "a" {}\nmodule "self" {\n  source = "./"\n  ‸a = 1\n}\n' };
  expect(places(files)).toEqual(['[main.tf:1 a]', 'main.tf:4 a']);
});

test('a declaration in an override file is one, too', () => {
  const files = {
    'main.tf': 'variable "a" {}\nlocals {\n  b = var.‸a\n}\n',
    'override.tf': 'variable "a" {\n  default = 1\n}\n',
  };
  expect(places(files)).toEqual(['[main.tf:1 a]', '[override.tf:1 a]', 'main.tf:3 var.a']);
});

test('the variables of a for lead nowhere', () => {
  expect(places({ 'main.tf': 'locals {\n  a = [for rule in [] : rule.‸name]\n}\n' })).toEqual(['main.tf:2 rule.name']);
});

test('stacks that nest one another end; each has its own names', () => {
  const stack = (other: string, ref: string) => `ROSTemplateFormatVersion: '2015-09-01'
Parameters: {P: {Type: String}}
Resources:
  Inner:
    Type: ALIYUN::ROS::Stack
    Properties: {TemplateURL: ${other}, Parameters: {P: !Ref ${ref}}}
`;
  expect(places({ 'a.yaml': stack('b.yaml', '‸P'), 'b.yaml': stack('a.yaml', 'P') })).toEqual([
    '[a.yaml:2 P]',
    'a.yaml:6 P',
    'b.yaml:6 P',
  ]);
});

test('a stack whose body stands in the template itself', () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Parameters: {P: {Type: String}}
Resources:
  Inner:
    Type: ALIYUN::ROS::Stack
    Properties:
      TemplateBody:
        ROSTemplateFormatVersion: '2015-09-01'
        Parameters: {P: {Type: String}}
        Outputs: {O: {Value: !Ref ‸P}}
      Parameters: {P: !Ref P}
`;
  expect(places({ 'a.yaml': text })).toEqual(['[a.yaml:9 P]', 'a.yaml:10 P', 'a.yaml:11 P']);
});

test('an attribute of a resource whose name has dots', () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Web.Group: {Type: 'ALIYUN::ECS::SecurityGroup'}
Outputs: {O: {Value: !GetAtt Web.Group.Sec‸urityGroupId}}
`;
  expect(places({ 'a.yaml': text })).toEqual(['[a.yaml:3 Web.Group]', 'a.yaml:4 Web.Group.SecurityGroupId']);
});

test('in a rendered chart, names lead to the template', () => {
  const files = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'chart/values.yaml': 'app: web\n',
    'chart/templates/all.yaml': `apiVersion: v1
kind: Service
metadata: {name: front}
spec:
  selector:
    app: ‸web
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: back}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c}]}}}
`,
  };
  expect(places(files, 'chart/templates')).toEqual([
    '[chart/templates/all.yaml:10 back]',
    'chart/templates/all.yaml:6 app',
    'chart/templates/all.yaml:6 web',
  ]);
});

test('files that do not exist are not named', () => {
  const texts = filesOf({ 'main.tf': 'module "a" {\n  source = "./a"\n}\nmodule "b" {\n  source = "../../b"\n}\n' });
  const units = readUnits(texts.in(''), texts.surroundings);
  expect(units.flatMap((unit) => filesNamed(unit, texts.surroundings.workspace))).toEqual([]);
});
