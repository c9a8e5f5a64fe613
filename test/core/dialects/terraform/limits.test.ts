/** Texts that are made to keep an evaluator busy, or to break it. None may throw; each ends in a value. */
import { expect, test } from 'vitest';
import { expression, moduleOf } from './module.ts';

function chain(length: number, next: (before: string) => string, first: string): string {
  const lines = Array.from({ length }, (_, i) => `  a${i + 1} = ${next(`local.a${i}`)}`);
  return `locals {\n  a0 = ${first}\n${lines.join('\n')}\n}`;
}

test('values that double with every local stop growing', () => {
  expect(
    expression(
      'local.a60',
      chain(60, (a) => `concat(${a}, ${a})`, '[1, 2]'),
    ),
  ).toBe('?limit list');
  expect(
    expression(
      'jsonencode(local.a60)',
      chain(60, (a) => `[${a}, ${a}]`, '[1]'),
    ),
  ).toBe('?limit list');
  expect(
    expression(
      'local.a60',
      chain(60, (a) => `"\${${a}}\${${a}}"`, '"ab"'),
    ),
  ).toBe('?limit text');
});

test('long chains of names neither overflow the stack nor stop others', () => {
  const forward = Array.from({ length: 20_000 }, (_, i) => `  a${i} = [local.a${i + 1}]`).join('\n');
  const { resources } = moduleOf(
    `locals {\n${forward}\n}\nresource "a" "b" {\n  v = local.a0\n}\nresource "a" "c" {\n  v = 1\n}\n`,
  );
  expect(resources).toHaveLength(2);
  expect(
    expression(
      'local.a3000',
      chain(3000, (a) => `[for x in [1] : tostring(${a})][0]`, '1'),
    ),
  ).toContain('?limit');
});

test('numbers of things are bounded', () => {
  expect(expression('range(0, 1e9)')).toBe('?invalid more than 1024 numbers');
  expect(expression('setproduct(range(1000), range(1000))')).toBe('?limit setproduct');
  expect(expression('format("%999999999d", 1)')).toBe('?limit format');
  expect(expression('indent(999999999, "a\\nb")')).toBe('?limit indent');
  expect(moduleOf('resource "a" "b" {\n  count = 1e9\n}').resources).toHaveLength(1000);
  const many = Array.from({ length: 100 }, (_, i) => `resource "a" "r${i}" {\n  count = 1000\n}`).join('\n');
  expect(moduleOf(many).resources).toHaveLength(20_080);
});

test('nested loops run out of steps, not of time', () => {
  const loops = Array.from({ length: 6 }, (_, i) => `[for x${i} in range(1000) : `).join('');
  expect(expression(`length(${loops}1${']'.repeat(6)})`)).toBe('?limit evaluation');
});

test('patterns that explode elsewhere are matched in linear time', () => {
  expect(expression(`regex("(a+)+$", "${'a'.repeat(2000)}b")`)).toBe('?invalid no match');
  expect(expression('regex("((((a{0,100}){0,100}){0,100}){0,100})", "aaa")')).toContain('?limit');
});

test('combinations of possible values are bounded', () => {
  const variable = 'variable "e" {\n  validation {\n    condition = contains(["a", "b", "c", "d"], var.e)\n  }\n}';
  expect(expression('"${var.e}${var.e}${var.e}${var.e}"', variable)).toBe('?limit 256 combinations');
});

test('names of JavaScript are names like others', () => {
  expect(expression('{ __proto__ = 1, constructor = 2 }.__proto__')).toBe('1');
  expect(expression('{}.constructor')).toBe('?invalid no attribute constructor');
  expect(expression('constructor("x")')).toBe('?invalid constructor()');
});
