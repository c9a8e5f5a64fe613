/**
 * Records Terraform's answers to the expressions of a fixture, for machines without Terraform:
 * `node scripts/run.mjs test/core/dialects/terraform/differential/record.ts FILE`. The file holds `{ "expressions": […] }`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { context } from './grammar.ts';
import { judge } from './terraform.ts';

async function main(): Promise<void> {
  const [file] = process.argv.slice(2);
  if (!file) throw new Error('usage: record.ts FILE');
  const { expressions } = JSON.parse(readFileSync(file, 'utf8')) as { expressions: { expr: string }[] };
  const texts = expressions.map(({ expr }) => expr);
  const answers = await judge(context, texts);
  const rows = texts.map((expr, i) => JSON.stringify({ expr, answer: answers[i] ?? 'refused' }));
  writeFileSync(file, `{\n"terraform": "1.11.4",\n"expressions": [\n${rows.join(',\n')}\n]\n}\n`);
}

void main();
