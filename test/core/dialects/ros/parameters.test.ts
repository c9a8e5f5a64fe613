import { expect, test } from 'vitest';
import { places, property, show } from './show.ts';

function parameter(definition: string): string {
  return show(property('!Ref P', `Parameters:\n  P: ${definition}`));
}

test.each([
  ['{Type: Number, Default: "22"}', '22'],
  ['{Type: Number, Default: 22}', '22'],
  ['{Type: Number, Default: twenty}', '?invalid a value that is not a number'],
  ['{Type: String, Default: 080}', '"080"'],
  ['{Type: String, Default: 1.10}', '"1.10"'],
  ['{Type: String, Default: true}', '"true"'],
  ['{Type: ALIYUN::ECS::VPC::VPCId, Default: 22}', '"22"'],
  ['{Type: String, AssociationProperty: ZoneId}', '?no-default parameter P'],
  ['{Default: x}', '"x"'],
  ['{Type: String, Default: null}', '?no-default parameter P'],
  ['{Type: String, Default: null, AllowedValues: [a, b]}', '"a" | "b"'],
  ["{Type: String, Default: ''}", '""'],
  ['{Type: Boolean, Default: "True"}', 'true'],
  ['{Type: Boolean, Default: false}', 'false'],
  ['{Type: Boolean, Default: maybe}', '?invalid a value that is not true or false'],
  ['{Type: CommaDelimitedList, Default: "80, 443"}', '["80", "443"]'],
  ['{Type: CommaDelimitedList, Default: ""}', '[]'],
  ['{Type: CommaDelimitedList, Default: [a, b]}', '["a", "b"]'],
  ['{Type: CommaDelimitedList, Default: [a], AllowedValues: [a, b]}', '["a"]'],
  ['{Type: Json, Default: \'["10.0.0.0/8"]\'}', '["10.0.0.0/8"]'],
  ['{Type: Json, Default: {a: [1, {Ref: x}]}}', '{a: [1, {Ref: "x"}]}'],
  ['{Type: Json, Default: "{"}', '?invalid JSON text'],
  ['{Type: String, AllowedValues: [only]}', '"only"'],
  ['{Type: Number, AllowedValues: ["22", 80]}', '22 | 80'],
  ['{Type: String, Default: b, AllowedValues: [a, b, c]}', '"b" | "a" | "c"'],
  ['{Type: String, AllowedValues: []}', '?no-default parameter P'],
  ['not a map', '?invalid parameter P'],
])('a parameter %s is %s', (definition, expected) => {
  expect(parameter(definition)).toBe(expected);
});

test('a reference is at the Ref and defined at the default or the allowed value', () => {
  const definition = 'Parameters:\n  P: {Type: String, Default: "b", AllowedValues: [a, "b"]}';
  expect(places(property('{Ref: P}', definition))).toBe('{Ref: P} <- "b" | {Ref: P} <- a');
});

test('more AllowedValues than are kept leave the rest unknown', () => {
  const values = Array.from({ length: 100 }, (_, i) => `v${i}`).join(', ');
  const shown = parameter(`{Type: String, Default: v7, AllowedValues: [${values}]}`).split(' | ');
  expect(shown).toHaveLength(64);
  expect(shown[0]).toBe('"v7"');
  expect(shown.at(-1)).toBe('?limit the 100 AllowedValues of P');
});

test('locals are evaluated where they are used, data sources are outside', () => {
  const locals = `Parameters:
  Port: {Type: Number, Default: 22}
Locals:
  Range: {Type: Eval, Value: {Fn::Sub: '\${Port}/\${Port}'}}
  Again: {Value: {Ref: Range}}
  Vpcs: {Type: DATASOURCE::VPC::Vpcs, Properties: {}}
  Wrong: 3`;
  expect(show(property('!Ref Again', locals))).toBe('"22/22"');
  expect(show(property('!Ref Vpcs', locals))).toBe('?external DATASOURCE::VPC::Vpcs');
  expect(show(property('!GetAtt Vpcs.VpcIds', locals))).toBe('?external DATASOURCE::VPC::Vpcs');
  expect(show(property('!Ref Wrong', locals))).toBe('?invalid local Wrong');
});
