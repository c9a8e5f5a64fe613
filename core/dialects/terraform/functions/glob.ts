/**
 * Patterns of file names as Terraform's `fileset` takes them (github.com/bmatcuk/doublestar 1.1.5, which says what a
 * pattern means): `*`, `?`, `[a-z]`, `[^a]`, `{a,b}`, `\` before a character, and `**` as a whole component.
 */

/** What matching may still cost: stars may try every place. */
export interface Patience {
  left: number;
}

/** Whether a name without `/` fits; `undefined` for a pattern that is wrong, as far as the name leads into it. */
export function matchesName(pattern: string, name: string, patience: Patience): boolean | undefined {
  if (name === '') return pattern === '' || pattern === '*';
  return matches(Array.from(pattern), 0, Array.from(name), 0, patience);
}

function matches(
  pattern: readonly string[],
  fromPattern: number,
  name: readonly string[],
  fromName: number,
  patience: Patience,
): boolean | undefined {
  let p = fromPattern;
  let n = fromName;
  while (p < pattern.length && n < name.length) {
    if (--patience.left < 0) return false;
    const character = pattern[p];
    if (character === '*') {
      if (++p === pattern.length) return true;
      for (; n < name.length; n++) if (matches(pattern, p, name, n, patience)) return true;
      return false;
    }
    if (character === '{') {
      const end = closing(pattern, p + 1, '}');
      if (end < 0) return undefined;
      const rest = pattern.slice(end + 1);
      for (const option of alternatives(pattern.slice(p + 1, end))) {
        const found = matches([...option, ...rest], 0, name, n, patience);
        if (found !== false) return found;
      }
      return false;
    }
    let fits: boolean | undefined;
    if (character === '[') {
      const end = closing(pattern, p + 1, ']');
      fits = end < 0 ? undefined : isInClass(pattern.slice(p + 1, end), name[n] as string);
      p = end + 1;
    } else {
      if (character === '\\' && ++p === pattern.length) return undefined;
      fits = pattern[p] === name[n] || character === '?';
      p++;
    }
    if (!fits) return fits;
    n++;
  }
  // A star at the end may stand for nothing.
  const rest = pattern.slice(p).join('');
  return n === name.length && (rest === '' || rest === '*' || rest === '**');
}

/** The next of these characters without a backslash before it. */
function closing(pattern: readonly string[], from: number, wanted: string): number {
  for (let i = from; i < pattern.length; i++)
    if (pattern[i] === wanted && (i === from || pattern[i - 1] !== '\\')) return i;
  return -1;
}

function alternatives(pattern: readonly string[]): string[][] {
  const found: string[][] = [];
  let start = 0;
  for (let end = closing(pattern, 0, ','); end >= 0; end = closing(pattern, start, ',')) {
    found.push(pattern.slice(start, end));
    start = end + 1;
  }
  return [...found, pattern.slice(start)];
}

function isInClass(written: readonly string[], character: string): boolean | undefined {
  const isNegated = written[0] === '^';
  if (written.length === 0) return undefined;
  let isIn = false;
  for (let i = isNegated ? 1 : 0; i < written.length; ) {
    const low = classCharacter(written, i);
    if (!low) return undefined;
    let high = low;
    if (written[low.end] === '-') {
      const end = classCharacter(written, low.end + 1);
      if (!end) return undefined;
      high = end;
    }
    const code = character.codePointAt(0) as number;
    if (low.code <= code && code <= high.code) isIn = true;
    i = high.end;
  }
  return isIn !== isNegated;
}

function classCharacter(written: readonly string[], i: number): { code: number; end: number } | undefined {
  const at = written[i] === '\\' ? i + 1 : i;
  const character = written[at];
  if (character === undefined || (character === '-' && at === i)) return undefined;
  return { code: character.codePointAt(0) as number, end: at + 1 };
}
