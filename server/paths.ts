/** Paths as this room has them: absolute, with `/`, one for each file; and the URIs that clients have for them. */
import { sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Path of a file: URI; `undefined` for what is no file of this machine. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return slashed(fileURLToPath(uri));
  } catch {
    // Another machine's file, or an encoded slash in a name: Node says so in no other way.
    return undefined;
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** A path of the operating system as this room has it. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** Whether a folder is another one, or lies in it. */
export function isWithin(folder: string, top: string): boolean {
  return folder === top || folder.startsWith(top.endsWith('/') ? top : `${top}/`);
}

/** The folder of the workspace that a file lies in, the innermost one. */
export function topAround(tops: readonly string[], path: string): string | undefined {
  return tops.filter((top) => isWithin(path, top)).sort((a, b) => b.length - a.length)[0];
}

/** A path as people know it: from the workspace's folder on. */
export function shownIn(tops: readonly string[], path: string): string {
  const top = topAround(tops, path);
  return top === undefined ? path : path.slice(top.endsWith('/') ? top.length : top.length + 1);
}

/** The order in which folders are walked: what lies in a folder comes right behind it. */
export function byWalk(a: string, b: string): number {
  const [here, there] = [a.split('/'), b.split('/')];
  const i = here.findIndex((part, index) => part !== there[index]);
  if (i < 0) return here.length - there.length;
  const [part, other] = [here[i], there[i]];
  return part === undefined || other === undefined ? here.length - there.length : part < other ? -1 : 1;
}
