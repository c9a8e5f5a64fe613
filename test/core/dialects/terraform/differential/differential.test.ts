/** Our evaluator against Terraform's: answers that were recorded, and new ones where Terraform is installed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { agree, differences, expressionsOf } from './compare.ts';
import { context } from './grammar.ts';
import { ours } from './ours.ts';
import { hasTerraform, type Judgement } from './terraform.ts';

interface Recorded {
  readonly expressions: readonly { readonly expr: string; readonly answer: Judgement | 'refused' }[];
}

test('values, types, marks and refusals are those that terraform gave', () => {
  const file = new URL('../../../../fixtures/terraform/recorded.json', import.meta.url);
  const { expressions } = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
  expect(expressions.length).toBeGreaterThan(600);
  const wrong = expressions.flatMap(({ expr, answer }) => {
    const own = ours(context, expr);
    return agree(own, answer === 'refused' ? undefined : answer) ? [] : [{ expr, answer, own: own ?? 'refused' }];
  });
  expect(wrong).toEqual([]);
});

const installed = await hasTerraform();

test.skipIf(!installed)(
  'made at random, 1000 expressions have the same answers (skipped: no terraform here)',
  async () => {
    expect(await differences(expressionsOf(8, 1000))).toEqual([]);
  },
);
