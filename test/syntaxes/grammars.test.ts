import { expect, test } from 'vitest';
import { functionNames } from '../../client/ros-tags/tags.ts';
import { textsWith, tokensOf } from './tokens.ts';

const functionScope = 'keyword.other.function.ros';
const variableScope = 'variable.other.ros';

const ros = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Web:
    Properties:
      VpcId: !Ref Vpc
      Names: [!GetAtt [A, b], !Select ['0', !GetAZs '']]
      Size:
        Fn::GetAtt: [A, b]
      Zone: { Ref: Zone, 'Fn::Join': ['', []] }
      Line: !Sub "https://\${Host}/\${!Literal}"
      Text: !Sub |
        echo \${Name}
          deeper \${Other.Id}

        last \${ALIYUN::Region}
      After: \${NotOurs} !Refuse # !Ref in a comment
`;

test('functions of ROS in YAML, short and in full', async () => {
  expect(await textsWith('source.yaml', ros, functionScope)).toEqual([
    ...['!Ref', '!GetAtt', '!Select', '!GetAZs', 'Fn::GetAtt', 'Ref', 'Fn::Join', '!Sub', '!Sub'],
  ]);
});

test('variables in the text of Sub, and nowhere else', async () => {
  expect(await textsWith('source.yaml', ros, variableScope)).toEqual(['Host', 'Name', 'Other.Id', 'ALIYUN::Region']);
});

test('what surrounds a function keeps the scopes of YAML', async () => {
  const tokens = await tokensOf('source.yaml', ros);
  const scopesOf = (text: string): string => tokens.find((token) => token.text === text)?.scopes.join(' ') ?? '';
  for (const key of ['VpcId', 'Text', 'After']) expect(scopesOf(key), key).toContain('entity.name.tag.yaml');
  expect(scopesOf('Vpc')).toContain('string.unquoted');
});

test('every function of ROS is coloured, in both forms', async () => {
  for (const name of functionNames) {
    expect(await textsWith('source.yaml', `a: !${name} x`, functionScope), name).toEqual([`!${name}`]);
    const full = name === 'Ref' ? name : `Fn::${name}`;
    expect(await textsWith('source.json', `{"${full}": 1}`, functionScope), name).toEqual([full]);
  }
});

test('functions of ROS in JSON, and variables of Sub', async () => {
  const json = '{"A": {"Fn::Sub": "x${Name}"}, "B": {"Ref": "C"},\n "Reference": "${Other}", "D": "Ref"}';
  expect(await textsWith('source.json', json, functionScope)).toEqual(['Fn::Sub', 'Ref']);
  expect(await textsWith('source.json', json, variableScope)).toEqual(['Name']);
});

const embedded = `Transform: Aliyun::Terraform-v1.5
Workspace:
  main.tf: |
    resource "alicloud_vpc" "a" {
      # portguard:ignore exposure/admin-port -- ours
      name = "x"
    }

    locals {}
  'env/prod.tfvars': |-
    a = 1
Outputs: {}
`;

test('Terraform inside of ROS is Terraform', async () => {
  const inside = (await textsWith('source.yaml', embedded, 'meta.embedded.block.terraform')).join('');
  expect(inside).toContain('resource');
  expect(inside).toContain('locals');
  expect(inside).toContain('a = 1');
  expect(inside).not.toContain('Outputs');
  expect(inside).not.toContain('prod.tfvars');
  const tokens = await tokensOf('source.yaml', embedded);
  expect(tokens.find(({ text }) => text === 'resource')?.scopes.join(' ')).toMatch(
    /entity\.name\.type|storage|keyword/,
  );
  expect(tokens.find(({ text }) => text === 'Outputs')?.scopes).toContain('entity.name.tag.yaml');
  expect(tokens.find(({ text }) => text === 'main.tf')?.scopes).toContain('entity.name.tag.yaml');
});

test.each([
  ['source.yaml', '# portguard:ignore exposure/admin-port, tls/* -- bastion, behind the VPN'],
  ['source.hcl.terraform', 'a = 1 // portguard:ignore exposure/admin-port, tls/* -- bastion, behind the VPN'],
  ['source.hcl.terraform', '/* portguard:ignore exposure/admin-port, tls/* -- bastion, behind the VPN */'],
  ['source.json.comments', '// portguard:ignore exposure/admin-port, tls/* -- bastion, behind the VPN'],
])('a suppression in %s: the word, the rules, the reason', async (scope, text) => {
  expect(await textsWith(scope, text, 'keyword.control.directive.portguard')).toEqual(['portguard:ignore']);
  expect(await textsWith(scope, text, 'entity.name.rule.portguard')).toEqual(['exposure/admin-port, tls/*']);
  expect(await textsWith(scope, text, 'string.unquoted.reason.portguard')).toEqual(['bastion, behind the VPN']);
});

test('the words of a suppression outside of a comment are text, and a like word is none', async () => {
  expect(await textsWith('source.yaml', 'a: "portguard:ignore x -- y"', 'meta.suppression')).toEqual([]);
  expect(await textsWith('source.yaml', '# portguard:ignored x -- y', 'meta.suppression')).toEqual([]);
  expect(await textsWith('source.yaml', '# portguard:ignore-file', 'keyword.control.directive')).toEqual([
    'portguard:ignore-file',
  ]);
});
