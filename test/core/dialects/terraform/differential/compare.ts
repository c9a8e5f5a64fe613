/** Compares the two answers to expressions made from a seed. */
import { isDeepStrictEqual } from 'node:util';
import { context, expression } from './grammar.ts';
import { ours } from './ours.ts';
import { random } from './random.ts';
import { type Answer, type Judgement, judge } from './terraform.ts';

export interface Difference {
  readonly expression: string;
  readonly terraform: unknown;
  readonly ours: unknown;
}

export function expressionsOf(seed: number, count: number): string[] {
  const source = random(seed);
  return Array.from({ length: count }, () => expression({ random: source, bound: [] }, 'any', 1 + source.below(4)));
}

/**
 * The expressions on which the two do not agree. Terraform itself does not always give the same answer, where the order
 * in which Go walks a map decides: what differs is asked once more, and left out where the second answer is another.
 */
export async function differences(expressions: readonly string[]): Promise<Difference[]> {
  const answers = await judge(context, expressions);
  const own = expressions.map((text) => ours(context, text));
  const different = expressions.flatMap((_, i) => (agree(own[i], answers[i]) ? [] : [i]));
  const again = await judge(
    context,
    different.map((i) => expressions[i] as string),
  );
  return different.flatMap((i, n): Difference[] =>
    isDeepStrictEqual(answers[i], again[n])
      ? [{ expression: expressions[i] as string, terraform: answers[i] ?? 'refused', ours: own[i] ?? 'refused' }]
      : [],
  );
}

export function agree(own: Answer | string | undefined, theirs: Judgement): boolean {
  if (own === undefined || theirs === undefined) return own === theirs;
  if (typeof own === 'string' || theirs === 'unknown') return typeof own === 'string' && theirs === 'unknown';
  if (own.json !== theirs.json || own.sensitive !== theirs.sensitive) return false;
  if (theirs.json !== undefined && own.holdsSecrets !== theirs.holdsSecrets) return false;
  return theirs.type === undefined || isDeepStrictEqual(own.type, theirs.type);
}
