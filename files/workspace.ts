/**
 * What evaluation may read beside the files that are linted: modules, charts, bases, files that functions name. Nothing
 * outside of the git repository (or, without one, of the folder that PortGuard was started in) is read, not through
 * links either.
 */
import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Workspace } from '../core/dialects/surroundings.ts';
import type { SourceText } from '../core/text/source.ts';
import { gitTop } from './ignore-files.ts';
import { decode } from './read.ts';

export interface WorkspaceOptions {
  readonly cwd: string;
  /** Path as reports show it, from an absolute one. */
  readonly shown: (path: string) => string;
  /** In bytes; larger files answer like files that do not exist. */
  readonly maxFileSize: number;
  /** Texts that stand for files, by absolute path: standard input. */
  readonly instead: ReadonlyMap<string, SourceText>;
  /** Who reads texts from disk, where somebody keeps them: `undefined` for what is no UTF-8, or too large. */
  readonly textOf?: (path: string) => SourceText | undefined;
}

export interface Workspaces {
  /** The workspace around a folder (absolute). */
  around(folder: string): Workspace;
  /** A text that was read for one folder and is now linted in its own: parsed once. */
  known(path: string): SourceText | undefined;
}

export function workspaces(options: WorkspaceOptions): Workspaces {
  const { cwd, shown, maxFileSize, instead, textOf = fromDisk } = options;
  const texts = new Map<string, SourceText | undefined>(instead);
  const byTop = new Map<string, Workspace>();

  return {
    around(folder) {
      const top = topOf(folder, cwd);
      let workspace = byTop.get(top);
      if (!workspace) {
        workspace = inside(top);
        byTop.set(top, workspace);
      }
      return workspace;
    },
    known: (path) => texts.get(path),
  };

  function inside(top: string): Workspace {
    const realTop = realPath(top) ?? top;
    const place = (path: string): string | undefined => {
      const absolute = resolve(cwd, path);
      if (instead.has(absolute)) return absolute;
      const real = isIn(top, absolute) ? realPath(absolute) : undefined;
      return real !== undefined && isIn(realTop, real) ? absolute : undefined;
    };
    return {
      read(path) {
        const absolute = resolve(cwd, path);
        if (!texts.has(absolute)) {
          const at = place(path);
          texts.set(absolute, at === undefined ? undefined : textOf(at));
        }
        return texts.get(absolute);
      },
      bytes(path) {
        const at = place(path);
        const typed = at === undefined ? undefined : instead.get(at);
        return typed ? Buffer.from(typed.text) : at === undefined ? undefined : bytesOf(at);
      },
      list(folder) {
        const at = place(folder);
        return at === undefined ? undefined : namesIn(at);
      },
    };
  }

  function fromDisk(path: string): SourceText | undefined {
    const bytes = bytesOf(path);
    return bytes && isUtf8(bytes) ? decode(bytes, shown(path), false).source : undefined;
  }

  function bytesOf(path: string): Buffer | undefined {
    try {
      const { size } = statSync(path);
      return size > maxFileSize ? undefined : readFileSync(path);
    } catch {
      // No such file, or not ours to read: what it holds is not known.
      return undefined;
    }
  }
}

function namesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => (isFolder(folder, entry) ? `${entry.name}/` : entry.name))
      .sort();
  } catch {
    return undefined;
  }
}

function isFolder(folder: string, entry: { name: string; isDirectory(): boolean; isSymbolicLink(): boolean }): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(folder, entry.name)).isDirectory();
  } catch {
    return false;
  }
}

function topOf(folder: string, cwd: string): string {
  return gitTop(folder) ?? (isIn(cwd, folder) ? cwd : folder);
}

function isIn(top: string, path: string): boolean {
  const way = relative(top, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(top, way) === path);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
