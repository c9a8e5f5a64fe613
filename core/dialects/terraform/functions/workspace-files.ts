/**
 * What lies at a path. Terraform counts paths from the folder that it is started in, which is the root module's. Only
 * the workspace can be read: of what lies outside nothing is known, not even whether it exists.
 */
import { folderOf, joinPath, nameOfPath } from '../../../text/path.ts';
import type { Location, SourceText } from '../../../text/source.ts';
import { unknown, type Value } from '../../../values/value.ts';
import { type Scope, spend, tooMuch } from '../scope.ts';
import { refuse } from './definition.ts';

type Entry =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly source: SourceText | undefined }
  | { readonly kind: 'folder' | Absence };

/** `nowhere`: what should be a folder of the path is a file. `unreadable`: it is there, but not for us. */
type Absence = 'missing' | 'nowhere' | 'outside' | 'unreadable';

/** Steps that a look into the workspace costs, beside those for what it brings. */
export const lookCost = 100;

/** @param path as `joinPath` writes it */
function entryAt(path: string, { workspace }: Scope['module']['files']): Entry {
  const bytes = workspace.bytes(path);
  if (bytes) return { kind: 'file', bytes, source: workspace.read(path) };
  if (workspace.list(path)) return { kind: 'folder' };
  return { kind: absenceOf(path, workspace.list) };
}

/** The nearest folder above that can be listed tells whether the path ends there. */
export function absenceOf(path: string, list: (folder: string) => readonly string[] | undefined): Absence {
  let below = path;
  while (below !== '' && below !== '/' && nameOfPath(below) !== '..') {
    const folder = folderOf(below) || (below.startsWith('/') ? '/' : '');
    const names = list(folder);
    const name = nameOfPath(below);
    if (names?.includes(name) && below !== path) return 'nowhere';
    if (names) return names.includes(name) || names.includes(`${name}/`) ? 'unreadable' : 'missing';
    below = folder;
  }
  return 'outside';
}

export interface FoundFile {
  readonly bytes: Uint8Array;
  /** Absent where the bytes are no UTF-8. */
  readonly source: SourceText | undefined;
}

/** The file that a function names, or the answer of a function that needs it. */
export function fileAt(path: string, scope: Scope, at: Location): FoundFile | Value {
  const entry = look(path, scope, at);
  if (!('bytes' in entry) && entry.kind !== 'unknown') return refuse(`${path} is no file`, at);
  if ('bytes' in entry && !spend(scope, entry.bytes.length >> 3)) return tooMuch(at);
  return entry as FoundFile | Value;
}

/** Whether there is a file, as `fileexists` answers. */
export function isFileAt(path: string, scope: Scope, at: Location): boolean | Value {
  const entry = look(path, scope, at);
  if (entry.kind === 'unknown') return entry;
  if (entry.kind === 'folder' || entry.kind === 'nowhere') return refuse(`${path} is no file`, at);
  return entry.kind === 'file';
}

type Looked = Exclude<Entry, { kind: 'outside' | 'unreadable' }> | Extract<Value, { kind: 'unknown' }>;

function look(path: string, scope: Scope, at: Location): Looked {
  const { files } = scope.module;
  if (path.startsWith('~')) {
    const isHome = path === '~' || path.startsWith('~/');
    return unknown(isHome ? 'external' : 'invalid', path, at);
  }
  if (!spend(scope, lookCost)) return unknown('limit', 'files', at);
  const entry = entryAt(joinPath(files.root, path), files);
  if (entry.kind === 'outside') return unknown('external', path, at);
  if (entry.kind === 'unreadable') return unknown('limit', path, at);
  return entry as Looked;
}
