import { expect, test } from 'vitest';
import type { ScalarNode } from '../../../../core/syntax/data.ts';
import { contentMap, contentOffset, parseYaml } from '../../../../core/syntax/yaml/index.ts';
import { nodesOf } from '../data-tree.ts';

/** Every scalar's span and content span, as the text that they cover. */
function slices(text: string): string[] {
  const nodes = parseYaml(text).documents.flatMap(({ root }) => [...nodesOf(root)]);
  return nodes.map((node) => {
    const whole = text.slice(node.start, node.end);
    if (node.kind !== 'scalar') return `${node.kind} ${JSON.stringify(whole)}`;
    const content = text.slice(node.content.start, node.content.end);
    return content === whole ? JSON.stringify(whole) : `${JSON.stringify(whole)} holds ${JSON.stringify(content)}`;
  });
}

test('a node begins at its tag or anchor, its content behind the quote', () => {
  expect(slices('A: !Ref "x y"\nB: &b [1, \'2\']  # c\nC: *b\n')).toEqual([
    'map "A: !Ref \\"x y\\"\\nB: &b [1, \'2\']  # c\\nC: *b"',
    '"A"',
    '"!Ref \\"x y\\"" holds "x y"',
    '"B"',
    'sequence "&b [1, \'2\']"',
    '"1"',
    '"\'2\'" holds "2"',
    '"C"',
    'alias "*b"',
  ]);
});

test('a block scalar holds its lines, without the header and the last line end', () => {
  expect(slices('A: !x |-  # c\n    one\n\n    two\n\nB: >+\n  x\n\nC: |\n')).toEqual([
    'map "A: !x |-  # c\\n    one\\n\\n    two\\n\\nB: >+\\n  x\\n\\nC: |"',
    '"A"',
    '"!x |-  # c\\n    one\\n\\n    two" holds "    one\\n\\n    two"',
    '"B"',
    '">+\\n  x\\n" holds "  x\\n"',
    '"C"',
    '"|" holds ""',
  ]);
});

test('an entry reaches from its key to the end of its value', () => {
  const text = 'A:\n  B: 1\n  C:\nD: x\n';
  const root = parseYaml(text).documents[0]?.root;
  const entries = root?.kind === 'map' ? root.entries : [];
  expect(entries.map(({ start, end }) => text.slice(start, end))).toEqual(['A:\n  B: 1\n  C:', 'D: x']);
});

test('documents cover the text without gaps', () => {
  const text = '# head\nA: 1\n---\nB: 2\n...\n# tail\n---\nC: 3\n# end\n';
  expect(parseYaml(text).documents.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    '# head\nA: 1\n',
    '---\nB: 2\n...',
    '\n# tail\n---\nC: 3\n# end\n',
  ]);
});

// ---- offsets in a value ------------------------------------------------------------------------

function firstValue(text: string): ScalarNode {
  const root = parseYaml(text).documents[0]?.root;
  const value = root?.kind === 'map' ? root.entries[0]?.value : undefined;
  if (value?.kind !== 'scalar') throw new Error('the test wants a scalar in the first entry');
  return value;
}

/** Where a word of the value stands in the source, told by what stands there. */
function sourceOf(text: string, word: string): string {
  const node = firstValue(text);
  const index = String(node.value).indexOf(word);
  expect(index).toBeGreaterThanOrEqual(0);
  const map = contentMap(node, text);
  return text.slice(map(index), map(index + word.length - 1) + 1);
}

test.each([
  ['plain', 'A: a <Var> b', '<Var>', '<Var>'],
  ['plain over lines', 'A: a\n   b\n\n   <Var> b', '<Var>', '<Var>'],
  ['double quotes with escapes', 'A: "\\t\\u4e2d\\\\ <Var>"', '<Var>', '<Var>'],
  ['double quotes over lines', 'A: "a  \n   b\\\n    <Var>"', '<Var>', '<Var>'],
  ['an escape inside', 'A: "a\\"b"', 'a"b', 'a\\"b'],
  ['single quotes', "A: 'it''s <Var>'", '<Var>', '<Var>'],
  ['literal', 'A: |\n    a\n\n      <Var>\n    b', '<Var>', '<Var>'],
  ['literal with CRLF', 'A: |\r\n  a\r\n  <Var>\r\n  b\r\n', '<Var>', '<Var>'],
  ['literal with an indicator', 'A: |2\n      a\n    <Var>\n  b', '<Var>', '<Var>'],
  ['literal that begins with empty lines', 'A: |\n\n\n  a <Var>\n', '<Var>', '<Var>'],
  ['folded', 'A: >-\n  a\n  b\n\n\n  c <Var>\n    more\n  d', '<Var>', '<Var>'],
  ['folded, over a fold', 'A: >\n  a\n  b', 'a b', 'a\n  b'],
  ['kept line ends', 'A: |+\n  a\n\n\n', 'a\n\n', 'a\n\n'],
  ['tagged', 'A: !Sub |\n  x\n  <Var>\n', '<Var>', '<Var>'],
])('offset in a value: %s', (_, text, word, source) => {
  expect(sourceOf(text, word)).toBe(source);
});

test('offsets outside of a value are clamped to its content', () => {
  const text = 'A: "xyz"\nB: 1';
  const node = firstValue(text);
  expect([-1, 0, 3, 99].map((index) => contentOffset(node, text, index))).toEqual([4, 4, 7, 7]);
  const empty = firstValue('A: ""');
  expect(contentOffset(empty, 'A: ""', 0)).toBe(4);
  const block = 'A: |\n  xy\n';
  expect([0, 1, 2, 3].map((index) => contentOffset(firstValue(block), block, index))).toEqual([7, 8, 9, 9]);
});

test('a number maps to itself', () => {
  expect(contentOffset(firstValue('A: 2222'), 'A: 2222', 2)).toBe(5);
});
