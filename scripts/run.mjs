#!/usr/bin/env node
// Runs one TypeScript file of this project: bundles it with esbuild into node_modules/.cache and starts it.
// usage: node scripts/run.mjs FILE [ARGUMENTS…]
import { spawnSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('usage: node scripts/run.mjs FILE [ARGUMENTS…]');
  process.exit(2);
}
const outfile = join(root, 'node_modules/.cache/portguard', basename(file).replace(/\.ts$/, '.cjs'));
await build({
  absWorkingDir: root,
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
