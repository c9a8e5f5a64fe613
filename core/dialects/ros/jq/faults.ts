/** How a jq program ends before its end, and how much it may do until then. */
import { type Json, toText, typeOf } from './json.ts';

/** An error that the program can catch. */
export class JqError {
  readonly value: Json;

  constructor(value: Json) {
    this.value = value;
  }
}

/** The program is given up: it does too much, or something that is not evaluated. Nothing in it can catch this. */
export class Stop {
  readonly code: 'limit' | 'unsupported';
  readonly subject: string;

  constructor(code: Stop['code'], subject: string) {
    this.code = code;
    this.subject = subject;
  }
}

/** What programs may still do; shared by all programs of a template. */
export interface Work {
  left: number;
  depth: number;
}

/** About a fifth of a second. */
export const maxWork = 1_000_000;

/** Calls within calls; each takes several frames of the machine's stack. */
const maxDepth = 800;

export function spend(work: Work, amount: number): void {
  work.left -= amount;
  if (work.left < 0) throw new Stop('limit', 'jq');
}

export function enter(work: Work): void {
  spend(work, 1);
  if (++work.depth > maxDepth) throw new Stop('limit', 'jq');
}

export function leave(work: Work): void {
  work.depth--;
}

/** `number (1)`, as jq's messages name a value; long texts are cut. */
export function described(value: Json): string {
  const text = toText(value);
  return `${typeOf(value)} (${text.length > 11 ? `${text.slice(0, 10)}...` : text})`;
}

export function fail(message: string): never {
  throw new JqError(message);
}
