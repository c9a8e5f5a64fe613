/** Plans, states and configurations in JSON on the command line. */
import { expect, test } from 'vitest';
import { bad, folder, found, portguard } from './portguard.ts';

function lint(cwd: string, ...args: string[]): { readonly found: string[]; readonly status: number | null } {
  const { stdout, status } = portguard(['lint', '--format', 'json', ...args], { cwd });
  return { found: found(stdout), status };
}

const change = {
  address: 'alicloud_security_group.open',
  mode: 'managed',
  type: 'alicloud_security_group',
  name: 'open',
  change: { actions: ['create'], after: {}, after_unknown: { id: true } },
};
const plan = JSON.stringify({ format_version: '1.2', resource_changes: [change] });
const state = JSON.stringify({
  version: 4,
  serial: 1,
  lineage: 'x',
  resources: [
    { mode: 'managed', type: 'alicloud_security_group', name: 'open', instances: [{ attributes: { id: 'sg' } }] },
  ],
});

test('a plan alone, and a state, are found in a folder', () => {
  const cwd = folder({ 'plan.json': plan, 'state/terraform.tfstate': state });
  expect(lint(cwd).found).toEqual(['plan.json 1:56 open/group', 'state/terraform.tfstate 1:110 open/group']);
});

test('with its configuration beside it a plan says the same once, there', () => {
  const cwd = folder({ 'main.tf': bad, 'plan.json': plan });
  expect(lint(cwd).found).toEqual(['main.tf 1:36 open/group']);
});

test('a plan that is named alone is told at the configuration that is not', () => {
  const cwd = folder({ 'main.tf': bad, 'other.tf': bad.replace('open', 'also'), 'plan.json': plan });
  expect(lint(cwd, 'plan.json').found).toEqual(['main.tf 1:36 open/group']);
});

test('a binary plan says how it becomes readable', () => {
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(26), Buffer.from('tfplan')]);
  const cwd = folder({ 'tfplan.out': zip });
  const { stdout } = portguard(['lint', '--format', 'json', 'tfplan.out'], { cwd });
  expect(found(stdout)).toEqual(['tfplan.out 1:1 syntax/not-text']);
  expect(stdout).toContain('terraform show -json tfplan.out');
});

test('a configuration in JSON is linted, and a remark in it suppresses', () => {
  const group = (remark: string) =>
    `{\n  "resource": {\n    "alicloud_security_group": {\n      "open": {${remark}}\n    }\n  }\n}\n`;
  expect(lint(folder({ 'main.tf.json': group('') })).found).toEqual(['main.tf.json 4:7 open/group']);
  const said = '"//": "portguard:ignore open/group -- a test"';
  expect(lint(folder({ 'main.tf.json': group(said) })).found).toEqual([]);
});
