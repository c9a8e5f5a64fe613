import { expect, test } from 'vitest';
import { mayConcern } from '../../client/language/relevance.ts';
import { Restarts } from '../../client/language/restarts.ts';

const document = (path: string, text = '', languageId = 'yaml') => ({ languageId, path, getText: () => text });

test.each([
  ['Terraform by its ending, whatever its language', document('/a/main.tf', '', 'plaintext')],
  ['a variable file', document('/a/x.tfvars', '', 'plaintext')],
  ['JSON syntax of Terraform', document('/a/x.tf.json', '{}', 'json')],
  ['an untitled Terraform document', document('Untitled-1', '', 'terraform')],
  ['the configuration', document('/a/.portguard.yaml')],
  ['a kustomization, which need not say what it is', document('/a/kustomization.yaml', 'resources: []')],
  ['a ROS template', document('/a/x.yml', "ROSTemplateFormatVersion: '2015-09-01'")],
  ['a ROS template without a language', document('/a/x.template', '{"ROSTemplateFormatVersion": "1"}', 'plaintext')],
  ['a manifest', document('/a/x.yaml', 'kind: Service\nmetadata: {}\napiVersion: v1\n')],
  ['a manifest in JSON', document('/a/x.json', '{"apiVersion": "v1", "kind": "Service"}', 'json')],
  ['a plan', document('/a/plan.json', '{"format_version":"1.2","terraform_version":"1.9.0"}', 'json')],
  [
    'a template of a chart',
    document('/a/templates/x.yaml', '{{ if .a }}\napiVersion: v1\nkind: Service\n{{ end }}', 'helm'),
  ],
])('the server is started for %s', (_what, seen) => {
  expect(mayConcern(seen)).toBe(true);
});

test.each([
  ['a package manifest', document('/a/package.json', '{"name": "x"}', 'json')],
  ['a workflow', document('/a/.github/workflows/ci.yml', 'on: push\njobs: {}\n')],
  ['code that talks about templates', document('/a/x.ts', '"ROSTemplateFormatVersion"', 'typescript')],
  ['an empty document', document('/a/x.yaml', '')],
])('it is not started for %s', (_what, seen) => {
  expect(mayConcern(seen)).toBe(false);
});

test('a name that tells saves the reading of the text', () => {
  const unread = { languageId: 'yaml', path: '/a/Chart.yaml', getText: () => expect.fail('the text was read') };
  expect(mayConcern(unread)).toBe(true);
});

test('a server that ends is started again four times in three minutes, and again after a quiet time', () => {
  const restarts = new Restarts();
  const ends = [0, 1_000, 2_000, 3_000, 4_000, 200_000];
  expect(ends.map((end) => restarts.allow(end))).toEqual([true, true, true, true, false, true]);
});
