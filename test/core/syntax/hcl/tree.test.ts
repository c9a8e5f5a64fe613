// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL templates as text
import { expect, test } from 'vitest';
import {
  type Attribute,
  type Block,
  children,
  parseHcl,
  parseHclTemplate,
  visit,
} from '../../../../core/syntax/hcl/index.ts';
import { outline, read, readExpression } from './outline.ts';

test('arguments, blocks and labels, with their spans', () => {
  const text = 'resource "alicloud_security_group_rule" web {\n  port_range = "22/22"\n}\n';
  const { body, problems } = parseHcl(text);
  expect(problems).toEqual([]);
  const block = body.items[0] as Block;
  const attribute = block.body.items[0] as Attribute;
  const cut = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);
  expect(cut(block)).toBe(text.trimEnd());
  expect(cut(block.typeSpan)).toBe('resource');
  expect(block.labels.map(cut)).toEqual(['"alicloud_security_group_rule"', 'web']);
  expect(block.labels.map((label) => label.value)).toEqual(['alicloud_security_group_rule', 'web']);
  expect([cut(block.openBrace), cut(block.closeBrace)]).toEqual(['{', '}']);
  expect(cut(block.body)).toBe('\n  port_range = "22/22"\n');
  expect(cut(attribute)).toBe('port_range = "22/22"');
  expect(cut(attribute.nameSpan)).toBe('port_range');
  expect(cut(attribute.value)).toBe('"22/22"');
  expect(attribute.value.kind === 'template' && cut(attribute.value.content)).toBe('22/22');
});

test.each([
  ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
  ['a || b && c == d', '(a || (b && (c == d)))'],
  ['a < b == c >= d', '((a < b) == (c >= d))'],
  ['-a.b % !c[0]', '(-a.b % !c[0])'],
  ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
  ['(a + b) * c', '(<(a + b)> * c)'],
  ['var.list.0.name', 'var.list[0].name'],
  ['a["b"]["${c}"]', 'a["b"]["${c}"]'],
  ['a.*.b[0].c', 'attrs(a: _.b)[0].c'],
  ['a.*.0.b', 'attrs(a: _[0].b)'],
  ['a[*].b[0].c', 'full(a: _.b[0].c)'],
  ['a[*][*].b', 'full(a: full(_: _.b))'],
  ['a.*.b[*].c', 'full(attrs(a: _.b): _.c)'],
  ['f(a, [b]...)', 'f(a, [b]...)'],
  ['provider::alicloud::f(\n a,\n)', 'provider::alicloud::f(a)'],
  ['[1, 2.5e3,\n]', '[1, 2.5e3]'],
  ['{ a = 1, "b": 2\n (c) = null }', '{a: 1, "b": 2, <c>: null}'],
  ['[for x in y : x.id if x != null]', '[for x in y: x.id if (x != null)]'],
  ['{\n for k, v in y : k => v... }', '{for k, v in y: k => v...}'],
  ['名前.größe-1', '名前.größe-1'],
  ['true && false', '(true && false)'],
  ['truely', 'truely'],
  ['x /* y */ + # z\n 1', '(x + 1)'],
])('expression %s', (text, tree) => {
  expect(readExpression(text)).toBe(tree);
});

test('a number keeps the digits that a double loses', () => {
  expect(readExpression('12345678901234567890.123')).toBe('12345678901234567890.123');
});

test.each([
  ['"a\\n\\t\\"\\\\ \\u00e9 \\U0001F600"', '"a\\n\\t\\"\\\\ é 😀"'],
  ['"$${x} %%{y} $ % $$"', '"${x} %{y} $ % $$"'],
  ['"$$${x}"', '"$${x}"'],
  ['"a ${b} c"', '"a ${b} c"'],
  ['"a ${~ b ~} c"', '"a${b}c"'],
  ['"${a}"', '"${a}"'],
  ['"${"${a}"}"', '"${"${a}"}"'],
  ['"${ {a = 1}.a }"', '"${{a: 1}.a}"'],
  ['"${f(\n  "x",\n)}"', '"${f("x")}"'],
  ['"%{ if a }b%{ else }c%{ endif }"', '"if(a "b" "c")"'],
  ['"%{ for k, v in m }${k}=%{ if v }1%{ endif }%{ endfor }"', '"for(k, v in m "${k}=if(v "1" "")")"'],
])('template %s', (text, tree) => {
  expect(readExpression(text)).toBe(tree);
});

test.each([
  ['<<E\n a\n  b\nE\n', '<<E " a\\n  b\\n"'],
  ['<<-E\n    a\n      b\n\n    c ${d}\n  E\n', '<<-E "a\\n  b\\n\\nc ${d}\\n"'],
  // Go trims before it looks at the indentation, so a line behind ~} keeps its own.
  ['<<-E\n    %{ if a ~}\n    b\n    %{ endif ~}\n    E\n', '<<-E "if(a "    b\\n" "")"'],
  ['<<E\nx ~ ${~ a ~}\n  y\nE\n', '<<E "x ~${a}  y\\n"'],
  ['<<E\n\\n $${a}\r\nE\r\n', '<<E "\\\\n ${a}\\r\\n"'],
  ['<<-E\n${a}\n  b\nE\n', '<<-E "${a}\\n  b\\n"'],
  ['<<E\nE\n', '<<E ""'],
])('heredoc %j', (text, tree) => {
  expect(readExpression(text)).toBe(tree);
});

test('a bare template', () => {
  const { template, problems } = parseHclTemplate('port "${port}"\n%{ for x in y ~}\n  ${x}\n%{ endfor ~}\nend');
  expect(problems).toEqual([]);
  expect(outline(template)).toBe('"port \\"${port}\\"\\nfor(x in y "  ${x}\\n")end"');
});

test('an expression or template inside of another text keeps its offsets', () => {
  const text = 'x: ${a.b} y';
  const { template } = parseHclTemplate(text, 3, 9);
  expect(template.parts[0]).toMatchObject({
    kind: 'interpolation',
    start: 3,
    end: 9,
    expression: { start: 5, end: 8 },
  });
});

test('comments are collected once, in order', () => {
  const text = '# one\na = [ // two\n  1, /* three\n */\n]\n\nb = "# no" # four';
  const { comments, problems } = parseHcl(text);
  expect(problems).toEqual([]);
  expect(comments.map((comment) => comment.text)).toEqual(['one', 'two', 'three', 'four']);
  expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual([
    '# one',
    '// two',
    '/* three\n */',
    '# four',
  ]);
});

test('byte order mark and CRLF', () => {
  expect(read('\ufeffa = 1\r\nb {\r\n  c = "x" # y\r\n}\r\n')).toBe('a = 1; b {c = "x"}');
});

// `terraform fmt` accepts these.
test.each([
  'a {}',
  'a { b = 1 }',
  'a {\n}',
  'a "b" c {\n\n}',
  'a = [\n1\n,2]',
  'a = b[\n0\n]',
  'a = {\n\n}',
  'a { # x\n}',
])('newlines may stand as in %j', (text) => expect(parseHcl(text).problems).toEqual([]));

// And refuses these.
test.each([
  'a {\n b = 1 }',
  'a { b = 1\n}',
  'a { b = 1 # x\n}',
  'a { b = 1, c = 2 }',
  'a { b {} }',
  'a {} b {}',
  'a = 1 b = 2',
  'a = 1,\nb = 2',
  'a\n{\n}',
  'a =\n1',
  'a = b\n.c',
  'a = {b\n= 1}',
  'a = b[*\n]',
  'a = [1 2]',
  'a = {b = 1 c = 2}',
  'a = {,}',
  'a = {for = 1}',
  'a = f(b...,)',
  'a = b.0.1',
  'a = b.*.*',
  'a = [for k, v in x : k => v]',
  'a = [for v in x : v...]',
  'a = {for v in x : v}',
  'a = "\\d"',
  'a = "\\u12"',
  'a = "\\uD800"',
  'a = 1.2.3',
  "a = 'x'",
  'a = 1;',
  'a = <<E\nE',
  'a = <<E \nE\n',
  'a "b${c}" {}',
  '"a" = 1',
  'a = 1\na = 2',
  'a = "%{ if b }c"',
  'a = "%{ endif }"',
  'a = "%{ else }"',
  'a = "${b c}"',
  '/* a',
  'a = 1\rb = 2',
  'a = 1\u00a0',
])('refuses %j', (text) => expect(parseHcl(text).problems).not.toEqual([]));

test('an argument may be set once, in long bodies too', () => {
  const text = `${Array.from({ length: 40 }, (_, n) => `a${n} = ${n}\n`).join('')}a3 = 1\na39 = 2\n`;
  const { problems } = parseHcl(text);
  expect(problems.map(({ start, end }) => text.slice(start, end))).toEqual(['a3', 'a39']);
});

test('visit goes through the tree in the order of the text and leaves out what it is told to', () => {
  const { body } = parseHcl('a = [b, f(c)]\nd { e = g ? h : i }\n');
  const names: string[] = [];
  visit(body, (node) => {
    if (node.kind === 'variable') names.push(node.name);
    return node.kind !== 'call';
  });
  expect(names).toEqual(['b', 'g', 'h', 'i']);
  expect(children(body).map((child) => child.kind)).toEqual(['attribute', 'block']);
});
