#!/usr/bin/env node
// Bundles the entry points with esbuild: dist/cli.js with dist/cli-main.js, dist/server.js, dist/extension.js with
// dist/client.js, dist/account.js, dist/writing.js and dist/drift.js, dist/cloud.js.
// usage: node scripts/build.mjs [--watch] [--quiet]
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { slimSdk } from './cloud-chunk.mjs';
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
  client: 'client/language/client.ts',
  account: 'client/account/reading/index.ts',
  writing: 'client/account/writing/index.ts',
  drift: 'client/drift/showing/index.ts',
  cloud: 'cloud/main.ts',
};

/** An entry point that another one imports with `import()` stays a file of its own, which is loaded when it is asked for. */
const lazyEntryPoints = {
  name: 'lazy entry points',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = relative(root, join(resolveDir, path)).split(sep).join('/');
      const name = Object.keys(entryPoints).find((entry) => entryPoints[entry] === file);
      return name && { path: `./${name}.js`, external: true };
    });
  },
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
  plugins: [lazyEntryPoints, slimSdk(root)],
  // The extension host gives `vscode` to `require` alone, and code from a code cache (cli/launch.ts) has no import().
  supported: { 'dynamic-import': false },
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
