/** What the server reads from disk beside an open document: the other files of its folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const endings = ['.tf', '.tofu', '.tfvars', '.yaml', '.yml', '.json', '.tfstate', '.template', '.ros'];
/** Larger files beside an open document are not read; the document itself always is. Bytes. */
const sizeLimit = 1_000_000;

export function pathOf(uri: string): string {
  return fileURLToPath(uri);
}

/** Absolute folder of a file: URI. */
export function folderOf(uri: string): string {
  return uri.startsWith('file:') ? dirname(pathOf(uri)) : '';
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
