/**
 * Functions that read files. Paths count from the folder of the root module, where Terraform runs. What lies outside
 * of the workspace is unknown; a file that is not there is refused.
 * https://developer.hashicorp.com/terraform/language/functions/file
 */

import { hex, toBase64 } from '../../../text/bytes.ts';
import { hashes } from '../../../text/hash/names.ts';
import { joinPath, nameOfPath } from '../../../text/path.ts';
import { type Location, locationOf } from '../../../text/source.ts';
import { type Data, known, unknown, type Value } from '../../../values/value.ts';
import { maxText } from '../collections.ts';
import { type FunctionDefinition, refuse, scalar } from './definition.ts';
import { fileSet } from './fileset.ts';
import { hashed } from './hashes.ts';
import { fileAt, isFileAt } from './workspace-files.ts';

export const fileFunctions: readonly FunctionDefinition[] = [
  scalar('file', ['string'], ([path], at, scope) => {
    const found = fileAt(path, scope, at);
    if (!('bytes' in found)) return found;
    const { source } = found;
    if (!source) return refuse(`${path} is no UTF-8`, at);
    if (source.text.length > maxText) return unknown('limit', path, at);
    return known<Data>(source.text.normalize(), at, locationOf(source, { start: 0, end: source.text.length }));
  }),
  ofFile('filebase64', (bytes) => toBase64(bytes)),
  ...(['md5', 'sha1', 'sha256', 'sha512'] as const).map((name) =>
    ofFile(`file${name}`, (bytes, at) => hashed(bytes, hashes[name], hex, at)),
  ),
  ...(['sha256', 'sha512'] as const).map((name) =>
    ofFile(`filebase64${name}`, (bytes, at) => hashed(bytes, hashes[name], toBase64, at)),
  ),
  scalar('fileexists', ['string'], ([path], at, scope) => isFileAt(path, scope, at)),
  scalar('fileset', ['string', 'string'], ([folder, pattern], at, scope) => fileSet(folder, pattern, scope, at)),
  scalar('basename', ['string'], ([path]) => (path === '' ? '.' : nameOfPath(path.replace(/(?<=.)\/+$/, '')) || '/')),
  scalar('dirname', ['string'], ([path]) => folderText(path)),
  scalar('abspath', ['string'], ([path], at) =>
    path.startsWith('/') ? joinPath('', path) || '/' : unknown('external', 'path.cwd', at),
  ),
  scalar('pathexpand', ['string'], ([path], at) => {
    if (!path.startsWith('~')) return path;
    return path === '~' || path.startsWith('~/') ? unknown('external', '~', at) : refuse('home of another user', at);
  }),
];

function ofFile(name: string, compute: (bytes: Uint8Array, at: Location) => Value | string): FunctionDefinition {
  return scalar(name, ['string'], ([path], at, scope) => {
    const found = fileAt(path, scope, at);
    return 'bytes' in found ? compute(found.bytes, at) : found;
  });
}

/** Go's `filepath.Dir`. */
function folderText(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  return joinPath('', path.slice(0, slash + 1)) || (path.startsWith('/') ? '/' : '.');
}
