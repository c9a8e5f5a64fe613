/** The editor says of a workspace what `portguard lint` says of it: the same rules at the same places, in the same words. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { folder, pulling, start } from './client.ts';
import { mixedWorkspace } from './mixed-workspace.ts';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'portguard-parity-'));
const command = join(scratch, 'dist/cli.js');
// The command reads its version from beside it.
copyFileSync(join(root, 'package.json'), join(scratch, 'package.json'));
await build({
  absWorkingDir: root,
  entryPoints: ['cli/main.ts'],
  outfile: command,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  logLevel: 'error',
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Reported {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: Readonly<Record<'start' | 'end', { readonly line: number; readonly column: number }>>;
}

/** `file rule severity line:column-line:column message`, sorted. */
function byCommand(cwd: string): readonly string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [command, 'lint', '--format', 'json'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8' },
  });
  if (stdout === '') throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Reported[] };
  return findings
    .map(({ file, rule, severity, message, range: { start: from, end: to } }) =>
      [file, rule, severity, `${from.line}:${from.column}-${to.line}:${to.column}`, message].join(' '),
    )
    .sort();
}

const severities: Readonly<Record<number, string>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
};

async function byServer(top: string): Promise<readonly string[]> {
  const client = await start({ folders: [top], capabilities: pulling });
  const { items } = await client.pullWorkspace();
  await client.end();
  return items
    .flatMap((report) =>
      report.kind === 'unchanged'
        ? []
        : report.items.map(({ code, severity = 0, message, range: { start: from, end: to } }) =>
            [
              fileURLToPath(report.uri).slice(top.length + 1),
              code,
              severities[severity],
              `${from.line + 1}:${from.character + 1}-${to.line + 1}:${to.character + 1}`,
              message,
            ].join(' '),
          ),
    )
    .sort();
}

test('the bundled examples', async () => {
  const top = join(root, 'examples');
  const said = byCommand(top);
  expect(said.length).toBeGreaterThan(10);
  expect(await byServer(top)).toEqual(said);
});

test('a workspace of every kind of file that there is', async () => {
  const top = folder(mixedWorkspace);
  const said = byCommand(top);
  // Each of these has a say: a file about which nothing is said would prove nothing.
  for (const file of [
    'strict/main.tf',
    'strict/override.yaml',
    'modules/open/main.tf',
    'chart/templates/service.yaml',
    'kustomize/base/service.yaml',
    'ros/parent.yaml',
    'ros/child.yaml',
    'planned/main.tf',
    'windows/crlf.yaml',
    'windows/bom.tf',
    'suppressed/main.tf',
  ]) {
    expect(said.filter((line) => line.startsWith(`${file} `))).not.toEqual([]);
  }
  expect(said.filter((line) => /^(ignored|generated|node_modules|\.terraform|left)\//.test(line))).toEqual([]);
  expect(said.filter((line) => line.includes(' suppression/unused '))).toHaveLength(1);
  expect(await byServer(top)).toEqual(said);
});
