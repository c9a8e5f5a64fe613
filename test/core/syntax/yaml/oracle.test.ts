/** The reader against the `yaml` package, on files that are not ours, and on ours broken line by line. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parseYaml } from '../../../../core/syntax/yaml/index.ts';
import { expectSoundSpans, valuesOf } from '../data-tree.ts';

const TEMPLATE = `ROSTemplateFormatVersion: '2015-09-01'
# Two tiers.
Parameters: &parameters
  Port: {Type: Number, Default: 8080}
Resources:
  Vpc:
    Type: ALIYUN::ECS::VPC
    Properties:
      CidrBlock: 192.168.0.0/16
      VpcName: !Sub "\${ALIYUN::StackName}-vpc"
  Group:
    Type: 'ALIYUN::ECS::SecurityGroup'
    Properties:
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - PortRange: 22/22
          SourceCidrIp: 0.0.0.0/0
          Priority: 1
        - {PortRange: "80/80", SourceCidrIp: 0.0.0.0/0}
      Tags: [a, "b",
        c]
  Server:
    Type: ALIYUN::ECS::InstanceGroup
    Properties:
      UserData:
        Fn::Sub: |
          #!/bin/bash
          echo "\${Vpc}": ready

          exit 0
      SecurityGroupId:
        Ref: Group
Outputs:
  Id:
    Value: !GetAtt [Server, InstanceIds]
`;

const oracle = (text: string): unknown[] =>
  parseAllDocuments(text, { merge: true, logLevel: 'silent' }).map((each) => each.toJS());

test('our own template reads as the yaml package reads it, with LF and with CRLF', () => {
  for (const text of [TEMPLATE, TEMPLATE.replaceAll('\n', '\r\n')]) {
    const file = parseYaml(text);
    expect(file.problems).toEqual([]);
    expect(valuesOf(file)).toEqual(oracle(text));
  }
});

const BREAKS: Record<string, (line: string) => string> = {
  'an open double quote': (line) => line.replace(/: *([^\s"'].*)$/, ': "$1'),
  'an open single quote': (line) => line.replace(/: *([^\s"'].*)$/, ": '$1"),
  'a closing quote less': (line) => line.replace(/["']([\]}]?)$/, '$1'),
  'an open bracket': (line) => line.replace(/: *([^\s[{].*)$/, ': [$1'),
  'an open brace': (line) => line.replace(/: *([^\s[{].*)$/, ': {$1'),
  'no colon': (line) => line.replace(/:.*/, ''),
  'no space': (line) => line.replace(': ', ':'),
  'one space more': (line) => ` ${line}`,
  'one space less': (line) => line.replace(/^ /, ''),
  'a tab': (line) => line.replace(/^ +/, '\t'),
  rubbish: (line) => line.replace(/\S.*/, '%%% }} ]] @@ :::'),
  'no dash': (line) => line.replace('- ', ''),
  'half a line': (line) => line.slice(0, (line.length + line.search(/\S/)) / 2),
};

test.each(Object.entries(BREAKS))('one broken line costs one resource: %s', (_, breakLine) => {
  const lines = TEMPLATE.split('\n');
  const first = lines.indexOf('Resources:') + 1;
  const last = lines.indexOf('Outputs:');
  const resources = (text: string): Record<string, unknown> => {
    const file = parseYaml(text);
    expectSoundSpans(file, text);
    return ((valuesOf(file)[0] ?? {}) as { Resources?: Record<string, unknown> }).Resources ?? {};
  };
  const whole = resources(TEMPLATE);
  const lost: string[] = [];
  let name = '';
  for (let index = first; index < last; index++) {
    const line = lines[index] as string;
    name = /^ {2}(\w+):$/.exec(line)?.[1] ?? name;
    const broken = breakLine(line);
    if (line.trim() === '' || broken === line) continue;
    const read = resources(lines.with(index, broken).join('\n'));
    for (const [other, value] of Object.entries(whole)) {
      if (other !== name && JSON.stringify(read[other]) !== JSON.stringify(value)) lost.push(`${other} by ${broken}`);
    }
  }
  expect(lost).toEqual([]);
});

test('every truncation and every lost character of our template leaves a sound tree', () => {
  for (let at = 0; at <= TEMPLATE.length; at++) {
    for (const text of [TEMPLATE.slice(0, at), TEMPLATE.slice(0, at) + TEMPLATE.slice(at + 1)])
      expectSoundSpans(parseYaml(text), text);
  }
});

const PEERS = join(import.meta.dirname, '../../../../../shared/peers');

describe.skipIf(!existsSync(PEERS))('files of peers', () => {
  const files = existsSync(PEERS)
    ? readdirSync(PEERS, { recursive: true, encoding: 'utf8' }).filter((path) => /\.ya?ml$/.test(path))
    : [];

  test.each(files)('%s', (path) => {
    const text = readFileSync(join(PEERS, path), 'utf8');
    const documents = parseAllDocuments(text, { uniqueKeys: false, merge: true, logLevel: 'silent' });
    const isValid = documents.every(({ errors }) => errors.length === 0);
    const file = parseYaml(text);
    expectSoundSpans(file, text);
    const errors = file.problems.filter(({ message }) => !message.en.startsWith('This key is written twice'));
    expect(errors.length === 0).toBe(isValid);
    if (isValid) expect(valuesOf(file)).toEqual(documents.map((each) => each.toJS() ?? null));
  });
});
