/**
 * Runs the command line as its users do: the bundle, as a process of its own. The rules are two of the tests' own
 * (rules.ts), so that no test here depends on what a real rule says.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rules = fileURLToPath(new URL('./rules.ts', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'portguard-cli-'));
const bundle = join(scratch, 'dist/cli.js');

await build({
  absWorkingDir: root,
  entryPoints: ['cli/main.ts'],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  // Loaded by one command only, which is tested as it is built.
  external: ['*/cloud/main.ts'],
  logLevel: 'error',
  plugins: [
    {
      name: 'rules of the tests',
      setup({ onResolve }) {
        onResolve({ filter: /rules\/index\.ts$/ }, () => ({ path: rules }));
      },
    },
  ],
});
copyFileSync(join(root, 'package.json'), join(scratch, 'package.json'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function portguard(args: readonly string[], { cwd = scratch, input = '', env = {} }: RunOptions = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], {
    cwd,
    input,
    env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8', ...env },
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return { status, stdout, stderr };
}

/** The same through a shell: `script` may call `portguard`. */
export function shell(script: string, cwd: string): Ran {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--norc', '-c', `portguard() { '${process.execPath}' '${bundle}' "$@"; }\n${script}`],
    { cwd, encoding: 'utf8', env: { PATH: process.env.PATH, LANG: 'C' } },
  );
  return { status, stdout, stderr };
}

let count = 0;

/** A folder with these files; a path that ends in `/` is an empty folder. */
export function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const top = join(scratch, `folder-${count++}`);
  mkdirSync(top);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(top, path.endsWith('/') ? path : dirname(path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(top, path), content);
  }
  return top;
}

/** `file line:column rule` of every finding of a JSON report. */
export function found(stdout: string): string[] {
  const report = JSON.parse(stdout) as {
    findings: { file: string; rule: string; range: { start: { line: number; column: number } } }[];
  };
  return report.findings.map(({ file, rule, range: { start } }) => `${file} ${start.line}:${start.column} ${rule}`);
}

/** Terraform on which the tests' `open/group` fires at 1:36. */
export const bad = 'resource "alicloud_security_group" "open" {\n}\n';
/** Terraform on which nothing fires. */
export const good = 'resource "alicloud_vpc" "main" {\n}\n';
