/** Plans: which resources they hold, what their values are, and what their references lead to. */
import { expect, test } from 'vitest';
import type { Resource } from '../../../../../core/dialects/resource.ts';
import { readUnits } from '../../../../../core/dialects/units.ts';
import { SourceText } from '../../../../../core/text/source.ts';
import { attribute, shown, written } from '../module.ts';
import { type Change, declared, plan, planText, refers } from './plan-text.ts';

function resourcesIn(source: SourceText): readonly Resource[] {
  return readUnits([source]).flatMap(({ model }) => [...model.resources.values()]);
}

const addresses = (changes: readonly Change[]) => resourcesIn(plan(changes)).map(({ address }) => address);

/** The value of the attribute `v` of a resource of this plan. */
function valueIn(changes: readonly Change[], configuration: object, address: string, name = 'v'): string {
  const resources = resourcesIn(plan(changes, configuration));
  return shown(
    attribute(
      resources.find((one) => one.address === address),
      name,
    ),
  );
}

test('a resource has its address, its places and its values', () => {
  const text = planText([{ address: 'module.web["a"].x_group.y[0]', after: { cidr: '10.0.0.0/8', port: 22 } }]);
  const [resource] = resourcesIn(new SourceText('plan.json', text));
  expect(resource).toMatchObject({ dialect: 'terraform', type: 'x_group', exists: 'yes' });
  expect(resource?.address).toBe('module.web["a"].x_group.y[0]');
  expect(resource && written(resource.nameAt)).toBe(String.raw`"module.web[\"a\"].x_group.y[0]"`);
  expect(resource && written(resource.blockAt)).toMatch(/^\{"address":.*\}$/);
  const cidr = attribute(resource, 'cidr');
  expect(shown(cidr)).toBe('"10.0.0.0/8"');
  expect(cidr && written(cidr.at)).toBe('"10.0.0.0/8"');
  expect(shown(attribute(resource, 'port'))).toBe('22');
});

test('what is read, destroyed or forgotten is left out; what is replaced stays', () => {
  const changes: Change[] = [
    { address: 'x.created' },
    { address: 'x.same', actions: ['no-op'] },
    { address: 'x.updated', actions: ['update'] },
    { address: 'x.replaced', actions: ['delete', 'create'] },
    { address: 'x.destroyed', actions: ['delete'], after: null },
    { address: 'x.forgotten', actions: ['forget'] },
    { address: 'x.created', actions: ['delete'], deposed: '0a', after: null },
    { address: 'data.x.read', mode: 'data', actions: ['read'] },
  ];
  expect(addresses(changes)).toEqual(['x.created', 'x.same', 'x.updated', 'x.replaced']);
});

test('plans without changes are read by their planned values', () => {
  const own = { address: 'x.y', mode: 'managed', type: 'x', name: 'y', values: { v: 1 } };
  const data = { address: 'data.x.y', mode: 'data', type: 'x', name: 'y', values: {} };
  const inner = { ...own, address: 'module.m.x.y' };
  const root = { resources: [own, data], child_modules: [{ address: 'module.m', resources: [inner] }] };
  const text = JSON.stringify({ format_version: '1.2', planned_values: { root_module: root } });
  expect(resourcesIn(new SourceText('plan.json', text)).map(({ address }) => address)).toEqual(['x.y', 'module.m.x.y']);
});

test('what is known after apply is unknown, in its place', () => {
  const text = planText([
    {
      address: 'x.y',
      after: { list: [null, 'b'], map: { b: 1 } },
      unknown: { id: true, list: [true, false], map: { a: true } },
    },
  ]);
  const [resource] = resourcesIn(new SourceText('plan.json', text));
  expect(shown(attribute(resource, 'id'))).toBe('?computed x.y.id');
  expect(shown(attribute(resource, 'list'))).toBe('[?computed x.y.list, "b"]');
  expect(shown(attribute(resource, 'map'))).toBe('{b: 1, a: ?computed x.y.map.a}');
  const id = attribute(resource, 'id');
  expect(id && written(id.at)).toBe('"id"');
});

test('what is empty is not set', () => {
  const after = { a: '', b: null, c: [], d: {}, e: [{ x: '', y: [] }], f: 0, g: false, h: [''] };
  const [resource] = resourcesIn(plan([{ address: 'x.y', after }]));
  expect([...(resource?.attributes.entries.keys() ?? [])]).toEqual(['e', 'f', 'g', 'h']);
});

const pair = (suffix: string, target = suffix): Change[] => [
  { address: `sg.g${target}`, unknown: { id: true } },
  { address: `a.b${suffix}`, unknown: { v: true } },
];
const configured = (expression: object) => ({ resources: [declared('sg.g', {}), declared('a.b', { v: expression })] });

test('a value that will be one attribute of another resource is a reference to it', () => {
  expect(valueIn(pair(''), configured(refers('sg.g.id')), 'a.b')).toBe('→sg.g.id');
  expect(valueIn(pair('', '[0]'), configured(refers('sg.g[0].id')), 'a.b')).toBe('→sg.g[0].id');
  expect(valueIn(pair('', '["x.y"]'), configured(refers('sg.g["x.y"].id')), 'a.b')).toBe('→sg.g["x.y"].id');
  expect(valueIn(pair(''), configured(refers('sg.none.id')), 'a.b')).toBe('?computed a.b.v');
});

test('behind a computed index it is the instance with the same key, or the only one', () => {
  const others = [...pair('["a"]'), ...pair('["b"]')];
  expect(valueIn(others, configured({ references: ['sg.g', 'each.key'] }), 'a.b["b"]')).toBe('→sg.g["b"].id');
  expect(valueIn(others, configured({ references: ['sg.g'] }), 'a.b["b"]')).toBe('?computed a.b["b"].v');
  const counted = [...pair('[0]'), ...pair('[1]')];
  expect(valueIn(counted, configured({ references: ['sg.g', 'count.index'] }), 'a.b[1]')).toBe('→sg.g[1].id');
  expect(valueIn(pair('', '[0]'), configured({ references: ['sg.g'] }), 'a.b')).toBe('→sg.g[0].id');
  const sameName: Change[] = [
    { address: 'sg.g[0]', unknown: { id: true, v: true } },
    { address: 'a.b', unknown: { v: true } },
  ];
  expect(valueIn(sameName, configured({ references: ['sg.g'] }), 'a.b')).toBe('?computed a.b.v');
});

test('where something else may be what is not known, nothing is guessed', () => {
  expect(valueIn(pair(''), configured(refers('sg.g.id', 'local.x')), 'a.b')).toBe('?computed a.b.v');
  expect(valueIn(pair(''), configured(refers('sg.g.id', 'data.x.y.id')), 'a.b')).toBe('?computed a.b.v');
  expect(valueIn(pair(''), configured(refers('sg.g.id', 'each.value')), 'a.b')).toBe('?computed a.b.v');
  expect(valueIn(pair(''), configured(refers('sg.g.id', 'sg.g.name')), 'a.b')).toBe('?computed a.b.v');
  expect(valueIn(pair(''), configured(refers('sg.g.id', 'var.known', 'path.module')), 'a.b')).toBe('→sg.g.id');
});

test('items of lists, and blocks', () => {
  const changes = (after: object, unknown: object): Change[] => [
    { address: 'sg.g', unknown: { id: true } },
    { address: 'sg.h', unknown: { id: true } },
    { address: 'a.b', after, unknown },
  ];
  const both = refers('sg.g.id', 'sg.h.id');
  const list = changes({ v: ['sg-1', null, null] }, { v: [false, true, true] });
  expect(valueIn(list, configured(both), 'a.b')).toBe('["sg-1", →sg.g.id, →sg.h.id]');
  expect(valueIn(list, configured(refers('sg.g.id')), 'a.b')).toContain('?computed');
  const blocks = changes({ v: [{ n: 1 }, { n: 2 }] }, { v: [{}, { id: true }] });
  const second = [{ n: {} }, { id: refers('sg.h.id') }];
  expect(valueIn(blocks, configured(second), 'a.b')).toBe('[{n: 1}, {n: 2, id: →sg.h.id}]');
  const one = changes({ v: [{ n: 1 }] }, { v: [{ id: true }] });
  expect(valueIn(one, configured({ id: refers('sg.h.id') }), 'a.b')).toBe('[{n: 1, id: →sg.h.id}]');
});

test('references lead through variables and outputs of modules', () => {
  const changes: Change[] = [
    { address: 'sg.g["p"]', unknown: { id: true } },
    { address: 'sg.g["q"]', unknown: { id: true } },
    { address: 'module.m["p"].a.b', unknown: { v: true, w: true } },
    { address: 'module.m["q"].a.b', unknown: { v: true } },
    { address: 'module.m["p"].sg.own', unknown: { id: true } },
    { address: 'module.m["q"].sg.own', unknown: { id: true } },
    { address: 'c.d', unknown: { v: true, w: true } },
  ];
  const module = {
    outputs: { id: { expression: refers('sg.own.id') } },
    resources: [declared('a.b', { v: refers('var.group'), w: refers('sg.own.id') }), declared('sg.own', {})],
    variables: { group: {} },
  };
  const configuration = {
    resources: [declared('sg.g', {}), declared('c.d', { v: refers('module.m["q"].id'), w: refers('module.m') })],
    module_calls: { m: { source: './m', expressions: { group: { references: ['sg.g', 'each.key'] } }, module } },
  };
  const value = (address: string, name?: string) => valueIn(changes, configuration, address, name);
  expect(value('module.m["p"].a.b')).toBe('→sg.g["p"].id');
  expect(value('module.m["q"].a.b')).toBe('→sg.g["q"].id');
  expect(value('module.m["p"].a.b', 'w')).toBe('→module.m["p"].sg.own.id');
  expect(value('c.d')).toBe('→module.m["q"].sg.own.id');
  expect(value('c.d', 'w')).toBe('?computed c.d.w');
});

test('a variable that leads in a circle ends', () => {
  const inner: { [name: string]: unknown } = { resources: [declared('a.b', { v: refers('module.m.o') })] };
  inner.module_calls = { m: { expressions: {}, module: { outputs: { o: { expression: refers('module.m.o') } } } } };
  expect(valueIn([{ address: 'a.b', unknown: { v: true } }], inner, 'a.b')).toBe('?computed a.b.v');
});

test('plans are told by what is in them', () => {
  const dialects = (text: string, path = 'plan.json') =>
    readUnits([new SourceText(path, text)]).map(({ files }) => files[0]?.path);
  const text = planText([{ address: 'x.y', after: { manifest: { apiVersion: 'v1', kind: 'Pod' } } }]);
  expect(dialects(text)).toEqual(['plan.json']);
  expect(dialects(text, 'deploy.tfplan.json')).toEqual(['deploy.tfplan.json']);
  expect(dialects(text, 'plan.yaml')).toEqual([]);
  expect(dialects('{"format_version": "1.0", "note": "resource_changes"}')).toEqual([]);
  expect(dialects(JSON.stringify({ inner: JSON.parse(text) }))).toEqual([]);
  expect(dialects('{"format_version": "1.0", "provider_schemas": {"values": "root_module"}}')).toEqual([]);
});

test('byte order mark, CRLF and columns', () => {
  const text = `\ufeff${JSON.stringify(JSON.parse(planText([{ address: 'x.y', after: { v: 'a' } }])), undefined, 2).replaceAll('\n', '\r\n')}`;
  const [resource] = resourcesIn(new SourceText('plan.json', text));
  const value = attribute(resource, 'v');
  expect(value && written(value.at)).toBe('"a"');
});

test('a broken plan says where, and the rest of it is read', () => {
  const text = planText([
    { address: 'x.y', after: { v: 1 } },
    { address: 'x.z', after: { v: 2 } },
  ]);
  const [unit] = readUnits([new SourceText('plan.json', text.replace('"v":1', '"v":'))]);
  expect(unit?.problems.map(({ rule, at }) => `${rule} ${written(at)}`)).toEqual(['syntax/json "v":']);
  expect([...(unit?.model.resources.keys() ?? [])]).toEqual(['x.y', 'x.z']);
  const [cut] = readUnits([new SourceText('plan.json', text.slice(0, text.indexOf('x.z')))]);
  expect(cut?.problems.length).toBeGreaterThan(0);
  expect([...(cut?.model.resources.keys() ?? [])]).toEqual(['x.y']);
});

test('a key that is written twice counts once', () => {
  const text = planText([{ address: 'x.y', after: { v: 1 } }]).replace('"v":1', '"v":1,"v":2');
  const [unit] = readUnits([new SourceText('plan.json', text)]);
  expect(unit?.problems.map(({ rule }) => rule)).toEqual(['syntax/duplicate-key']);
  expect(shown(attribute(unit?.model.resources.get('x.y'), 'v'))).toBe('2');
});

test('nesting without end is no trouble', () => {
  const text = planText([{ address: 'x.y', after: { v: 'deep' } }]).replace(
    '"deep"',
    `${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`,
  );
  const [unit] = readUnits([new SourceText('plan.json', text)]);
  expect(unit?.problems.map(({ rule }) => rule)).toEqual(['syntax/json']);
  expect([...(unit?.model.resources.keys() ?? [])]).toEqual(['x.y']);
});

test('a plan of 5 MB is read within a second', () => {
  const rules: Change[] = Array.from({ length: 9000 }, (_, i) => ({
    address: `module.m[${i % 10}].alicloud_security_group_rule.r[${i}]`,
    after: {
      type: 'ingress',
      ip_protocol: 'tcp',
      port_range: `${i}/${i}`,
      cidr_ip: '10.0.0.0/8',
      description: 'x'.repeat(100),
    },
    unknown: { id: true, security_group_id: true },
  }));
  const module = {
    resources: [declared('alicloud_security_group_rule.r', { security_group_id: refers('var.g') })],
    variables: { g: {} },
  };
  const configuration = {
    resources: [declared('alicloud_security_group.g', {})],
    module_calls: { m: { expressions: { g: refers('alicloud_security_group.g.id') }, module } },
  };
  const source = plan([{ address: 'alicloud_security_group.g', unknown: { id: true } }, ...rules], configuration);
  expect(source.text.length).toBeGreaterThan(4_500_000);
  // Of the processor's time: the machine has other work, too.
  const before = process.cpuUsage();
  const [unit] = readUnits([source]);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
  expect(unit?.model.securityGroupRules).toHaveLength(9000);
  expect(unit?.model.securityGroupRules[0]?.group).toMatchObject({ value: { resource: 'alicloud_security_group.g' } });
});
