import { expect, test } from 'vitest';
import { folderOf, joinPath, nameOfPath } from '../../../core/text/path.ts';

test.each([
  ['envs/prod', '../../modules/vpc', 'modules/vpc'],
  ['envs/prod', './x.tf', 'envs/prod/x.tf'],
  ['', 'a//b/.', 'a/b'],
  ['', '..', '..'],
  ['a', '../../b', '../b'],
  ['../a', '../../b', '../../b'],
  ['a', '/etc/x', '/etc/x'],
  ['/a/b', '../../../c', '/c'],
  ['a/b', '..', 'a'],
  ['a', '..', ''],
])('from %o, %o is %o', (folder, relative, expected) => {
  expect(joinPath(folder, relative)).toBe(expected);
});

test('the parts of a path', () => {
  expect([folderOf('a/b/c.tf'), folderOf('c.tf'), nameOfPath('a/b/c.tf'), nameOfPath('c.tf')]).toEqual([
    'a/b',
    '',
    'c.tf',
    'c.tf',
  ]);
});
