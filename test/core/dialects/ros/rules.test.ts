import { expect, test } from 'vitest';
import { problems, resources, timeOf } from './show.ts';

function shown(rules: string, properties: string): string[] {
  return resources(`ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Env: {Type: String, AllowedValues: [dev, test, prod]}
  Cidr: {Type: String, AllowedValues: [0.0.0.0/0, 10.0.0.0/8, 192.168.0.0/16]}
  Free: {Type: String}
  Preset: {Type: String, Default: ''}
  Zones: {Type: CommaDelimitedList, Default: 'a,b'}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Rules:
${rules}
Resources:
  It:
    Type: T
    Properties: ${properties}
`);
}

test.each([
  ['no rules', '  R: {}', '{E: !Ref Env}', 'It E: "dev" | "test" | "prod"'],
  ['a value', '  R: {Assertions: [{Assert: !Equals [!Ref Env, dev]}]}', '{E: !Ref Env}', 'It E: "dev"'],
  [
    'not a value',
    '  R: {Assertions: [{Assert: !Not [!Equals [!Ref Env, dev]]}]}',
    '{E: !Ref Env}',
    'It E: "test" | "prod"',
  ],
  [
    'one of several',
    '  R: {Assertions: [{Assert: !Contains [[dev, prod, qa], !Ref Env]}]}',
    '{E: !Ref Env}',
    'It E: "dev" | "prod"',
  ],
  [
    'one of several, without a default',
    '  R: {Assertions: [{Assert: !Contains [[22, 443], !Ref Free]}]}',
    '{E: !Ref Free}',
    'It E: 22 | 443',
  ],
  [
    'a pattern',
    "  R: {Assertions: [{Assert: !MatchPattern ['^10[.].*', !Ref Cidr]}]}",
    '{C: !Ref Cidr}',
    'It C: "10.0.0.0/8"',
  ],
  [
    'either of two',
    '  R: {Assertions: [{Assert: !Or [!Equals [!Ref Env, dev], !Equals [!Ref Env, test]]}]}',
    '{E: !Ref Env}',
    'It E: "dev" | "test"',
  ],
  [
    'a list',
    '  R: {Assertions: [{Assert: !EachMemberIn [[!Ref Env], [dev, test]]}]}',
    '{E: !Ref Env}',
    'It E: "dev" | "test"',
  ],
  [
    'a default that is ruled out',
    "  R: {Assertions: [{Assert: !Not [!Equals [!Ref Preset, '']]}]}",
    '{P: !Ref Preset}',
    'It P: ?no-default parameter Preset',
  ],
  [
    'two assertions',
    '  R: {Assertions: [{Assert: !Not [!Equals [!Ref Env, dev]]}, {Assert: !Not [!Equals [!Ref Env, test]]}]}',
    '{E: !Ref Env}',
    'It E: "prod"',
  ],
  [
    'an assertion that cannot hold',
    '  R: {Assertions: [{Assert: !Equals [!Ref Env, nope]}]}',
    '{E: !Ref Env}',
    'It E: "dev" | "test" | "prod"',
  ],
  ['nonsense', '  R: {RuleCondition: x, Assertions: 3}\n  S: no', '{E: !Ref Env}', 'It E: "dev" | "test" | "prod"'],
])('assertions leave out what they rule out: %s', (_, rules, properties, expected) => {
  expect(shown(rules, properties)).toEqual([expected]);
});

const whenProd = `  R:
    RuleCondition: !Equals [!Ref Env, prod]
    Assertions: [{Assert: !Equals [!Ref Cidr, 10.0.0.0/8]}]`;

test('a rule with a condition holds where the condition does', () => {
  expect(shown(whenProd, '{C: !If [IsProd, !Ref Cidr, none]}')).toEqual(['It C: "10.0.0.0/8" | "none"']);
  expect(shown(whenProd, '{C: !Ref Cidr}')).toEqual(['It C: "0.0.0.0/0" | "10.0.0.0/8" | "192.168.0.0/16"']);
  const both = `${whenProd}\n  S: {Assertions: [{Assert: !Equals [!Ref Env, prod]}]}`;
  expect(shown(both, '{C: !Ref Cidr}')).toEqual(['It C: "10.0.0.0/8"']);
});

test('where an assertion cannot hold, its condition does not', () => {
  const rule = `  R:
    RuleCondition: !Equals [!Ref Env, prod]
    Assertions: [{Assert: !Equals [1, 2]}]`;
  expect(shown(rule, '{E: !Ref Env}')).toEqual(['It E: "dev" | "test"']);
});

test('an undecided condition concerns what names it, and nothing else', () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Free: {Type: String}
Conditions:
  Open: !Equals [!Ref Free, x]
Resources:
  Named: {Type: T, Condition: Open, Properties: {P: 1}}
  Other: {Type: T, Properties: {P: !If [Open, 22, 80], Q: 1}}
  Third: {Type: T, DependsOn: Named}
`;
  expect(resources(text)).toEqual(['Named? P: 1', 'Other P: 22 | 80 Q: 1', 'Third']);
  expect(problems(text)).toEqual([]);
});

test('names in DependsOn are names of resources', () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  P: {Type: String}
Resources:
  A: {Type: T, DependsOn: Nothing}
  B: {Type: T, DependsOn: [A, 'Missing', P]}
  C: {Type: T, DependsOn: }
`;
  expect(problems(text)).toEqual(['syntax/reference Nothing', 'syntax/reference Missing', 'syntax/reference P']);
});

test('rules that are many and long end soon', () => {
  const names = Array.from(
    { length: 60 },
    (_, i) => `  P${i}: {Type: String, AllowedValues: [${Array.from({ length: 60 }, (_, k) => `v${k}`)}]}`,
  );
  const rules = Array.from(
    { length: 60 },
    (_, i) =>
      `  R${i}: {RuleCondition: !Equals [!Ref P${i}, v1], Assertions: [{Assert: !Or [!Contains [[v1, v2], !Ref P${(i + 1) % 60}], !Contains [[v3, v4], !Ref P${(i + 2) % 60}]]}]}`,
  );
  const text = `ROSTemplateFormatVersion: x\nParameters:\n${names.join('\n')}\nRules:\n${rules.join('\n')}\nResources:\n  A: {Type: T, Properties: {P: !Ref P1}}\n`;
  expect(timeOf(() => resources(text))).toBeLessThan(5000);
});

test('rules under many conditions end soon', () => {
  const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  const text = `ROSTemplateFormatVersion: x
Parameters:
${many(40, (i) => `  P${i}: {Type: String, AllowedValues: [${many(40, (k) => `v${k}`)}]}`).join('\n')}
Rules:
${many(40, (i) => `  R${i}: {RuleCondition: !Equals [!Ref P${i}, v1], Assertions: [{Assert: !MatchPattern ['v(1|2)*', !Ref P${(i + 1) % 40}]}]}`).join('\n')}
Conditions:
${many(200, (i) => `  C${i}: !Equals [!Ref P${i % 40}, v${i % 7}]`).join('\n')}
Resources:
${many(200, (i) => `  A${i}: {Type: T, Condition: C${i}, Properties: {P: !Ref P${i % 40}, Q: !If [C${(i + 1) % 400}, !If [C${(i + 2) % 400}, !Ref P1, 2], 3]}}`).join('\n')}
`;
  expect(timeOf(() => resources(text))).toBeLessThan(5000);
});

test('conditions that build on each other end soon under every assumption', () => {
  const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  const condition = (i: number): string =>
    `!Or [!Equals [!Ref P${i % 40}, v${i % 40}], !Not [!Equals [!Ref P${(i * 7 + 3) % 40}, !Ref P${i % 40}]]${i > 2 ? `, !And [C${i - 1}, C${i - 2}]` : ''}]`;
  const text = `ROSTemplateFormatVersion: x
Parameters:
${many(40, (i) => `  P${i}: {Type: String, AllowedValues: [${many(40, (k) => `v${k}`)}]}`).join('\n')}
Conditions:
${many(400, (i) => `  C${i}: ${condition(i)}`).join('\n')}
Resources:
  A: {Type: T, Properties: {P: [${many(400, (i) => `!If [C${i}, open, closed]`)}]}}
`;
  expect(timeOf(() => resources(text))).toBeLessThan(5000);
});
