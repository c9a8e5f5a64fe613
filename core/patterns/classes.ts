/** Character classes of RE2's syntax, as predicates over code points. */

export type CharacterClass = (code: number) => boolean;

const digit: CharacterClass = (code) => code >= 48 && code <= 57;
const upper: CharacterClass = (code) => code >= 65 && code <= 90;
const lower: CharacterClass = (code) => code >= 97 && code <= 122;
export const word: CharacterClass = (code) => digit(code) || upper(code) || lower(code) || code === 95;
const space: CharacterClass = (code) => code === 32 || code === 9 || code === 10 || code === 12 || code === 13;

/** `\d` and the like; all are ASCII only. */
export const perl: Readonly<Record<string, CharacterClass>> = { d: digit, w: word, s: space };

/** `[[:alpha:]]` and the like. */
export const posix: Readonly<Record<string, CharacterClass>> = {
  alnum: (code) => digit(code) || upper(code) || lower(code),
  alpha: (code) => upper(code) || lower(code),
  ascii: (code) => code < 128,
  blank: (code) => code === 9 || code === 32,
  cntrl: (code) => code < 32 || code === 127,
  digit,
  graph: (code) => code > 32 && code < 127,
  lower,
  print: (code) => code >= 32 && code < 127,
  punct: (code) => code > 32 && code < 127 && !(digit(code) || upper(code) || lower(code)),
  space: (code) => space(code) || code === 11,
  upper,
  word,
  xdigit: (code) => digit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102),
};

export function not(inner: CharacterClass): CharacterClass {
  return (code) => !inner(code);
}

export function anyOf(classes: readonly CharacterClass[]): CharacterClass {
  return (code) => classes.some((one) => one(code));
}

export function range(from: number, to: number): CharacterClass {
  return (code) => code >= from && code <= to;
}

/** Letters of one case-insensitive kind that upper and lower case do not lead to (Unicode's simple case folding). */
const kinds = [
  'sſS',
  'kKK',
  'åÅÅ',
  'μµΜ',
  'σςΣ',
  'βϐΒ',
  'εϵΕ',
  'θϑΘϴ',
  'ιͅΙι',
  'κϰΚ',
  'πϖΠ',
  'ρϱΡ',
  'φϕΦ',
  'ωΩΩ',
  'ṡẛṠ',
  'ßẞ',
  'ǆǅǄ',
  'ǉǈǇ',
  'ǌǋǊ',
  'ǳǲǱ',
];

const kindOf: ReadonlyMap<number, readonly number[]> = new Map(
  kinds.flatMap((kind) => {
    const codes = Array.from(kind, (letter) => letter.codePointAt(0) as number);
    return codes.map((code) => [code, codes] as const);
  }),
);

/** The class, also of the characters that differ from its own in case only. */
export function foldingCase(inner: CharacterClass): CharacterClass {
  return (code) => {
    if (inner(code)) return true;
    const kind = kindOf.get(code);
    if (kind) return kind.some(inner);
    const character = String.fromCodePoint(code);
    return [character.toLowerCase(), character.toUpperCase()].some(
      (other) => [...other].length === 1 && inner(other.codePointAt(0) as number),
    );
  };
}

/** `\p{Greek}`, `\pL`: scripts and general categories; `undefined` for a name that Unicode does not have. */
export function unicode(name: string): CharacterClass | undefined {
  if (!/^[A-Za-z_]+$/.test(name)) return undefined;
  for (const property of [`\\p{gc=${name}}`, `\\p{sc=${name}}`]) {
    try {
      const expression = new RegExp(`^${property}$`, 'u');
      return (code) => expression.test(String.fromCodePoint(code));
    } catch {
      // Not a name of this kind; a RegExp that cannot be built is the only list of names there is.
    }
  }
  return undefined;
}
