/** `regex`, `regexall` and the patterns of `replace`. */
import type { Location } from '../../../text/source.ts';
import { type MapMember, unknown, type Value } from '../../../values/value.ts';
import { mapping, maxText, sequence } from '../collections.ts';
import { type Match, type Matches, matchAll } from '../patterns/match.ts';
import { nullOf } from '../traits.ts';
import type { Type } from '../types.ts';
import { outcome, refuse } from './definition.ts';

interface Found {
  readonly values: Value[];
  /** What each of them is, also where there are none. */
  readonly type: Type;
}

/** What `regex` answers, for each match: a text, the groups' texts, or an object of the named groups' texts. */
export function findAll(pattern: string, text: string, most: number, at: Location): Found | Value {
  const found = matched(pattern, text, most, at);
  if ('kind' in found) return found;
  const { matches, names } = found;
  const named = names.filter((name) => name !== undefined).length;
  if (named > 0 && named < names.length) return refuse('groups with and without names', at);
  return { values: matches.map((match) => captured(match, names, at)), type: typeOfMatch(names) };
}

function typeOfMatch(names: Matches['names']): Type {
  if (names.length === 0) return 'string';
  if (names[0] === undefined) return { kind: 'tuple', elements: names.map(() => 'string') };
  return {
    kind: 'object',
    attributes: new Map(names.map((name) => [name ?? '', { type: 'string', optional: false }])),
  };
}

function captured({ groups }: Match, names: Matches['names'], at: Location): Value {
  const [whole, ...rest] = groups;
  const values = rest.map((group) => (group === undefined ? nullOf('string', at) : outcome(group, at)));
  if (names.length === 0) return outcome(whole ?? '', at);
  if (names[0] === undefined) return sequence('tuple', values, at);
  const members = new Map<string, MapMember>();
  for (const [i, name] of names.entries()) {
    members.set(name ?? '', { key: at, value: values[i] ?? nullOf('string', at) });
  }
  return mapping('object', members, at);
}

function matched(pattern: string, text: string, most: number, at: Location): Matches | Value {
  if (text.length > maxText / 10) return unknown('limit', 'regular expression on a long text', at);
  const found = matchAll(pattern, [...text], most);
  if (found === 'invalid') return refuse(`regular expression ${pattern}`, at);
  return found === 'limit' ? unknown('limit', `regular expression ${pattern}`, at) : found;
}

const groupReference = /\$(?:\$|(\w+)|\{(\w+)\})/g;

/** Replaces all matches; `$1`, `${1}`, `$name` and `${name}` stand for groups, as in Go. */
export function replacePattern(pattern: string, text: string, by: string, at: Location): Value | string {
  const found = matched(pattern, text, Number.POSITIVE_INFINITY, at);
  if ('kind' in found) return found;
  const characters = [...text];
  let result = '';
  let end = 0;
  for (const match of found.matches) {
    result += characters.slice(end, match.start).join('');
    result += by.replace(groupReference, (whole, plain?: string, braced?: string) =>
      whole === '$$' ? '$' : (groupOf(match, found.names, plain ?? braced ?? '') ?? ''),
    );
    end = match.end;
    if (result.length > maxText) return unknown('limit', 'replace', at);
  }
  return result + characters.slice(end).join('');
}

function groupOf({ groups }: Match, names: Matches['names'], name: string): string | undefined {
  return /^\d+$/.test(name) ? groups[Number(name)] : groups[names.indexOf(name) + 1 || groups.length];
}
