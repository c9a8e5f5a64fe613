import { expect, test } from 'vitest';
import { readRos } from '../../../../core/dialects/ros/index.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { textAt } from './show.ts';

test('a template is a unit with a model, its problems and its comments', () => {
  const file = new SourceText(
    'a.yml',
    `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup # portguard:ignore x -- y
    Properties:
      VpcId: !Ref Nothing
      SecurityGroupIngress:
        - {IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 0.0.0.0/0}
`,
  );
  const unit = readRos(file);
  expect(unit.dialect).toBe('ros');
  expect(unit.files).toEqual([file]);
  expect(unit.model.securityGroups).toHaveLength(1);
  expect(unit.model.securityGroupRules).toHaveLength(1);
  expect(unit.comments.flatMap(({ comments }) => comments.map(({ text }) => text))).toEqual([
    'portguard:ignore x -- y',
  ]);
  expect(unit.problems.map(({ rule, at, severity }) => [rule, textAt(at), severity])).toEqual([
    ['syntax/reference', 'Nothing', 'warning'],
  ]);
});

test.each([
  ['a.yml', "ROSTemplateFormatVersion: '2015\nResources:\n  A: {Type: T}\n", 'syntax/yaml'],
  ['a.json', '{"ROSTemplateFormatVersion": "2015-09-01" "Resources": {}}', 'syntax/json'],
])('a syntax error in %s', (path, text, rule) => {
  const { problems } = readRos(new SourceText(path, text));
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.map((problem) => problem.rule)).toEqual(problems.map(() => rule));
});

test('broken text does not make names look missing', () => {
  const text =
    "ROSTemplateFormatVersion: x\nParameters:\n  'P: {Type: String}\nResources:\n  A: {Type: T, Properties: {X: !Ref P}}\n";
  const { problems } = readRos(new SourceText('a.yml', text));
  expect(problems.map(({ rule }) => rule)).not.toContain('syntax/reference');
});
