#!/usr/bin/env node
// `npm run bench:activation`: medians of starting the extension in a fresh VS Code, beside an empty extension.
// usage: node bench/activation/run.mjs [LAUNCHES]
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root, writeVsix } from '../../scripts/vsix.mjs';
import { runInExtensionHost } from '../../test/vscode/host/extension-host.mjs';
import { installHost } from '../../test/vscode/host/install.mjs';

const launches = Number(process.argv[2] ?? 5);
const host = installHost();
if ('missing' in host) {
  console.error(`no VS Code to measure in: ${host.missing.en}`);
  process.exit(1);
}
const scratch = mkdtempSync(join(tmpdir(), 'portguard-bench-'));
try {
  const suite = join(scratch, 'suite.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/activation/suite.ts'],
    outfile: suite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const vsix = join(scratch, 'portguard.vsix');
  // VS Code itself opens JSON at its start, which would activate it before it is measured.
  writeVsix(vsix, { activationEvents: [] });
  const empty = emptyExtension(join(scratch, 'empty'));
  const workspace = join(scratch, 'workspace');
  mkdirSync(workspace);
  const result = join(scratch, 'result.json');
  const env = { PORTGUARD_BENCH_FILE: join(root, 'examples/ros/shop.yaml'), PORTGUARD_BENCH_RESULT: result };
  const measured = [];
  for (let launch = 0; launch < launches; launch++) {
    rmSync(result, { force: true });
    const log = await runInExtensionHost(host, { extension: empty, vsix, suite, workspace, env });
    if (!existsSync(result)) throw new Error(`nothing was measured:\n${log.join('\n')}`);
    measured.push(JSON.parse(readFileSync(result, 'utf8')));
  }
  report(measured);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function emptyExtension(folder) {
  mkdirSync(folder);
  const manifest = {
    ...{ name: 'empty', publisher: 'portguard-bench', version: '1.0.0', engines: { vscode: '^1.96.0' } },
    ...{ main: './main.js', activationEvents: [] },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'main.js'), 'exports.activate = () => {};\n');
  return folder;
}

function report(measured) {
  const median = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    return `${sorted[sorted.length >> 1].toFixed(0)} ms`.padStart(9);
  };
  const row = (name, key) => {
    const of = (which) => median(measured.map((one) => one[which][key]));
    console.log(`  ${name.padEnd(22)} ${of('ours')}         ${of('empty')}`);
  };
  console.log(`medians of ${measured.length} launches    PortGuard   empty extension`);
  row('extension host busy', 'busy');
  row('its processor time', 'processor');
  row('active', 'active');
  console.log(`  ${'first finding'.padEnd(22)} ${median(measured.map(({ finding }) => finding))}`);
}
