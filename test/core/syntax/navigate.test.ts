import { expect, test } from 'vitest';
import type { DataDocument, DataNode } from '../../../core/syntax/data.ts';
import {
  entriesOf,
  findEntry,
  get,
  itemsOf,
  mapOf,
  resolveAlias,
  scalarOf,
  scalarText,
  toPlain,
  writtenText,
} from '../../../core/syntax/navigate.ts';
import { parseYaml } from '../../../core/syntax/yaml/index.ts';

function read(text: string): {
  root: DataNode | undefined;
  document: DataDocument;
  at: (name: string) => DataNode | undefined;
} {
  const document = parseYaml(text).documents[0] as DataDocument;
  return { root: document.root, document, at: (name) => get(document.root, name, document) };
}

test('entries come in the order written, the last duplicate in the place of the first', () => {
  const { root, document } = read('B: 1\nA: 2\nB: 3\n80: x\n[c]: y\n');
  const entries = entriesOf(root, document).map(({ name, value }) => `${name}=${scalarText(value)}`);
  expect(entries).toEqual(['B=3', 'A=2', '80=x']);
});

test('a merge key brings in what the mapping does not have itself, wherever it stands', () => {
  const { at, document } = read(
    'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  z: 3\n  <<: [*a, *b]\n  w: 3\nd:\n  <<: {v: 4}\n  "<<": text\n',
  );
  expect(entriesOf(at('c'), document).map(({ name, merged }) => (merged ? `(${name})` : name))).toEqual([
    'z',
    'w',
    '(x)',
    '(y)',
  ]);
  expect(toPlain(at('c'), document)).toEqual({ z: 3, w: 3, x: 1, y: 1 });
  expect(toPlain(at('d'), document)).toEqual({ v: 4, '<<': 'text' });
});

test('get and findEntry agree with entriesOf', () => {
  const { at, document } = read('a: &a {x: 1, y: 1}\nc: {<<: *a, y: 2, y: 3}\nd: *a\n');
  for (const name of ['c', 'd']) {
    for (const entry of entriesOf(at(name), document)) expect(findEntry(at(name), entry.name, document)).toEqual(entry);
  }
  expect(scalarText(get(at('c'), 'y', document))).toBe('3');
  expect(get(at('c'), 'q', document)).toBeUndefined();
  expect(get(undefined, 'q', document)).toBeUndefined();
});

test('aliases are followed, also as keys; one that leads nowhere is nothing', () => {
  const { root, at, document } = read('a: &a key\n*a : [1, *a]\nb: *nope\n');
  expect(toPlain(root, document)).toEqual({ a: 'key', key: [1, 'key'], b: null });
  expect(itemsOf(at('key'), document).map((item) => item.kind)).toEqual(['scalar', 'alias']);
  expect(resolveAlias(at('b'), document)).toBeUndefined();
  expect(mapOf(at('b'), document)).toBeUndefined();
  expect(scalarOf(itemsOf(at('key'), document)[1], document)?.value).toBe('key');
});

test('a name from the prototype is an ordinary key', () => {
  const { root, document } = read('__proto__: {x: 1}\nconstructor: 2\n');
  const plain = toPlain(root, document) as Record<string, unknown>;
  expect(Object.entries(plain)).toEqual([
    ['__proto__', { x: 1 }],
    ['constructor', 2],
  ]);
  expect(Object.getPrototypeOf(plain)).toBe(Object.prototype);
});

test('the text of a scalar, read and as written', () => {
  const text = 'a: 1.10\nb: 0x1F\nc: "1.10"\nd: ~\ne: [x]\nf: True\n';
  const { at } = read(text);
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => scalarText(at(name)))).toEqual([
    '1.1',
    '31',
    '1.10',
    '',
    undefined,
    'true',
  ]);
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => writtenText(at(name), text))).toEqual([
    '1.10',
    '0x1F',
    '1.10',
    '~',
    undefined,
    'True',
  ]);
});
