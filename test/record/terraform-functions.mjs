#!/usr/bin/env node
// Asks the real Terraform (on the PATH) what expressions are worth, and writes its answers beside them.
// usage: node test/record/terraform-functions.mjs
// Reads expressions.txt of test/fixtures/terraform/functions, one expression a line; what stands in that folder is the
// configuration around them. Writes answers.json: the value, `error: true` where Terraform refuses, neither where the
// value is known only after apply.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../fixtures/terraform/functions', import.meta.url));
const expressions = readFileSync(join(folder, 'expressions.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const work = mkdtempSync(join(tmpdir(), 'portguard-record-'));
cpSync(folder, work, { recursive: true });

function terraform(...args) {
  const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
  const options = { cwd: work, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...env, CHECKPOINT_DISABLE: '1' } };
  return spawnSync('terraform', args, options);
}

/** Each expression in a line of its own, so that errors that `try` cannot catch tell which it was. */
function write(refused) {
  const lines = expressions.map((expression, i) =>
    refused.has(i) ? '"ERROR",' : `try(jsonencode([${expression}]), "ERROR"),`,
  );
  writeFileSync(join(work, 'ask.tf'), `output "answers" {\nvalue = [\n${lines.join('\n')}\n]\n}\n`);
}

const init = terraform('init', '-no-color');
if (init.status !== 0) throw new Error(init.stdout + init.stderr);
const refused = new Set();
write(refused);
for (;;) {
  const { diagnostics } = JSON.parse(terraform('validate', '-json').stdout);
  const lines = diagnostics.filter(({ severity, range }) => severity === 'error' && range?.filename === 'ask.tf');
  const before = refused.size;
  for (const { range } of lines) refused.add(range.start.line - 3);
  if (refused.size === before) break;
  write(refused);
}
const plan = terraform('plan', '-out=plan', '-no-color', '-input=false');
if (plan.status !== 0) throw new Error(plan.stdout + plan.stderr);
const { after, after_unknown: open } = JSON.parse(terraform('show', '-json', 'plan').stdout).output_changes.answers;
const vectors = expressions.map((expr, i) => {
  const answer = after?.[i];
  if (open !== false && (open === true || open?.[i] === true)) return { expr };
  return answer === 'ERROR' ? { expr, error: true } : { expr, value: JSON.parse(answer)[0] };
});
writeFileSync(join(folder, 'answers.json'), `${JSON.stringify({ vectors }, null, 1)}\n`);
rmSync(work, { recursive: true });
console.log(`${vectors.length} answers, ${vectors.filter(({ error }) => error).length} of them refusals`);
