import { expect, test } from 'vitest';
import { isRos } from '../../../../core/dialects/ros/detect.ts';
import { SourceText } from '../../../../core/text/source.ts';

function ros(text: string, path = 'a/template.yaml'): boolean {
  return isRos(new SourceText(path, text));
}

test.each([
  ["ROSTemplateFormatVersion: '2015-09-01'\nResources: {}\n", 'a.yml'],
  ["# comment\nDescription: x\n'ROSTemplateFormatVersion' : 2015-09-01\n", 'a.yaml'],
  ['{"ROSTemplateFormatVersion": "2015-09-01", "Resources": {}}', 'a.json'],
  ['{\n  "Description": "x",\n  "ROSTemplateFormatVersion": "2015-09-01"\n}', 'a.template'],
  ['  Description: x\n  ROSTemplateFormatVersion: x\n', 'a.yaml'],
  ["ROSTemplateFormatVersion: '2015-09-01'\nResources:\n  A: [1, 2\n  'broken\n", 'a.yaml'],
  ['{"ROSTemplateFormatVersion": "2015-09-01", "Resources": {"A": {', 'a.json'],
  ["ROSTemplateFormatVersion: '2015-09-01'\n", '<stdin>'],
])('is a ROS template: %j', (text, path) => {
  expect(ros(text, path)).toBe(true);
});

test.each([
  ['', 'a.yaml'],
  ["AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n", 'a.yaml'],
  ['# ROSTemplateFormatVersion: 2015-09-01\nkind: Pod\n', 'a.yaml'],
  ['kind: ConfigMap\ndata:\n  t: |\n    ROSTemplateFormatVersion: x\n', 'a.yaml'],
  ['kind: ConfigMap\ndata:\n  ROSTemplateFormatVersion: x\n', 'a.yaml'],
  ['{"data": {"ROSTemplateFormatVersion": "x"}}', 'a.json'],
  ['a: ROSTemplateFormatVersion\n', 'a.yaml'],
  ["ROSTemplateFormatVersion: '2015-09-01'\n", 'README.md'],
])('is none: %j in %s', (text, path) => {
  expect(ros(text, path)).toBe(false);
});
