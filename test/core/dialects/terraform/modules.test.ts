import { expect, test } from 'vitest';
import { evaluateModule } from '../../../../core/dialects/terraform/evaluate.ts';
import type { Value } from '../../../../core/values/value.ts';
import { wayOf } from '../../../../core/values/way.ts';
import { filesOf } from '../workspace.ts';
import { attribute, shown, written } from './module.ts';

const rule = (cidr: string) => `resource "rule" "r" {\n  cidr = ${cidr}\n}\n`;

function evaluated(texts: Readonly<Record<string, string>>, folder = 'prod') {
  const files = filesOf(texts);
  return evaluateModule(files.in(folder), files.surroundings);
}

/** `address exists: cidr` of every resource. */
function lines(texts: Readonly<Record<string, string>>, folder?: string): string[] {
  return evaluated(texts, folder).resources.map((resource) => {
    const exists = resource.exists === 'yes' ? '' : '?';
    return `${resource.address}${exists}: ${shown(attribute(resource, 'cidr'))}`;
  });
}

function problems(texts: Readonly<Record<string, string>>, folder?: string): string[] {
  return evaluated(texts, folder).problems.map(
    ({ rule, severity, at }) => `${severity ?? 'error'} ${rule} ${at.source.path}: ${written(at)}`,
  );
}

/** Each station as `file: text`. */
function way(value: Value | undefined): string[] {
  return value
    ? wayOf(value).map(({ at, message }) => `${at.source.path}: ${message.en.replace(/:.*/s, '')}: ${written(at)}`)
    : [];
}

test('a module is evaluated with the inputs of its call, and the way of a value leads through it', () => {
  const files = {
    'prod/main.tf':
      'module "web" {\n  source = "../modules/sg"\n  cidr = var.admin\n}\nvariable "admin" {\n  default = "0.0.0.0/0"\n}\n',
    'modules/sg/main.tf': `variable "cidr" {}\n${rule('var.cidr')}`,
  };
  expect(lines(files)).toEqual(['module.web.rule.r: "0.0.0.0/0"']);
  const [resource] = evaluated(files).resources;
  const value = attribute(resource, 'cidr');
  expect(value && written(value.at)).toBe('var.cidr');
  expect(way(value)).toEqual([
    'prod/main.tf: passed on here: var.admin',
    'prod/main.tf: the value comes from here: "0.0.0.0/0"',
  ]);
});

test('a default stands in where the call says nothing, and null counts as said', () => {
  const module = (cidr: string, more = '') => ({
    'prod/main.tf': `module "web" {\n  source = "../sg"\n  ${cidr}\n}\n`,
    'sg/main.tf': `variable "cidr" {\n  type = string\n  default = "10.0.0.0/8"\n  ${more}\n}\n${rule('var.cidr')}`,
  });
  expect(lines(module(''))).toEqual(['module.web.rule.r: "10.0.0.0/8"']);
  expect(lines(module('cidr = 5'))).toEqual(['module.web.rule.r: "5"']);
  expect(lines(module('cidr = null'))).toEqual(['module.web.rule.r: null']);
  expect(lines(module('cidr = null', 'nullable = false'))).toEqual(['module.web.rule.r: "10.0.0.0/8"']);
});

test('outputs travel between modules, and a reference is the same wherever it arrives', () => {
  const files = {
    'prod/main.tf': `
module "group" {
  source = "./group"
}
module "rules" {
  source = "./rules"
  group  = module.group.id
  all    = module.group
}
output "name" {
  value = module.rules.name
}
resource "x" "y" {
  cidr = module.rules.name
}
`,
    'prod/group/main.tf':
      'resource "sg" "g" {\n  name = "web"\n}\noutput "id" {\n  value = sg.g.id\n}\noutput "group" {\n  value = sg.g\n}\n',
    'prod/rules/main.tf':
      'variable "group" {}\nvariable "all" {}\nresource "rule" "r" {\n  cidr = [var.group, var.all.id, var.all.group.name]\n}\noutput "name" {\n  value = var.all.group.name\n}\n',
  };
  expect(lines(files)).toEqual([
    'x.y: "web"',
    'module.group.sg.g: unset',
    'module.rules.rule.r: [→module.group.sg.g.id, →module.group.sg.g.id, "web"]',
  ]);
});

test('count and for_each on a call, nested calls, keys in addresses', () => {
  const files = {
    'prod/main.tf': `
module "zone" {
  source   = "../zone"
  for_each = { a = "10.1.0.0/16", b = "0.0.0.0/0" }
  cidr     = each.value
}
resource "x" "y" {
  cidr = [for k, m in module.zone : m.cidr]
}
resource "x" "z" {
  cidr = module.zone["b"].cidr
}
`,
    'zone/main.tf':
      'variable "cidr" {}\nmodule "inner" {\n  source = "./inner"\n  count = 2\n  cidr = "$' +
      '{var.cidr}-$' +
      '{count.index}"\n}\noutput "cidr" {\n  value = module.inner[1].cidr\n}\n',
    'zone/inner/main.tf': `variable "cidr" {}\n${rule('var.cidr')}output "cidr" {\n  value = rule.r.cidr\n}\n`,
  };
  expect(lines(files)).toEqual([
    'x.y: ["10.1.0.0/16-1", "0.0.0.0/0-1"]',
    'x.z: "0.0.0.0/0-1"',
    'module.zone["a"].module.inner[0].rule.r: "10.1.0.0/16-0"',
    'module.zone["a"].module.inner[1].rule.r: "10.1.0.0/16-1"',
    'module.zone["b"].module.inner[0].rule.r: "0.0.0.0/0-0"',
    'module.zone["b"].module.inner[1].rule.r: "0.0.0.0/0-1"',
  ]);
});

test('where the number of calls is not known, what they make may exist', () => {
  const files = {
    'prod/main.tf':
      'variable "n" {\n  type = number\n}\nmodule "web" {\n  source = "../sg"\n  count = var.n\n}\nresource "x" "y" {\n  cidr = module.web[0].cidr\n}\n',
    'sg/main.tf': `${rule('"0.0.0.0/0"')}output "cidr" {\n  value = "1"\n}\n`,
  };
  expect(lines(files)).toEqual(['x.y: "1"', 'module.web.rule.r?: "0.0.0.0/0"']);
  const none = { ...files, 'prod/main.tf': 'module "web" {\n  source = "../sg"\n  count = 0\n}\n' };
  expect(lines(none)).toEqual([]);
});

test('a module that cannot be found is unknown, and so is what comes out of it', () => {
  const main = (source: string) =>
    `module "m" {\n  source = "${source}"\n}\nresource "x" "y" {\n  cidr = module.m.cidr\n}\n`;
  expect(lines({ 'prod/main.tf': main('terraform-alicloud-modules/vpc/alicloud') })).toEqual([
    'x.y: ?external module.m (terraform-alicloud-modules/vpc/alicloud)',
  ]);
  const missing = { 'prod/main.tf': main('../none') };
  expect(lines(missing)).toEqual(['x.y: ?external module.m (../none)']);
  expect(problems(missing)).toEqual(['info syntax/reference prod/main.tf: "../none"']);
});

test('modules that terraform init brought are read; their findings belong to the call', () => {
  const files = {
    'prod/main.tf': 'module "web" {\n  source = "a/b/c"\n  cidr = "0.0.0.0/0"\n}\n',
    'prod/.terraform/modules/modules.json': JSON.stringify({
      Modules: [
        { Key: '', Source: '', Dir: '.' },
        { Key: 'web', Source: 'registry.terraform.io/a/b/c', Version: '1.0.0', Dir: '.terraform/modules/web' },
        { Key: 'web.in', Source: 'd/e/f', Dir: '.terraform/modules/web.in/sub' },
      ],
    }),
    'prod/.terraform/modules/web/main.tf':
      'variable "cidr" {}\nmodule "in" {\n  source = "d/e/f"\n  cidr = var.cidr\n}\n',
    'prod/.terraform/modules/web.in/sub/main.tf': `variable "cidr" {}\n${rule('var.cidr')}`,
  };
  expect(lines(files)).toEqual(['module.web.module.in.rule.r: "0.0.0.0/0"']);
  const calledAt = evaluated(files).resources[0]?.calledAt;
  expect(calledAt && `${calledAt.source.path} ${written(calledAt)}`).toBe('prod/main.tf "web"');
});

test('a module that calls itself is a mistake at its place', () => {
  const files = {
    'prod/main.tf': 'module "a" {\n  source = "./a"\n}\n',
    'prod/a/main.tf': 'module "b" {\n  source = "../b"\n}\n',
    'prod/b/main.tf': `module "a" {\n  source = "../a"\n}\n${rule('"1"')}`,
  };
  expect(lines(files)).toEqual(['module.a.module.b.rule.r: "1"']);
  expect(problems(files)).toEqual(['error syntax/cycle prod/b/main.tf: "../a"']);
});

test('values that need one another through modules are a cycle', () => {
  const files = {
    'prod/main.tf': 'module "a" {\n  source = "./a"\n  in = module.a.out\n}\n',
    'prod/a/main.tf':
      'variable "in" {}\noutput "out" {\n  value = var.in\n}\nresource "rule" "r" {\n  cidr = var.in\n}\n',
  };
  expect(lines(files)).toEqual(['module.a.rule.r: ?cycle var.in']);
  expect(problems(files)).toEqual(['error syntax/cycle prod/a/main.tf: var.in']);
});

test('an input that the module does not have, an output that it does not have', () => {
  const files = {
    'prod/main.tf':
      'module "a" {\n  source = "./a"\n  cidrs = []\n}\nresource "x" "y" {\n  cidr = module.a.nothing\n}\n',
    'prod/a/main.tf': 'variable "cidr" {\n  default = 1\n}\n',
  };
  expect(problems(files)).toEqual(
    ['warning syntax/reference prod/main.tf: module.a.nothing', 'warning syntax/reference prod/main.tf: cidrs'].sort(),
  );
});

test('values from variable files: automatic ones, then those that are named; later ones win', () => {
  const variables = ['a', 'b', 'c', 'd', 'e']
    .map((name) => `variable "${name}" {\n  default = "default"\n}\n`)
    .join('');
  const texts = {
    'prod/main.tf': `${variables}resource "x" "y" {\n  cidr = [var.a, var.b, var.c, var.d, var.e]\n}\n`,
    'prod/terraform.tfvars': 'a = "tfvars"\nb = "tfvars"\nc = "tfvars"\nd = "tfvars"\n',
    'prod/terraform.tfvars.json': '{"b": "json", "c": "json", "d": "json"}',
    'prod/1.auto.tfvars': 'c = "auto"\nd = "auto"\n',
    'prod/other.tfvars': 'a = "waits until it is named"\ne = "waits"\n',
    'given.tfvars': 'd = "given"\n',
  };
  expect(lines(texts)).toEqual(['x.y: ["tfvars", "json", "auto", "auto", "default"]']);
  const files = filesOf(texts);
  const inputs = { varFiles: [files.file('given.tfvars')], parameters: [] };
  const { resources } = evaluateModule(files.in('prod'), { ...files.surroundings, inputs });
  const value = attribute(resources[0], 'cidr');
  expect(shown(value)).toBe('["tfvars", "json", "auto", "given", "default"]');
});

test('the files of variables belong to the root module only', () => {
  const files = {
    'prod/main.tf': 'module "a" {\n  source = "./a"\n}\n',
    'prod/a/main.tf': `variable "cidr" {\n  default = "default"\n}\n${rule('var.cidr')}`,
    'prod/a/terraform.tfvars': 'cidr = "own"\n',
  };
  expect(lines(files)).toEqual(['module.a.rule.r: "default"']);
  expect(lines(files, 'prod/a')).toEqual(['rule.r: "own"']);
});

test('override files change attributes, blocks of one type, defaults, locals and calls', () => {
  const files = {
    'prod/main.tf': `
variable "v" {
  type    = string
  default = "main"
}
locals {
  l = "main"
}
resource "x" "y" {
  count = 1
  cidr  = [var.v, local.l]
  keep  = "kept"
  entry {
    n = 1
  }
  entry {
    n = 2
  }
}
module "a" {
  source = "./a"
  cidr   = "main"
}
`,
    'prod/override.tf':
      'variable "v" {\n  default = "override"\n}\nlocals {\n  l = "override"\n}\nmodule "a" {\n  cidr = "override"\n}\n',
    'prod/z_override.tf': 'resource "x" "y" {\n  count = 2\n  entry {\n    n = 3\n  }\n}\n',
    'prod/a/main.tf': `variable "cidr" {}\n${rule('var.cidr')}`,
  };
  expect(lines(files)).toEqual([
    'x.y[0]: ["override", "override"]',
    'x.y[1]: ["override", "override"]',
    'module.a.rule.r: "override"',
  ]);
  const [first] = evaluated(files).resources;
  expect(shown(attribute(first, 'entry'))).toBe('[{n: 3}]');
  expect(shown(attribute(first, 'keep'))).toBe('"kept"');
});

test('a data source knows its arguments and nothing else', () => {
  const main =
    'data "alicloud_vpcs" "all" {\n  name_regex = "^web"\n}\nresource "x" "y" {\n  cidr = [data.alicloud_vpcs.all.name_regex, data.alicloud_vpcs.all.ids[0], data.alicloud_vpcs.all.id]\n}\n';
  expect(lines({ 'prod/main.tf': main })).toEqual([
    'x.y: ["^web", ?external data.alicloud_vpcs.all.ids, ?external data.alicloud_vpcs.all.id]',
  ]);
});

test('a broken line in a module costs that line', () => {
  const files = {
    'prod/main.tf': 'module "a" {\n  source = "./a"\n}\n',
    'prod/a/main.tf': `variable "x" {\n  default = [\n}\n${rule('"1"')}`,
  };
  expect(lines(files)).toEqual(['module.a.rule.r: "1"']);
  expect(problems(files).every((line) => line.startsWith('error syntax/hcl prod/a/main.tf'))).toBe(true);
  expect(problems(files)).not.toEqual([]);
});

test('very many modules end', () => {
  const files: Record<string, string> = { 'prod/main.tf': '' };
  for (let i = 0; i < 12; i++) {
    const call = (name: string) => `module "${name}" {\n  source = "../m${i + 1}"\n}\n`;
    files[i === 0 ? 'prod/main.tf' : `m${i}/main.tf`] = call('a') + call('b');
  }
  files['m12/main.tf'] = rule('"1"');
  expect(lines(files).length).toBeLessThan(500);
});
