/**
 * Compares our evaluator with Terraform's on many expressions:
 * `node scripts/run.mjs test/core/dialects/terraform/differential/run.ts --seed 7 --count 20000`, or on those of a
 * file, one a line, with `--file`.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { differences, expressionsOf } from './compare.ts';

const batch = 500;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '1000' },
      file: { type: 'string' },
      show: { type: 'string', default: '20' },
    },
  });
  const all = values.file
    ? readFileSync(values.file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
    : expressionsOf(Number(values.seed), Number(values.count));
  let different = 0;
  for (let i = 0; i < all.length; i += batch) {
    for (const difference of await differences(all.slice(i, i + batch))) {
      different++;
      if (different <= Number(values.show)) console.log(JSON.stringify(difference, null, 1));
    }
  }
  console.log(`${all.length} expressions, ${different} differences`);
}

void main();
