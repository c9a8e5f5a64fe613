// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL templates as text
import { expect, test } from 'vitest';
import { parseHcl, parseHclExpression } from '../../../../core/syntax/hcl/index.ts';
import { outline, problemsOf } from './outline.ts';

/** What is left of a broken text, and what is said about it. */
function broken(text: string): { tree: string; problems: string[] } {
  return { tree: outline(parseHcl(text).body), problems: problemsOf(text) };
}

test('a missing value costs its argument, not the next line', () => {
  expect(broken('a {\n  port_range =\n  policy = "drop"\n}\n')).toEqual({
    tree: 'a {port_range = ?; policy = "drop"}',
    problems: ['"" A value is missing here'],
  });
  expect(broken('port_range =\nb {\n}\n').tree).toBe('port_range = ?; b {}');
});

test('a half-written line', () => {
  expect(broken('a {\n  por\n  b = var.\n  c = f(\n  d = 1 +\n  e = 2\n}\n').tree).toBe(
    'a {por = ?; b = var.; c = f(?); d = (1 + ?); e = 2}',
  );
});

test('an unclosed string ends with its line', () => {
  expect(broken('a {\n  b = "x\n  c = "y"\n}\n')).toEqual({
    tree: 'a {b = "x"; c = "y"}',
    problems: ['"\\"x" This string has no end'],
  });
});

test('an unclosed interpolation ends with its line', () => {
  expect(broken('a {\n  b = "${var.x\n  c = "${y}"\n  d = 1\n}\n')).toEqual({
    tree: 'a {b = "${var.x}"; c = "${y}"; d = 1}',
    problems: ['"\\"${var.x" This string has no end', '"${" This ${ is never closed'],
  });
  expect(broken('a = "${b c} d"\n').tree).toBe('a = "${b} d"');
});

test('an unclosed list ends where the next argument or block begins', () => {
  expect(broken('a {\n  b = ["x",\n    "y"\n  c = 1\n}\n').tree).toBe('a {b = ["x", "y"]; c = 1}');
  expect(broken('a {\n  b = ["x",\n  c = 1\n}\n').tree).toBe('a {b = ["x", ?]; c = 1}');
  expect(broken('a {\n  b = f(["x"\n  c {\n  }\n}\nd = 1\n').tree).toBe('a {b = f(["x"]); c {}}; d = 1');
});

test('a missing } is found by the next top-level block, and put where the indentation wants it', () => {
  const { tree, problems } = broken(
    'resource "a" "b" {\n  c {\n    d = 1\n\n  e = 2\n}\n\nresource "f" "g" {\n  h = 3\n}\n',
  );
  expect(tree).toBe('resource "a" "b" {c {d = 1}; e = 2}; resource "f" "g" {h = 3}');
  expect(problems).toEqual(['"c {" This block is never closed']);
  expect(broken('resource "a" "b" {\n  x = 1\n\nvariable "c" {\n}\n').tree).toBe(
    'resource "a" "b" {x = 1}; variable "c" {}',
  );
  expect(broken('locals {\n  a = {\n    b = 1\n\n  c = 2\n}\nvariable "d" {}\n').tree).toBe(
    'locals {a = {b: 1}; c = 2}; variable "d" {}',
  );
  expect(broken('locals {\n  a = [{\n    b = [1,\n\nvariable "d" {}\n').tree).toBe(
    'locals {a = [{b: [1]}]}; variable "d" {}',
  );
});

test('a deleted { is understood from the indentation', () => {
  expect(broken('resource "a" "b"\n  c = 1\n  d {\n  }\n}\ne = 2\n')).toEqual({
    tree: 'resource "a" "b" {c = 1; d {}}; e = 2',
    problems: ['"" The { of this block is missing'],
  });
  expect(broken('resource "a" "b"\n{\n  c = 1\n}\n').problems).toEqual([
    '"{" The { belongs to the block\'s first line',
  ]);
  expect(broken('resource "a" "b" {\n  tags = \n    x = 1\n  }\n  c = 2\n}\n').tree).toContain('c = 2}');
});

test('a } too many costs nothing else', () => {
  expect(broken('resource "a" "b" {\n  c {\n  }\n  }\n  d = 1\n}\nvariable "e" {\n}\n')).toEqual({
    tree: 'resource "a" "b" {c {}; d = 1}; variable "e" {}',
    problems: ['"}" Nothing is open here that this could close'],
  });
});

test('broken labels', () => {
  for (const header of ['resource "a "b" {', 'resource "a" "b {', 'resource "a", "b" {', 'resource "a" = "b" {']) {
    const { tree, problems } = broken(`${header}\n  c = 1\n}\nd = 2\n`);
    expect(tree).toMatch(/^resource .*\{c = 1\}; d = 2$/);
    expect(problems.length).toBeGreaterThan(0);
  }
});

test('an unclosed heredoc leaves the blocks behind it alone', () => {
  const { tree, problems } = broken('resource "a" "b" {\n  c = <<EOT\n  text\n}\n\nresource "d" "e" {\n}\n');
  expect(tree).toBe('resource "a" "b" {c = <<EOT "  text"}; resource "d" "e" {}');
  expect(problems).toEqual(['"<<EOT" This heredoc has no end']);
  expect(broken('a {\n  c = f(<<EOT\n  text\n  EOT)\n  d = 1\n}\n').tree).toBe('a {c = f(<<EOT "  text\\n"); d = 1}');
});

test('an equals sign that is missing or another sign', () => {
  expect(broken('a {\n  b "x"\n  c : 1\n  d == 2\n  e 3\n  f => 4\n}\n')).toEqual({
    tree: 'a {b = "x"; c = 1; d = 2; e = 3; f = 4}',
    problems: ['"" ', '":" ', '"==" ', '"3" ', '"=>" '].map((at) => `${at}An argument takes a single =`),
  });
});

test('signs from an input method are named', () => {
  expect(problemsOf('a = “x”\n')[0]).toBe('"“" HCL doesn\'t know this character');
  expect(parseHcl('a ＝ 1\n').problems[0]?.message).toEqual({
    en: "HCL doesn't know this character. Replace it with = : ＝",
    zh: 'HCL 不识别该字符。请换成半角的 = ：＝',
  });
});

test('directives without their other half', () => {
  expect(broken('a = "%{ if b }c"\n').tree).toBe('a = "if(b "c" "")"');
  expect(broken('a = "%{ for x in y }%{ if x }1%{ endfor }2"\n').tree).toBe('a = "for(x in y "if(x "1" "")")2"');
  expect(broken('a = "b%{ endif }c"\n').tree).toBe('a = "bc"');
});

test('a broken expression in a block on one line', () => {
  expect(broken('a { b = 1, c = 2 }\nd = 1\n').tree).toBe('a {b = 1; c = 2}; d = 1');
  expect(broken('a { b = 1\n  c = 2\n}\nd = 1\n').tree).toBe('a {b = 1; c = 2}; d = 1');
});

test.each(['(', '[', '{a=', '"${', 'f(', '!', '-', 'a ? ', '[for x in ', 'a[', 'a[*]', '<<E\n${'])(
  'five thousand times %s is a problem and no stack overflow',
  (opener) => {
    const expression = parseHclExpression(opener.repeat(5000));
    expect(expression.problems.length).toBeGreaterThan(0);
    expect(outline(expression.expression).length).toBeGreaterThan(0);
    const file = parseHcl(`a = ${opener.repeat(5000)}\nb = 1\n`);
    expect(file.problems.length).toBeGreaterThan(0);
    expect(outline(file.body).length).toBeGreaterThan(0);
  },
);

test.each(['a {\n', 'a{', 'a "b" {\n  c = {\n'])('five thousand nested blocks: %j', (opener) => {
  const { body, problems } = parseHcl(opener.repeat(5000));
  expect(problems.length).toBeGreaterThan(0);
  expect(outline(body).length).toBeGreaterThan(0);
});

test.each(['1 + ', 'b.', 'b[0] + '])('a chain of a million %s is cut', (link) => {
  const { expression, problems } = parseHclExpression(`b${`.${link}`.slice(link === 'b.' ? 0 : 1)}`.repeat(200_000));
  expect(problems.length).toBeGreaterThan(0);
  expect(outline(expression).length).toBeGreaterThan(0);
});

test('a carriage return in the line of an end marker counts only as part of the line end', () => {
  expect(parseHcl('a = <<-IN\n  in\n \r IN\n').problems).toHaveLength(1);
  expect(parseHcl('a = <<-IN\r\n  in\r\n  IN\r\n').problems).toEqual([]);
});
