/**
 * By hand: `node scripts/run.mjs test/core/dialects/terraform/differential/run.ts --seed 7 --count 20000`.
 * Prints what differs; the exit status says whether anything does.
 */
import { parseArgs } from 'node:util';
import { differences } from './compare.ts';
import { expressions } from './grammar.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, count: { type: 'string' } } });
const [seed, count] = [Number(values.seed ?? 1), Number(values.count ?? 1000)];
const batch = 1000;
let wrong = 0;
for (let from = 0; from < count; from += batch) {
  for (const { expression, terraform, ours } of differences(expressions(seed + from, Math.min(batch, count - from)))) {
    wrong++;
    console.log(`${expression}\n  terraform ${terraform}\n  ours      ${ours}`);
  }
}
console.log(`${count} expressions from seed ${seed}: ${wrong} differ`);
if (wrong > 0) process.exitCode = 1;
