import { expect, test } from 'vitest';
import { isSensitive } from '../../../../core/values/sensitive.ts';
import { isList, type Value } from '../../../../core/values/value.ts';
import { addresses, attribute, moduleOf, shown } from './module.ts';

const secret = 'variable "password" {\n  default   = "hunter2"\n  sensitive = true\n}\n';

function madeOf(expression: string): Value {
  const { resources } = moduleOf(`${secret}resource "a" "b" {\n  v = ${expression}\n}\n`);
  return attribute(resources[0], 'v') as Value;
}

test.each([
  ['var.password', true],
  ['sensitive("x")', true],
  ['"a-${var.password}"', true],
  ['upper(var.password)', true],
  ['var.password == "x"', true],
  ['var.password == "x" ? 1 : 2', true],
  ['true ? 1 : sensitive(2)', true],
  ['sensitive({ a = 1 }).a', true],
  ['[for x in sensitive([1]) : x]', true],
  ['toset([var.password, "b"])', true],
  ['length([var.password])', false],
  ['[var.password]', false],
  ['nonsensitive(var.password)', false],
  ['issensitive(var.password)', false],
  ['"plain"', false],
])('%s is sensitive: %s', (expression, answer) => {
  expect(isSensitive(madeOf(expression))).toBe(answer);
});

test('a sensitive value is still seen by rules, and marks only the element that it is', () => {
  expect(shown(madeOf('var.password'))).toBe('"hunter2"');
  const list = madeOf('["a", var.password]');
  const items = list.kind === 'known' && isList(list.value) ? list.value.items : [];
  expect(items.map(isSensitive)).toEqual([false, true]);
});

test('instances cannot be named after something sensitive', () => {
  const resource = 'resource "x" "y" {\n  for_each = toset([var.password])\n}\n';
  expect(addresses(secret + resource)).toEqual(['x.y?']);
  expect(addresses(secret + resource.replace('[var.password]', '["a"]'))).toEqual(['x.y["a"]']);
});
