/** Constructs of Terraform's JSON syntax: given this text, these values at these characters. */
import { expect, test } from 'vitest';
import { evaluateModule } from '../../../../../core/dialects/terraform/evaluate.ts';
import { jsonConfigurationOf } from '../../../../../core/dialects/terraform/json-syntax/index.ts';
import { readUnits } from '../../../../../core/dialects/units.ts';
import { visit } from '../../../../../core/syntax/hcl/index.ts';
import { SourceText } from '../../../../../core/text/source.ts';
import { attribute, shown, written } from '../module.ts';

const json = (text: string, path = 'main.tf.json') => new SourceText(path, text);
const read = (text: string) => evaluateModule([json(text)]);

/** The attribute `v` of the resource `a.b`, with other top-level properties in front. */
function setting(value: string, context = ''): string {
  const { resources, problems } = read(`{${context}"resource": {"a": {"b": {"v": ${value}}}}}`);
  expect(problems).toEqual([]);
  return shown(
    attribute(
      resources.find(({ address }) => address === 'a.b'),
      'v',
    ),
  );
}

test('a resource has its address, its name and its block', () => {
  const text = '{"resource": {"alicloud_vpc": {"main": {"cidr_block": "10.0.0.0/8"}}}}';
  const [vpc] = read(text).resources;
  expect(vpc?.address).toBe('alicloud_vpc.main');
  expect(vpc && written(vpc.nameAt)).toBe('"main"');
  expect(vpc && written(vpc.blockAt)).toBe('"main": {"cidr_block": "10.0.0.0/8"}');
  expect(attribute(vpc, 'cidr_block')?.at).toMatchObject({ start: 54, end: 66 });
});

test('strings are templates, and one that is an expression alone keeps its type', () => {
  const context = '"variable": {"n": {"type": "number", "default": 22}}, "locals": {"l": ["a", "b"], "//": 1}, ';
  expect(setting('"${var.n}"', context)).toBe('22');
  expect(setting('"${var.n}/${var.n}"', context)).toBe('"22/22"');
  expect(setting('"${local.l}"', context)).toBe('["a", "b"]');
  expect(setting('"$${var.n} and %%{if}"', context)).toBe('"${var.n} and %{if}"');
  expect(setting('"${upper(\\"a\\\\tb\\")}"')).toBe('"A\\tB"');
  expect(setting('"%{ if var.n > 1 }many%{ endif }"', context)).toBe('"many"');
  expect(setting('{"${local.l[0]}": "${var.n}", "//": "kept"}', context)).toBe('{//: "kept", a: 22}');
});

test('numbers, words and nothing', () => {
  expect(setting('[1, -2, 1.5e2, true, null, ""]')).toBe('[1, -2, 150, true, null, ""]');
});

test('places inside of strings are those of the JSON text, through escapes', () => {
  const { resources } = read(
    '{"variable": {"m": {"default": {"a": "0.0.0.0/0"}}}, "resource": {"a": {"b": {"v": "${var.m[\\"\\u0061\\"]}"}}}}',
  );
  const value = attribute(resources[0], 'v');
  expect(value && written(value.at)).toBe('var.m[\\"\\u0061\\"]');
  expect(value?.kind === 'known' && value.definedAt && written(value.definedAt)).toBe('"0.0.0.0/0"');
});

test('what Terraform does not evaluate stands as it is', () => {
  const context = '"variable": {"x": {"type": "list(string)", "default": ["${a}"], "description": "%{"}}, ';
  expect(setting('"${var.x[0]}"', context)).toBe('"${a}"');
});

test('types are read as expressions, also the old way', () => {
  const variable = (type: string) => `"variable": {"x": {"type": "${type}", "default": "1"}}, `;
  expect(setting('"${var.x}"', variable('number'))).toBe('1');
  expect(setting('"${var.x}"', variable('string'))).toBe('"1"');
  expect(setting('"${var.x}"', variable('${number}'))).toBe('1');
  const object = '"variable": {"x": {"type": "object({ p = optional(number, 22) })", "default": {}}}, ';
  expect(setting('"${var.x.p}"', object)).toBe('22');
});

test('count and for_each make instances', () => {
  const addresses = (body: string) =>
    read(`{"resource": {"a": {"b": {${body}}}}}`).resources.map(({ address, exists }) => `${address} ${exists}`);
  expect(addresses('"count": 2')).toEqual(['a.b[0] yes', 'a.b[1] yes']);
  expect(addresses('"count": "${1 + 1}"')).toEqual(['a.b[0] yes', 'a.b[1] yes']);
  expect(addresses('"for_each": {"x": 1, "y": 2}')).toEqual(['a.b["x"] yes', 'a.b["y"] yes']);
  expect(addresses('"for_each": "${toset([\\"x\\"])}"')).toEqual(['a.b["x"] yes']);
});

test('meta-arguments and comments are no settings', () => {
  const text = `{"//": "all", "resource": {"a": {"b": {
    "//": {"anything": "${'${'}"}, "depends_on": ["a.c"], "provider": "alicloud.x", "count": 1,
    "lifecycle": {"ignore_changes": ["v"], "precondition": [{"condition": "\${true}", "error_message": "m"}]},
    "connection": {"host": "h"}, "provisioner": [{"local-exec": {"command": "c", "when": "destroy"}}], "v": 1}}}}`;
  const { resources, problems } = read(text);
  expect(problems).toEqual([]);
  expect([...(resources[0]?.attributes.entries.keys() ?? [])]).toEqual(['v']);
});

test('blocks are objects or lists of objects', () => {
  const block = '{"port": 22, "//": "remark", "inner": [{"x": 1}, {"x": 2}]}';
  const one = '[{port: 22, inner: [{x: 1}, {x: 2}]}]'.replace(/\{port: 22, (inner: .*?\])\}/, '{$1, port: 22}');
  expect(setting(block)).toBe(one);
  expect(setting(`[${block}]`)).toBe(one);
  expect(setting(`[${block}, null]`)).toContain('null');
  expect(setting('[]')).toBe('[]');
});

test('blocks under one name stand behind each other, each at its own place', () => {
  const { resources } = read('{"resource": {"a": {"b": {"v": [{"x": 1}, {"x": 2}]}}}}');
  const value = attribute(resources[0], 'v');
  const items = value?.kind === 'known' && typeof value.value === 'object' && value.value?.type === 'list';
  expect(items && value.value.items.map(({ at }) => at.start)).toEqual([32, 42]);
});

test('other expressions reach into blocks and maps alike', () => {
  const context =
    '"resource": [{"a": {"c": {"tags": {"k": "t"}, "other": {"a b": 1}, "vpc": {"id": "x"}}}}, {"a": {"b": {"v": ';
  const value = (expression: string) => {
    const { resources } = read(`{${context}"\${${expression}}"}}}]}`);
    return shown(
      attribute(
        resources.find(({ address }) => address === 'a.b'),
        'v',
      ),
    );
  };
  expect(value('a.c.tags.k')).toBe('"t"');
  expect(value('a.c.other[\\"a b\\"]')).toBe('1');
  expect(value('a.c.vpc[0].id')).toBe('"x"');
});

test('dynamic blocks', () => {
  const dynamic = (content: string) =>
    shown(attribute(read(`{"resource": {"a": {"b": {"dynamic": ${content}, "w": {"x": 0}}}}}`).resources[0], 'w'));
  const each = '"for_each": [22, 80], "content": {"x": "${w.value}"}';
  expect(dynamic(`{"w": {${each}}}`)).toBe('[{x: 22}, {x: 80}, {x: 0}]');
  expect(dynamic(`[{"w": [{${each}}]}]`)).toBe('[{x: 22}, {x: 80}, {x: 0}]');
  expect(dynamic('{"w": {"for_each": [1], "iterator": "i", "content": {"x": "${i.key}"}}}')).toBe('[{x: 0}, {x: 0}]');
  const nested =
    '{"w": {"for_each": [1], "content": {"dynamic": {"y": {"for_each": [2], "content": {"z": "${y.value}"}}}}}}';
  expect(dynamic(nested)).toBe('[{y: [{z: 2}]}, {x: 0}]');
});

test('labels and files may be split into lists', () => {
  const text = '[{"resource": [{"a": [{"b": {"v": "${local.x}"}}, {"c": [{"v": 2}]}]}]}, {"locals": [{"x": 1}]}]';
  expect(read(text).resources.map((one) => `${one.address} ${shown(attribute(one, 'v'))}`)).toEqual(['a.b 1', 'a.c 2']);
});

test('a block that is written twice is two blocks, an argument that is written twice is the last', () => {
  const text = '{"resource": {"a": {"b": {"v": 1, "v": 2}}}, "resource": {"a": {"c": {"v": 3}}}}';
  const { resources, problems } = read(text);
  expect(resources.map((one) => `${one.address} ${shown(attribute(one, 'v'))}`)).toEqual(['a.b 2', 'a.c 3']);
  expect(problems.map(({ rule, at }) => `${rule} ${at.start} ${written(at)}`)).toEqual(['syntax/duplicate-key 34 "v"']);
});

test('modules are called, data sources are outside', () => {
  const files = [
    json(
      '{"module": {"m": {"source": "${x}", "p": 1}}, "data": {"d": {"e": {"f": "1"}}}, "output": {"o": {"value": "${module.m.x}", "description": "%{"}}}',
    ),
  ];
  expect(evaluateModule(files).problems.filter(({ rule }) => rule !== 'syntax/reference')).toEqual([]);
  expect(setting('"${data.d.e.id}"', '"data": {"d": {"e": {"f": "1"}}}, ')).toBe('?external data.d.e.id');
});

test('native and JSON files are one module; override files override in both', () => {
  const { resources } = evaluateModule([
    new SourceText('main.tf', 'variable "c" {\n  default = "10.0.0.0/8"\n}\nresource "a" "b" {\n  v = local.x\n}\n'),
    json('{"locals": {"x": "${var.c}"}}', 'more.tf.json'),
    json('{"variable": {"c": {"default": "0.0.0.0/0"}}}', 'x_override.tf.json'),
  ]);
  expect(shown(attribute(resources[0], 'v'))).toBe('"0.0.0.0/0"');
});

test('OpenTofu files are read like the others, instead of those of the same name', () => {
  const files = [
    new SourceText('main.tf', 'resource "a" "tf" {\n}\n'),
    new SourceText('main.tofu', 'resource "a" "tofu" {\n}\n'),
    json('{"resource": {"a": {"json": {}}}}', 'main.tofu.json'),
    json('{"resource": {"a": {"tfjson": {}}}}', 'main.tf.json'),
    new SourceText('other.tf', 'resource "a" "other" {\n}\n'),
  ];
  const [unit] = readUnits(files);
  expect([...(unit?.model.resources.keys() ?? [])]).toEqual(['a.tofu', 'a.json', 'a.other']);
});

test('a .tf.json is Terraform, whatever else it looks like', () => {
  const text = '{"ROSTemplateFormatVersion": "2015-09-01", "apiVersion": "v1", "kind": "Service", "resource": {}}';
  expect(readUnits([json(text, 'x/cdk.tf.json')]).map(({ dialect }) => dialect)).toEqual(['terraform']);
});

test('byte order mark and CRLF', () => {
  const text = '\ufeff{\r\n  "resource": {\r\n    "a": {"b": {"v": "${1 + 1}"}}\r\n  }\r\n}\r\n';
  const { resources, problems } = read(text);
  expect(problems).toEqual([]);
  const value = attribute(resources[0], 'v');
  expect(shown(value)).toBe('2');
  expect(value && written(value.at)).toBe('1 + 1');
});

test('what is wrong is told where it stands, and the rest is read', () => {
  const told = (text: string) => {
    const { resources, problems } = read(text);
    const places = problems.map(({ rule, at }) => `${rule} ${written(at)}`);
    return [...places, ...resources.map((one) => `${one.address} ${shown(attribute(one, 'v'))}`)];
  };
  expect(told('{"resource": {"a": {"b": {"v": "${1 +}"}, "c": {"v": 1}}}}')).toEqual([
    'syntax/json }',
    'a.b ?invalid missing expression',
    'a.c 1',
  ]);
  expect(told('{"resource": {"a": {"b": {"v": }, "c": {"v": 1}}}}')).toEqual([
    'syntax/json "v":',
    'a.b ?invalid missing expression',
    'a.c 1',
  ]);
  expect(told('{"resource": {"a": "b"}}')).toEqual(['syntax/json "b"']);
  expect(told('{"resource": {"a": {"b": [{"v": 1}, "x"]}}}')).toEqual(['syntax/json "x"', 'a.b 1']);
  expect(told('"resource"')).toEqual(['syntax/json "resource"']);
  expect(told('')).toEqual([]);
  expect(told('{"resource": {"a": {"b": {"v": 1}')).toEqual(['syntax/json {', 'a.b 1']);
});

test('a remark may take a finding away', () => {
  const comments = jsonConfigurationOf(
    json('{\n  "//": "portguard:ignore x/y -- because" ,\n  "locals": {}\n}'),
  ).comments;
  expect(comments).toEqual([{ start: 4, end: 45, text: 'portguard:ignore x/y -- because' }]);
});

test('every span lies in the text', () => {
  const text =
    '{"resource": {"a": {"b": {"v": "x\\n${1 + 1}\\u00e9${ [for k, v in {\\"a\\" = 1} : v if true] }", "w": [{"x": null}]}}}}';
  const { body, problems } = jsonConfigurationOf(json(text));
  expect(problems).toEqual([]);
  visit(body, ({ start, end }) => {
    expect(start <= end && start >= 0 && end <= text.length).toBe(true);
    return true;
  });
});

test('nesting without end and large texts are no trouble', () => {
  const deep = `{"resource": {"a": {"b": {"v": ${'{"x":'.repeat(50_000)}1${'}'.repeat(50_000)}}}}}`;
  const strings = `{"resource": {"a": {"b": {"v": "\${${'('.repeat(50_000)}1"}}}}`;
  const one = '"cidr_ip": "${var.x ? \\"10.0.0.0/8\\" : local.y}", "ports": [1, 2, 3], "inner": {"a": {"b": "c"}}';
  const wide = `{"resource": {"a": {${Array.from({ length: 500 }, (_, i) => `"r${i}": {${one}}`).join(',\n')}}}}`;
  for (const text of [deep, strings, wide]) {
    const start = performance.now();
    read(text);
    expect(performance.now() - start).toBeLessThan(5000);
  }
});
