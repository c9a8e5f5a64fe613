/** The files of a git revision in a folder of their own, without touching the repository, its index or its work tree. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';

export interface Revision {
  /** Absolute; holds the whole tree. */
  readonly folder: string;
  remove(): void;
}

/** The commit that a name means, in full; `undefined` where it means none, or this is no git repository. */
export function commitOf(name: string, cwd: string): string | undefined {
  try {
    return git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], cwd).trim();
  } catch {
    return undefined;
  }
}

/** Throws what git says where the tree cannot be written. */
export function exportRevision(commit: string, cwd: string): Revision {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'portguard-revision-')));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const tree = join(folder, 'tree');
    // An index of our own; the user's stays as it is.
    const env = {
      ...process.env,
      GIT_INDEX_FILE: join(folder, 'index'),
      // Git's empty tree: no attributes, so that no filter runs (or, for LFS, downloads).
      GIT_ATTR_SOURCE: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    };
    const top = git(['rev-parse', '--show-toplevel'], cwd).trim();
    git(['read-tree', commit], top, env);
    git(['checkout-index', '--all', '--force', `--prefix=${tree}${sep}`], top, env);
    return { folder: tree, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function git(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env): string {
  return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
