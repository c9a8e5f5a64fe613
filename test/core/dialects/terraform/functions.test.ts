/**
 * Functions against Terraform's own answers (recorded with 1.11.4 by test/record/terraform-functions.mjs): the same
 * values, the same refusals, and unknown where Terraform has to wait.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { alone, type Workspace } from '../../../../core/dialects/surroundings.ts';
import { openConsole } from '../../../../core/dialects/terraform/console.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { answerOf } from '../../../../core/values/answer.ts';

const folder = fileURLToPath(new URL('../../../fixtures/terraform/functions', import.meta.url));
const texts = new Map<string, SourceText>();

/** The fixture's folder from the disk. */
const workspace: Workspace = {
  bytes: (path) => {
    const place = join(folder, path);
    return existsSync(place) && statSync(place).isFile() ? readFileSync(place) : undefined;
  },
  read: (path) => {
    const bytes = workspace.bytes(path);
    if (!bytes || !Buffer.from(bytes.toString()).equals(bytes)) return undefined;
    const text = texts.get(path) ?? new SourceText(path, bytes.toString());
    texts.set(path, text);
    return text;
  },
  list: (path) => {
    const place = join(folder, path);
    if (path.startsWith('..') || !existsSync(place) || !statSync(place).isDirectory()) return undefined;
    const names = readdirSync(place, { withFileTypes: true });
    return names.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  },
};

const sources = ['main.tf'].flatMap((path) => workspace.read(path) ?? []);
const terminal = openConsole(sources, { ...alone, workspace });

interface Vector {
  readonly expr: string;
  readonly value?: unknown;
  readonly error?: true;
}

/** What an expression is worth: a value, `refused`, or `unknown` with the reason. */
function worth(expression: string): unknown {
  const value = terminal.evaluate(expression);
  if ('syntax' in value) return 'refused';
  const answer = answerOf(value);
  if (answer.kind === 'value') return { value: JSON.parse(answer.json) };
  return answer.kind === 'error' ? 'refused' : `${answer.kind}: ${answer.why?.en}`;
}

function expected({ value, error }: Vector): unknown {
  if (error) return 'refused';
  return value === undefined ? expect.stringMatching(/^unknown/) : { value };
}

const { vectors } = JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')) as { vectors: readonly Vector[] };

/** Unknown for us though not for Terraform. */
const unanswered: ReadonlySet<string> = new Set([
  // Whether an encoding exists is known of those that are evaluated only.
  'textencodebase64("x", "nope")',
  'textencodebase64("x", "")',
  'yamldecode("%TAG ! tag:yaml.org,2002:\\n---\\n!str 5")',
]);

test('functions answer what terraform answers', () => {
  const wrong = vectors.flatMap((vector) => {
    const answer = worth(vector.expr);
    try {
      expect(answer).toEqual(expected(vector));
      return [];
    } catch {
      return [{ expr: vector.expr, answer, expected: vector.error ? 'refused' : vector.value }];
    }
  });
  expect(wrong.filter(({ expr }) => !unanswered.has(expr))).toEqual([]);
  expect(new Set(wrong.map(({ expr }) => expr))).toEqual(unanswered);
});
