import { array, assert, constantFrom, json, property } from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../../core/syntax/json.ts';
import { contentMap } from '../../../core/syntax/yaml/index.ts';
import { expectSoundSpans, nodesOf, outline, problemsOf, valuesOf } from './data-tree.ts';

test('values are those of JSON.parse', () => {
  assert(
    property(json(), (text) => {
      const file = parseJson(text);
      expect(file.problems).toEqual([]);
      expect(JSON.stringify(valuesOf(file))).toBe(JSON.stringify([JSON.parse(text)]));
    }),
  );
});

test('every key and value has its place', () => {
  const text = '{\n  "A": "x\\n\\u4e2d",\n  "B": [1, {}]\n}\n';
  const nodes = [...nodesOf(parseJson(text).documents[0]?.root)].slice(1);
  expect(nodes.map(({ start, end }) => text.slice(start, end))).toEqual([
    '"A"',
    '"x\\n\\u4e2d"',
    '"B"',
    '[1, {}]',
    '1',
    '{}',
  ]);
  const [, value] = nodes;
  if (value?.kind !== 'scalar') throw new Error('the value of A is a string');
  expect(text.slice(value.content.start, value.content.end)).toBe('x\\n\\u4e2d');
  expect([0, 1, 2, 3].map((index) => contentMap(value, text)(index) - value.content.start)).toEqual([0, 1, 3, 9]);
});

test.each([
  ['tabs beside spaces', '{\n"A" : [\n\t{\n        "B": 1\n\t}\n    ]\n}\n'],
  ['brackets left of their items', '{\n  "A": {\n    "B": 1\n},\n  "C": [\n      1,\n    2\n  ]\n}\n'],
  ['keys left of their object', '{\n    "A": {\n        "B": 1,\n  "C": 2\n    }\n}\n'],
])('valid JSON is valid whatever its layout: %s', (_, text) => {
  const file = parseJson(text);
  expect(file.problems).toEqual([]);
  expect(valuesOf(file)).toEqual([JSON.parse(text)]);
});

test('comments are read silently', () => {
  const text = '// one\n{"A": 1 /* two\n */, // three\n "B": 2}';
  const file = parseJson(text);
  expect(file.problems).toEqual([]);
  expect(file.comments.map((comment) => comment.text)).toEqual(['one', 'two', 'three']);
  expect(outline(file.documents[0]?.root)).toBe('{"A": 1, "B": 2}');
});

test('a text without content has no documents, a byte order mark is no content', () => {
  expect(parseJson('').documents).toEqual([]);
  expect(parseJson(' // nothing\n').documents).toEqual([]);
  expect(valuesOf(parseJson('\ufeff{"A": 1}'))).toEqual([{ A: 1 }]);
});

/** Broken text, the values that are read all the same, and for each problem what it marks and how its sentence begins. */
const CASES: Record<string, readonly [text: string, tree: string, ...problems: string[]]> = {
  'a trailing comma': [
    '{"A": [1, 2,], }',
    '{"A": [1, 2]}',
    ', | JSON allows no comma behind',
    ', | JSON allows no comma behind',
  ],
  'a missing comma': ['{"A": 1\n "B": 2}', '{"A": 1, "B": 2}', '"B" | A comma is missing'],
  'two commas': ['[1,, 2]', '[1, 2]', ', | There is nothing in front'],
  'a missing colon': ['{"A" 1, "B": 2}', '{"A": 1, "B": 2}', '"A" | A colon is missing'],
  'a key being typed': ['{\n  "A": 1,\n  "Port\n  "B": 2\n}', '{"A": 1, "Port":, "B": 2}', '"Port | The closing quote'],
  'a missing value': ['{\n  "A":\n  "B": 2\n}', '{"A":, "B": 2}', '"A": | The value of this key is missing.'],
  'an unclosed string': ['{\n  "A": "x,\n  "B": 2\n}', '{"A": "x", "B": 2}', '"x | The closing quote is missing.'],
  'a key without quotes': [
    '{A: 1, "B": yes}',
    '{A: 1, "B": yes}',
    'A | JSON wants double quotes',
    'yes | JSON wants double quotes',
  ],
  'duplicate keys': ['{"A": 1, "A": 2}', '{"A": 1, "A": 2}', '"A" | This key is written twice'],
  'a missing closing brace': [
    '{\n  "R": {\n    "A": {\n      "T": 1,\n    "B": {\n      "T": 2\n    }\n  },\n  "O": 3\n}',
    '{"R": {"A": {"T": 1}, "B": {"T": 2}}, "O": 3}',
    '{ | The bracket { is not closed.',
  ],
  'a closing brace too many': [
    '{\n  "R": {\n    "A": {\n      "T": 1\n    }},\n    "B": 2\n  },\n  "O": 3\n}',
    '{"R": {"A": {"T": 1}, "B": 2}, "O": 3}',
    '} | This bracket closes nothing',
  ],
  'the root closed too early': [
    '{"A": 1}, "B": 2}',
    '{"A": 1, "B": 2}',
    ', | This does not belong here.',
    '} | This bracket closes nothing',
  ],
  'an open end': ['{"A": {"B": [1, 2', '{"A": {"B": [1, 2]}}', '[ | The bracket [ is not closed. Add ]'],
  'the wrong bracket': ['{"A": [1}', '{"A": [1]}', '[ | The bracket [ is not closed.'],
  'an unknown escape': ['{"A": "\\d"}', '{"A": "\\\\d"}', '"\\d" | JSON does not know this escape.'],
  'a control character': ['{"A": "x\ty"}', '{"A": "x\\ty"}', '"x\ty" | A control character'],
  'an unclosed comment': ['{"A": 1} /* x', '{"A": 1}', '/* x | This comment is not closed.'],
};

test.each(Object.entries(CASES))('%s', (_, [text, tree, ...problems]) => {
  const file = parseJson(text);
  expectSoundSpans(file, text);
  expect(outline(file.documents[0]?.root)).toBe(tree);
  const found = problemsOf(file, text);
  expect(found.map((each, index) => each.slice(0, problems[index]?.length ?? each.length))).toEqual(problems);
});

test('nesting ends somewhere', () => {
  for (const text of ['['.repeat(100_000), '{"a":'.repeat(20_000), `${'['.repeat(5000)}${']'.repeat(5000)}`]) {
    const file = parseJson(text);
    expect(file.problems.length).toBeGreaterThan(0);
    expect([...nodesOf(file.documents[0]?.root)].length).toBeLessThan(1000);
    expectSoundSpans(file, text);
  }
});

const FRAGMENTS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '"a"',
  '"b": ',
  '1',
  '-',
  '\n',
  '\n  ',
  '\t',
  '//x\n',
  '/*',
  '*/',
  '\\',
  'x',
  'null',
];

test('whatever the text is: a tree with sound spans, no exception', () => {
  assert(
    property(array(constantFrom(...FRAGMENTS), { maxLength: 40 }), (fragments) => {
      const text = fragments.join('');
      expectSoundSpans(parseJson(text), text);
    }),
    { numRuns: 2000 },
  );
});
