#!/usr/bin/env node
// Bundles the entry points with esbuild: dist/cli.js with dist/cli-main.js, dist/server.js, dist/extension.js, dist/cloud.js.
// usage: node scripts/build.mjs [--watch] [--quiet]
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { writeCodeCache } from './code-cache.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({
  options: { watch: { type: 'boolean' }, quiet: { type: 'boolean' } },
});

export const entryPoints = {
  cli: 'cli/launch.ts',
  'cli-main': 'cli/main.ts',
  server: 'server/main.ts',
  extension: 'client/extension.ts',
  cloud: 'cloud/main.ts',
};

const settings = {
  absWorkingDir: root,
  entryPoints,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // jsonc-parser's `main` is UMD, which a bundler cannot follow.
  mainFields: ['module', 'main'],
  external: ['vscode'],
  sourcemap: true,
  sourcesContent: false,
  // A third less to compile at every start; the source maps keep stack traces readable.
  minify: !options.watch,
  legalComments: 'none',
  metafile: true,
  logLevel: options.quiet ? 'warning' : 'info',
};

if (options.watch) {
  const watching = await context(settings);
  await watching.watch();
} else {
  await rm(join(root, 'dist'), { recursive: true, force: true });
  const { metafile } = await build(settings);
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(join(root, 'dist/metafile.json'), JSON.stringify(metafile));
  await chmod(join(root, 'dist/cli.js'), 0o755);
  writeCodeCache(root);
}
