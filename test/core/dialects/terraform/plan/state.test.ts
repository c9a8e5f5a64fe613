/** States: addresses, places, and ids that are references. */
import { expect, test } from 'vitest';
import { resourcesOfState } from '../../../../../core/dialects/terraform/plan/index.ts';
import { readUnits } from '../../../../../core/dialects/units.ts';
import { SourceText } from '../../../../../core/text/source.ts';
import { attribute, shown, written } from '../module.ts';
import { type StateResource, state } from './plan-text.ts';

const told = (resources: readonly StateResource[], name = 'v'): string[] =>
  resourcesOfState(state(resources)).map((one) => `${one.address} ${shown(attribute(one, name))}`);

test('addresses tell the module and the key of the instance', () => {
  const instances = [
    { index_key: 0, attributes: { v: 1 } },
    { index_key: 1, attributes: { v: 2 } },
  ];
  const keyed = [{ index_key: 'k', attributes: { v: 3 } }];
  expect(
    told([
      { type: 'x', name: 'counted', instances },
      { module: 'module.m["a"].module.n', type: 'x', name: 'keyed', instances: keyed },
      { type: 'x', name: 'single', instances: [{ attributes: { v: 4 } }] },
    ]),
  ).toEqual(['x.counted[0] 1', 'x.counted[1] 2', 'module.m["a"].module.n.x.keyed["k"] 3', 'x.single 4']);
});

test('data sources and replaced objects are left out', () => {
  const instances = [{ attributes: { v: 1 } }, { deposed: '00aa', attributes: { v: 2 } }];
  const data = { mode: 'data', type: 'x', name: 'z', instances: [{ attributes: {} }] };
  expect(told([{ type: 'x', name: 'y', instances }, data])).toEqual(['x.y 1']);
});

test('values stand where the state has them', () => {
  const source = state([{ type: 'x', name: 'y', instances: [{ attributes: { cidr: '0.0.0.0/0', list: ['a'] } }] }]);
  const [resource] = resourcesOfState(source);
  const cidr = attribute(resource, 'cidr');
  expect(cidr && written(cidr.at)).toBe('"0.0.0.0/0"');
  expect(resource && written(resource.nameAt)).toBe('"y"');
  expect(cidr?.at.source).toBe(source);
});

const resource = (type: string, name: string, attributes: object): StateResource => ({
  type,
  name,
  instances: [{ attributes }],
});

test('the id of another resource is a reference to it', () => {
  const resources = [
    resource('alicloud_security_group', 'web', { id: 'sg-1', name: 'sg-1' }),
    resource('alicloud_security_group_rule', 'ssh', { id: 'sg-1:tcp:22', security_group_id: 'sg-1' }),
    resource('alicloud_instance', 'vm', { id: 'i-1', security_groups: ['sg-1', 'sg-2'], description: 'sg-1' }),
  ];
  expect(told(resources, 'security_group_id')[1]).toContain('→alicloud_security_group.web.id');
  expect(told(resources, 'security_groups')[2]).toContain('[→alicloud_security_group.web.id, "sg-2"]');
  expect(told(resources, 'description')[2]).toContain('"sg-1"');
  expect(told(resources, 'id')).toEqual([
    'alicloud_security_group.web "sg-1"',
    'alicloud_security_group_rule.ssh "sg-1:tcp:22"',
    'alicloud_instance.vm "i-1"',
  ]);
});

test('what configures a resource may have its id; of others with one id none is meant', () => {
  const bucket = [
    resource('alicloud_oss_bucket_acl', 'acl', { id: 'logs', bucket: 'logs' }),
    resource('alicloud_oss_bucket', 'logs', { id: 'logs', bucket: 'logs' }),
  ];
  expect(told(bucket, 'bucket')).toEqual([
    'alicloud_oss_bucket_acl.acl →alicloud_oss_bucket.logs.id',
    'alicloud_oss_bucket.logs "logs"',
  ]);
  const alike = [resource('a', 'x', { id: '1' }), resource('b', 'x', { id: '1' }), resource('c', 'x', { a_id: '1' })];
  expect(told(alike, 'a_id')[2]).toBe('c.x "1"');
});

test('rules meet the group that a state names by id', () => {
  const [unit] = readUnits([
    state([
      resource('alicloud_security_group', 'web', { id: 'sg-1', security_group_type: 'normal' }),
      resource('alicloud_security_group_rule', 'ssh', {
        security_group_id: 'sg-1',
        cidr_ip: '0.0.0.0/0',
        ipv6_cidr_ip: '',
      }),
    ]),
  ]);
  expect(unit?.dialect).toBe('terraform');
  expect(unit?.model.securityGroupRules[0]?.group).toMatchObject({
    value: { resource: 'alicloud_security_group.web' },
  });
  expect(unit?.model.securityGroupRules[0]?.peerIpv6Cidr).toBeUndefined();
});

test('a state as terraform shows it', () => {
  const one = { address: 'x.y', mode: 'managed', type: 'x', name: 'y', values: { v: 1 } };
  const inner = { ...one, address: 'module.m[0].x.y', values: { v: 2 } };
  const root = { resources: [one], child_modules: [{ address: 'module.m[0]', resources: [inner] }] };
  const text = JSON.stringify({ format_version: '1.0', terraform_version: '1.11.4', values: { root_module: root } });
  const resources = resourcesOfState(new SourceText('shown.json', text));
  expect(resources.map((each) => `${each.address} ${shown(attribute(each, 'v'))}`)).toEqual([
    'x.y 1',
    'module.m[0].x.y 2',
  ]);
});

test('an empty state, one of another version, and what is none', () => {
  expect(told([])).toEqual([]);
  const empty = state([]);
  expect(readUnits([empty])).toHaveLength(1);
  expect(readUnits([new SourceText('terraform.tfstate', empty.text.replace('"version": 4', '"version": 3'))])).toEqual(
    [],
  );
  expect(readUnits([new SourceText('terraform.tfstate', '')])).toEqual([]);
  expect(resourcesOfState(new SourceText('x.json', '{"resources": []}'))).toEqual([]);
});
