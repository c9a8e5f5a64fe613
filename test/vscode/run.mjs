#!/usr/bin/env node
// Runs the extension's tests in a real VS Code: a VS Code server from the package registry with Chromium (host/), or
// with --electron, and where that server does not run, a VS Code that @vscode/test-electron downloads or that
// PORTGUARD_VSCODE names. Both load suite/index.
// usage: node test/vscode/run.mjs [--electron]
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeVsix } from '../../scripts/vsix.mjs';
import { runInExtensionHost } from './host/extension-host.mjs';
import { installHost } from './host/install.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const workspace = join(root, 'examples');

const bundles = join(root, 'node_modules/.cache/portguard/vscode-suites');
const bundle = join(bundles, 'index.cjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/vscode/suite/index.ts', 'test/vscode/suite/network.ts', 'test/vscode/suite/untrusted.ts'],
  outdir: bundles,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Mocha loads its own parts by path; it stays outside.
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
});

const scratch = mkdtempSync(join(tmpdir(), 'portguard-suite-'));
const results = join(scratch, 'results.json');
const useElectron = process.argv.includes('--electron') || process.platform !== 'linux';
let counts;
try {
  counts = await (useElectron ? inElectron() : inServer());
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const reason of counts.skipped) console.log(`skipped: ${reason}`);
for (const failure of counts.failures ?? []) console.error(`failed: ${failure}`);
console.log(`VS Code: ${counts.passed} passed, ${counts.failed} failed`);
if (process.env.PORTGUARD_TEST_COUNTS) writeFileSync(process.env.PORTGUARD_TEST_COUNTS, JSON.stringify(counts));
process.exit(counts.failed > 0 ? 1 : 0);

async function inServer() {
  const host = installHost();
  if ('missing' in host) return { passed: 0, failed: 0, skipped: [`VS Code tests (${host.missing.en})`] };
  try {
    const env = { PORTGUARD_VSCODE_RESULTS: results };
    await runInExtensionHost(host, { extension: root, suite: bundle, workspace, env });
    const counts = countsFrom(results);
    return [await inQuietHost(host), await inUntrustedWorkspace(host)].reduce(added, counts);
  } catch (error) {
    return { passed: 0, failed: 1, skipped: [], failures: [String(error)] };
  }
}

/** The extension, installed so that it is not active before the suite watches who goes online. */
async function inQuietHost(host) {
  const vsix = join(scratch, 'portguard.vsix');
  writeVsix(vsix, { activationEvents: [] });
  const extension = join(scratch, 'empty');
  mkdirSync(extension);
  const manifest = { name: 'empty', publisher: 'portguard-test', version: '1.0.0', engines: { vscode: '^1.96.0' } };
  writeFileSync(join(extension, 'package.json'), JSON.stringify(manifest));
  const own = join(scratch, 'network.json');
  const env = {
    PORTGUARD_VSCODE_RESULTS: own,
    PORTGUARD_NETWORK_LOG: join(scratch, 'network.jsonl'),
    PORTGUARD_NETWORK_SPY: join(here, 'host/network-spy.cjs'),
  };
  await runInExtensionHost(host, { extension, vsix, suite: join(bundles, 'network.cjs'), workspace, env });
  return countsFrom(own);
}

async function inUntrustedWorkspace(host) {
  const own = join(scratch, 'untrusted.json');
  const env = { PORTGUARD_VSCODE_RESULTS: own };
  await runInExtensionHost(host, {
    extension: root,
    suite: join(bundles, 'untrusted.cjs'),
    workspace,
    env,
    isTrusted: false,
  });
  return countsFrom(own);
}

function added(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: [...a.skipped, ...b.skipped],
    failures: [...a.failures, ...b.failures],
  };
}

async function inElectron() {
  const { runTests } = await import('@vscode/test-electron');
  const named = process.env.PORTGUARD_VSCODE;
  try {
    await runTests({
      ...(named ? { vscodeExecutablePath: named } : {}),
      extensionDevelopmentPath: root,
      extensionTestsPath: bundle,
      launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
      extensionTestsEnv: { PORTGUARD_VSCODE_RESULTS: results },
    });
  } catch (error) {
    if (!existsSync(results)) return withoutElectron(String(error).split('\n')[0]);
  }
  return countsFrom(results);
}

/** Who asked for it is told that nothing was tested; where it was only the way that is left, the tests are skipped. */
function withoutElectron(reason) {
  const complaint = `VS Code could not be downloaded or started (${reason}); PORTGUARD_VSCODE may name an installed one`;
  if (process.argv.includes('--electron')) return { passed: 0, failed: 1, skipped: [], failures: [complaint] };
  return { passed: 0, failed: 0, skipped: [`VS Code tests (${complaint})`] };
}

/** An exit status of 0 proves nothing when the extension host dies: only the suite's own file counts. */
function countsFrom(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [], failures: ['the suite wrote no results'] };
  const { passes, failures } = JSON.parse(readFileSync(file, 'utf8'));
  const failed = failures.length + (passes === 0 ? 1 : 0);
  return { passed: passes, failed, skipped: [], failures };
}
