/** Terraform itself as the judge: many expressions in one configuration, its answers as plain data. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Answer {
  /** `jsonencode` of the value; `undefined` where that is refused (an infinite number). */
  readonly json: string | undefined;
  readonly sensitive: boolean;
  /** Whether the value, or something in it, is sensitive. */
  readonly holdsSecrets: boolean;
  /** As cty writes types in JSON; `undefined` where it could not be asked for. */
  readonly type: unknown;
}

/** `undefined` where the expression is refused. */
export type Judgement = Answer | 'unknown' | undefined;

const run = promisify(execFile);

async function terraform(folder: string, ...args: string[]): Promise<string> {
  const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
  const options = { cwd: folder, env: { ...env, CHECKPOINT_DISABLE: '1' }, maxBuffer: 2 ** 30 };
  try {
    return (await run('terraform', args, options)).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    if (args[0] === 'validate' && stdout) return stdout;
    throw new Error(`terraform ${args.join(' ')}: ${stdout}${stderr}`);
  }
}

export async function hasTerraform(): Promise<boolean> {
  return run('terraform', ['version']).then(
    () => true,
    () => false,
  );
}

/** The answers to the expressions, each in its turn. */
export async function judge(context: string, expressions: readonly string[]): Promise<Judgement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'expressions-'));
  try {
    return await answers(folder, context, expressions);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function answers(folder: string, context: string, expressions: readonly string[]): Promise<Judgement[]> {
  const asked = await withoutStaticErrors(folder, context, expressions);
  const lines = asked.map(
    (i) =>
      `output "o${i}" {\n  value = nonsensitive([can(${expressions[i]}), try(nonsensitive(jsonencode(${expressions[i]})), null), try(nonsensitive(issensitive(${expressions[i]})), null), try(issensitive(jsonencode(${expressions[i]})), null)])\n}`,
  );
  await writeFile(join(folder, 'main.tf'), `${context}\n${lines.join('\n')}\n`);
  const outputs = await planned(folder);
  const found: Judgement[] = expressions.map(() => undefined);
  const typed: number[] = [];
  for (const i of asked) {
    const output = outputs[`o${i}`]?.value;
    if (!output) {
      found[i] = 'unknown';
      continue;
    }
    const [can, json, sensitive, holdsSecrets] = output as [boolean, string | null, boolean, boolean | null];
    if (can !== true) continue;
    found[i] = { json: json ?? undefined, sensitive, holdsSecrets: holdsSecrets ?? sensitive, type: undefined };
    if (json !== null && json !== 'null') typed.push(i);
  }
  const types = typed.map((i) => `output "o${i}" {\n  sensitive = true\n  value = try(${expressions[i]}, null)\n}`);
  await writeFile(join(folder, 'main.tf'), `${context}\n${types.join('\n')}\n`);
  const typesOf = await planned(folder);
  for (const i of typed) found[i] = { ...(found[i] as Answer), type: typesOf[`o${i}`]?.type };
  return found;
}

async function planned(folder: string): Promise<Record<string, { value?: unknown; type?: unknown }>> {
  await terraform(folder, 'plan', '-out=plan');
  const plan = JSON.parse(await terraform(folder, 'show', '-json', 'plan'));
  return plan.planned_values.outputs ?? {};
}

/** Some mistakes are found before `can` has a say: those expressions are refused for good. */
async function withoutStaticErrors(folder: string, context: string, expressions: readonly string[]): Promise<number[]> {
  let asked = expressions.map((_, i) => i);
  for (;;) {
    let line = context.split('\n').length + 1;
    const starts = asked.map((i) => {
      const start = line;
      line += (expressions[i] as string).split('\n').length + 2;
      return start;
    });
    const blocks = asked.map((i) => `output "o${i}" {\n  value = can(${expressions[i]})\n}`);
    await writeFile(join(folder, 'main.tf'), `${context}\n${blocks.join('\n')}\n`);
    const { diagnostics } = JSON.parse(await terraform(folder, 'validate', '-json'));
    const bad = new Set<number>();
    for (const { severity, range } of diagnostics ?? []) {
      if (severity !== 'error') continue;
      if (!range) throw new Error(JSON.stringify(diagnostics));
      bad.add(starts.findLastIndex((start) => start <= range.start.line));
    }
    if (bad.size === 0) return asked;
    asked = asked.filter((_, i) => !bad.has(i));
  }
}
