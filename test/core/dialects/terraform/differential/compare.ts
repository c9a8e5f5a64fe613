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

/** The expressions on which the two do not agree. */
export async function differences(expressions: readonly string[]): Promise<Difference[]> {
  const answers = await judge(context, expressions);
  return expressions.flatMap((text, i): Difference[] => {
    const own = ours(context, text);
    const theirs = answers[i];
    return agree(own, theirs) ? [] : [{ expression: text, terraform: theirs ?? 'refused', ours: own ?? 'refused' }];
  });
}

function agree(own: Answer | string | undefined, theirs: Judgement): boolean {
  if (own === undefined || theirs === undefined) return own === theirs;
  if (typeof own === 'string' || theirs === 'unknown') return typeof own === 'string' && theirs === 'unknown';
  if (own.json !== theirs.json || own.sensitive !== theirs.sensitive) return false;
  if (theirs.json !== undefined && own.holdsSecrets !== theirs.holdsSecrets) return false;
  return theirs.type === undefined || isDeepStrictEqual(own.type, theirs.type);
}
