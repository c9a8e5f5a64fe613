import { expect, test } from 'vitest';
import { expression, settingOf } from './module.ts';

test('numbers keep all of the digits that Terraform keeps', () => {
  expect(expression('tostring(9007199254740993 + 1)')).toBe('"9007199254740994"');
  expect(expression('tostring(123456789012345678901234567890)')).toBe('"123456789012345678901234567890"');
  expect(expression('tostring(0.1 + 0.2)')).toBe('"0.3"');
  expect(expression('tostring(1 / 3)')).toBe(`"0.${'3'.repeat(154)}5"`);
  expect(expression('1 / 3 * 3 == 1')).toBe('true');
  expect(expression('{ (9007199254740993) = "a" }["9007199254740993"]')).toBe('"a"');
  expect(expression('length(toset([9007199254740993, 9007199254740992]))')).toBe('2');
});

test('lengths and indexes are narrower than what is written, as in Terraform', () => {
  expect(expression('tostring(length([1]) / length([1, 2, 3]))')).toBe('"0.33333333333333333334"');
  expect(expression('tostring(pow(2, 0.5))')).toBe('"1.4142135623730951"');
});

test('division by zero is infinite, and what has no value is refused', () => {
  expect(expression('1 / 0 > 1e400')).toBe('true');
  expect(expression('tostring(-1 / 0)')).toBe('"-Inf"');
  expect(expression('1 / 0 - 1 / 0')).toBe('?invalid no number');
  expect(expression('jsonencode(1 / 0)')).toBe('?invalid infinite number in JSON');
  expect(expression('5 % 0')).toBe('5');
});

test('outside of the dialect a number is the nearest of JavaScript', () => {
  expect(expression('1 / 3')).toBe('0.3333333333333333');
  expect(expression('-0')).toBe('0');
  expect(settingOf('variable "n" {\n type = number\n default = "22"\n}\nresource "a" "b" {\n v = var.n\n}')).toBe('22');
});

test('numbers that would take long are not computed', () => {
  expect(expression('1e999999999')).toBe('?limit number');
  expect(expression('tonumber("1e-999999999")')).toBe('?limit number');
  expect(expression('1e1000 * 1e1000')).toBe('?limit number');
  expect(expression('[for i in range(1000) : [for j in range(100) : 1 / (j + 3)]]')).toContain('?limit');
});
