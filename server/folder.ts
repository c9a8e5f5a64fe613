/** What the server reads from disk beside an open document: the other files of its folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const endings = ['.tf', '.tofu', '.tfvars', '.yaml', '.yml', '.json', '.tfstate', '.template', '.ros'];
/** Larger files beside an open document are not read; the document itself always is. Bytes. */
const sizeLimit = 1_000_000;

/** Absolute path of a file: URI; `undefined` for what is no file of this machine. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // Another machine's file, or an encoded slash in a name: Node says so in no other way.
    return undefined;
  }
}

/** Paths and texts of a folder's files; an open document's text wins over the disk's. */
export function filesBeside(folder: string, open: ReadonlyMap<string, string>): [path: string, text: string][] {
  const files = new Map(open);
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    if (files.has(path) || !endings.some((ending) => name.endsWith(ending))) continue;
    try {
      if (statSync(path).size <= sizeLimit) files.set(path, readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
    } catch {
      // Gone since it was listed, or not ours to read: the rest of the folder is still linted.
    }
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
