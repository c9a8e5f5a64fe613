import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Lines of our own sources that are no comments, each with its place. */
function linesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      readFileSync(join(root, folder, path), 'utf8')
        .split('\n')
        .map((line, index) => `${folder}/${path}:${index + 1} ${line.trim()}`),
    )
    .filter((line) => !/^\S+ (?:\*|\/\/|\/\*)/.test(line));
}

test('Chinese texts use full-width punctuation', () => {
  const lines = ['core', 'cli'].flatMap(linesOf);
  expect(lines.length).toBeGreaterThan(10_000);
  expect(lines.filter((line) => /\p{Script=Han}[,;:!?]|[,;!?]\p{Script=Han}/u.test(line))).toEqual([]);
});
