// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders of Fn::Sub
import { expect, test } from 'vitest';
import { places, problems, property, resources, show, textAt, timeOf } from './show.ts';

const sections = `
Parameters:
  Port: {Type: Number, Default: 22}
  Cidr: {Type: String, Default: 0.0.0.0/0}
  Env: {Type: String, AllowedValues: [dev, prod]}
  Free: {Type: String}
  Engine: {Type: String, AllowedValues: [MySQL-5.7, MySQL-8.0]}
  Zones: {Type: CommaDelimitedList, Default: 'a, b,c'}
  Table: {Type: Json, Default: '{"web": {"ports": [80, 443]}}'}
Mappings:
  Ports:
    dev: {ssh: 22, web: 8080}
    prod: {ssh: 2222, web: 80}
Conditions:
  IsProd: {Fn::Equals: [{Ref: Env}, prod]}
  Yes: {Fn::Equals: [1, 1]}`;

function value(expression: string): string {
  return show(property(expression, sections));
}

test.each([
  ['{Ref: Port}', '22'],
  ['!Ref Port', '22'],
  ['!Ref Env', '"dev" | "prod"'],
  ['!Ref Free', '?no-default parameter Free'],
  ['!Ref Group', '&Group'],
  ["!Ref 'Group[1]'", '&Group'],
  ['!Ref ALIYUN::Region', '?external ALIYUN::Region'],
  ['!Ref ALIYUN::NoValue', 'absent'],
  ['!GetAtt Group.SecurityGroupId', '&Group.SecurityGroupId'],
  ['{Fn::GetAtt: [Group, Outputs.Id]}', '&Group.Outputs.Id'],
  ['{Fn::GetAtt: Group.SecurityGroupId}', '&Group.SecurityGroupId'],
])('references: %s is %s', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

test.each([
  ["!Join ['/', [!Ref Port, 22]]", '"22/22"'],
  ["!Join ['-', [a, !Ref Env]]", '"a-dev" | "a-prod"'],
  ["!Join ['-', [a, !Ref Free]]", '?no-default parameter Free'],
  ["!Join ['-', [a, !Ref ALIYUN::NoValue, b]]", '"a-b"'],
  ["!Join ['-', !Ref Zones]", '"a-b-c"'],
  ["!Join ['', [x, !Ref Group]]", '?computed Group'],
  ["!Sub '${Port}/${Port}'", '"22/22"'],
  ["!Sub '${Env}-${Env}'", '"dev-dev" | "prod-prod"'],
  ["!Sub '${!Port} ${Port}'", '"${Port} 22"'],
  ["!Sub ['${a}/${Port}', {a: !Ref Port}]", '"22/22"'],
  ["!Sub '${Group}'", '&Group'],
  ["!Sub '${Group.Id}'", '&Group.Id'],
  ["!Sub '${Port}'", '"22"'],
  ["!Sub 'x-${ALIYUN::Region}'", '?external ALIYUN::Region'],
  ["!Sub 'plain $ {text} ${'", '"plain $ {text} ${"'],
  ["!Split ['/', '22/80']", '["22", "80"]'],
  ["!Replace [{a: b, 'x.': '$&'}, 'ax.a']", '"b$&b"'],
  ['!Str 22', '"22"'],
  ['{Fn::Base64Encode: 开放}', '"5byA5pS+"'],
  ['{Fn::Base64Decode: 5byA5pS+}', '"开放"'],
  ['{Fn::Base64Decode: "%%"}', '?invalid Fn::Base64Decode'],
])('strings: %s is %s', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

test.each([
  ['!Select [1, [80, 443]]', '443'],
  ["!Select ['1', 'a,b']", '"b"'],
  ['!Select [7, [80], none]', '"none"'],
  ['!Select [7, [80]]', '""'],
  ['!Select [c, {a: 1}]', '""'],
  ['!Select [c, {a: 1}, 9]', '9'],
  ['!Select [-1, [1, 2, 3]]', '3'],
  ["!Select ['::2', [1, 2, 3, 4]]", '[1, 3]'],
  ["!Select ['-2:', [1, 2, 3]]", '[2, 3]'],
  ["!Select ['::-1', [1, 2, 3]]", '[3, 2, 1]'],
  ["!Select ['::0', [1, 2, 3]]", '?invalid Fn::Select'],
  ["!Select ['0:2', [1, 2, 3]]", '[1, 2]'],
  ['!Select [b, {a: 1, b: 2}]', '2'],
  ['!Select [1, !Ref Zones]', '"b"'],
  ['!Select [!Ref Free, [80, 443]]', '80 | 443'],
  ['!Select [0, !GetAtt Group.Ids]', '&Group.Ids[0]'],
  ["!Select [0, !Split ['-', !Ref Engine]]", '"MySQL"'],
  ["!Select [1, !Split ['-', !Ref Engine]]", '"5.7" | "8.0"'],
  ['!Length [a, b, c]', '3'],
  ['{Fn::Length: {Ref: Zones}}', '3'],
  ['!Index [b, !Ref Zones]', '1'],
  ['!Index [z, !Ref Zones]', '""'],
  ['!ListMerge [[1], [2, 3]]', '[1, 2, 3]'],
  ['!ListMerge [!GetAtt Group.Ids, [b]]', '[&Group.Ids, "b"]'],
  ['!ListMerge [!Ref Free, [b]]', '[?no-default parameter Free, "b"]'],
  ['!MergeMapToList [{Port: [80, 443]}, {Cidr: [x]}]', '[{Port: 80, Cidr: "x"}, {Port: 443, Cidr: "x"}]'],
  ['!Add [1, 2, 3]', '6'],
  ['!Add [[1], [2]]', '[1, 2]'],
  ['!Add [{a: 1}, {a: 2, b: 3}]', '{a: 2, b: 3}'],
  ['!GetJsonValue [a, \'{"a": 80}\']', '80'],
  ['!GetJsonValue [web, !Ref Table]', '{ports: [80, 443]}'],
  ["!GetJsonValue [a, 'no json']", '?invalid JSON text'],
])('lists and maps: %s is %s', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

test.each([
  ['!FindInMap [Ports, dev, ssh]', '22'],
  ['!FindInMap [Ports, !Ref Env, ssh]', '22 | 2222'],
  ['!FindInMap [Ports, !Ref ALIYUN::Region, web]', '8080 | 80'],
  ['!FindInMap [Ports, test, ssh]', '?invalid Fn::FindInMap test'],
  ['!If [Yes, 1, 2]', '1'],
  ['!If [IsProd, 1, 2]', '1 | 2'],
  ['!If [IsProd, 1, !Ref ALIYUN::NoValue]', '1 | ?no-default Fn::If IsProd'],
  ['!If [IsProd, 1, !If [IsProd, 2, 3]]', '1 | 3'],
  ['!If [IsProd, !Ref Env, none]', '"prod" | "none"'],
  ['!Equals [a, a]', 'true'],
  ["!Equals [true, 'true']", '?unsupported Fn::Equals'],
  ['!Not [!Equals [a, b]]', 'true'],
  ['!And [Yes, IsProd]', 'false | true'],
  ['!Or [Yes, IsProd]', 'true'],
  ['!Any [0, false, 1]', 'true'],
  ['!Contains [[1, 2], 2]', 'true'],
  ['!Contains [[1, 2], 3]', 'false'],
  ['!Contains [[1, !Ref Free], 3]', '?no-default parameter Free'],
])('conditions and mappings: %s is %s', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

test.each([
  ['{Fn::GetAZs: cn-hangzhou}', '?external Fn::GetAZs'],
  ['{Fn::Nope: 1}', '?unsupported Fn::Nope'],
  ['{Fn::Select: 3}', '?invalid Fn::Select'],
  ['{Fn::Join: }', '?invalid Fn::Join'],
  ['{toString: 1}', '{toString: 1}'],
  ['{Fn::toString: 1}', '?unsupported Fn::toString'],
  ['{Only: 1}', '{Only: 1}'],
  ['{Ref: Port, Other: 1}', '{Ref: "Port", Other: 1}'],
])('what is no call of a known function: %s is %s', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

test.each([
  // The documentation's own examples.
  ["!Calculate ['(2+3)/2*3-1', 1]", '5'],
  ["!Calculate ['(2.0+3)/2*3-1', 1]", '6.5'],
  ["!Calculate ['({1}+3)/2*3-1', 1, [3, 5, 6]]", '11'],
  ["!Calculate ['({0}+{1})%3', 0, [5, 6]]", '2'],
  ["!Calculate ['{0}-1', 0, [!Ref Port]]", '21'],
  ["!Calculate ['{0}/2', 2, [5.0]]", '2.5'],
  ["!Calculate ['-7/2', 0]", '-4'],
  ["!Calculate ['-7 % 3', 0]", '2'],
  ["!Calculate ['2**3 // 3', 0]", '2'],
  ["!Calculate ['10.0/3', 2]", '3.33'],
  ["!Calculate ['1/0', 0]", '?invalid Fn::Calculate'],
  ["!Calculate ['{3}', 0, [1]]", '?invalid Fn::Calculate'],
  ["!Calculate ['import os', 0]", '?invalid Fn::Calculate'],
  ["!Calculate ['(1', 0]", '?invalid Fn::Calculate'],
  ["!Calculate ['{0}+1', 0, [!Ref Free]]", '?no-default parameter Free'],
  ['!Avg [1, [1, 2, 6.0]]', '3'],
  ['!Avg [2, [1, 1, 2]]', '1.33'],
  ['!Avg [0, [1, 2]]', '?unsupported Fn::Avg: rounding 1.5'],
  ['!Max [1, 5, 3]', '5'],
  ["!Max [[1, '5', 3]]", '5'],
  ['!Min [4, 2]', '2'],
  ['!Min [a]', '?invalid Fn::Min'],
])('numbers: %s is %s', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

test.each([
  [
    "!Cidr ['192.168.0.0/24', 6, 5]",
    '["192.168.0.0/27", "192.168.0.32/27", "192.168.0.64/27", "192.168.0.96/27", "192.168.0.128/27", "192.168.0.160/27"]',
  ],
  ["!Select [1, {Fn::Cidr: ['10.0.0.0/16', '2', '8']}]", '"10.0.1.0/24"'],
  ["!Cidr ['10.0.0.0/24', 3, 7]", '?invalid Fn::Cidr 10.0.0.0/24'],
  ["!Cidr ['10.0.0.0/24', 300, 0]", '?invalid Fn::Cidr 10.0.0.0/24'],
  ["!Cidr ['fd00::/64', 1, 8]", '?invalid Fn::Cidr fd00::/64'],
  ['!SelectMapList [b, [{a: 1}, {b: 2}, {b: 3, a: 4}]]', '[2, 3]'],
  [
    "!MemberListToMap [Name, Value, ['.member.0.Name=key', '.member.0.Value=door', '.member.1.Name=color', '.member.1.Value=a=b']]",
    '{key: "door", color: "a=b"}',
  ],
  ["!MemberListToMap [Name, Value, ['.member.0.Name=key']]", '?invalid Fn::MemberListToMap'],
  ['!MergeMap [{a: 1}, {b: 2}]', '{a: 1, b: 2}'],
  ['!MergeMap [{a: 1}, {a: 2}]', '{a: ?unsupported Fn::MergeMap a}'],
  ['!Indent ["a\\nb", 1]', '"  a\\n  b"'],
  ['!Indent ["a\\nb", 2, 1, false]', '"a\\n  b"'],
  ['!Indent ["a\\n\\nb", 1]', '?unsupported Fn::Indent of an empty line'],
  ['!Indent ["a", 21]', '?invalid Fn::Indent'],
  ["!FormatTime '%Y-%m-%d'", '?external Fn::FormatTime'],
  ["!FormatTime ['%H', Asia/Shanghai]", '?external Fn::FormatTime'],
  ['!FormatTime constant', '"constant"'],
  ['!GetStackOutput [a, b, c]', '?external Fn::GetStackOutput'],
  ['!MarketplaceImage cmjj1', '?external Fn::MarketplaceImage'],
])('addresses, maps, texts: %s is %s', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

test.each([
  ["!MatchPattern ['[a-z]+', adb]", 'true'],
  ["!MatchPattern ['[a-z]+', 12b]", 'false'],
  ["!MatchPattern ['[a-z]+', ab1]", '?unsupported Fn::MatchPattern'],
  ["!MatchPattern ['^dev|prod$', !Ref Env]", 'true'],
  ["!MatchPattern ['(?=a)', a]", '?unsupported Fn::MatchPattern (?=a)'],
  ['!EachMemberIn [[1, 2], [1, 2, 3]]', 'true'],
  ['!EachMemberIn [[1, 4], [1, 2, 3]]', 'false'],
  ["!EachMemberIn [!Ref Zones, ['a', 'b', 'c']]", 'true'],
  ['!EachMemberIn [[1, !Ref Free], [1]]', '?no-default parameter Free'],
  ['!EachMemberEqual [[1, 1], 1]', 'true'],
  ['!EachMemberEquals [[1, 2], 1]', 'false'],
  ['!Contains [!Ref Zones, b]', 'true'],
])('tests: %s is %s', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

test.each([
  ['!Jq [First, .test, \'{"test": "test"}\']', '"test"'],
  ['!Jq [First, ., {a: 1}]', '{a: 1}'],
  ['!Jq [First, empty, {}]', 'null'],
  [`!Jq [All, '.parameters[] | {"n": .name}', {parameters: [{name: P}, {name: Q}]}]`, '[{n: "P"}, {n: "Q"}]'],
  ["!Jq [First, '.web.ports[1]', !Ref Table]", '443'],
  ["!Jq [First, '.[0].Port', [{Port: !Ref Port, Cidr: !Ref Free}]]", '22'],
  ["!Jq [First, '.[0].Cidr', [{Port: !Ref Port, Cidr: !Ref Free}]]", '?no-default parameter Free'],
  ["!Jq [First, '.[0].Env', [{Env: !Ref Env}]]", '"dev" | "prod"'],
  ['!Jq [First, \'.[0].Env + "!"\', [{Env: !Ref Env}]]', '?unsupported Fn::Jq of several possible values'],
  ["!Jq [First, '.[0]', !GetAtt Group.Ids]", '?computed Group.Ids'],
  ["!Jq [First, '.a', 'no json']", '?invalid JSON text'],
  ["!Jq [First, '.a', 3]", '?invalid Fn::Jq: Cannot index number with string "a"'],
  ["!Jq [First, '.a |', {}]", '?invalid Fn::Jq: syntax error'],
  ['!Jq [First, now, {}]', '?unsupported jq now/0'],
  ["!Jq [Some, '.', {}]", '?invalid Fn::Jq'],
  ["!Jq [First, '[range(1e9)]', {}]", '?limit jq'],
])('jq: %s is %s', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

test('what is computed remembers what it was computed from', () => {
  const way = (expression: string): string[] => {
    const found = property(expression, sections);
    return found?.kind === 'known' ? (found.way ?? []).map(({ kind, at }) => `${kind} ${textAt(at)}`) : [];
  };
  expect(way("!Join ['/', [!Ref Port, !Ref Port]]")).toEqual(['operand 22', 'operand 22']);
  expect(way("!Sub '${Port}/${Port}'")).toEqual(['operand 22']);
  expect(way("!Calculate ['{0}+1', 0, [!Ref Port]]")).toEqual(['operand 22']);
  expect(way("!Select [0, !Split ['.', !Join ['', [!Ref Cidr, x]]]]")).toEqual(['operand 0.0.0.0/0']);
  expect(way("!Join ['/', [22, 22]]")).toEqual([]);
});

test('programs of one template share what they may do', () => {
  const many = Array.from(
    { length: 60 },
    (_, i) => `  L${i}: {Value: !Jq [First, '[range(100000)] | length', {}]}`,
  ).join('\n');
  const all = Array.from({ length: 60 }, (_, i) => `!Ref L${i}`).join(', ');
  let shown = '';
  expect(
    timeOf(() => {
      shown = show(property(`!Join ['', [${all}]]`, `Locals:\n${many}`));
    }),
  ).toBeLessThan(5000);
  expect(shown).toBe('?limit jq');
});

test('too many combinations are unknown, not slow', () => {
  const many = `Parameters:\n${Array.from({ length: 7 }, (_, i) => `  P${i}: {AllowedValues: [a, b, c, d]}`).join('\n')}`;
  expect(show(property("!Join ['', [!Ref P0, !Ref P1, !Ref P2, !Ref P3]]", many))).toBe('?limit 256 combinations');
});

test('a value is at the characters where it is used, and knows where it is written', () => {
  const at = (expression: string): string => places(property(expression, sections));
  expect(at("'0.0.0.0/0'")).toBe("'0.0.0.0/0'");
  expect(at('!Ref Port')).toBe('!Ref Port <- 22');
  expect(at('{Ref: Cidr}')).toBe('{Ref: Cidr} <- 0.0.0.0/0');
  expect(at('!Ref Env')).toBe('!Ref Env <- dev | !Ref Env <- prod');
  expect(at('!FindInMap [Ports, prod, ssh]')).toBe('!FindInMap [Ports, prod, ssh] <- 2222');
  expect(at("!Sub '${Cidr}'")).toBe("!Sub '${Cidr}' <- 0.0.0.0/0");
  expect(at("!Select [0, !Split ['.', !Ref Cidr]]")).toBe("!Select [0, !Split ['.', !Ref Cidr]] <- 0.0.0.0/0");
  expect(at('!If [Yes, 1.2.3.4/32, x]')).toBe('1.2.3.4/32');
  expect(at("!Join ['/', [1, 2]]")).toBe("!Join ['/', [1, 2]]");
});

test('the name of a resource may have dots', () => {
  const template = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  a.b: {Type: T}
  It: {Type: T, Properties: {A: {Fn::GetAtt: [a.b, Id]}, B: !Sub '\${a.b.Id}', C: !GetAtt a.b.X.Y}}
`;
  expect(problems(template)).toEqual([]);
  expect(resources(template)[1]).toBe('It A: &a.b.Id B: &a.b.Id C: &a.b.X.Y');
});

test('a variable of Fn::Sub that comes out as no value has a name all the same', () => {
  const template = `ROSTemplateFormatVersion: '2015-09-01'
Conditions:
  Never: !Equals [1, 2]
Resources:
  A:
    Type: T
    Properties:
      P: !Sub ['https://\${Ip}:6443', {Ip: !If [Never, 1.2.3.4, !Ref 'ALIYUN::NoValue']}]
`;
  expect(problems(template)).toEqual([]);
});

test('names of nothing are reported once, at the name', () => {
  const template = `ROSTemplateFormatVersion: '2015-09-01'
Conditions:
  Never: !Equals [1, 2]
Resources:
  A:
    Type: T
    Properties:
      P: !Ref Missing1
      Q: {Fn::GetAtt: [Missing2, Id]}
      R: !Sub 'x \${Missing3} \${!Literal} \${A}'
      S: !If [Missing4, 1, 2]
      T: !FindInMap [Missing5, a, b]
      U: !If [Never, !Ref Untaken, fine]
      V: !Ref ALIYUN::Whatever
      W: !If [Missing6, !Ref Missing7, !Ref Missing7]
`;
  expect(problems(template)).toEqual([
    'syntax/reference Missing1',
    'syntax/reference Missing2',
    'syntax/reference Missing3',
    'syntax/reference Missing4',
    'syntax/reference Missing5',
    'syntax/reference Missing6',
    'syntax/reference Missing7',
    'syntax/reference Missing7',
  ]);
});
