import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../../core/config/nearest.ts';

const ids = ['exposure/admin-port', 'exposure/database-port', 'tls/http-listener'];

test.each([
  ['exposure/admin-prot', 'exposure/admin-port'],
  ['admin-port', 'exposure/admin-port'],
  ['EXPOSURE/DATABASE-PORT', 'exposure/database-port'],
  ['tls/htp-listener', 'tls/http-listener'],
])('%s was meant to be %s', (written, meant) => {
  expect(nearest(written, ids)).toBe(meant);
});

test('a word that is like none gets no suggestion', () => {
  expect(nearest('zebra', ids)).toBeUndefined();
  expect(didYouMean('zebra', ids)).toEqual({ en: '', zh: '' });
});

test('a swap of two letters counts once', () => {
  expect(nearest('fra', ['far', 'fox'])).toBe('far');
});
