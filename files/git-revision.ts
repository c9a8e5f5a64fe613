/** The files of a git revision in a folder of their own, without touching the repository, its index or its work tree. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';

export interface Revision {
  /** Absolute; holds the whole tree, as it is in the repository: no filter runs, and no link is made. */
  readonly folder: string;
  remove(): void;
}

/** The commit that a name means, in full; `undefined` where it means none, or this is no git repository. */
export function commitOf(name: string, cwd: string): string | undefined {
  try {
    return git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], cwd)
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}

/**
 * Throws what git says where the tree cannot be read.
 * @param maxFileSize larger files are left out, bytes
 */
export function exportRevision(commit: string, cwd: string, maxFileSize: number): Revision {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'portguard-revision-')));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const blobs = blobsOf(commit, cwd).filter(({ size }) => size <= maxFileSize);
    const made = new Set<string>();
    for (const { path, content } of contentsOf(blobs, cwd)) {
      const file = resolve(folder, path);
      // No tree that git makes leads out of itself; one that somebody else made might.
      if (!file.startsWith(folder + sep)) continue;
      if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
      made.add(dirname(file));
      writeFileSync(file, content);
    }
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

interface Blob {
  readonly id: string;
  readonly size: number;
  readonly path: string;
}

/** Files only: links and submodules have no text of their own. */
function blobsOf(commit: string, cwd: string): readonly Blob[] {
  const listed = git(['ls-tree', '-r', '-z', '-l', '--full-tree', commit], cwd).toString();
  return listed.split('\0').flatMap((line) => {
    const [, id, size, path] = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line) ?? [];
    return id !== undefined && path !== undefined ? [{ id, size: Number(size), path }] : [];
  });
}

/** How much is asked of git at a time, bytes. */
const batchSize = 64e6;

function* contentsOf(blobs: readonly Blob[], cwd: string): Generator<{ path: string; content: Buffer }> {
  for (let from = 0; from < blobs.length; ) {
    let to = from;
    let size = 0;
    while (to < blobs.length && size < batchSize) size += blobs[to++]?.size ?? 0;
    const batch = blobs.slice(from, to);
    const output = git(['cat-file', '--batch'], cwd, batch.map(({ id }) => `${id}\n`).join(''));
    let at = 0;
    for (const { path, size: length } of batch) {
      // `id type size`, a line feed, the content, a line feed.
      const start = output.indexOf('\n', at) + 1;
      yield { path, content: output.subarray(start, start + length) };
      at = start + length + 1;
    }
    from = to;
  }
}

function git(args: readonly string[], cwd: string, input = ''): Buffer {
  return execFileSync('git', args, { cwd, input, maxBuffer: 1e9, stdio: ['pipe', 'pipe', 'pipe'] });
}
