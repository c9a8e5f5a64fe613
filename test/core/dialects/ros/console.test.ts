// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders of Fn::Sub
import { expect, test } from 'vitest';
import { propertyValue } from '../../../../core/dialects/ros/console.ts';
import { alone } from '../../../../core/dialects/surroundings.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { places, show } from './show.ts';

const template = new SourceText(
  'a.yml',
  `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Port: {Type: Number, Default: 22}
  Env: {Type: String, AllowedValues: [dev, prod]}
Mappings:
  M: {a: {b: 1}}
Conditions:
  Never: !Equals [1, 2]
Locals:
  Range: {Value: !Sub '\${Port}/\${Port}'}
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {PortRange: !Ref Range, SourceCidrIp: 0.0.0.0/0}
  Gone: {Type: T, Condition: Never}
  Two: {Type: T, Count: 2, Properties: {I: !Ref ALIYUN::Index}}
  Stack:
    Type: ALIYUN::ROS::Stack
    Properties:
      TemplateBody: {ROSTemplateFormatVersion: x, Resources: {In: {Type: T, Properties: {X: 1}}}}
  a.b: {Type: T, Properties: {X: 5}}
Outputs:
  Id: {Value: !GetAtt Group.SecurityGroupId}
`,
);

test.each([
  ['Group.Properties.SecurityGroupIngress[0].PortRange', '"22/22"'],
  ['Group.SecurityGroupIngress[0].SourceCidrIp', '"0.0.0.0/0"'],
  ['Group', '{SecurityGroupIngress: [{PortRange: "22/22", SourceCidrIp: "0.0.0.0/0"}]}'],
  ['Two.I', '0'],
  ['Two[1].I', '1'],
  ['Stack/In.X', '1'],
  ['"a.b".X', '5'],
  ['Outputs.Id', '&Group.SecurityGroupId'],
  ['Parameters.Env', '"dev" | "prod"'],
  ['Locals.Range', '"22/22"'],
  ['Conditions.Never', 'false'],
  ['Mappings.M.a.b', '1'],
  ['!Sub "${Port}-b"', '"22-b"'],
  ['{"Fn::Join": ["/", [{"Ref": "Port"}, 80]]}', '"22/80"'],
  ['[!Ref Env, 1]', '["dev" | "prod", 1]'],
  ['!If [Never, 1, 2]', '2'],
  ['!Ref ALIYUN::Region', '?external ALIYUN::Region'],
])('%s is %s', (path, expected) => {
  expect(show(propertyValue(template, path))).toBe(expected);
});

test.each([
  [
    'Nope',
    '?invalid Nope; in the template there is Parameters, Outputs, Locals, Conditions, Mappings, Group, Two, Two[1], Stack, Stack/In, a.b',
  ],
  ['Group.Nope', '?invalid Group.Nope; in Group there is SecurityGroupIngress'],
  [
    'Group.SecurityGroupIngress[3]',
    '?invalid Group.SecurityGroupIngress.3; in Group.SecurityGroupIngress there is [0]',
  ],
  ['Parameters.Nope', '?invalid Parameters.Nope; in Parameters there is Port, Env'],
  ['Outputs', '?invalid Outputs.; in Outputs there is Id'],
  ['Gone.X', '?invalid Gone is not created: its Condition is false or its Count is 0'],
  ['..', '?invalid no path: ..'],
  ['', '?invalid no path: '],
  ['!Ref Nope', '?invalid Nope'],
  ['[1, 2', '?invalid '],
])('the wrong path %s says what would be right', (path, expected) => {
  expect(show(propertyValue(template, path))).toContain(expected);
});

test('a text that is no template, and values that are given', () => {
  expect(show(propertyValue(new SourceText('a.yml', ''), 'A'))).toContain('?invalid');
  const inputs = { varFiles: [], parameters: [new SourceText('p.yml', 'Port: 443')] };
  const value = propertyValue(template, 'Locals.Range', { ...alone, inputs });
  expect(show(value)).toBe('"443/443"');
  expect(places(propertyValue(template, '!Ref Port'))).toBe('!Ref Port <- 22');
});
