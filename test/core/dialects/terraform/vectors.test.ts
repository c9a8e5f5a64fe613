/**
 * Terraform's own answers (recorded with 1.11.4) to expressions, values and refusals. What we do not evaluate yet is
 * listed; the list may only shrink.
 */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluateModule } from '../../../../core/dialects/terraform/evaluate.ts';
import { isRefused } from '../../../../core/dialects/terraform/refusals.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { isList, isMap, type Value } from '../../../../core/values/value.ts';

interface Vectors {
  readonly context: string;
  readonly vectors: readonly { readonly expr: string; readonly value?: unknown; readonly error?: true }[];
}

/** Functions that are known by name only. */
const gaps: ReadonlySet<string> = new Set([
  'csvdecode("a,b\\n1,2\\n3,4")',
  'yamlencode({a=1,b=["x"]})',
  'yamldecode("a: 1\\nb: [x, y]")',
  'yamldecode(yamlencode(local.tags)).app',
  'textencodebase64("hi", "UTF-8")',
  'md5("a")',
  'sha1("a")',
  'sha256("a")',
  'timeadd("2020-01-01T00:00:00Z", "1h")',
  'formatdate("YYYY-MM-DD", "2020-02-03T04:05:06Z")',
  'templatestring("x", {})',
]);

const refused = 'refused by terraform';
const unknown = 'unknown';

/** JSON with sorted keys, as Terraform's plans have it. */
function plain(value: Value): unknown {
  if (isRefused(value)) return refused;
  if (value.kind !== 'known') return unknown;
  const data = value.value;
  if (isList(data)) return data.items.map(plain);
  if (isMap(data)) return Object.fromEntries(Array.from(data.entries, ([key, member]) => [key, plain(member.value)]));
  return data;
}

function evaluateExpression(context: string, expression: string): unknown {
  const source = new SourceText('main.tf', `${context}\nresource "x" "y" {\n  value = ${expression}\n}\n`);
  const { resources, problems } = evaluateModule([source]);
  const value = resources[0]?.attributes.entries.get('value')?.value;
  if (problems.some(({ rule }) => rule === 'syntax/hcl')) return refused;
  return value ? plain(value) : refused;
}

/** The expressions whose answer differs, with the answer. */
function differences({ context, vectors }: Vectors): [string, unknown][] {
  // What terraform itself leaves unknown (sensitive values, here) is no answer to compare with.
  const answered = vectors.filter((vector) => 'value' in vector || vector.error);
  return answered.flatMap(({ expr, value, error }): [string, unknown][] => {
    const answer = evaluateExpression(context, expr);
    try {
      expect(answer).toEqual(error ? refused : value);
      return [];
    } catch {
      return [[expr, answer]];
    }
  });
}

const shared = new URL('../../../../../shared/vectors/hcl-expressions.json', import.meta.url);

test.skipIf(!existsSync(shared))('all but the listed expressions have the values that terraform gives them', () => {
  const wrong = differences(JSON.parse(readFileSync(shared, 'utf8')) as Vectors);
  expect(wrong.filter(([expr]) => !gaps.has(expr))).toEqual([]);
  expect(new Set(wrong.map(([expr]) => expr))).toEqual(gaps);
});

test('functions and conversions agree with terraform at their edges', () => {
  const own = new URL('../../../fixtures/terraform/expressions.json', import.meta.url);
  expect(differences(JSON.parse(readFileSync(own, 'utf8')) as Vectors)).toEqual([]);
});
