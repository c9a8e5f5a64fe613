/** Regular expressions: RE2's, whose time is bounded by the text. */
import { type Match, type Matches, matchAll } from '../../../../patterns/match.ts';
import { bool, type Datum, list, string, unknown } from '../data.ts';
import { type Call, type FunctionTable, type Implementation, originOfAny, plain, strict, whole } from './definition.ts';

const maxText = 20_000;

function find(pattern: Datum | undefined, text: string, most: number, { run }: Call): Matches | Datum {
  run.budget.steps -= (text.length * plain(pattern).length) >> 3;
  if (run.budget.steps < 0) return unknown('limit', 'regular expression');
  if (text.length > maxText) return unknown('limit', 'regular expression');
  const found = matchAll(plain(pattern), [...text], most);
  if (found === 'limit') return unknown('limit', 'regular expression');
  return found === 'invalid' ? unknown('invalid', 'regular expression') : found;
}

const reference = /\$(?:\$|(\w+)|\{(\w+)\})/g;

function replacing(expands: boolean): Implementation {
  return strict((args, call) => {
    const text = plain(args[1]);
    const by = plain(args[2]);
    const found = find(args[0], text, Number.POSITIVE_INFINITY, call);
    if ('type' in found) return found;
    const characters = [...text];
    let result = '';
    let end = 0;
    for (const match of found.matches) {
      result += characters.slice(end, match.start).join('') + (expands ? expanded(by, match, found.names) : by);
      end = match.end;
      if (result.length > maxText * 10) return unknown('limit', 'regular expression');
    }
    return string(result + characters.slice(end).join(''), originOfAny(args));
  });
}

/** `$1`, `${1}`, `${name}` in a replacement. */
function expanded(by: string, { groups }: Match, names: Matches['names']): string {
  return by.replace(reference, (whole, plainName?: string, braced?: string) => {
    if (whole === '$$') return '$';
    const name = plainName ?? braced ?? '';
    const index = /^\d+$/.test(name) ? Number(name) : names.indexOf(name) + 1 || groups.length;
    return groups[index] ?? '';
  });
}

const match = strict(([pattern, text], call) => {
  const found = find(pattern, plain(text), 1, call);
  return 'type' in found ? found : bool(found.matches.length > 0);
});

const first = strict((args, call) => {
  const found = find(args[0], plain(args[1]), 1, call);
  return 'type' in found ? found : string(found.matches[0]?.groups[0] ?? '', originOfAny(args));
});

const all = strict(([pattern, text, most], call) => {
  const found = find(pattern, plain(text), whole(most) < 0 ? Number.POSITIVE_INFINITY : whole(most), call);
  return 'type' in found ? found : list(found.matches.map(({ groups }) => string(groups[0] ?? '')));
});

const split = strict(([pattern, text, most], call) => {
  const characters = [...plain(text)];
  const limit = whole(most);
  const found = find(pattern, plain(text), limit < 0 ? Number.POSITIVE_INFINITY : Math.max(0, limit - 1), call);
  if ('type' in found) return found;
  let end = 0;
  const parts = found.matches.map((one) => {
    const part = characters.slice(end, one.start).join('');
    end = one.end;
    return string(part);
  });
  return list([...parts, string(characters.slice(end).join(''))]);
});

const replaceAll = replacing(true);
const replaceAllLiteral = replacing(false);

export const patternFunctions: FunctionTable = {
  regexMatch: match,
  mustRegexMatch: match,
  regexFind: first,
  mustRegexFind: first,
  regexFindAll: all,
  mustRegexFindAll: all,
  regexSplit: split,
  mustRegexSplit: split,
  regexReplaceAll: replaceAll,
  mustRegexReplaceAll: replaceAll,
  regexReplaceAllLiteral: replaceAllLiteral,
  mustRegexReplaceAllLiteral: replaceAllLiteral,
  regexQuoteMeta: strict((args) => string(plain(args[0]).replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'), originOfAny(args))),
};
