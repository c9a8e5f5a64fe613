/**
 * One question about two values at once: whether a port can be reached depends on the protocol and the range together.
 * Asked value by value the answer would be lost (ICMP has no ports, so an unknown range does not matter).
 */
import type { Truth } from './truth.ts';
import type { Value } from './value.ts';

export interface Joint<A, B> {
  readonly truth: Truth;
  /** A known pair for which the predicate holds, for the words of a message. */
  readonly example: readonly [A, B] | undefined;
}

/**
 * Asks for every pair of possibilities. The predicate sees `undefined` for what is not known, and answers `undefined`
 * where that decides.
 */
export function jointly<A, B>(
  a: Value<A>,
  b: Value<B>,
  predicate: (a: A | undefined, b: B | undefined) => boolean | undefined,
): Joint<A, B> {
  const answers: (boolean | undefined)[] = [];
  let example: readonly [A, B] | undefined;
  for (const left of possible(a)) {
    for (const right of possible(b)) {
      const answer = predicate(left, right);
      answers.push(answer);
      if (answer && left !== undefined && right !== undefined) example ??= [left, right];
    }
  }
  return { truth: truthOf(answers), example };
}

function possible<T>(value: Value<T>): readonly (T | undefined)[] {
  if (value.kind === 'known') return [value.value];
  if (value.kind === 'unknown') return [undefined];
  return value.options.map((option) => (option.kind === 'known' ? option.value : undefined));
}

function truthOf(answers: readonly (boolean | undefined)[]): Truth {
  if (answers.every((answer) => answer === true)) return 'yes';
  if (answers.includes(true)) return 'maybe';
  return answers.includes(undefined) ? 'unknown' : 'no';
}
