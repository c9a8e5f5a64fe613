import { expect, test } from 'vitest';
import { evaluateModule } from '../../../../core/dialects/terraform/evaluate.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { addresses, attribute, expression, moduleOf, settingOf, shown, written } from './module.ts';

test('a resource has its address, its name and its block', () => {
  const text = 'resource "alicloud_vpc" "main" {\n  cidr_block = "10.0.0.0/8"\n}';
  const [vpc] = moduleOf(`# before\n${text}\n`).resources;
  expect(vpc?.address).toBe('alicloud_vpc.main');
  expect(vpc && written(vpc.nameAt)).toBe('"main"');
  expect(vpc && written(vpc.blockAt)).toBe(text);
});

test('references between resources are known, literals behind them are values', () => {
  const context = 'resource "alicloud_vpc" "main" {\n  cidr_block = "10.0.0.0/8"\n  name = null\n  tags { k = 1 }\n}';
  expect(expression('alicloud_vpc.main.id', context)).toBe('→alicloud_vpc.main.id');
  expect(expression('"${alicloud_vpc.main.id}"', context)).toBe('→alicloud_vpc.main.id');
  expect(expression('alicloud_vpc.main', context)).toBe('→alicloud_vpc.main');
  expect(expression('alicloud_vpc.main.cidr_block', context)).toBe('"10.0.0.0/8"');
  expect(expression('alicloud_vpc.main.name', context)).toBe('→alicloud_vpc.main.name');
  expect(expression('alicloud_vpc.main.tags[0].k', context)).toBe('1');
  expect(expression('alicloud_vpc.main.tags[0].computed', context)).toBe('?computed computed');
  expect(expression('alicloud_vpc.main.route.table[0]', context)).toBe('→alicloud_vpc.main.route.table[0]');
  expect(expression('alicloud_vpc.main[*].id', context)).toBe('[→alicloud_vpc.main.id]');
  expect(expression('alicloud_vpc.none.id', context)).toBe('→alicloud_vpc.none.id');
  expect(expression('cidrsubnet(alicloud_vpc.main.cidr_block, 8, 1)', context)).toBe('"10.1.0.0/16"');
});

test('a second block of the same name is looked at too, and references mean the first', () => {
  const block = (cidr: string) => `resource "x" "y" {\n  cidr = "${cidr}"\n}\n`;
  const { resources } = moduleOf(`${block('10.0.0.0/8')}resource "a" "b" {\n  v = x.y.cidr\n}\n`, block('0.0.0.0/0'));
  expect(resources.map(({ address }) => address)).toEqual(['x.y', 'a.b', 'x.y']);
  expect(resources.map((one) => shown(attribute(one, 'cidr')))).toEqual(['"10.0.0.0/8"', 'unset', '"0.0.0.0/0"']);
  expect(shown(attribute(resources[1], 'v'))).toBe('"10.0.0.0/8"');
});

test('blocks of an override file are no resources of their own', () => {
  const source = (path: string) => new SourceText(path, 'resource "x" "y" {\n  v = 1\n}\n');
  expect(
    evaluateModule([source('dir/main.tf'), source('dir/override.tf'), source('dir/dev_override.tf')]).resources,
  ).toHaveLength(1);
  expect(evaluateModule([source('dir/main.tf'), source('dir/no-override.tf')]).resources).toHaveLength(2);
});

test('count gives numbered instances', () => {
  const context = 'resource "x" "y" {\n  count = 2\n  n = "n-${count.index}"\n}';
  expect(addresses(context)).toEqual(['x.y[0]', 'x.y[1]']);
  expect(expression('x.y[1].id', context)).toBe('→x.y[1].id');
  expect(expression('x.y.*.id', context)).toBe('[→x.y[0].id, →x.y[1].id]');
  expect(expression('x.y[*].n', context)).toBe('["n-0", "n-1"]');
  expect(expression('one(x.y[*].id)', context.replace('2', '1'))).toBe('→x.y[0].id');
  expect(expression('x.y[5].id', context)).toBe('?invalid no element 5');
  expect(addresses(context.replace('2', '0'))).toEqual([]);
});

test('for_each gives keyed instances', () => {
  const context = 'resource "x" "y" {\n  for_each = { a = 22, b = 80 }\n  k = each.key\n  p = each.value\n}';
  expect(addresses(context)).toEqual(['x.y["a"]', 'x.y["b"]']);
  expect(expression('x.y["b"].p', context)).toBe('80');
  expect(expression('[for k, v in x.y : v.id]', context)).toBe('[→x.y["a"].id, →x.y["b"].id]');
  expect(expression('values(x.y)[*].k', context)).toBe('["a", "b"]');
  expect(addresses('resource "x" "y" {\n  for_each = toset(["t", "s"])\n}')).toEqual(['x.y["s"]', 'x.y["t"]']);
});

test('how many there are may depend on what is not known', () => {
  expect(addresses('variable "n" {}\nresource "x" "y" {\n  count = var.n\n}')).toEqual(['x.y?']);
  expect(addresses('variable "n" {}\nresource "x" "y" {\n  count = var.n ? 1 : 0\n}')).toEqual(['x.y?']);
  expect(addresses('variable "n" {\n  default = true\n}\nresource "x" "y" {\n  count = var.n ? 1 : 0\n}')).toEqual([
    'x.y[0]',
  ]);
  expect(addresses('variable "m" {}\nresource "x" "y" {\n  for_each = var.m\n}')).toEqual(['x.y?']);
  expect(addresses('variable "e" {}\nresource "x" "y" {\n  for_each = var.e ? { a = 1 } : {}\n}')).toEqual([
    'x.y["a"]?',
  ]);
  expect(settingOf('variable "m" {}\nresource "a" "b" {\n  for_each = var.m\n  v = each.value.cidr\n}')).toBe(
    '?no-default var.m',
  );
});

test('an instance of an undecided count is the one that may exist', () => {
  const context = 'variable "n" {}\nresource "x" "y" {\n  count = var.n ? 1 : 0\n}';
  expect(expression('x.y[0].id', context)).toBe('→x.y.id');
  expect(expression('[x.y[0].id]', context)).toBe('[→x.y.id]');
  expect(expression('length(x.y)', context)).toBe('oneOf(1 | 0)');
  expect(expression('one(x.y[*].id)', context)).toBe('oneOf(→x.y.id | null)');
  expect(expression('try(x.y[0].id, "")', context)).toBe('oneOf(→x.y.id | "")');
  expect(expression('x.z[*].id', 'variable "n" {}\nresource "x" "z" {\n  count = var.n\n}')).toBe(
    'oneOf([→x.z.id] | ?computed x.z)',
  );
});

test('meta arguments are no attributes', () => {
  const [resource] = moduleOf(
    'resource "a" "b" {\n  count = 1\n  provider = x.y\n  depends_on = [c.d]\n  lifecycle {\n    prevent_destroy = true\n  }\n  v = 1\n}',
  ).resources;
  expect([...(resource?.attributes.entries.keys() ?? [])]).toEqual(['v']);
});

test('cycles are unknown, and said where they close', () => {
  const { resources, problems } = moduleOf(
    'locals {\n  a = local.b\n  b = local.a\n}\nresource "a" "b" {\n  v = local.a\n}\n',
  );
  expect(shown(attribute(resources[0], 'v'))).toBe('?cycle local.a');
  expect(problems.map(({ rule, at }) => [rule, written(at)])).toEqual([['syntax/cycle', 'local.a']]);
  expect(moduleOf('resource "a" "b" {\n  v = a.c.v\n}\nresource "a" "c" {\n  v = a.b.v\n}').problems).toHaveLength(1);
});

test('names that are declared nowhere are a warning, but not in a snippet', () => {
  const resource = 'resource "a" "b" {\n  v = [var.x, local.y, var.x]\n}\n';
  const rulesOf = (text: string): string[] =>
    moduleOf(text).problems.map(({ rule, at, severity }) => `${severity} ${rule} ${written(at)}`);
  expect(rulesOf(resource)).toEqual([]);
  expect(rulesOf(`variable "z" {}\n${resource}`)).toEqual([
    'warning syntax/reference var.x',
    'warning syntax/reference var.x',
  ]);
  expect(rulesOf(`locals {\n  z = 1\n}\n${resource}`)).toEqual(['warning syntax/reference local.y']);
  expect(
    rulesOf(`variable "z" {}\nresource "a" "b" {\n  v = var.x\n  w = [\n}\n`).filter((rule) =>
      rule.includes('reference'),
    ),
  ).toEqual([]);
});

test('a function that Terraform does not have is a warning at its name', () => {
  const { problems } = moduleOf('resource "a" "b" {\n  v = uper("x")\n}');
  expect(problems.map(({ rule, at, severity }) => [rule, written(at), severity])).toEqual([
    ['syntax/function', 'uper', 'warning'],
  ]);
  expect(moduleOf('resource "a" "b" {\n  v = provider::alicloud::f(1)\n}').problems).toEqual([]);
});

test('syntax problems carry the rule of the language', () => {
  const { problems, resources } = moduleOf('resource "a" "b" {\n  v = \n  w = 1\n}\n');
  expect(problems.map(({ rule }) => rule)).toEqual(['syntax/hcl']);
  expect(shown(attribute(resources[0], 'w'))).toBe('1');
});
