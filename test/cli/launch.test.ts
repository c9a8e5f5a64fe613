/** The built command starts with its code cache, without one, and with one of another Node. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'portguard-launch-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A copy of what was built, with this code cache. */
function installed(name: string, cache: 'own' | 'none' | 'broken'): string {
  const folder = join(scratch, name);
  mkdirSync(join(folder, 'dist'), { recursive: true });
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  for (const file of ['cli.js', 'cli-main.js']) copyFileSync(join(root, 'dist', file), join(folder, 'dist', file));
  const target = join(folder, 'dist/cli-main.cache');
  if (cache === 'own') copyFileSync(join(root, 'dist/cli-main.cache'), target);
  if (cache === 'broken') writeFileSync(target, 'made by another Node');
  return join(folder, 'dist/cli.js');
}

test.skipIf(!existsSync(join(root, 'dist/cli-main.js'))).each(['own', 'none', 'broken'] as const)(
  'with %s code cache',
  (cache) => {
    const command = installed(cache, cache);
    const version = spawnSync(process.execPath, [command, '--version'], { encoding: 'utf8' });
    expect(version).toMatchObject({ status: 0, stdout: '0.1.0\n', stderr: '' });
    const lint = spawnSync(process.execPath, [command, 'lint', 'examples/ros', '--format', 'json'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(lint.status).toBe(1);
    expect(JSON.parse(lint.stdout).summary.linted).toBe(1);
  },
);
