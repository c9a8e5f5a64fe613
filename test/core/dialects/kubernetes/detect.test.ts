import { expect, test } from 'vitest';
import { isKubernetes } from '../../../../core/dialects/kubernetes/detect.ts';
import { SourceText } from '../../../../core/text/source.ts';

const isManifest = (text: string, path = 'a.yaml'): boolean => isKubernetes(new SourceText(path, text));

test.each([
  ['one object', 'apiVersion: v1\nkind: Service\n'],
  ['the second of two documents', 'a: 1\n---\nkind: Service\napiVersion: v1\n'],
  ['quoted keys', '"apiVersion": "v1"\n"kind": "Service"\n'],
  ['a Helm template', '{{- if .Values.on }}\napiVersion: v1\nkind: Service\n{{- end }}\n'],
  ['a template that writes the version', 'apiVersion: {{ include "v" . }}\nkind: Service\n'],
  ['a broken manifest', 'apiVersion: v1\nkind: Service\nspec: {ports: [\n'],
])('is a manifest: %s', (_, text) => {
  expect(isManifest(text)).toBe(true);
});

test('is a manifest: JSON', () => {
  expect(isManifest('{"apiVersion": "v1", "kind": "List", "items": []}', 'a.json')).toBe(true);
});

test.each([
  ['Chart.yaml', 'apiVersion: v2\nname: web\nversion: 1.0.0\n'],
  ['a compose file', 'services:\n  web:\n    image: nginx\n'],
  ['a ROS template', 'ROSTemplateFormatVersion: "2015-09-01"\nResources: {}\n'],
  ['keys below the top level', 'template:\n  apiVersion: v1\n  kind: Pod\n'],
  ['words in a text', 'description: |\n  apiVersion: v1\n  kind: Pod\n'],
  ['a workflow of CI', 'on: push\njobs:\n  build:\n    steps: []\n'],
  ['nothing', ''],
])('is none: %s', (_, text) => {
  expect(isManifest(text)).toBe(false);
});
