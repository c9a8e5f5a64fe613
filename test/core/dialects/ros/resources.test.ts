import { expect, test } from 'vitest';
import { evaluated, problems, resources, textAt, timeOf } from './show.ts';

function template(sections: string): string {
  return `ROSTemplateFormatVersion: '2015-09-01'\n${sections}`;
}

test('a resource is its logical id, its type and its properties, each at its place', () => {
  const { resources: found } = evaluated(
    template(`Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - PortRange: 22/22
          SourceCidrIp: "0.0.0.0/0"
`),
  );
  expect(found).toHaveLength(1);
  const [group] = found;
  if (!group) return;
  expect(group).toMatchObject({ dialect: 'ros', type: 'ALIYUN::ECS::SecurityGroup', address: 'Group', exists: 'yes' });
  expect(textAt(group.nameAt)).toBe('Group');
  expect(textAt(group.blockAt)).toMatch(/^Group:\n {4}Type:[\s\S]*"0\.0\.0\.0\/0"$/);
  const rules = group.attributes.entries.get('SecurityGroupIngress');
  expect(rules && textAt(rules.key)).toBe('SecurityGroupIngress');
});

test('JSON templates are read as well', () => {
  const { resources: found } = evaluated(
    '{"ROSTemplateFormatVersion": "2015-09-01", "Parameters": {"P": {"Type": "Number", "Default": 22}}, "Resources": {"A": {"Type": "T", "Properties": {"X": {"Fn::Join": ["/", [{"Ref": "P"}, "22"]]}}}}}',
    'template.json',
  );
  expect(found[0]?.attributes.entries.get('X')?.value).toMatchObject({ kind: 'known', value: '22/22' });
});

test('what cannot be a resource is left out, what has no properties is kept', () => {
  const text = template(`Resources:
  NoType: {Properties: {A: 1}}
  Text: hello
  Empty:
  NoProperties: {Type: T}
  ListProperties: {Type: T, Properties: [1]}
  NumberType: {Type: 3, Properties: {A: 1}}
`);
  expect(resources(text)).toEqual(['NoProperties', 'ListProperties', 'NumberType A: 1']);
});

test.each([
  '',
  'Resources:',
  'Resources: []',
  'Resources: text',
  '- a\n- b',
  'Parameters: [1]\nConditions: 3\nMappings: x',
])('no resources in %j', (sections) => {
  expect(resources(template(sections))).toEqual([]);
});

const conditions = `Parameters:
  Env: {Type: String, AllowedValues: [dev, test, prod]}
  Flag: {Type: Boolean, Default: false}
Conditions:
  IsProd: {Fn::Equals: [{Ref: Env}, prod]}
  NotProd: {Fn::Not: [IsProd]}
  Flagged: {Fn::Equals: [{Ref: Flag}, true]}
  NotFlagged: {Fn::Not: {Condition: Flagged}}
  Both: {Fn::And: [IsProd, NotFlagged]}
`;

test('a condition decides whether a resource exists', () => {
  const text = template(`${conditions}
Resources:
  Dropped: {Type: T, Condition: Flagged, Properties: {P: !Ref NotReported}}
  Kept: {Type: T, Condition: NotFlagged}
  Open: {Type: T, Condition: IsProd}
  OpenToo: {Type: T, Condition: Both}
  Always: {Type: T}
  Wrong: {Type: T, Condition: Missing}
`);
  expect(resources(text)).toEqual(['Kept', 'Open?', 'OpenToo?', 'Always', 'Wrong?']);
  expect(problems(text)).toEqual(['syntax/reference Missing']);
});

test('inside a resource its condition holds, and what follows from it', () => {
  const text = template(`${conditions}
Resources:
  A:
    Type: T
    Condition: Both
    Properties:
      Same: !If [Both, 1, 2]
      Part: !If [IsProd, 1, 2]
      Opposite: !If [NotProd, 1, 2]
      Env: !Ref Env
  B:
    Type: T
    Condition: NotProd
    Properties:
      Env: !Ref Env
      Part: !If [IsProd, 1, 2]
  C:
    Type: T
    Properties:
      Env: !Ref Env
`);
  expect(resources(text)).toEqual([
    'A? Same: 1 Part: 1 Opposite: 2 Env: "prod"',
    'B? Env: "dev" | "test" Part: 2',
    'C Env: "dev" | "test" | "prod"',
  ]);
});

test('NoValue takes a key or an item away', () => {
  const text = template(`${conditions}
Resources:
  A:
    Type: T
    Properties:
      Gone: !Ref ALIYUN::NoValue
      Gone2: !If [Flagged, 1, !Ref ALIYUN::NoValue]
      List: [1, !Ref ALIYUN::NoValue, 2]
      Map: {A: 1, B: {Ref: ALIYUN::NoValue}}
`);
  expect(resources(text)).toEqual(['A List: [1, 2] Map: {A: 1}']);
});

test('a count of none drops, an open one leaves it open, and copies differ where they use their index', () => {
  const text = template(`Parameters:
  N: {Type: Number}
  Sizes: {Type: Number, AllowedValues: [0, 2]}
Resources:
  None: {Type: T, Count: 0}
  Three: {Type: T, Count: 3, Properties: {X: 1}}
  Indexed: {Type: T, Count: 2, Properties: {Port: !Select [!Ref ALIYUN::Index, [22, 80]]}}
  Open: {Type: T, Count: !Ref N, Properties: {Port: !Select [!Ref ALIYUN::Index, [22, 80]]}}
  Some: {Type: T, Count: !Ref Sizes}
  Many: {Type: T, Count: 100000, Properties: {X: !Sub '\${ALIYUN::Index}'}}
  Wrong: {Type: T, Count: many}
  Length: {Type: T, Count: {Fn::Length: [a, b]}}
`);
  const shown = resources(text);
  expect(shown.filter((line) => !line.startsWith('Many'))).toEqual([
    'Three X: 1',
    'Indexed Port: 22',
    'Indexed[1] Port: 80',
    'Open? Port: 22 | 80',
    'Some?',
    'Wrong?',
    'Length',
  ]);
  expect(shown.filter((line) => line.startsWith('Many'))).toHaveLength(1);
});

test('cycles are reported and end', () => {
  const text = template(`Locals:
  L1: {Value: {Ref: L2}}
  L2: {Value: {Ref: L1}}
Conditions:
  A: {Fn::Not: [B]}
  B: {Fn::Not: [A]}
  Self: {Fn::Or: [Self, {Fn::Equals: [1, 2]}]}
Resources:
  X: {Type: T, Condition: A, Properties: {L: !Ref L1}}
  Y: {Type: T, Condition: Self}
`);
  expect(resources(text)).toEqual(['X? L: ?cycle L1', 'Y?']);
  expect(problems(text)).toEqual(['syntax/cycle A', 'syntax/cycle L1', 'syntax/cycle Self']);
});

test('anchors, merge keys and nested templates', () => {
  const text = template(`Resources:
  A:
    Type: T
    Properties: &shared
      Rules: &rules [{Port: 22}]
  B:
    Type: T
    Properties:
      <<: *shared
      More: *rules
  Stack:
    Type: ALIYUN::ROS::Stack
    Properties:
      TemplateBody: {Outputs: {O: {Value: !Ref Inner}}, ROSTemplateFormatVersion: x}
`);
  expect(resources(text)).toEqual([
    'A Rules: [{Port: 22}]',
    'B More: [{Port: 22}] Rules: [{Port: 22}]',
    'Stack TemplateBody: {Outputs: {O: {Value: "Inner"}}, ROSTemplateFormatVersion: "x"}',
  ]);
  expect(problems(text)).toEqual([]);
});

test('a broken line leaves the other resources', () => {
  const text = template(`Resources:
  A: {Type: T, Properties: {P: 1}}
  B:
    Type: T
    Properties:
      X: [1, 2
  C:
    Type: T
`);
  expect(resources(text)).toContain('A P: 1');
  expect(resources(text)).toContain('C');
});

test('ten thousand resources are all read', () => {
  const one = (i: number): string =>
    `  R${i}:\n    Type: ALIYUN::ECS::SecurityGroup\n    Condition: C${i % 10}\n    Properties:\n      Port: !Sub '\${P}/\${P}'\n      Env: !If [C1, !Ref Env, b]\n`;
  const size = 10_000;
  const names = Array.from({ length: 10 }, (_, i) => `  C${i}: !Equals [!Ref Env, v${i}]\n`).join('');
  const text = template(
    `Parameters:\n  P: {Type: Number, Default: 22}\n  Env: {Type: String}\nConditions:\n${names}Resources:\n${Array.from({ length: size }, (_, i) => one(i)).join('')}`,
  );
  expect(evaluated(text).resources).toHaveLength(size);
});

test('deep nesting and long chains end in unknown values', () => {
  const deep = template(`Resources:\n  A: {Type: T, Properties: {X: ${'['.repeat(5000)}${']'.repeat(5000)}}}\n`);
  expect(() => evaluated(deep)).not.toThrow();
  const calls = template(
    `Resources:\n  A:\n    Type: T\n    Properties: {X: ${'{Fn::Str: '.repeat(400)}1${'}'.repeat(400)}}\n`,
  );
  expect(() => evaluated(calls)).not.toThrow();
  const chain = Array.from({ length: 3000 }, (_, i) => `  C${i}: {Fn::Not: [C${i + 1}]}`).join('\n');
  const chained = template(`Conditions:\n${chain}\nResources:\n  A: {Type: T, Condition: C0}\n`);
  expect(resources(chained)).toEqual(['A?']);
});

test('texts and lists that double from line to line end at a bound', () => {
  const doubled = (value: (next: string) => string, last: string): string =>
    template(
      `Locals:\n${Array.from({ length: 40 }, (_, i) => `  L${i}: {Value: ${value(`!Ref L${i + 1}`)}}`).join('\n')}\n  L40: {Value: ${last}}\nResources:\n  A: {Type: T, Properties: {X: !Str {Ref: L0}}}\n`,
    );
  expect(resources(doubled((next) => `!Join ['', [${next}, ${next}]]`, 'text'))[0]).toMatch(/^A X: \?limit /);
  expect(resources(doubled((next) => `[${next}, ${next}]`, 'text'))[0]).toMatch(/^A X: \?limit /);
  expect(resources(doubled((next) => `!ListMerge [${next}, ${next}]`, '[1]'))[0]).toMatch(/^A X: \?limit /);
  expect(resources(doubled((next) => `!Replace [{t: ${next}}, ${next}]`, 'tt'))[0]).toMatch(/^A X: \?limit /);
});

test('long names, paths and patterns end soon', () => {
  const long = 'a.'.repeat(100_000);
  const nested = '('.repeat(400);
  const text = template(`Resources:
  A:
    Type: T
    Properties:
      X: {Fn::GetAtt: '${long}'}
      Y: !Sub '\${${long}}'
      Z: !Calculate ['${nested}1${')'.repeat(400)}', 0]
      W: !Calculate ['${'-'.repeat(100_000)}1', 0]
      V: !MatchPattern ['${'(a*)*'.repeat(200)}', '${'a'.repeat(9000)}b']
`);
  let shown = '';
  expect(
    timeOf(() => {
      shown = resources(text)[0] ?? '';
    }),
  ).toBeLessThan(5000);
  expect(shown).toMatch(/^A X: \?invalid a Y: \?invalid a Z: 1 W: \?limit Fn::Calculate V: \?/);
});
