/**
 * jq, for Fn::Jq (https://jqlang.github.io/jq/manual/). A program always ends: what it may do is bounded, and what is
 * not evaluated (dates, input, the environment) ends it as well.
 */
import { answers, type Filter } from './evaluate.ts';
import { JqError, maxWork, Stop, type Work } from './faults.ts';
import { firstOf } from './forms.ts';
import { type Json, toText, Undecided } from './json.ts';
import { parseProgram } from './parser.ts';
import { emptyScope } from './scope.ts';

export type { Work } from './faults.ts';
export type { Json } from './json.ts';
export { isArray, isObject, Opaque, parseJson } from './json.ts';

export type Outcome =
  | { readonly kind: 'answers'; readonly values: readonly Json[] }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'stopped'; readonly code: 'limit' | 'unsupported'; readonly subject: string }
  /** The answer depends on an `Opaque`, whose content this is. */
  | { readonly kind: 'undecided'; readonly content: unknown };

/** What the programs of one template may do together. */
export function newWork(): Work {
  return { left: maxWork, depth: 0 };
}

/** The first or all answers of a program. */
export function runJq(program: string, input: Json, which: 'first' | 'all', work: Work = newWork()): Outcome {
  try {
    const node = parseProgram(program);
    if (!node) return { kind: 'error', message: 'syntax error' };
    const filter: Filter = { node, scope: emptyScope, work };
    if (which === 'all') return { kind: 'answers', values: answers(filter, input) };
    const first = firstOf(filter, input);
    return { kind: 'answers', values: first === undefined ? [] : [first] };
  } catch (thrown) {
    return outcomeOf(thrown);
  } finally {
    work.depth = 0;
  }
}

function outcomeOf(thrown: unknown): Outcome {
  if (thrown instanceof Stop) return { kind: 'stopped', code: thrown.code, subject: thrown.subject };
  if (thrown instanceof Undecided) return { kind: 'undecided', content: thrown.content };
  if (thrown instanceof JqError) return { kind: 'error', message: messageOf(thrown.value) };
  // Data within data within data, built by the program itself, or a program that is nested as deeply.
  if (thrown instanceof RangeError) return { kind: 'stopped', code: 'limit', subject: 'jq' };
  throw thrown;
}

function messageOf(value: Json): string {
  return typeof value === 'string' ? value : toText(value);
}
