/** Terraform's own answers (recorded with 1.11.4) to expressions, values and refusals, as `portguard console` has them. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alone } from '../../../../core/dialects/surroundings.ts';
import { numberJson, openConsole } from '../../../../core/dialects/terraform/console.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { answerOf } from '../../../../core/values/answer.ts';

interface Vector {
  readonly expr: string;
  readonly value?: unknown;
  readonly error?: true;
  readonly unknown?: true;
}

interface Vectors {
  readonly context: string;
  readonly vectors: readonly Vector[];
}

/** The expressions whose answer differs, with the answer. */
function differences({ context, vectors }: Vectors): [string, unknown][] {
  const console = openConsole([new SourceText('main.tf', context)], alone);
  return vectors.flatMap((vector): [string, unknown][] => {
    const asked = console.evaluate(vector.expr);
    const answer = 'syntax' in asked ? ({ kind: 'error' } as const) : answerOf(asked, numberJson);
    const agrees =
      answer.kind === 'value'
        ? 'value' in vector && JSON.stringify(sorted(JSON.parse(answer.json))) === JSON.stringify(sorted(vector.value))
        : vector[answer.kind === 'error' ? 'error' : 'unknown'] === true;
    return agrees ? [] : [[vector.expr, answer]];
  });
}

function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, sorted(value)]),
  );
}

const shared = new URL('../../../../../shared/vectors/hcl-expressions.json', import.meta.url);

test.skipIf(!existsSync(shared))('all expressions have the values that terraform gives them', () => {
  expect(differences(JSON.parse(readFileSync(shared, 'utf8')) as Vectors)).toEqual([]);
});

test('functions and conversions agree with terraform at their edges', () => {
  const own = new URL('../../../fixtures/terraform/expressions.json', import.meta.url);
  expect(differences(JSON.parse(readFileSync(own, 'utf8')) as Vectors)).toEqual([]);
});
