/** Hashes of texts, and the one kind of UUID that is a hash. */

import { hex, toBase64, utf8 } from '../../../text/bytes.ts';
import { hashes } from '../../../text/hash/names.ts';
import { sha1 } from '../../../text/hash/sha1.ts';
import type { Location } from '../../../text/source.ts';
import { unknown, type Value } from '../../../values/value.ts';
import { costly, type FunctionDefinition, refuse, scalar } from './definition.ts';

/** Longer texts would take more than a moment, bytes. */
const maxHashed = 250_000;

export const hashFunctions: readonly FunctionDefinition[] = [
  ...Object.entries(hashes).map(([name, hash]) =>
    scalar(name, ['string'], ([text], at) => hashed(utf8(text), hash, hex, at)),
  ),
  ...(['sha256', 'sha512'] as const).map((name) =>
    scalar(`base64${name}`, ['string'], ([text], at) => hashed(utf8(text), hashes[name], toBase64, at)),
  ),
  scalar('uuidv5', ['string', 'string'], ([namespace, name], at) => uuidV5(namespace, name, at)),
].map(costly);

export function hashed(
  bytes: Uint8Array,
  hash: (bytes: Uint8Array) => Uint8Array,
  write: (bytes: Uint8Array) => string,
  at: Location,
): Value | string {
  return bytes.length > maxHashed ? unknown('limit', `hash of ${bytes.length} bytes`, at) : write(hash(bytes));
}

/** RFC 4122, appendix C. */
const namespaces: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

function uuidV5(namespace: string, name: string, at: Location): Value | string {
  const written = Object.hasOwn(namespaces, namespace) ? namespaces[namespace] : bare(namespace);
  if (!written || !/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/i.test(written)) {
    return refuse(`namespace ${namespace}`, at);
  }
  const prefix = Uint8Array.from(written.replaceAll('-', '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const bytes = new Uint8Array([...prefix, ...utf8(name)]);
  return hashed(bytes, sha1, uuidText, at);
}

/** A UUID may stand behind `urn:uuid:` or in braces, as github.com/google/uuid reads it. */
function bare(text: string): string {
  return text.replace(/^urn:uuid:(?=.{36}$)/i, '').replace(/^\{(.{36})\}$/, '$1');
}

function uuidText(hash: Uint8Array): string {
  const bytes = hash.slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
