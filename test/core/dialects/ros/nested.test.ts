import { expect, test } from 'vitest';
import { evaluateTemplate } from '../../../../core/dialects/ros/evaluate.ts';
import { readRos } from '../../../../core/dialects/ros/index.ts';
import { alone, type Surroundings } from '../../../../core/dialects/surroundings.ts';
import { SourceText } from '../../../../core/text/source.ts';
import type { Value } from '../../../../core/values/value.ts';
import { places, show, textAt, timeOf } from './show.ts';

function around(files: Readonly<Record<string, string>>): Surroundings {
  const sources = new Map(Object.entries(files).map(([path, text]) => [path, new SourceText(path, text)]));
  return { ...alone, workspace: { ...alone.workspace, read: (path) => sources.get(path) } };
}

function evaluated(text: string, files: Readonly<Record<string, string>> = {}) {
  return evaluateTemplate(new SourceText('stacks/main.yml', text), around(files));
}

function shown(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  return evaluated(text, files).resources.map(({ address, exists, type, attributes }) => {
    const members =
      type === 'ALIYUN::ROS::Stack'
        ? []
        : Array.from(attributes.entries, ([key, { value }]) => `${key}: ${show(value)}`);
    return [`${address}${exists === 'maybe' ? '?' : ''}`, ...members].join(' ');
  });
}

function attribute(
  text: string,
  files: Readonly<Record<string, string>>,
  address: string,
  name: string,
): Value | undefined {
  const { resources } = evaluated(text, files);
  return resources.find((one) => one.address === address)?.attributes.entries.get(name)?.value;
}

const child = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Cidr: {Type: String, Default: 10.0.0.0/8}
  Port: {Type: Number, Default: 80}
Resources:
  Group: {Type: G}
  Rule:
    Type: T
    Properties: {Source: !Ref Cidr, Ports: !Sub '\${Port}/\${Port}', Of: !Ref Group}
Outputs:
  Id: {Value: !GetAtt Group.SecurityGroupId}
  Port: {Value: !Ref Port}
  Never: {Condition: No, Value: 1}
Conditions:
  No: !Equals [1, 2]
`;

const parent = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Open: {Type: String, Default: 0.0.0.0/0}
Resources:
  Web:
    Type: ALIYUN::ROS::Stack
    Properties:
      TemplateURL: ./child.yml
      Parameters: {Cidr: !Ref Open, Port: '22'}
  After:
    Type: T
    Properties:
      Group: !GetAtt Web.Outputs.Id
      Port: {Fn::GetAtt: [Web, Outputs.Port]}
      Text: !Sub '\${Web.Outputs.Port}'
`;

const files = { 'stacks/child.yml': child };

test('a stack in a file is evaluated with what it is given', () => {
  expect(shown(parent, files)).toEqual([
    'Web',
    'Web/Group',
    'Web/Rule Source: "0.0.0.0/0" Ports: "22/22" Of: &Web/Group',
    'After Group: &Web/Group.SecurityGroupId Port: 22 Text: "22"',
  ]);
});

test('a value that comes from the parent tells the way', () => {
  const source = attribute(parent, files, 'Web/Rule', 'Source');
  expect(places(source)).toBe('!Ref Cidr <- 0.0.0.0/0');
  expect(
    source?.kind === 'known' && source.way?.map(({ kind, at }) => `${kind} ${at.source.path} ${textAt(at)}`),
  ).toEqual(['passed stacks/main.yml !Ref Open']);
  expect(places(attribute(parent, files, 'After', 'Port'))).toBe("{Fn::GetAtt: [Web, Outputs.Port]} <- '22'");
});

test('a stack in the template itself: a map, YAML or JSON text', () => {
  const main = (body: string): string => `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  In:
    Type: ALIYUN::ROS::Stack
    Properties:
      Parameters: {P: 22}
      TemplateBody: ${body}
`;
  const expected = ['In', 'In/A X: 22'];
  expect(
    shown(
      main(
        '{ROSTemplateFormatVersion: x, Parameters: {P: {Type: Number}}, Resources: {A: {Type: T, Properties: {X: {Ref: P}}}}}',
      ),
    ),
  ).toEqual(expected);
  const json = `'{"ROSTemplateFormatVersion": "x", "Parameters": {"P": {"Type": "Number"}}, "Resources": {"A": {"Type": "T", "Properties": {"X": {"Ref": "P"}}}}}'`;
  expect(shown(main(json))).toEqual(expected);
  const yaml = `|
        ROSTemplateFormatVersion: x
        Parameters: {P: {Type: Number}}
        Resources:
          A: {Type: T, Properties: {X: !Ref P, Y: !Ref Missing}}`;
  expect(shown(main(yaml))).toEqual(['In', 'In/A X: 22 Y: ?invalid Missing']);
  const { problems } = evaluated(main(yaml));
  expect(problems.map(({ rule, at }) => `${rule} ${textAt(at.source.outermost(at))}`)).toEqual([
    'syntax/reference Missing',
  ]);
});

test('what may not exist makes what it nests uncertain, and copies have stacks of their own', () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Parameters: {Free: {Type: String}}
Conditions: {Open: !Equals [!Ref Free, x], No: !Equals [1, 2]}
Resources:
  Maybe: {Type: ALIYUN::ROS::Stack, Condition: Open, Properties: {TemplateURL: child.yml}}
  Never: {Type: ALIYUN::ROS::Stack, Condition: No, Properties: {TemplateURL: child.yml}}
  Two: {Type: ALIYUN::ROS::Stack, Count: 2, Properties: {TemplateURL: child.yml, Parameters: {Port: !Ref ALIYUN::Index}}}
`;
  expect(shown(text, { 'stacks/child.yml': child }).map((line) => line.split(' Of')[0])).toEqual([
    'Maybe?',
    'Maybe/Group?',
    'Maybe/Rule? Source: "10.0.0.0/8" Ports: "80/80"',
    'Two',
    'Two/Group',
    'Two/Rule Source: "10.0.0.0/8" Ports: "0/0"',
    'Two[1]',
    'Two[1]/Group',
    'Two[1]/Rule Source: "10.0.0.0/8" Ports: "1/1"',
  ]);
});

test('what is elsewhere is outside', () => {
  const text = (properties: string): string => `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  S: {Type: ALIYUN::ROS::Stack, Properties: ${properties}}
  A: {Type: T, Properties: {X: !GetAtt S.Outputs.Id}}
`;
  expect(shown(text('{TemplateURL: https://example.com/a.yml}'))).toEqual([
    'S',
    'A X: ?external https://example.com/a.yml',
  ]);
  expect(shown(text('{TemplateURL: oss://bucket/a.yml}'))).toEqual(['S', 'A X: ?external oss://bucket/a.yml']);
  expect(shown(text('{TemplateURL: missing.yml}'))).toEqual(['S', 'A X: ?external missing.yml']);
  expect(shown(text('{TemplateId: t-1}'))).toEqual(['S', 'A X: ?external ALIYUN::ROS::Stack']);
  expect(shown(text('{TemplateURL: !Ref ALIYUN::Region}'))).toEqual(['S', 'A X: ?external ALIYUN::Region']);
});

test('an output that there is not', () => {
  const text = parent.replace('Web.Outputs.Id', 'Web.Outputs.Nope');
  const { problems } = evaluated(text, files);
  expect(problems.map(({ rule, at }) => `${rule} ${textAt(at)}`)).toEqual([
    'syntax/reference !GetAtt Web.Outputs.Nope',
  ]);
});

test('stacks that nest themselves are reported and end', () => {
  const self = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Me: {Type: ALIYUN::ROS::Stack, Properties: {TemplateURL: child.yml}}
`;
  const main = self.replace('Me', 'Main');
  const { problems, resources } = evaluated(main, { 'stacks/child.yml': self });
  expect(resources.map(({ address }) => address)).toEqual(['Main', 'Main/Me']);
  expect(problems.map(({ rule }) => rule)).toEqual([]);
  const file = new SourceText('a.yml', self.replace('child', 'a'));
  const own = evaluateTemplate(file, { ...alone, workspace: { ...alone.workspace, read: () => file } });
  expect(own.problems.map(({ rule, at }) => `${rule} ${textAt(at)}`)).toEqual(['syntax/cycle Me']);
  const circle = `ROSTemplateFormatVersion: x
Resources:
  S: {Type: ALIYUN::ROS::Stack, Properties: {TemplateURL: child.yml, Parameters: {Cidr: !GetAtt S.Outputs.Port}}}
`;
  expect(shown(circle, files)[2]).toContain('Source: ?cycle S');
});

test('stacks within stacks within stacks end at a bound', () => {
  const many = (i: number): string =>
    `ROSTemplateFormatVersion: x\nResources:\n${Array.from({ length: 20 }, (_, k) => `  S${k}: {Type: ALIYUN::ROS::Stack, Properties: {TemplateURL: f${i + 1}.yml}}\n`).join('')}`;
  const all = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`stacks/f${i}.yml`, many(i)]));
  let count = 0;
  expect(
    timeOf(() => {
      count = evaluated(many(0), all).resources.length;
    }),
  ).toBeLessThan(5000);
  expect(count).toBeGreaterThan(50);
  expect(count).toBeLessThan(2000);
});

test("a unit has the comments of its stacks' files, and rules in them are found there", () => {
  const rule = `ROSTemplateFormatVersion: '2015-09-01'
Parameters: {Cidr: {Type: String}}
Resources:
  # of the child
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress: [{IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: !Ref Cidr}]
`;
  const main = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  S: {Type: ALIYUN::ROS::Stack, Properties: {TemplateURL: rule.yml, Parameters: {Cidr: 0.0.0.0/0}}}
`;
  const unit = readRos(new SourceText('main.yml', main), around({ 'rule.yml': rule }));
  const [found] = unit.model.securityGroupRules;
  expect(found?.peerCidr?.kind).toBe('known');
  expect(found?.peerCidr?.at.source.path).toBe('rule.yml');
  expect(unit.comments.map(({ source, comments }) => [source.path, comments.map(({ text }) => text)])).toEqual([
    ['main.yml', []],
    ['rule.yml', ['of the child']],
  ]);
});

test('a nested template may hold Terraform', () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Net:
    Type: ALIYUN::ROS::Stack
    Properties:
      Parameters: {cidr: 0.0.0.0/0}
      TemplateBody:
        ROSTemplateFormatVersion: '2015-09-01'
        Transform: Aliyun::Terraform-v1.5
        Parameters: {cidr: {Type: String}}
        Workspace:
          main.tf: |
            variable "cidr" {}
            resource "alicloud_security_group" "web" {}
            resource "alicloud_security_group_rule" "ssh" {
              security_group_id = alicloud_security_group.web.id
              cidr_ip           = var.cidr
            }
            output "id" { value = alicloud_security_group.web.id }
            output "source" { value = var.cidr }
  After: {Type: T, Properties: {Id: !GetAtt Net.Outputs.id, Source: !GetAtt Net.Outputs.source}}
  Wrong: {Type: T, Properties: {Id: !GetAtt Net.Outputs.nope}}
`;
  expect(shown(text)).toEqual([
    'Net',
    'Net/alicloud_security_group.web',
    'Net/alicloud_security_group_rule.ssh security_group_id: &Net/alicloud_security_group.web.id cidr_ip: "0.0.0.0/0"',
    'After Id: &Net/alicloud_security_group.web.id Source: "0.0.0.0/0"',
    'Wrong Id: ?invalid nope',
  ]);
  expect(evaluated(text).problems.map(({ rule, at }) => `${rule} ${textAt(at)}`)).toEqual([
    'syntax/reference !GetAtt Net.Outputs.nope',
  ]);
});
