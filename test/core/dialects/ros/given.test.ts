import { expect, test } from 'vitest';
import { evaluateTemplate } from '../../../../core/dialects/ros/evaluate.ts';
import { readRos } from '../../../../core/dialects/ros/index.ts';
import { alone } from '../../../../core/dialects/surroundings.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { isSensitive } from '../../../../core/values/sensitive.ts';
import type { Value } from '../../../../core/values/value.ts';
import { places, show, textAt } from './show.ts';

const template = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Port: {Type: Number, Default: 22}
  Cidr: {Type: String, Default: 0.0.0.0/0, AllowedValues: [0.0.0.0/0, 10.0.0.0/8]}
  Code: {Type: String}
  Zones: {Type: CommaDelimitedList, Default: a}
  Table: {Type: Json}
  On: {Type: Boolean, Default: true}
  Secret: {Type: String, NoEcho: true, Default: none}
Conditions:
  IsOn: !Equals [!Ref On, true]
Resources:
  It:
    Type: T
    Properties:
      Port: !Ref Port
      Cidr: !Ref Cidr
      Code: !Ref Code
      Zones: !Ref Zones
      Table: !Ref Table
      Region: !Ref ALIYUN::Region
      Secret: !Ref Secret
      Range: !Sub '\${Port}/\${Port}'
  Also: {Type: T, Condition: IsOn}
`;

function properties(...given: readonly [string, string][]): ReadonlyMap<string, Value> {
  const parameters = given.map(([path, text]) => new SourceText(path, text));
  const { resources } = evaluateTemplate(new SourceText('a.yml', template), {
    ...alone,
    inputs: { varFiles: [], parameters },
  });
  const members = resources.find(({ address }) => address === 'It')?.attributes.entries ?? new Map();
  return new Map([...members].map(([name, { value }]) => [name, value as Value]));
}

function shown(...given: readonly [string, string][]): Record<string, string> {
  return Object.fromEntries(Array.from(properties(...given), ([name, value]) => [name, show(value)]));
}

const expected = { Port: '443', Cidr: '"192.168.0.0/16"', Code: '"080"', Zones: '["x", "y"]' };

test.each<[string, string, string]>([
  ['names and values', 'p.yml', 'Port: 443\nCidr: 192.168.0.0/16\nCode: 080\nZones: x, y\nUnused: 1\n'],
  ['JSON', 'p.json', '{"Port": "443", "Cidr": "192.168.0.0/16", "Code": "080", "Zones": ["x", "y"]}'],
  [
    'the list of the API',
    'p.json',
    '[{"ParameterKey": "Port", "ParameterValue": "443"}, {"ParameterKey": "Cidr", "ParameterValue": "192.168.0.0/16"}, {"ParameterKey": "Code", "ParameterValue": "080"}, {"ParameterKey": "Zones", "ParameterValue": "x,y"}]',
  ],
  [
    "a stack's configuration",
    'stack.yml',
    "StackName: demo\nParameters:\n  Port: 443\n  Cidr: 192.168.0.0/16\n  Code: '080'\n  Zones: x,y\n",
  ],
  [
    'a configuration with a list',
    'stack.yml',
    'Parameters:\n  - {ParameterKey: Port, ParameterValue: 443}\n  - {ParameterKey: Cidr, ParameterValue: 192.168.0.0/16}\n  - {ParameterKey: Code, ParameterValue: 080}\n  - {ParameterKey: Zones, ParameterValue: "x,y"}\n',
  ],
])('values are given as %s, and have the types of the parameters', (_, path, text) => {
  expect(shown([path, text])).toMatchObject(expected);
});

test('without a file the template speaks for itself', () => {
  expect(shown()).toMatchObject({ Port: '22', Cidr: '"0.0.0.0/0" | "10.0.0.0/8"', Code: '?no-default parameter Code' });
  expect(shown(['p.yml', 'no map']), 'a text that gives nothing').toEqual(shown());
});

test('the last of several files counts, and pseudo parameters may be given', () => {
  expect(shown(['a.yml', 'Port: 1\nALIYUN::Region: cn-hangzhou\n'], ['b.yml', 'Port: 2\n'])).toMatchObject({
    Port: '2',
    Range: '"2/2"',
    Region: '"cn-hangzhou"',
  });
});

test('JSON parameters are data, wrong numbers are wrong', () => {
  expect(shown(['p.yml', 'Table: \'[{"a": 1}]\'\nPort: x\n'])).toMatchObject({
    Table: '[{a: 1}]',
    Port: '?invalid a value that is not a number',
  });
});

test('a given value is defined in its file', () => {
  const given = properties(['p.yml', 'Cidr: 192.168.0.0/16\n']);
  expect(places(given.get('Cidr'))).toBe('!Ref Cidr <- 192.168.0.0/16');
  const range = properties(['p.yml', 'Port: 443\n']).get('Range');
  expect(range?.kind === 'known' && range.way?.map(({ at }) => `${at.source.path} ${textAt(at)}`)).toEqual([
    'p.yml 443',
  ]);
});

test('what is given decides conditions', () => {
  const resources = (text: string): string[] => {
    const inputs = { varFiles: [], parameters: [new SourceText('p.yml', text)] };
    return evaluateTemplate(new SourceText('a.yml', template), { ...alone, inputs }).resources.map(
      ({ address }) => address,
    );
  };
  expect(resources('On: false')).toEqual(['It']);
  expect(resources('On: true')).toEqual(['It', 'Also']);
});

test('a parameter with NoEcho is not shown, and what is given for it not looked at', () => {
  const secret = properties().get('Secret');
  expect(secret && isSensitive(secret)).toBe(true);
  expect(show(properties(['p.yml', 'Secret: hunter2\n']).get('Secret'))).toBe('?no-default parameter Secret');
});

test('no reason tells the value of a parameter with NoEcho', () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Secret: {Type: String, NoEcho: true, Default: hunter2}
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      X: !Cidr [!Select [0, !Split [',', !Ref Secret]], 1, 8]
      SecurityGroupIngress: [{IpProtocol: tcp, PortRange: !Ref Secret, SourceCidrIp: !Sub '\${Secret}/8'}]
`;
  const unit = readRos(new SourceText('a.yml', text));
  const [rule] = unit.model.securityGroupRules;
  const [group] = unit.model.resources.values();
  const values = [rule?.ports, rule?.peerCidr, group?.attributes.entries.get('X')?.value];
  expect(values.map((value) => value?.kind)).toEqual(['unknown', 'unknown', 'unknown']);
  expect(JSON.stringify(values.map((value) => value?.kind === 'unknown' && value.reason))).not.toContain('hunter2');
});
