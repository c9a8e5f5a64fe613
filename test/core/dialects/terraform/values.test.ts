import { expect, test } from 'vitest';
import { addresses, attribute, expression, moduleOf, settingOf, shown, written } from './module.ts';

test('a literal is located at its whole expression', () => {
  const { resources } = moduleOf('resource "a" "b" {\n  v = "0.0.0.0/0"\n}\n');
  const value = attribute(resources[0], 'v');
  expect(value && written(value.at)).toBe('"0.0.0.0/0"');
  expect(value?.kind === 'known' && value.definedAt).toBe(undefined);
});

test('a value that comes through a local and a variable is used here and defined there', () => {
  const { resources } = moduleOf(
    'resource "a" "b" {\n  v = local.cidr\n}\n',
    'locals {\n  cidr = var.cidr\n}\nvariable "cidr" {\n  default = "10.0.0.0/8"\n}\n',
  );
  const value = attribute(resources[0], 'v');
  expect(shown(value)).toBe('"10.0.0.0/8"');
  expect(value && written(value.at)).toBe('local.cidr');
  const definedAt = value?.kind === 'known' ? value.definedAt : undefined;
  expect(definedAt && [definedAt.source.path, written(definedAt)]).toEqual(['file1.tf', '"10.0.0.0/8"']);
});

test('list elements point at the literal that they are, also through concat and for', () => {
  const { resources } = moduleOf(`
    locals { more = ["b"] }
    resource "a" "b" {
      v = concat(["a"], local.more)
      w = [for r in [{ cidr = "c" }] : r.cidr]
    }`);
  const placesOf = (name: string): string[] => {
    const value = attribute(resources[0], name);
    const data = value?.kind === 'known' ? value.value : null;
    if (typeof data !== 'object' || data === null || data.type !== 'list') return [];
    return data.items.map(
      (item) => written(item.at) + (item.kind === 'known' && item.definedAt ? ` < ${written(item.definedAt)}` : ''),
    );
  };
  expect(placesOf('v')).toEqual(['"a"', 'local.more < "b"']);
  expect(placesOf('w')).toEqual(['r.cidr < "c"']);
});

test('variables without a default, data sources and modules are unknown, each for its reason', () => {
  expect(expression('var.x', 'variable "x" {}')).toBe('?no-default var.x');
  expect(expression('"a-${var.x}"', 'variable "x" {}')).toBe('?no-default var.x');
  expect(expression('data.alicloud_zones.all.zones[0].id')).toBe('?external data.alicloud_zones.all.zones[0].id');
  expect(expression('module.vpc.vpc_id')).toBe('?external module.vpc.vpc_id');
  expect(expression('path.module')).toBe('"."');
  expect(expression('path.cwd')).toBe('?external path.cwd');
  expect(expression('file("x")')).toBe('?external x');
  expect(expression('timestamp()')).toBe('?computed timestamp()');
  expect(expression('[var.x, 1]', 'variable "x" {}')).toBe('[?no-default var.x, 1]');
});

test('a validation that lists what is allowed gives the possible values', () => {
  const variable = `variable "env" {
    type = string
    validation {
      condition     = contains(["dev", "prod"], var.env)
      error_message = "dev or prod"
    }
  }`;
  expect(expression('var.env', variable)).toBe('oneOf("dev" | "prod")');
  expect(expression('"x-${var.env}"', variable)).toBe('oneOf("x-dev" | "x-prod")');
  expect(expression('var.env == "prod" ? 1 : 2', variable)).toBe('oneOf(1 | 2)');
  expect(expression('{ dev = "10.0.0.0/8", prod = "0.0.0.0/0" }[var.env]', variable)).toBe(
    'oneOf("10.0.0.0/8" | "0.0.0.0/0")',
  );
});

test('defaults are converted to the declared type', () => {
  const variable = `variable "x" {
    type = list(object({ port = string, cidr = optional(string, "0.0.0.0/0"), note = optional(string) }))
    default = [{ port = 22 }]
  }`;
  expect(expression('var.x', variable)).toBe('[{cidr: "0.0.0.0/0", note: null, port: "22"}]');
  expect(expression('var.y', 'variable "y" {\n type = bool\n default = "true"\n}')).toBe('true');
  expect(expression('var.y', 'variable "y" {\n type = number\n default = "x"\n}')).toBe(
    '?invalid string where number is needed',
  );
});

test('a condition that cannot be decided leaves both sides', () => {
  expect(expression('var.x ? "a" : "b"', 'variable "x" {}')).toBe('oneOf("a" | "b")');
  expect(expression('var.x == "" ? alicloud_vpc.a.id : var.x', 'variable "x" {}')).toBe(
    'oneOf(→alicloud_vpc.a.id | ?no-default var.x)',
  );
  expect(expression('length(data.a.b.ids) > 0 ? 1 : [2]')).toBe('?invalid sides of different types');
});

test('logical operators are decided by one side where that is enough', () => {
  expect(expression('var.x && false', 'variable "x" {}')).toBe('false');
  expect(expression('var.x || true', 'variable "x" {}')).toBe('true');
  expect(expression('var.x || false', 'variable "x" {}')).toBe('?no-default var.x');
});

test('functions keep what they know beside what they do not', () => {
  const context = 'variable "x" {}';
  expect(expression('concat(["a"], [var.x])', context)).toBe('["a", ?no-default var.x]');
  expect(expression('concat(["a"], var.x)', context)).toBe('?no-default var.x');
  expect(expression('contains(["a", var.x], "a")', context)).toBe('true');
  expect(expression('contains(["a", var.x], "b")', context)).toBe('?no-default var.x');
  expect(expression('length([var.x, var.x])', context)).toBe('2');
  expect(expression('merge({ a = var.x }, { b = 1 })', context)).toBe('{a: ?no-default var.x, b: 1}');
  expect(expression('coalesce(var.x, "b")', context)).toBe('oneOf(?no-default var.x | "b")');
  expect(expression('lookup(var.x, "k", "b")', context)).toBe('oneOf(?no-default var.x | "b")');
  expect(expression('try(var.x.cidr, "b")', context)).toBe('oneOf(?no-default var.x | "b")');
  expect(expression('try(var.x, "b")', context)).toBe('?no-default var.x');
  expect(expression('join(",", ["a", alicloud_vpc.v.id])')).toBe('?computed alicloud_vpc.v.id');
});

test('nested blocks are lists of maps under their type, dynamic ones among them', () => {
  expect(settingOf('resource "a" "b" {\n v {\n x = 1\n}\n v {\n x = 2\n}\n}')).toBe('[{x: 1}, {x: 2}]');
  expect(
    settingOf(`resource "a" "b" {
      v { x = 0 }
      dynamic "v" {
        for_each = { p = 22, q = 80 }
        content {
          x = v.value
          inner { k = v.key }
        }
      }
    }`),
  ).toBe('[{x: 0}, {inner: [{k: "p"}], x: 22}, {inner: [{k: "q"}], x: 80}]');
  expect(
    settingOf(
      'resource "a" "b" {\n dynamic "v" {\n for_each = toset(["z"])\n iterator = it\n content {\n x = it.key\n}\n}\n}',
    ),
  ).toBe('[{x: "z"}]');
});

test('a dynamic block over something unknown may be there', () => {
  const block =
    'resource "a" "b" {\n dynamic "v" {\n for_each = var.r\n content {\n x = v.value.port\n y = "all"\n}\n}\n}';
  expect(settingOf(`variable "r" {}\n${block}`)).toBe('[oneOf({x: ?no-default var.r, y: "all"} | ?no-default var.r)]');
  expect(settingOf(`variable "e" {}\n${block.replace('var.r', 'var.e ? [{ port = 1 }] : []')}`)).toBe(
    'oneOf([{x: 1, y: "all"}] | [])',
  );
});

test('locations carry the text that they point into', () => {
  const { resources } = moduleOf('resource "a" "b" {\n  v = var.x\n}\n', 'variable "x" {\n  default = 1\n}\n');
  const value = attribute(resources[0], 'v');
  expect(value?.at.source.path).toBe('main.tf');
  expect(value?.kind === 'known' && value.definedAt?.source.path).toBe('file1.tf');
});

test('an undecided condition of a for leaves its elements possible', () => {
  const context = 'variable "on" {\n  type = bool\n}\n';
  expect(expression('[for x in [1, 2] : x if var.on]', context)).toBe('oneOf([1, 2] | [])');
  expect(expression('{ for k, v in { a = 1 } : k => v if var.on }', context)).toBe('oneOf({a: 1} | {})');
  // Each element may be let in by itself: with all, with the certain ones, or something between.
  expect(expression('[for x in [1, 2] : x if var.on || x == 1]', context)).toBe(
    'oneOf([1, 2] | [1] | ?no-default var.on)',
  );
  expect(expression('[for x in [1, 2] : x if x == 1]', context)).toBe('[1]');
});

test('for_each over such a collection: each key may exist', () => {
  const text =
    'variable "on" {\n  type = bool\n}\nresource "x" "y" {\n  for_each = { for k, v in { a = 1, b = 2 } : k => v if var.on || v == 2 }\n}\n';
  expect(addresses(text)).toEqual(['x.y["a"]?', 'x.y["b"]?']);
});
