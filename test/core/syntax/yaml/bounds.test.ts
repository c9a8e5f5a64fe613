import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import type { DataDocument, DataNode } from '../../../../core/syntax/data.ts';
import { entriesOf, itemsOf, resolveAlias, toPlain } from '../../../../core/syntax/navigate.ts';
import { contentMap, parseYaml } from '../../../../core/syntax/yaml/index.ts';
import { expectSoundSpans, nodesOf, problemsOf } from '../data-tree.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Nodes and depth that a walker meets who follows every alias. */
function walk(node: DataNode | undefined, document: DataDocument): { nodes: number; depth: number } {
  const target = resolveAlias(node, document);
  const children =
    target?.kind === 'map' ? target.entries.map(({ value }) => value) : target ? itemsOf(target, document) : [];
  let nodes = 1;
  let depth = 0;
  for (const child of children) {
    const below = walk(child, document);
    nodes += below.nodes;
    depth = Math.max(depth, below.depth);
  }
  return { nodes, depth: depth + 1 };
}

const DEEP: Record<string, string> = {
  'brackets, open': '['.repeat(5000),
  'brackets, closed': `${'['.repeat(5000)}1${']'.repeat(5000)}`,
  braces: '{a: '.repeat(5000),
  indentation: lines(1500, (index) => `${' '.repeat(index)}a:`),
  'dashes on a line': `${'- '.repeat(5000)}x`,
  'question marks on a line': '? '.repeat(5000),
  'anchors in brackets': '&a ['.repeat(5000),
  'wrong indentation, ever deeper': `a: 1\n${lines(1500, (index) => `${' '.repeat(index)}a: 1`)}`,
  'a chain of aliases': `a0: &a0 [x]\n${lines(1000, (index) => `a${index + 1}: &a${index + 1} [*a${index}]`)}`,
};

test.each(Object.entries(DEEP))('nesting ends somewhere: %s', (_, text) => {
  const file = parseYaml(text);
  expect(file.problems.length).toBeGreaterThan(0);
  for (const document of file.documents) expect(walk(document.root, document).depth).toBeLessThanOrEqual(210);
  expectSoundSpans(file, text);
});

test('an alias bomb does not go off', () => {
  const tens = (name: string): string => `[${Array(10).fill(name).join(', ')}]`;
  const text = `a0: &a0 ${tens('x')}\n${lines(12, (index) => `a${index + 1}: &a${index + 1} ${tens(`*a${index}`)}`)}`;
  const [document] = parseYaml(text).documents;
  expect(problemsOf(parseYaml(text), text).join()).toContain('expand to too much');
  expect(walk(document?.root, document as DataDocument).nodes).toBeLessThan(400_000);
});

test('merge keys that grow from map to map do not go off either', () => {
  const text = `a0: &a0 {x: 1}\n${lines(3000, (index) => `a${index + 1}: &a${index + 1}\n  <<: *a${index}\n  k${index}: 1`)}`;
  const [document] = parseYaml(text).documents;
  const entries = entriesOf(document?.root, document as DataDocument);
  expect(entries.length).toBe(3001);
  const total = entries.reduce((sum, { value }) => sum + entriesOf(value, document as DataDocument).length, 0);
  expect(total).toBeLessThan(400_000);
});

test('an anchor that contains itself is told and leads nowhere', () => {
  const text = 'A: &a\n  B: *a\n  C: [*a]\nD: &b [&b x, *b]\n';
  const file = parseYaml(text);
  expect(problemsOf(file, text).map((each) => each.slice(0, 30))).toEqual([
    '*a | This alias stands inside ',
    '*a | This alias stands inside ',
  ]);
  const document = file.documents[0] as DataDocument;
  expect(toPlain(document.root, document)).toEqual({ A: { B: null, C: [null] }, D: ['x', 'x'] });
});

/** Texts that make a careless reader quadratic. Twice a generous limit on this machine would still be minutes then. */
const LONG: Record<string, string> = {
  '20,000 keys': lines(20_000, (index) => `key${index}: ${index}`),
  'open quotes': lines(20_000, (index) => `k${index}: "x`),
  'open brackets': lines(20_000, (index) => `k${index}: [1, {a`),
  'empty lines behind a scalar': `a: b\n${' \n'.repeat(100_000)}`,
  'colons on a line': `a: ${'b: '.repeat(50_000)}`,
  'tags on a line': '!a '.repeat(50_000),
  'a quote over everything': `"${'a\n'.repeat(100_000)}`,
  'keys without colons': `a: 1\n${lines(20_000, (index) => `k${index}`)}`,
  'headers without text': lines(20_000, (index) => `k${index}: |`),
  tabs: '\ta:\n'.repeat(20_000),
};

test.each(Object.entries(LONG))('time follows the length: %s', (_, text) => {
  const start = performance.now();
  expectSoundSpans(parseYaml(text), text);
  expect(performance.now() - start).toBeLessThan(5000);
});

const FRAGMENTS = [
  'a',
  'b: ',
  'c:',
  '- ',
  '? ',
  ': ',
  '\n',
  '\n  ',
  '\n    ',
  ' ',
  '\t',
  '\r\n',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '#',
  ' # x',
  '&a ',
  '*a',
  '!t ',
  '|',
  '>-',
  '|2',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '\\',
  '\\n',
  '<<: ',
  '1',
  '中',
  '\ufeff',
  '@',
];

test('whatever the text is: a tree with sound spans, offsets inside of the content, no exception', () => {
  assert(
    property(array(constantFrom(...FRAGMENTS), { maxLength: 40 }), (fragments) => {
      const text = fragments.join('');
      const file = parseYaml(text);
      expectSoundSpans(file, text);
      for (const document of file.documents) {
        toPlain(document.root, document);
        for (const node of nodesOf(document.root)) {
          if (node.kind !== 'scalar' || typeof node.value !== 'string') continue;
          const map = contentMap(node, text);
          const offsets = Array.from({ length: node.value.length + 1 }, (_, index) => map(index));
          expect(offsets.every((at) => at >= node.content.start && at <= node.content.end)).toBe(true);
          expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
          for (const [index, at] of offsets.entries()) {
            if (/[a-z]/.test(node.value[index] ?? '') && text[at] !== '\\') expect(text[at]).toBe(node.value[index]);
          }
        }
      }
    }),
    { numRuns: 2000 },
  );
});
