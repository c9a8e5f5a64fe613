/**
 * Reads RE2's syntax (the one of Terraform's `regex` and `replace`). There are no look-arounds and back-references in
 * it, which is what makes matching in linear time possible.
 */
import { anyOf, type CharacterClass, foldingCase, not, perl, posix, range, unicode, word } from './classes.ts';

export type Pattern =
  | { readonly kind: 'empty' }
  | { readonly kind: 'one'; readonly matches: CharacterClass }
  | { readonly kind: 'assertion'; readonly holds: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'group'; readonly index: number; readonly inner: Pattern }
  | {
      readonly kind: 'repeat';
      readonly inner: Pattern;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
    };

/** Whether the place between two characters fits; `undefined` stands for the text's start and end. */
export type Assertion = (before: number | undefined, after: number | undefined) => boolean;

export interface ParsedPattern {
  readonly root: Pattern;
  /** Of the groups 1, 2 …; `undefined` for a group without a name. */
  readonly names: readonly (string | undefined)[];
}

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

interface State {
  readonly text: string;
  at: number;
  flags: Flags;
  depth: number;
  failed: boolean;
  readonly names: (string | undefined)[];
}

const empty: Pattern = { kind: 'empty' };
const maxRepeat = 1000;
const maxNesting = 100;

/** `undefined` for what is not a pattern. */
export function parsePattern(text: string): ParsedPattern | undefined {
  const flags = { i: false, m: false, s: false, U: false };
  const state: State = { text, at: 0, flags, depth: 0, failed: false, names: [] };
  const root = choice(state);
  return state.failed || state.at < text.length ? undefined : { root, names: state.names };
}

function fail(state: State): Pattern {
  state.failed = true;
  state.at = state.text.length;
  return empty;
}

function choice(state: State): Pattern {
  if (++state.depth > maxNesting) return fail(state);
  const { flags } = state;
  const options = [sequence(state)];
  while (state.text[state.at] === '|') {
    state.at++;
    options.push(sequence(state));
  }
  state.flags = flags;
  state.depth--;
  return options.length === 1 ? (options[0] as Pattern) : { kind: 'choice', options };
}

function sequence(state: State): Pattern {
  const parts: Pattern[] = [];
  for (;;) {
    const next = state.text[state.at];
    if (next === undefined || next === '|' || next === ')') break;
    const atom = atomAt(state);
    parts.push(repeated(state, atom));
  }
  return parts.length === 1 ? (parts[0] as Pattern) : { kind: 'sequence', parts };
}

function repeated(state: State, inner: Pattern): Pattern {
  const bounds = boundsAt(state);
  if (!bounds) return inner;
  let greedy = !state.flags.U;
  if (state.text[state.at] === '?') {
    greedy = !greedy;
    state.at++;
  }
  // RE2 refuses `a**`; a brace that is no bound is a character of its own.
  if (boundsAt(state)) return fail(state);
  return { kind: 'repeat', inner, ...bounds, greedy };
}

const counted = /\{(\d+)(,(\d*))?\}/y;

function boundsAt(state: State): { min: number; max: number } | undefined {
  const sign = state.text[state.at];
  if (sign === '{') {
    counted.lastIndex = state.at;
    const [whole, low, comma, high] = counted.exec(state.text) ?? [];
    if (whole === undefined) return undefined;
    state.at += whole.length;
    const min = Number(low);
    const max = comma === undefined ? min : high ? Number(high) : Number.POSITIVE_INFINITY;
    if (min > maxRepeat || (max > maxRepeat && max !== Number.POSITIVE_INFINITY) || max < min) fail(state);
    return { min, max };
  }
  if (sign !== '*' && sign !== '+' && sign !== '?') return undefined;
  state.at++;
  return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
}

function atomAt(state: State): Pattern {
  const { text, flags } = state;
  const code = text.codePointAt(state.at) as number;
  const character = String.fromCodePoint(code);
  state.at += character.length;
  switch (character) {
    case '(':
      return group(state);
    case '[':
      return bracket(state);
    case '.':
      return one(flags.s ? () => true : (at) => at !== 10, false);
    case '^':
      return assertion(flags.m ? (before) => before === undefined || before === 10 : (before) => before === undefined);
    case '$':
      return assertion(flags.m ? (_, after) => after === undefined || after === 10 : (_, after) => after === undefined);
    case '\\':
      return escaped(state);
    case '*':
    case '+':
    case '?':
      return fail(state);
    default:
      return one((at) => at === code, flags.i);
  }
}

function one(matches: CharacterClass, fold: boolean): Pattern {
  return { kind: 'one', matches: fold ? foldingCase(matches) : matches };
}

function assertion(holds: Assertion): Pattern {
  return { kind: 'assertion', holds };
}

const groupHead = /\?(?:P?<([A-Za-z_]\w*)>|([imsU]*)(?:-([imsU]+))?([:)]))/y;

function group(state: State): Pattern {
  let name: string | undefined;
  let captures = true;
  const outer = state.flags;
  if (state.text[state.at] === '?') {
    groupHead.lastIndex = state.at;
    const head = groupHead.exec(state.text);
    if (!head) return fail(state);
    state.at += head[0].length;
    name = head[1];
    if (name === undefined) {
      captures = false;
      const flags: Record<string, boolean> = { ...outer };
      for (const flag of head[2] ?? '') flags[flag] = true;
      for (const flag of head[3] ?? '') flags[flag] = false;
      state.flags = flags as unknown as Flags;
      // `(?i)` holds until the group around it ends.
      if (head[4] === ')') return empty;
    } else if (state.names.includes(name)) return fail(state);
  }
  let index = 0;
  if (captures) index = state.names.push(name);
  const inner = choice(state);
  state.flags = outer;
  if (state.text[state.at] !== ')') return fail(state);
  state.at++;
  return captures ? { kind: 'group', index, inner } : inner;
}

function escaped(state: State): Pattern {
  const letter = state.text[state.at];
  switch (letter) {
    case 'A':
      state.at++;
      return assertion((before) => before === undefined);
    case 'z':
      state.at++;
      return assertion((_, after) => after === undefined);
    case 'b':
      state.at++;
      return assertion((before, after) => isWord(before) !== isWord(after));
    case 'B':
      state.at++;
      return assertion((before, after) => isWord(before) === isWord(after));
    case 'Q':
      return literalText(state);
  }
  const matches = escapedClass(state) ?? escapedCharacter(state);
  if (matches === undefined) return fail(state);
  if (typeof matches === 'number') return one((at) => at === matches, state.flags.i);
  return one(matches, state.flags.i);
}

function isWord(code: number | undefined): boolean {
  return code !== undefined && word(code);
}

/** `\Q…\E` */
function literalText(state: State): Pattern {
  const end = state.text.indexOf('\\E', state.at);
  const literal = state.text.slice(state.at + 1, end < 0 ? undefined : end);
  state.at = end < 0 ? state.text.length : end + 2;
  const { i } = state.flags;
  const parts = Array.from(literal, (character) => {
    const code = character.codePointAt(0);
    return one((at) => at === code, i);
  });
  return { kind: 'sequence', parts };
}

function escapedClass(state: State): CharacterClass | undefined {
  const letter = state.text[state.at] ?? '';
  const named = perl[letter.toLowerCase()];
  if (named) {
    state.at++;
    return letter === letter.toLowerCase() ? named : not(named);
  }
  if (letter !== 'p' && letter !== 'P') return undefined;
  const [whole = '', negated, braced, single] =
    /^[pP](?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/.exec(state.text.slice(state.at, state.at + 40)) ?? [];
  const inner = unicode(braced ?? single ?? '');
  if (!inner) return undefined;
  state.at += whole.length;
  return (letter === 'P') !== (negated === '^') ? not(inner) : inner;
}

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

function escapedCharacter(state: State): number | undefined {
  const { text, at } = state;
  const letter = text[at];
  if (letter === undefined) return undefined;
  const control = controls[letter];
  if (control !== undefined) {
    state.at++;
    return control;
  }
  const [whole, braced, plain, octal] =
    /^(?:x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|([0-7]{3}|0[0-7]{0,2}))/.exec(text.slice(at, at + 10)) ?? [];
  if (whole !== undefined) {
    state.at += whole.length;
    const code = octal === undefined ? Number.parseInt(braced ?? plain ?? '', 16) : Number.parseInt(octal, 8);
    return code <= 0x10ffff ? code : undefined;
  }
  if (/[A-Za-z0-9]/.test(letter)) return undefined;
  const code = text.codePointAt(at) as number;
  state.at += code > 0xffff ? 2 : 1;
  return code;
}

function bracket(state: State): Pattern {
  const { text } = state;
  const negated = text[state.at] === '^';
  if (negated) state.at++;
  const parts: CharacterClass[] = [];
  let first = true;
  for (;;) {
    const next = text[state.at];
    if (next === undefined) return fail(state);
    if (next === ']' && !first) break;
    first = false;
    const part = bracketPart(state);
    if (part === undefined) return fail(state);
    parts.push(part);
  }
  state.at++;
  const all = state.flags.i ? foldingCase(anyOf(parts)) : anyOf(parts);
  return one(negated ? not(all) : all, false);
}

const posixClass = /\[:(\^?)([a-z]+):\]/y;

function bracketPart(state: State): CharacterClass | undefined {
  const { text } = state;
  posixClass.lastIndex = state.at;
  const [whole, negated, name = ''] = posixClass.exec(text) ?? [];
  if (whole !== undefined) {
    const named = posix[name];
    state.at += whole.length;
    return named && (negated ? not(named) : named);
  }
  if (text[state.at] === '\\') {
    state.at++;
    const named = escapedClass(state);
    if (named) return named;
    state.at--;
  }
  const from = bracketCharacter(state);
  if (from === undefined) return undefined;
  if (text[state.at] !== '-' || text[state.at + 1] === ']' || text[state.at + 1] === undefined)
    return range(from, from);
  state.at++;
  const to = bracketCharacter(state);
  return to === undefined || to < from ? undefined : range(from, to);
}

function bracketCharacter(state: State): number | undefined {
  if (state.text[state.at] === '\\') {
    state.at++;
    return escapedCharacter(state);
  }
  const code = state.text.codePointAt(state.at);
  if (code !== undefined) state.at += code > 0xffff ? 2 : 1;
  return code;
}
