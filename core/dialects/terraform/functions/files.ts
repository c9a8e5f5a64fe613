/**
 * Functions that read files. Paths count from the folder of the root module, where Terraform runs. What lies outside
 * of the workspace is unknown; a file that is not there is refused.
 * https://developer.hashicorp.com/terraform/language/functions/file
 */
import { hashes, hexText } from '../../../text/hash/names.ts';
import { folderOf, joinPath, nameOfPath } from '../../../text/path.ts';
import type { Location } from '../../../text/source.ts';
import { known, unknown, type Value } from '../../../values/value.ts';
import { sequence } from '../collections.ts';
import { setItems } from '../equality.ts';
import type { Scope } from '../scope.ts';
import { type FunctionDefinition, refuse, scalar } from './definition.ts';
import { toBase64, utf8Text } from './encoding.ts';
import { filesMatching } from './file-patterns.ts';
import { hashed } from './hashes.ts';

type Read = Uint8Array | Value;

export const fileFunctions: readonly FunctionDefinition[] = [
  ofFile('file', (bytes, at) => utf8Text(bytes) ?? refuse('not a UTF-8 text', at)),
  ofFile('filebase64', (bytes) => toBase64(bytes)),
  ...(['md5', 'sha1', 'sha256', 'sha512'] as const).map((name) =>
    ofFile(`file${name}`, (bytes, at) => hashed(bytes, hashes[name], hexText, at)),
  ),
  ...(['sha256', 'sha512'] as const).map((name) =>
    ofFile(`filebase64${name}`, (bytes, at) => hashed(bytes, hashes[name], toBase64, at)),
  ),
  scalar('fileexists', ['string'], ([path], at, scope) => {
    const place = placeOf(path, scope);
    const names = scope.module.files.workspace.list(folderOf(place));
    if (!names) return isInside(folderOf(place), scope) ? false : outside(path, at);
    if (names.includes(`${nameOfPath(place)}/`)) return refuse(`${path} is a folder`, at);
    return names.includes(nameOfPath(place));
  }),
  scalar('fileset', ['string', 'string'], ([folder, pattern], at, scope) => {
    const found = filesMatching(placeOf(folder, scope), pattern, scope.module.files.workspace);
    if (found === 'outside') return outside(folder, at);
    if (found === 'limit') return unknown('limit', `fileset of ${pattern}`, at);
    if (found === 'malformed') return refuse(`pattern ${pattern}`, at);
    return sequence('set', setItems(found.map((path) => known(path, at))), at, 'string');
  }),
  scalar('basename', ['string'], ([path]) => (path === '' ? '.' : nameOfPath(path.replace(/(?<=.)\/+$/, '')) || '/')),
  scalar('dirname', ['string'], ([path]) => folderText(path)),
  scalar('abspath', ['string'], ([path], at) => (path.startsWith('/') ? joinPath('', path) || '/' : outside(path, at))),
  scalar('pathexpand', ['string'], ([path], at) => (path.startsWith('~') ? outside(path, at) : path)),
];

function ofFile(name: string, compute: (bytes: Uint8Array, at: Location) => Value | string): FunctionDefinition {
  return scalar(name, ['string'], ([path], at, scope) => {
    const bytes = readBytes(path, at, scope);
    return bytes instanceof Uint8Array ? compute(bytes, at) : bytes;
  });
}

/** The path as the workspace knows it. */
export function placeOf(path: string, { module }: Scope): string {
  return joinPath(module.files.root, path);
}

function readBytes(path: string, at: Location, scope: Scope): Read {
  const place = placeOf(path, scope);
  return scope.module.files.workspace.bytes(place) ?? missing(path, place, at, scope);
}

/** Why there is no such file: nobody can say what lies outside, and inside it is a mistake. */
export function missing(path: string, place: string, at: Location, scope: Scope): Value {
  return isInside(folderOf(place), scope) ? refuse(`there is no file ${path}`, at) : outside(path, at);
}

/** Is the folder, or one around it, part of the workspace? */
function isInside(folder: string, { module }: Scope): boolean {
  const { workspace, root } = module.files;
  for (let at = folder; ; at = folderOf(at)) {
    if (workspace.list(at)) return true;
    if (at === '' || at === root || at.startsWith('..') || at === '/')
      return workspace.list(root) !== undefined && at === root;
  }
}

function outside(path: string, at: Location): Value {
  return unknown('external', `file ${path}`, at);
}

/** Go's `filepath.Dir`. */
function folderText(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  return joinPath('', path.slice(0, slash + 1)) || (path.startsWith('/') ? '/' : '.');
}
