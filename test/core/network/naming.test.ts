import { expect, test } from 'vitest';
import type { Identity } from '../../../core/network/model.ts';
import { namedBy } from '../../../core/network/naming.ts';
import { SourceText } from '../../../core/text/source.ts';
import { type Known, known, type Unknown, unknown, type Value } from '../../../core/values/value.ts';

const at = { source: new SourceText('a.yml', 'x'), start: 0, end: 1 };
const id = (text: string): Known<Identity> => known<Identity>(text, at);
const open: Unknown = unknown('external', 'x', at);

test('found are those that name a key, those that may name it, and nobody else: in the order of the list', () => {
  const items: readonly (readonly [string, ...Value<Identity>[]])[] = [
    ['names b', id('b')],
    ['not known', open],
    ['names a and b', id('a'), id('b')],
    ['names nothing'],
    ['a, or what is not known', { kind: 'oneOf', options: [id('a'), open], at }],
    ['a or c', { kind: 'oneOf', options: [id('a'), id('c')], at }],
  ];
  const find = namedBy(items, ([, ...values]) => values);
  const names = (...keys: string[]): readonly string[] => find(keys).map(([name]) => name);
  expect(names('id:a')).toEqual(['not known', 'names a and b', 'a, or what is not known', 'a or c']);
  expect(names('id:b', 'id:c')).toEqual(['names b', 'not known', 'names a and b', 'a, or what is not known', 'a or c']);
  expect(names('ref:a')).toEqual(['not known', 'a, or what is not known']);
});

test('what may mean anything is found under every key', () => {
  expect(namedBy(['anything'], () => 'any')(['id:z'])).toEqual(['anything']);
});
