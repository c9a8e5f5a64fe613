import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bad, folder as folderOf, found, portguard } from './portguard.ts';

/** A module has no two resources of one name, so each file gets its own. */
function folder(files: Readonly<Record<string, string>>): string {
  const named = Object.entries(files).map(([path, text], i) => [
    path,
    text === bad ? bad.replace('open', `g${i}`) : text,
  ]);
  return folderOf(Object.fromEntries(named));
}

function linted(cwd: string, ...args: string[]): string[] {
  const { stdout } = portguard(['lint', '--format', 'json', ...args], { cwd });
  return found(stdout).map((line) => line.slice(0, line.indexOf(' ')));
}

test('folders that hold nothing of the user are not entered', () => {
  const cwd = folder({
    'main.tf': bad,
    '.terraform/modules/x/main.tf': bad,
    'node_modules/x/main.tf': bad,
    'vendor/main.tf': bad,
    '.git/main.tf': bad,
    'a/package-lock.json': '{}',
  });
  expect(linted(cwd)).toEqual(['main.tf']);
});

test('.gitignore counts by the rules of git: nested, negated, anchored', () => {
  const cwd = folder({
    '.git/info/exclude': 'excluded.tf\n',
    '.gitignore': '*.gen.tf\n/only-top.tf\nbuild/\n!keep.gen.tf\n# a comment\n',
    'main.tf': bad,
    'a.gen.tf': bad,
    'keep.gen.tf': bad,
    'only-top.tf': bad,
    'excluded.tf': bad,
    'build/main.tf': bad,
    'sub/only-top.tf': bad,
    'sub/.gitignore': '!b.gen.tf\nmain.tf\n',
    'sub/main.tf': bad,
    'sub/b.gen.tf': bad,
    'sub/build/main.tf': bad,
  });
  expect(linted(cwd)).toEqual(['keep.gen.tf', 'main.tf', 'sub/b.gen.tf', 'sub/only-top.tf']);
  expect(linted(cwd, '--no-ignore')).toHaveLength(10);
});

test('in a folder of a repository, the files above count up to its top, not further', () => {
  const top = folder({
    '.gitignore': '*.tf\n',
    'repo/.git/HEAD': '',
    'repo/.gitignore': 'sub/skip.tf\n',
    'repo/sub/main.tf': bad,
    'repo/sub/skip.tf': bad,
  });
  expect(linted(join(top, 'repo/sub'))).toEqual(['main.tf']);
});

test('.portguardignore counts too, and may bring back what .gitignore leaves out', () => {
  const cwd = folder({
    '.gitignore': '*.gen.tf\n',
    '.portguardignore': 'examples/\n!main.gen.tf\n',
    'main.gen.tf': bad,
    'other.gen.tf': bad,
    'examples/main.tf': bad,
  });
  expect(linted(cwd)).toEqual(['main.gen.tf']);
});

test("the configuration's ignore is relative to its folder", () => {
  const cwd = folder({
    'team/.portguard.yaml': 'ignore: [examples/, /old.tf]\n',
    'team/main.tf': bad,
    'team/old.tf': bad,
    'team/sub/old.tf': bad,
    'team/sub/examples/main.tf': bad,
    'examples/main.tf': bad,
  });
  expect(linted(cwd)).toEqual(['examples/main.tf', 'team/main.tf', 'team/sub/old.tf']);
  expect(linted(cwd, '--no-ignore')).toHaveLength(5);
});

test('what is named is linted: a file always, unless --force-ignore; a folder with its own ignore files', () => {
  const cwd = folder({
    '.git/HEAD': '',
    '.gitignore': 'out/\n',
    '.portguard.yaml': 'ignore: ["*.gen.tf"]\n',
    'main.gen.tf': bad,
    'out/main.tf': bad,
    'out/.gitignore': 'skip.tf\n',
    'out/skip.tf': bad,
  });
  expect(linted(cwd, 'main.gen.tf', 'out/main.tf')).toEqual(['main.gen.tf', 'out/main.tf']);
  expect(linted(cwd, '--force-ignore', 'main.gen.tf', 'out/main.tf')).toEqual([]);
  expect(linted(cwd, 'out')).toEqual(['out/main.tf']);
});
