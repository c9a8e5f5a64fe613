#!/usr/bin/env node
// Everything that must hold before a change lands: types, lint, rooms, unused code, generated docs, then all test
// suites. The last line is `N passed, N failed`; the exit status is 1 when anything failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const scratch = mkdtempSync(join(tmpdir(), 'portguard-test-'));
let passed = 0;
let failed = 0;
const skipped = [];

/** A command that passes or fails as a whole. */
function check(name, script) {
  const { status } = npm(script);
  if (status === 0) passed++;
  else failed++;
  console.log(`${status === 0 ? 'passed' : 'FAILED'}: ${name}`);
}

/** A suite that writes its own counts: `{ passed, failed, skipped: [reason] }`. Without that file it has failed. */
function suite(name, script, countsFile, read) {
  const { status } = npm(script, countsFile);
  let counts;
  try {
    counts = read(JSON.parse(readFileSync(countsFile, 'utf8')));
  } catch {
    counts = { passed: 0, failed: 1, skipped: [] };
  }
  // A runner can fail without a failing test: an error outside of one, an unhandled rejection.
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  passed += counts.passed;
  failed += counts.failed;
  skipped.push(...counts.skipped.map((reason) => `${name}: ${reason}`));
}

function npm(script, countsFile) {
  const env = { ...process.env, ...(countsFile ? { PORTGUARD_TEST_COUNTS: countsFile } : {}) };
  const [command, ...args] = script;
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env });
}

const node = process.execPath;
check('build', [node, 'scripts/build.mjs', '--quiet']);
check('types', ['npx', '--no-install', 'tsc', '--noEmit']);
check('lint and format', ['npx', '--no-install', 'biome', 'check', '.']);
check('rooms', [node, 'scripts/check-rooms.mjs']);
check('unused code', ['npx', '--no-install', 'knip']);
check('generated docs', [node, 'scripts/run.mjs', 'docs/generate.ts', '--check']);

const unit = join(scratch, 'vitest.json');
suite(
  'unit',
  ['npx', '--no-install', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`],
  unit,
  (report) => ({
    passed: report.numPassedTests,
    failed:
      report.numFailedTests +
      report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
    skipped: report.numPendingTests > 0 ? [`${report.numPendingTests} tests whose data is not on this machine`] : [],
  }),
);

const host = join(scratch, 'vscode.json');
suite('vscode', [node, 'test/vscode/run.mjs'], host, (counts) => counts);
const ui = join(scratch, 'vscode-ui.json');
suite('vscode ui', [node, 'test/vscode/ui/run.mjs'], ui, (counts) => counts);

rmSync(scratch, { recursive: true, force: true });
for (const reason of skipped) console.log(`skipped: ${reason}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
