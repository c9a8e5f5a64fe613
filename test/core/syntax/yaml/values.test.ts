import { expect, test } from 'vitest';
import { parseYaml } from '../../../../core/syntax/yaml/index.ts';
import { expectSoundSpans, outline, problemsOf } from '../data-tree.ts';

/** Text that is right, and its tree; several documents are separated by ` --- `. */
const CASES: Record<string, readonly [text: string, tree: string]> = {
  'mapping in mapping': ['A:\n  B: 1\n  C: x\nD: true\n', '{A: {B: 1, C: x}, D: true}'],
  'list in the column of its key': ['A:\n- 1\n- 2\nB: 3\n', '{A: [1, 2], B: 3}'],
  'list deeper than its key': ['A:\n  - 1\n  - 2\nB: 3\n', '{A: [1, 2], B: 3}'],
  'mappings in a list': ['- A: 1\n  B: 2\n-\n  A: 3\n', '[{A: 1, B: 2}, {A: 3}]'],
  'list in a list': ['- - 1\n  - 2\n- - 3\n', '[[1, 2], [3]]'],
  'key without value': ['A:\nB: \nC: # none\n', '{A:, B:, C:}'],
  'item without value': ['-\n- 1\n-\n', '[null, 1, null]'],
  'flow collections': ['{A: [1, "x", \'y\'], B: {C: }, D}', '{A: [1, "x", \'y\'], B: {C:}, D:}'],
  'flow over lines, bracket at the left': ['A: [\n  1,\n  2,\n]\nB: 1', '{A: [1, 2], B: 1}'],
  'flow pairs': ['[a: 1, "b":2, ? c : 3, : 4]', '[{a: 1}, {"b": 2}, {c: 3}, {null: 4}]'],
  'JSON is YAML': ['{"A":{"B":[1,-2.5e3,null,false]}}', '{"A": {"B": [1, -2500, null, false]}}'],
  'plain over lines': ['A: one\n  two\n\n  three # end\nB: x#y', '{A: one two\nthree, B: x#y}'],
  'colons and dashes inside of plain text': ['A: a:b\nB: -1/-1\nC: http://x/', '{A: a:b, B: -1/-1, C: http://x/}'],
  'double quotes': ['A: "a\\tb\\u4e2d\\x41\\\n   c"\nB: "x\n\n  y"', '{A: "a\\tb中Ac", B: "x\\ny"}'],
  'single quotes': ["A: 'it''s'\nB: 'x\n  y'", "{A: 'it's', B: 'x y'}"],
  'literal block': ['A: |\n  x\n    y\n\n  z\n\nB: 1', '{A: |x\\n  y\\n\\nz\\n, B: 1}'],
  'folded block': ['A: >\n  x\n  y\n\n  z\n    more\n  end\n', '{A: >x y\\nz\\n  more\\nend\\n}'],
  chomping: ['A: |-\n  x\n\nB: |+\n  x\n\nC: >-\n  x\n', '{A: |x, B: |x\\n\\n, C: >x}'],
  'indentation indicator': ['A: |2\n    x\n  y\nB: |-1\n  z', '{A: |  x\\ny\\n, B: | z}'],
  'comments and markers are text in a block': ['A: |\n  # x\n  --- y\n', '{A: |# x\\n--- y\\n}'],
  'block without text': ['A: |\n\nB: >-\n', '{A: |, B: >}'],
  'short tags': [
    'A: !Ref x\nB: !GetAtt\n  - a\n  - b\nC: !Sub "<x>"\nD: !Ref\nE: !x {a: 1}',
    '{A: !Ref x, B: !GetAtt [a, b], C: !Sub "<x>", D: !Ref, E: !x {a: 1}}',
  ],
  'a local tag keeps a number a text': [
    'A: !Ref 22\nB: !!str 22\nC: !!int "22"\nD: !!float 1\nE: ! 5',
    '{A: !Ref 22, B: !!str 22, C: !!int "22", D: !!float 1, E: ! 5}',
  ],
  'verbatim tag': ['A: !<tag:yaml.org,2002:str> 1', '{A: !<tag:yaml.org,2002:str> 1}'],
  'anchors and aliases': ['A: &x 1\nB: *x\nC: &y\n  D: *x\n*x : z', '{A: &x 1, B: *x, C: &y {D: *x}, *x: z}'],
  'properties of a mapping and of its first key': ['A: &m !t\n  &k B: 1', '{A: &m !t {&k B: 1}}'],
  'merge key': ['A: &a {x: 1}\nB:\n  <<: *a\n  y: 2', '{A: &a {x: 1}, B: {<<: *a, y: 2}}'],
  'complex keys': ['? [a, b]\n: 1\n? - c\n: - d\n? e\n', '{[a, b]: 1, [c]: [d], e:}'],
  'quoted and flow keys': ['"A b": 1\n\'C\': 2\n{x: 1}: 3\n', '{"A b": 1, \'C\': 2, {x: 1}: 3}'],
  'several documents': ['# first\nA: 1\n---\nB: 2\n...\n%YAML 1.2\n---\n- C\n---\n', '{A: 1} --- {B: 2} --- [C] --- '],
  'byte order mark, CRLF': [
    '\ufeffA: 1\r\nB:\r\n  - |\r\n    x\r\n    y\r\nC: "p\r\n  q"\r\n',
    '{A: 1, B: [|x\\ny\\n], C: "p q"}',
  ],
  numbers: [
    '[0, -1, 0x1F, 0o17, 1e3, .5, 1.10, 1_000, 0777, .inf, 2015-09-01, 22/22]',
    '[0, -1, 31, 15, 1000, 0.5, 1.1, 1_000, 777, Infinity, 2015-09-01, 22/22]',
  ],
  words: ['[null, ~, true, False, yes, on, NULL, nUll]', '[null, null, true, false, yes, on, null, nUll]'],
  'tabs that do not indent': ['A:\tx\t# c\nB: [\t1\t]\n\t\nC: 2', '{A: x, B: [1], C: 2}'],
  nothing: ['', ''],
  'only comments': ['# a\n\n# b', ''],
};

test.each(Object.entries(CASES))('%s', (_, [text, tree]) => {
  const file = parseYaml(text);
  expect(problemsOf(file, text)).toEqual([]);
  expect(file.documents.map(({ root }) => outline(root)).join(' --- ')).toBe(tree);
  expectSoundSpans(file, text);
});

test('strings and numbers are told apart', () => {
  const file = parseYaml('[!Ref 22, !!str 22, !!int "22", "22", 22, ! 5, !!null "", !!bool "true", !!float 1]');
  const root = file.documents[0]?.root;
  const values = root?.kind === 'sequence' ? root.items.map((item) => item.kind === 'scalar' && item.value) : [];
  expect(values).toEqual(['22', '22', 22, '22', 22, '5', null, true, 1]);
});

test('a %TAG directive gives a handle its meaning for one document', () => {
  const text = '%TAG !e! tag:yaml.org,2002:\n---\n!e!str 1\n...\n---\n!e!str 1\n';
  const file = parseYaml(text);
  expect(file.documents.map(({ root }) => root?.kind === 'scalar' && root.value)).toEqual(['1', '1']);
  expect(problemsOf(file, text)).toEqual([
    '!e!str | No %TAG directive declares the handle of this tag. Declare it, or correct the tag: !e!str',
  ]);
});

test('comments are kept with their places', () => {
  const text = '# one\nA: 1 # two\nB: |  # three\n  # text\nC: [ # four\n 1 ]\nD: "# no"\n#five';
  const comments = parseYaml(text).comments.map(({ start, end, text: inner }) => [inner, text.slice(start, end)]);
  expect(comments).toEqual([
    ['one', '# one'],
    ['two', '# two'],
    ['three', '# three'],
    ['four', '# four'],
    ['five', '#five'],
  ]);
});
