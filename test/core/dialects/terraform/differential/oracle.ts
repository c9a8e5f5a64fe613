/**
 * What the real Terraform answers to expressions: `jsonencode([expression])`, or that it refuses or does not know it.
 * One configuration holds them all, an output for each. Mistakes that Terraform finds without evaluating escape `try`:
 * `validate` names them, and they are taken out until none is left.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** JSON text of a list with the value, or why there is none. */
export type Reply = string | 'refused' | 'unknown';

const version = spawnSync('terraform', ['version', '-json'], { env: environment(tmpdir()), encoding: 'utf8' });

/** `undefined` where there is no Terraform on this machine. */
export const terraformVersion: string | undefined =
  version.status === 0 ? (JSON.parse(version.stdout) as { terraform_version: string }).terraform_version : undefined;

export function askTerraform(context: string, expressions: readonly string[]): Reply[] {
  const folder = mkdtempSync(join(tmpdir(), 'portguard-oracle-'));
  const run = (...args: string[]): string =>
    spawnSync('terraform', args, { cwd: folder, env: environment(folder), encoding: 'utf8', maxBuffer: 1e9 }).stdout;
  try {
    const refused = new Set<number>();
    for (let before = -1; refused.size > before; ) {
      before = refused.size;
      const text = configuration(context, expressions, refused);
      writeFileSync(join(folder, 'main.tf'), text);
      for (const index of wrongOutputs(text, run('validate', '-json'))) refused.add(index);
    }
    run('plan', '-out=plan', '-input=false', '-no-color');
    const { planned_values } = JSON.parse(run('show', '-json', 'plan')) as {
      planned_values: { outputs?: Record<string, { value?: string }> };
    };
    return expressions.map((_, i) => {
      if (refused.has(i)) return 'refused';
      const value = planned_values.outputs?.[`o${i}`]?.value;
      return value === undefined ? 'unknown' : value === '"refused"' ? 'refused' : value;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function environment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: home, CHECKPOINT_DISABLE: '1' };
}

function configuration(context: string, expressions: readonly string[], refused: ReadonlySet<number>): string {
  const outputs = expressions.map((expression, i) =>
    refused.has(i) ? '' : `output "o${i}" {\n  value = jsonencode(try([${expression}], "refused"))\n}\n`,
  );
  return `${context}\n${outputs.join('')}`;
}

/** Indexes of the outputs that errors stand in. */
function wrongOutputs(text: string, validation: string): number[] {
  const lines = text.split('\n');
  const { diagnostics } = JSON.parse(validation) as {
    diagnostics: readonly { severity: string; range?: { start: { line: number } } }[];
  };
  return diagnostics.flatMap(({ severity, range }) => {
    if (severity !== 'error' || !range) return [];
    for (let line = range.start.line - 1; line >= 0; line--) {
      const index = /^output "o(\d+)"/.exec(lines[line] ?? '')?.[1];
      if (index !== undefined) return [Number(index)];
    }
    return [];
  });
}
