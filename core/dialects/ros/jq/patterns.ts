/**
 * `match` and what is built on it. jq has Oniguruma's regular expressions; ours are those of RE2, which match in
 * linear time. Where the two differ (look-around, references back) a pattern is not evaluated.
 */
import { matchAll } from '../../../patterns/match.ts';
import { described, fail, Stop, spend, type Work } from './faults.ts';
import { isArray, type Json } from './json.ts';

/** Flags of Oniguruma that RE2 has as well, and `g`, which says how often. */
const known: ReadonlySet<string> = new Set(['g', 'i', 's', 'n', 'x', 'l']);

/** `_match(re; flags; test)`: whether, or every match as an object. */
export function match(
  input: Json,
  [pattern = null, flags = null, onlyWhether = false]: readonly Json[],
  work: Work,
): Json {
  if (typeof input !== 'string') return fail(`${described(input)} cannot be matched, as it is not a string`);
  const [expression, options] = isArray(pattern) ? [pattern[0] ?? null, pattern[1] ?? flags] : [pattern, flags];
  if (typeof expression !== 'string') return fail(`${described(expression)} cannot be matched, as it is not a string`);
  if (options !== null && typeof options !== 'string') return fail(`${described(options)} is not a string`);
  const letters = [...(options ?? '')];
  if (letters.some((letter) => !known.has(letter))) return fail(`${options} is not a valid modifier string`);
  // `x` (blanks do not count) and `n`, `l` (other ways to choose among matches) are not in RE2.
  if (letters.some((letter) => 'xln'.includes(letter))) throw new Stop('unsupported', `jq match with ${options}`);
  const inline = letters.filter((letter) => letter === 'i' || letter === 's').join('');
  const characters = [...input];
  // Every instruction of a pattern may look at every character.
  spend(work, characters.length * Math.max(1, expression.length >> 2));
  const most = onlyWhether === true || !letters.includes('g') ? 1 : characters.length + 1;
  const found = matchAll(
    inline === '' ? translated(expression) : `(?${inline})${translated(expression)}`,
    characters,
    most,
  );
  if (found === 'invalid') throw new Stop('unsupported', `jq match ${expression}`);
  if (found === 'limit') throw new Stop('limit', 'jq');
  if (onlyWhether === true) return found.matches.length > 0;
  return found.matches.map(({ groups, start, end }) => {
    const [whole = '', ...captures] = groups;
    return new Map<string, Json>([
      ['offset', start],
      ['length', end - start],
      ['string', whole],
      ['captures', captures.map((text, i) => capture(text, found.names[i], whole, start))],
    ]);
  });
}

/** A group's text. Where it stands is told only if it stands in one place; nothing here asks for more. */
function capture(text: string | undefined, name: string | undefined, whole: string, start: number): Json {
  const at = text === undefined ? -1 : whole.indexOf(text);
  const offset = at < 0 ? -1 : start + [...whole.slice(0, at)].length;
  return new Map<string, Json>([
    ['offset', offset],
    ['length', text === undefined ? 0 : [...text].length],
    ['string', text ?? null],
    ['name', name ?? null],
  ]);
}

/** `(?<name>…)` is `(?P<name>…)` in RE2, and `\h` a hexadecimal digit. */
function translated(expression: string): string {
  return expression.replace(/\\h|\\.|\(\?<(?=[A-Za-z_])/gs, (part) =>
    part === '(?<' ? '(?P<' : part === '\\h' ? '[0-9a-fA-F]' : part,
  );
}
