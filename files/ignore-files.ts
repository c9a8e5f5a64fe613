/**
 * `.gitignore` and `.portguardignore`, by git's rules: the file nearest to a path decides, the last matching line in it;
 * files count from the repository's top folder downwards; what lies in an ignored folder cannot be brought back.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import createIgnore, { type Ignore } from 'ignore';

export type Patterns = (path: string, isFolder: boolean) => 'ignored' | 'unignored' | undefined;

/** Patterns in .gitignore's syntax, relative to a folder; paths are absolute. */
export function patternsOf(folder: string, lines: readonly string[]): Patterns {
  const matcher: Ignore = createIgnore({ ignorecase: process.platform !== 'linux' }).add([...lines]);
  return (path, isFolder) => {
    const inside = relative(folder, path).split(sep).join('/');
    if (inside === '' || inside.startsWith('../') || inside === '..' || !createIgnore.isPathValid(inside))
      return undefined;
    const { ignored, unignored } = matcher.test(isFolder ? `${inside}/` : inside);
    return ignored ? 'ignored' : unignored ? 'unignored' : undefined;
  };
}

/** The ignore files that count in one folder: its own and, linked, those above. */
export interface IgnoreChain {
  readonly patterns: Patterns | undefined;
  readonly above: IgnoreChain | undefined;
}

export function isIgnored(path: string, isFolder: boolean, chain: IgnoreChain | undefined): boolean {
  for (let link = chain; link; link = link.above) {
    const answer = link.patterns?.(path, isFolder);
    if (answer) return answer === 'ignored';
  }
  return false;
}

/** The chain for a folder whose parent's chain is known. */
export function chainOf(folder: string, above: IgnoreChain | undefined): IgnoreChain | undefined {
  const lines = [join(folder, '.git/info/exclude'), join(folder, '.gitignore'), join(folder, '.portguardignore')]
    .map(textOf)
    .join('\n');
  return lines.trim() === '' ? above : { patterns: patternsOf(folder, lines.split(/\r?\n/)), above };
}

/**
 * The chain for a folder that was named on the command line: from the repository's top down. A folder that is itself
 * ignored was named on purpose, so what ignores it does not count inside, unless `strict`.
 */
export function chainFromTop(folder: string, strict = false): IgnoreChain | undefined {
  let chain: IgnoreChain | undefined;
  for (const each of foldersFromTop(folder)) {
    if (!strict && isIgnored(each, true, chain)) chain = undefined;
    chain = chainOf(each, chain);
  }
  return chain;
}

/** Folders from the git repository's top down to this one; only this one outside of a repository. */
function foldersFromTop(folder: string): string[] {
  const top = gitTop(folder);
  const folders = [folder];
  for (let at = folder; top !== undefined && at !== top; ) {
    at = dirname(at);
    folders.unshift(at);
  }
  return folders;
}

/** The nearest folder upwards that holds `.git` (a file in worktrees and submodules). */
export function gitTop(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

function textOf(path: string): string {
  // Most folders have none; asking costs a tenth of a failed read.
  if (!existsSync(path)) return '';
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // An unreadable one, or a folder of this name, ignores nothing.
    return '';
  }
}
