// Registry packages that one command needs and that are too large for everybody's `npm ci`: each lot has a package.json
// and a lock file of its own, and is installed when that command is first called.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { said } from './language.mjs';

const files = ['package.json', 'package-lock.json'];

/**
 * Makes `into` hold what `from` locks, unless it does so already.
 * @param {{ from: string, into: string, options?: string[], what: { en: string, zh: string }, finish?: () => void }} lot folders; more
 * options of `npm ci`; what to tell the person who waits; and what is left to do after npm.
 */
export function installApart({ from, into, options = [], what, finish }) {
  const stamp = createHash('sha256')
    .update(files.map((file) => readFileSync(join(from, file))).join('\0'))
    .digest('hex');
  const stampFile = join(into, 'installed');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.log(said({ en: `installing ${what.en}, once`, zh: `正在安装${what.zh}，只需一次` }));
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  for (const file of files) cpSync(join(from, file), join(into, file));
  // No package's own install step is run: they ask for other versions of Node, or download what is not needed.
  npm(['ci', '--ignore-scripts', ...options], into);
  finish?.();
  writeFileSync(stampFile, stamp);
}

/** Runs npm in a folder, its errors shown. */
export function npm(args, cwd, env = {}) {
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    timeout: 10 * 60_000,
  });
}
