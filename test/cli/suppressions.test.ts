/** Suppressions in every dialect, through the real readers: what a person writes, and what is left. */
import { expect, test } from 'vitest';
import { folder, found, portguard } from './portguard.ts';

function left(name: string, text: string): string[] {
  return found(portguard(['lint', '--format', 'json'], { cwd: folder({ [name]: text }) }).stdout);
}

const ros = (metadata: string, comment = '') => `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  # what follows is the web tier${comment}
  Sg:
    Type: ALIYUN::ECS::SecurityGroup
${metadata}    Properties:
      VpcId: vpc-1
`;

test('ROS: a comment above the logical id, or Metadata', () => {
  expect(left('a.yaml', ros(''))).toEqual(['a.yaml 4:3 open/group']);
  expect(left('a.yaml', ros('', '\n  # portguard:ignore open/group -- demo'))).toEqual([]);
  const entry =
    '    Metadata:\n      portguard:\n        ignore:\n          - rule: open/group\n            reason: demo\n';
  expect(left('a.yaml', ros(entry))).toEqual([]);
  expect(left('a.yaml', ros(entry.replace('open/group', 'open/server')))).toEqual([
    'a.yaml 4:3 open/group',
    'a.yaml 9:19 suppression/unused',
  ]);
});

test('ROS in JSON: Metadata', () => {
  const template = (ignore: unknown) =>
    JSON.stringify({
      ROSTemplateFormatVersion: '2015-09-01',
      Resources: { Sg: { Type: 'ALIYUN::ECS::SecurityGroup', Metadata: { portguard: { ignore } } } },
    });
  expect(left('a.json', template([{ rule: 'open/group', reason: 'demo' }]))).toEqual([]);
  expect(left('a.json', template(['open/group -- demo']))).toEqual([]);
  expect(left('a.json', template([{ rule: 'open/group' }]))).toHaveLength(2);
});

test('Terraform inside ROS: comments of the HCL', () => {
  const template = (comment: string) => `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Terraform-v1.5
Workspace:
  main.tf: |
    ${comment}
    resource "alicloud_security_group" "web" {
      name = "x"
    }
`;
  expect(left('a.yaml', template('# nothing'))).toEqual(['a.yaml 6:40 open/group']);
  expect(left('a.yaml', template('# portguard:ignore open/group -- demo'))).toEqual([]);
  expect(left('a.yaml', template('// portguard:ignore open/server -- demo'))).toEqual([
    'a.yaml 5:25 suppression/unused',
    'a.yaml 6:40 open/group',
  ]);
});

const service = (comment: string, annotations = '') => `${comment}apiVersion: v1
kind: Service
metadata:
  name: web
${annotations}spec:
  type: LoadBalancer
`;

test('Kubernetes: a comment above the object or its name, or an annotation', () => {
  expect(left('a.yaml', service(''))).toEqual(['a.yaml 4:9 open/service']);
  expect(left('a.yaml', service('# portguard:ignore open/service -- demo\n'))).toEqual([]);
  expect(left('a.yaml', service('').replace('name: web', 'name: web # portguard:ignore open/service -- demo'))).toEqual(
    [],
  );
  const annotation = (text: string) => `  annotations:\n    portguard.io/ignore: ${text}\n`;
  expect(left('a.yaml', service('', annotation('"open/service -- demo"')))).toEqual([]);
  expect(left('a.yaml', service('', annotation('open/servic -- demo')))).toEqual([
    'a.yaml 4:9 open/service',
    'a.yaml 6:26 suppression/unknown-rule',
  ]);
});

test('Kubernetes: of two documents, only the one that is marked', () => {
  const two = `${service('# portguard:ignore open/service -- demo\n')}---\n${service('').replace('web', 'api')}`;
  expect(left('a.yaml', two)).toEqual(['a.yaml 12:9 open/service']);
});

test('a whole file', () => {
  expect(left('a.yaml', service('# portguard:ignore-file open/service -- generated\n---\n'))).toEqual([]);
  expect(
    left('main.tf', '/* portguard:ignore-file -- generated */\nresource "alicloud_security_group" "x" {}\n'),
  ).toEqual([]);
});
