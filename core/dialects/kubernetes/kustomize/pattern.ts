/**
 * The regular expressions of patch targets, anchored at both ends, as Go's RE2 has them. They are matched by following
 * all possibilities at once, so that time grows with pattern times text and nothing else; JavaScript's own matcher can
 * be made to run for ever. What is not understood here is no pattern.
 */

type Test = (character: string) => boolean;

/** A state waits for a character, or leads on without one. */
interface State {
  test?: Test;
  next: number[];
}

export interface Pattern {
  readonly states: readonly State[];
  readonly start: number;
  readonly end: number;
}

const maxStates = 1000;
const maxRepeat = 100;

/** `undefined` for what is not understood: flags, look-around, named classes. */
export function patternOf(text: string): Pattern | undefined {
  const reader = new Reader(text);
  const part = reader.alternatives();
  if (!part || reader.at < text.length || reader.states.length > maxStates) return undefined;
  return { states: reader.states, start: part.start, end: part.end };
}

/** Does it match the whole text? What it costs is taken from `work`; when nothing is left, the answer is no. */
export function matchesWhole({ states, start, end }: Pattern, text: string, work: { left: number }): boolean {
  let now = reach(states, [start]);
  for (const character of text) {
    work.left -= now.size;
    if (work.left < 0) return false;
    const next: number[] = [];
    for (const index of now) {
      const state = states[index];
      if (state?.test?.(character)) next.push(...state.next);
    }
    if (next.length === 0) return false;
    now = reach(states, next);
  }
  return now.has(end);
}

function reach(states: readonly State[], from: readonly number[]): Set<number> {
  const reached = new Set<number>();
  const open = [...from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    const state = states[index];
    if (state && !state.test) open.push(...state.next);
  }
  return reached;
}

interface Part {
  readonly start: number;
  readonly end: number;
}

const classes: Readonly<Record<string, RegExp>> = {
  d: /\d/,
  D: /\D/,
  w: /\w/,
  W: /\W/,
  s: /[\t\n\f\r ]/,
  S: /[^\t\n\f\r ]/,
};

/** Reads a pattern into states; each method answers `undefined` where it does not understand. */
class Reader {
  readonly states: State[] = [];
  at = 0;
  readonly #text: string;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  alternatives(): Part | undefined {
    if (++this.#depth > 50) return undefined;
    const parts: Part[] = [];
    do {
      const part = this.#sequence();
      if (!part) return undefined;
      parts.push(part);
    } while (this.#take('|'));
    this.#depth--;
    const end = this.#state();
    for (const part of parts) this.#lead(part.end, end);
    return { start: this.#state(parts.map(({ start }) => start)), end };
  }

  #sequence(): Part | undefined {
    const start = this.#state();
    let end = start;
    while (this.at < this.#text.length && !'|)'.includes(this.#text[this.at] ?? '')) {
      const from = this.at;
      const part = this.#repeated(from);
      if (!part) return undefined;
      this.#lead(end, part.start);
      end = part.end;
    }
    return { start, end };
  }

  #repeated(from: number): Part | undefined {
    const part = this.#single();
    if (!part) return undefined;
    const counts = this.#counts();
    if (!counts) return part;
    if (counts === 'bad') return undefined;
    const [least, most] = counts;
    // Lazy or not matches the same texts.
    this.#take('?');
    const after = this.at;
    const copies: Part[] = [];
    for (let i = 0; i < Math.max(least, most ?? least, 1); i++) {
      if (i === 0) copies.push(part);
      else {
        this.at = from;
        const copy = this.#single();
        if (!copy || this.states.length > maxStates) return undefined;
        copies.push(copy);
      }
    }
    this.at = after;
    const start = this.#state();
    const end = this.#state();
    let last = start;
    for (const [i, copy] of copies.entries()) {
      if (i >= least) this.#lead(last, end);
      this.#lead(last, copy.start);
      last = copy.end;
    }
    this.#lead(last, end);
    const loop = copies.at(-1);
    if (most === undefined && loop) this.#lead(loop.end, loop.start);
    return { start, end };
  }

  #counts(): readonly [number, number | undefined] | 'bad' | undefined {
    if (this.#take('*')) return [0, undefined];
    if (this.#take('+')) return [1, undefined];
    if (this.#take('?')) return [0, 1];
    const [whole, least, comma, most] =
      /^\{(\d{1,3})(?:(,)(\d{0,3}))?\}/.exec(this.#text.slice(this.at, this.at + 12)) ?? [];
    if (whole === undefined) return undefined;
    this.at += whole.length;
    const from = Number(least);
    const to = comma === undefined ? from : most === '' ? undefined : Number(most);
    return from > maxRepeat || (to ?? from) > maxRepeat || (to ?? from) < from ? 'bad' : [from, to];
  }

  #single(): Part | undefined {
    const character = this.#text[this.at++];
    if (character === undefined || '*+?{'.includes(character)) return undefined;
    if (character === '(') {
      if (this.#take('?') && !this.#take(':')) return undefined;
      const inner = this.alternatives();
      return inner && this.#take(')') ? inner : undefined;
    }
    if (character === '.') return this.#one((one) => one !== '\n');
    if (character === '[') {
      const test = this.#set();
      return test && this.#one(test);
    }
    // Anchors: the whole text is matched anyway, at its ends they say nothing new.
    if (character === '^') return this.at === 1 ? this.#nothing() : undefined;
    if (character === '$') return this.at === this.#text.length ? this.#nothing() : undefined;
    if (character !== '\\') return this.#one((one) => one === character);
    const test = this.#escaped();
    return test && this.#one(test);
  }

  #escaped(): Test | undefined {
    const character = this.#text[this.at++];
    if (character === undefined) return undefined;
    const known = Object.hasOwn(classes, character) ? classes[character] : undefined;
    if (known) return (one) => known.test(one);
    return /[a-z0-9]/i.test(character) ? undefined : (one) => one === character;
  }

  #set(): Test | undefined {
    const negated = this.#take('^');
    const tests: Test[] = [];
    for (let first = true; first || this.#text[this.at] !== ']'; first = false) {
      const character = this.#text[this.at++];
      if (character === undefined || (character === '[' && this.#text[this.at] === ':')) return undefined;
      const last = this.#text[this.at + 1];
      if (character === '\\') {
        const test = this.#escaped();
        if (!test) return undefined;
        tests.push(test);
      } else if (this.#text[this.at] === '-' && last !== undefined && last !== ']' && last !== '\\') {
        this.at += 2;
        tests.push((one) => one >= character && one <= last);
      } else tests.push((one) => one === character);
    }
    this.at++;
    return (one) => tests.some((test) => test(one)) !== negated;
  }

  #one(test: Test): Part {
    const end = this.#state();
    this.states.push({ test, next: [end] });
    return { start: this.states.length - 1, end };
  }

  #nothing(): Part {
    const place = this.#state();
    return { start: place, end: place };
  }

  #state(next: number[] = []): number {
    return this.states.push({ next }) - 1;
  }

  #lead(from: number, to: number): void {
    this.states[from]?.next.push(to);
  }

  #take(character: string): boolean {
    if (this.#text[this.at] !== character) return false;
    this.at++;
    return true;
  }
}
