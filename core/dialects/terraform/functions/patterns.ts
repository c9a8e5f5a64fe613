/** `regex`, `regexall` and the patterns of `replace`. */

import { type Match, type Matches, matchAll } from '../../../patterns/match.ts';
import type { Location } from '../../../text/source.ts';
import { known, type MapMember, unknown, type Value } from '../../../values/value.ts';
import { mapping, maxText, sequence } from '../collections.ts';
import { refuse } from './definition.ts';

/** What `regex` answers, for each match: a text, the groups' texts, or an object of the named groups' texts. */
export function findAll(pattern: string, text: string, most: number, at: Location): Value[] | Value {
  const found = matched(pattern, text, most, at);
  if ('kind' in found) return found;
  const { matches, names } = found;
  const named = names.filter((name) => name !== undefined).length;
  if (named > 0 && named < names.length) return refuse('groups with and without names', at);
  return matches.map((match) => captured(match, names, at));
}

function captured({ groups }: Match, names: Matches['names'], at: Location): Value {
  const [whole, ...rest] = groups;
  const values = rest.map((group) => known(group ?? null, at));
  if (names.length === 0) return known(whole ?? null, at);
  if (names[0] === undefined) return sequence('tuple', values, at);
  const members = new Map<string, MapMember>();
  for (const [i, name] of names.entries()) {
    members.set(name ?? '', { key: at, value: values[i] ?? known(null, at) });
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
