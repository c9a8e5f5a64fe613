/**
 * Matches RE2 patterns as RE2 does: all alternatives are followed side by side (Pike's machine), so that time grows
 * with the text and never explodes, whatever the pattern. The leftmost match wins, and among those the one that a
 * backtracking engine would find first.
 */
import type { CharacterClass } from './classes.ts';
import { type Assertion, type ParsedPattern, type Pattern, parsePattern } from './parse.ts';

export interface Match {
  /** Whole match first, then the groups; `undefined` for a group that took no part. */
  readonly groups: readonly (string | undefined)[];
  /** In code points. */
  readonly start: number;
  readonly end: number;
}

export interface Matches {
  readonly matches: readonly Match[];
  readonly names: ParsedPattern['names'];
}

type Instruction =
  | { readonly op: 'one'; readonly matches: CharacterClass }
  | { readonly op: 'assert'; readonly holds: Assertion }
  | { readonly op: 'save'; readonly slot: number }
  /** The first is preferred. */
  | { readonly op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { readonly op: 'match' };

const maxInstructions = 4000;
const maxSteps = 4_000_000;

/** All matches from left to right, at most `most`; `invalid` for a bad pattern, `limit` where it would take too long. */
export function matchAll(pattern: string, characters: readonly string[], most: number): Matches | 'invalid' | 'limit' {
  const parsed = parsePattern(pattern);
  if (!parsed) return 'invalid';
  const program: Instruction[] = [];
  if (!compile({ kind: 'group', index: 0, inner: parsed.root }, program)) return 'limit';
  program.push({ op: 'match' });
  const codes = characters.map((character) => character.codePointAt(0) as number);
  const work = { left: maxSteps };
  const matches: Match[] = [];
  let at = 0;
  let lastEnd = -1;
  while (matches.length < most && at <= codes.length) {
    const slots = search(program, codes, at, work);
    if (work.left < 0) return 'limit';
    if (!slots) break;
    const [start = 0, end = 0] = slots;
    // An empty match right behind the last one is none (Go's rule for "all").
    if (end !== at || start !== lastEnd)
      matches.push({ groups: groupsOf(slots, parsed.names.length, characters), start, end });
    at = end === at ? at + 1 : end;
    lastEnd = end;
  }
  return { matches, names: parsed.names };
}

function groupsOf(
  slots: readonly (number | undefined)[],
  count: number,
  characters: readonly string[],
): (string | undefined)[] {
  return Array.from({ length: count + 1 }, (_, group) => {
    const start = slots[2 * group];
    const end = slots[2 * group + 1];
    return start === undefined || end === undefined ? undefined : characters.slice(start, end).join('');
  });
}

function compile(pattern: Pattern, program: Instruction[]): boolean {
  if (program.length > maxInstructions) return false;
  switch (pattern.kind) {
    case 'empty':
      return true;
    case 'one':
      program.push({ op: 'one', matches: pattern.matches });
      return true;
    case 'assertion':
      program.push({ op: 'assert', holds: pattern.holds });
      return true;
    case 'sequence':
      return pattern.parts.every((part) => compile(part, program));
    case 'group': {
      program.push({ op: 'save', slot: 2 * pattern.index });
      const fits = compile(pattern.inner, program);
      program.push({ op: 'save', slot: 2 * pattern.index + 1 });
      return fits;
    }
    case 'choice':
      return compileChoice(pattern.options, program);
    case 'repeat':
      return compileRepeat(pattern, program);
  }
}

function compileChoice(options: readonly Pattern[], program: Instruction[]): boolean {
  const ends: { op: 'jump'; to: number }[] = [];
  for (const [i, option] of options.entries()) {
    if (i === options.length - 1) {
      if (!compile(option, program)) return false;
      break;
    }
    const split = { op: 'split' as const, first: program.length + 1, second: 0 };
    program.push(split);
    if (!compile(option, program)) return false;
    const end = { op: 'jump' as const, to: 0 };
    ends.push(end);
    program.push(end);
    split.second = program.length;
  }
  for (const end of ends) end.to = program.length;
  return true;
}

function compileRepeat({ inner, min, max, greedy }: Pattern & { kind: 'repeat' }, program: Instruction[]): boolean {
  for (let i = 0; i < min; i++) if (!compile(inner, program)) return false;
  const splits: { op: 'split'; first: number; second: number }[] = [];
  const optional = max === Number.POSITIVE_INFINITY ? 1 : max - min;
  for (let i = 0; i < optional; i++) {
    const split = { op: 'split' as const, first: 0, second: 0 };
    const start = program.push(split) - 1;
    splits.push(split);
    if (greedy) split.first = start + 1;
    else split.second = start + 1;
    if (!compile(inner, program)) return false;
    if (max === Number.POSITIVE_INFINITY) program.push({ op: 'jump', to: start });
  }
  for (const split of splits) {
    if (greedy) split.second = program.length;
    else split.first = program.length;
  }
  return true;
}

type Slots = readonly (number | undefined)[];

interface Thread {
  readonly at: number;
  readonly slots: Slots;
}

/** The slots of the leftmost match at or behind `from`. */
function search(
  program: readonly Instruction[],
  codes: readonly number[],
  from: number,
  work: { left: number },
): Slots | undefined {
  let current: Thread[] = [];
  let found: Slots | undefined;
  const seen = new Int32Array(program.length).fill(-1);
  for (let place = from; place <= codes.length; place++) {
    // The threads of this place came in order of preference; a new start comes last.
    if (!found) follow(program, { at: 0, slots: [] }, place, codes, seen, current, work);
    if (current.length === 0 && found) break;
    const next: Thread[] = [];
    const code = codes[place];
    for (const thread of current) {
      if (--work.left < 0) return undefined;
      const instruction = program[thread.at];
      if (instruction?.op === 'match') {
        found = thread.slots;
        break;
      }
      if (code !== undefined && instruction?.op === 'one' && instruction.matches(code)) {
        follow(program, { at: thread.at + 1, slots: thread.slots }, place + 1, codes, seen, next, work);
      }
    }
    current = next;
  }
  return found;
}

/** Adds the threads that reading can continue with, in order of preference; each instruction once per place. */
function follow(
  program: readonly Instruction[],
  start: Thread,
  place: number,
  codes: readonly number[],
  seen: Int32Array,
  into: Thread[],
  work: { left: number },
): void {
  const pending: Thread[] = [start];
  for (let thread = pending.pop(); thread; thread = pending.pop()) {
    const { at, slots } = thread;
    if (seen[at] === place) continue;
    seen[at] = place;
    work.left--;
    const instruction = program[at] as Instruction;
    switch (instruction.op) {
      case 'jump':
        pending.push({ at: instruction.to, slots });
        break;
      case 'split':
        pending.push({ at: instruction.second, slots }, { at: instruction.first, slots });
        break;
      case 'save': {
        const saved = slots.slice();
        saved[instruction.slot] = place;
        pending.push({ at: at + 1, slots: saved });
        break;
      }
      case 'assert':
        if (instruction.holds(codes[place - 1], codes[place])) pending.push({ at: at + 1, slots });
        break;
      default:
        into.push(thread);
    }
  }
}
