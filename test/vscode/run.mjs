#!/usr/bin/env node
// Runs the extension's tests in a real VS Code: a VS Code server from the package registry with Chromium (host/), or
// with --electron, and where that server does not run, a VS Code that @vscode/test-electron downloads or that
// PORTGUARD_VSCODE names. Both load suite/index.
// usage: node test/vscode/run.mjs [--electron]
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { openBrowser } from './host/browser.mjs';
import { installHost } from './host/install.mjs';
import { startServer } from './host/server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const workspace = join(root, 'examples');
/** A launch takes about ten seconds; nothing here takes minutes. */
const timeLimit = 4 * 60_000;

const bundle = join(root, 'node_modules/.cache/portguard/vscode-suite.cjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/vscode/suite/index.ts'],
  outfile: bundle,
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
  // The server ignores the test payload unless it was started with the smoke-test driver.
  const { port, stop } = await startServer(host, {
    args: ['--enable-smoke-test-driver'],
    env: { PORTGUARD_VSCODE_RESULTS: results },
  });
  const log = [];
  let browser;
  try {
    browser = await openBrowser(host);
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const ended = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the VS Code suite did not end in time')), timeLimit);
      page.exposeFunction('codeAutomationLog', (_type, args) => log.push(args.join(' ')));
      page.exposeFunction('codeAutomationExit', () => {
        clearTimeout(timer);
        resolve(undefined);
      });
    });
    const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(root)],
      ['extensionTestsPath', remote(bundle)],
      ['skipWelcome', 'true'],
    ];
    await page.goto(
      `http://127.0.0.1:${port}/?folder=${workspace}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
    );
    await ended;
    return countsFrom(results);
  } catch (error) {
    console.error(log.slice(-40).join('\n'));
    return { passed: 0, failed: 1, skipped: [], failures: [String(error)] };
  } finally {
    await browser?.close();
    stop();
  }
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
