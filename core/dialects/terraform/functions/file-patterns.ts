/** `fileset`: the files below a folder whose path matches a pattern, with `*`, `**`, `?`, `[…]` and `{a,b}`. */
import { joinPath } from '../../../text/path.ts';
import type { Workspace } from '../../surroundings.ts';

/** Folders that are looked into. */
const maxFolders = 2_000;
const maxFiles = 20_000;

/** Paths relative to the folder. */
export function filesMatching(
  folder: string,
  pattern: string,
  { list }: Workspace,
): readonly string[] | 'outside' | 'limit' | 'malformed' {
  const matches = matcherOf(pattern);
  if (!matches) return 'malformed';
  if (!list(folder)) return 'outside';
  const found: string[] = [];
  const waiting = [''];
  let folders = 0;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (++folders > maxFolders || found.length > maxFiles) return 'limit';
    for (const name of list(joinPath(folder, at)) ?? []) {
      const path = at === '' ? name : `${at}/${name}`;
      if (name.endsWith('/')) waiting.push(path.slice(0, -1));
      else if (matches(path)) found.push(path);
    }
  }
  return found;
}

/** `undefined` for a pattern that is not written rightly. */
function matcherOf(pattern: string): ((path: string) => boolean) | undefined {
  let source = '';
  let groups = 0;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i] as string;
    if (character === '*') {
      const isDeep = pattern[i + 1] === '*';
      const whole = isDeep && (i === 0 || pattern[i - 1] === '/');
      if (isDeep) i++;
      if (whole && pattern[i + 1] === '/') {
        source += '(?:[^/]+/)*';
        i++;
      } else source += whole && i + 1 === pattern.length ? '.*' : '[^/]*';
    } else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) return undefined;
      const inside = pattern
        .slice(i + 1, end)
        .replace(/[\\[\]]/g, '\\$&')
        .replace(/^[!^]/, '^');
      source += `[${inside}]`;
      i = end;
    } else if (character === '{') {
      source += '(?:';
      groups++;
    } else if (character === '}' && groups > 0) {
      source += ')';
      groups--;
    } else if (character === ',' && groups > 0) source += '|';
    else if (character === '\\') source += escaped(pattern[++i] ?? '\\');
    else source += escaped(character);
  }
  if (groups > 0) return undefined;
  try {
    const expression = new RegExp(`^${source}$`, 'u');
    return (path) => expression.test(path);
  } catch {
    // A range in brackets that runs backwards.
    return undefined;
  }
}

function escaped(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
