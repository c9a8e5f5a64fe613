import { expect, test } from 'vitest';
import { parseYaml } from '../../../../core/syntax/yaml/index.ts';
import { expectSoundSpans, outline, problemsOf } from '../data-tree.ts';

/** Broken text, the tree that is read all the same, and for each problem what it marks and how its sentence begins. */
const CASES: Record<string, readonly [text: string, tree: string, ...problems: string[]]> = {
  'an unclosed quote ends with its line': ['A: "x\nB: "y"\n', '{A: "x", B: "y"}', '"x | The closing quote is missing.'],
  'an unclosed quote in a list': [
    "- A: 'x\n  B: 1\n- C: 'y'\n",
    "[{A: 'x', B: 1}, {C: 'y'}]",
    "'x | The closing quote is missing.",
  ],
  'an unclosed quote swallows its bracket, told once': [
    'A:\n  B: ["x, y]\n  C: 1\n',
    '{A: {B: ["x, y]"], C: 1}}',
    '"x, y] | The closing quote is missing.',
  ],
  'an unclosed bracket': [
    'A:\n  - B: [22\n    C: 1\n  - D: {x: 2,\n',
    '{A: [{B: [22], C: 1}, {D: {x: 2}}]}',
    '[ | The bracket [ is not closed. Add ]',
    '{ | The bracket { is not closed. Add }',
  ],
  'the wrong bracket': ['A: [1}\nB: 1', '{A: [1], B: 1}', '} | This bracket closes nothing'],
  'a key being typed': [
    'A:\n  B: 1\n  PortRange\n  C: 2\n',
    '{A: {B: 1, PortRange:, C: 2}}',
    'PortRange | A colon is missing',
  ],
  'a first key being typed': ['A:\n  PortRange\n  C: 2\n', '{A: {PortRange:, C: 2}}', 'PortRange | A colon is missing'],
  'a key without colon keeps what is below': ['A\n  B: 1\nC: 2\n', '{A: {B: 1}, C: 2}', 'A | A colon is missing'],
  'a quoted key being typed': [
    'A:\n  "PortRange\n  C: 2\n',
    '{A: {"PortRange":, C: 2}}',
    '"PortRange | The closing quote',
  ],
  'no space behind the colon': [
    'A: 1\nPortRange:22/22\nB: 2',
    '{A: 1, PortRange: 22/22, B: 2}',
    ': | A space is missing',
  ],
  'an entry too deep': [
    'A: 1\n  B: 2\n  C: 3\nD: 4',
    '{A: 1, B: 2, C: 3, D: 4}',
    'B: 2 | This line is indented differently',
  ],
  'an entry not deep enough': [
    'A:\n    B: 1\n   C: 2\nD: 3',
    '{A: {B: 1, C: 2}, D: 3}',
    'C: 2 | This line is indented differently',
  ],
  'a resource one column to the left': [
    'R:\n  A:\n    T: 1\n B:\n    T: 2\n  C:\n    T: 3\nO: 1',
    '{R: {A: {T: 1}, B: {T: 2}, C: {T: 3}}, O: 1}',
    'B: | This line is indented differently',
  ],
  'a resource one column to the right': [
    'R:\n  A:\n    T: 1\n   B:\n    T: 2\n  C:\n    T: 3\nO: 1',
    '{R: {A: {T: 1}, B: {T: 2}, C: {T: 3}}, O: 1}',
    'B: | This line is indented differently',
  ],
  'an item not deep enough': ['A:\n  - x\n - y\nB: 1', '{A: [x, y], B: 1}', '- y | This line is indented differently'],
  'a list item among keys': [
    'A:\n  B: 1\n  - C: 1\n    D: 2\n  E: 3',
    '{A: {B: 1, E: 3}}',
    '- C: 1 | A list item stands where a key',
  ],
  'a line of rubbish': [
    'A:\n  B: 1\n  }} @@ ]]\n  C: 2',
    '{A: {B: 1, }} @@ ]]:, C: 2}}',
    '} | A value without quotes cannot start',
  ],
  'text behind a value': [
    'A: "x" y\nB: [1] 2\nC: 3',
    '{A: "x", B: [1], C: 3}',
    'y | This text does not belong',
    '2 | This text does not belong',
  ],
  'two colons on a line': ['A: b: c\nD: 1', '{A: b: c, D: 1}', ': | A mapping cannot start on this line.'],
  'a list behind its key': ['A: - b\nC: 1', '{A: [b], C: 1}', '- | A list cannot start on this line.'],
  'a tab among spaces': ['A:\n\tB: 1\n  C: 2\nD: 3', '{A: {B: 1, C: 2}, D: 3}', '\t | A tab indents this line'],
  'tabs everywhere': ['A:\n\tB:\n\t\tC: 1\nD: 2', '{A: {B: {C: 1}}, D: 2}', '\t | A tab indents', '\t | A tab indents'],
  'duplicate keys': [
    'A: 1\n"A": 2\nB: {x: 1, x: 2}\nA: 3',
    '{A: 1, "A": 2, B: {x: 1, x: 2}, A: 3}',
    '"A" | This key is written twice',
    'x | This key is written twice',
    'A | This key is written twice',
  ],
  'several merge keys are no duplicates': [
    'A: &a {x: 1}\nB:\n  <<: *a\n  <<: *a',
    '{A: &a {x: 1}, B: {<<: *a, <<: *a}}',
  ],
  'an unknown alias': ['A: *nope\nB: 1', '{A: *nope, B: 1}', '*nope | There is no anchor of this name above.'],
  'an anchor of the document before': [
    'A: &a 1\n---\nB: *a',
    '{A: &a 1} --- {B: *a}',
    '*a | There is no anchor of this name above.',
  ],
  commas: ['[1,, 2]', '[1, 2]', ', | There is nothing in front of this comma.'],
  'a missing comma': ['A: ["x" "y"]', '{A: ["x", "y"]}', '" | A comma is missing'],
  'an unknown escape': ['A: "\\d+"', '{A: "\\\\d+"}', '\\d | YAML does not know this escape.'],
  'text behind a block header': ['A: | x\n  y\nB: 1', '{A: |y\\n, B: 1}', 'x | This does not belong behind'],
  'a reserved character': ['A: @x\nB: 1', '{A: @x, B: 1}', '@ | A value without quotes cannot start'],
  'a mapping below a list': [
    '- a\nb: 1\n- c',
    '[a, c]',
    'b: 1 | This text does not belong',
    '- c | This text does not belong',
  ],
  'a template of Helm does not hide the rest': [
    '{{- if .x }}\nA: 1\n{{- end }}\nB: {{ .y }}\n',
    '{{{- if .x:}:, A: 1, {{- end:}:, B: {{.y:}:}}',
  ],
};

test.each(Object.entries(CASES))('%s', (name, [text, tree, ...problems]) => {
  const file = parseYaml(text);
  const found = problemsOf(file, text);
  expectSoundSpans(file, text);
  if (name.includes('Helm')) {
    expect(file.documents[0]?.root).toMatchObject({ kind: 'map' });
    expect(outline(file.documents[0]?.root)).toContain('A: 1');
    return;
  }
  expect(file.documents.map(({ root }) => outline(root)).join(' --- ')).toBe(tree);
  expect(found.map((each, index) => each.slice(0, problems[index]?.length ?? each.length))).toEqual(problems);
});

test('problems come in the order of the text, in both languages, each with something to do', () => {
  const { problems } = parseYaml('A: 1\nA: *x\nB: "y\nC: [1\n D\nE: | z\n');
  expect(problems.length).toBeGreaterThan(4);
  expect(problems.map(({ start }) => start)).toEqual(problems.map(({ start }) => start).sort((a, b) => a - b));
  for (const { message } of problems) {
    expect(message.zh).toMatch(/请/);
    expect(message.en).toMatch(/\. \S/);
  }
});
