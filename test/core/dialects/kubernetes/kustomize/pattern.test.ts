import { expect, test } from 'vitest';
import { matchesWhole, patternOf } from '../../../../../core/dialects/kubernetes/kustomize/pattern.ts';

const matches = (pattern: string, text: string): boolean | undefined => {
  const read = patternOf(pattern);
  return read && matchesWhole(read, text, { left: 1_000_000 });
};

test('patterns match whole texts as RE2 does', () => {
  const patterns = [
    'web',
    'web.*',
    '.*-db',
    'a|b|c',
    '(a|b)+c?',
    '[a-c0-9_-]+',
    '[^-]*',
    'x{2,3}',
    'x{2}',
    'x{2,}',
    'a\\.b',
    '\\d+\\w*',
    '^web$',
    '(?:ab)*',
    'a.?b',
    '',
    '[]a]+',
    'a+?b*?',
  ];
  const texts = [
    '',
    'web',
    'web-1',
    'my-db',
    'a',
    'b',
    'abc',
    'aab',
    'ab',
    'abab',
    'xx',
    'xxx',
    'xxxx',
    'a.b',
    'axb',
    '12ab',
    '-',
    'a]',
    'cab_9-0',
  ];
  for (const pattern of patterns) {
    for (const text of texts) {
      // JavaScript reads `[]a]` differently from RE2.
      const own = new RegExp(`^(?:${pattern.replace('[]', '[\\]')})$`);
      expect([pattern, text, matches(pattern, text)]).toEqual([pattern, text, own.test(text)]);
    }
  }
});

test.each([
  '(',
  ')',
  '[',
  '*',
  'a**',
  '(?=a)',
  '(?i)a',
  '\\b',
  '[[:alpha:]]',
  'a{1000}',
  'a{3,2}',
  '\\',
  'a^b',
  '((((x{99}){99}){99}){99})',
])('%s is no pattern that is understood', (pattern) => {
  expect(patternOf(pattern)).toBeUndefined();
});
