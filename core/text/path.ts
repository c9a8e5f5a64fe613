/** Paths as plain text, with `/`: core/ has no node:path. A path is relative to wherever the caller counts from. */

/** The part before the last `/`; empty for a name alone. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The part behind the last `/`. */
export function nameOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `relative` seen from `folder`, without `.` and with `..` only at the beginning; an absolute path stays one. */
export function joinPath(folder: string, relative: string): string {
  const whole = relative.startsWith('/') || folder === '' ? relative : `${folder}/${relative}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !whole.startsWith('/')) parts.push(part);
  }
  return (whole.startsWith('/') ? '/' : '') + parts.join('/');
}

/** The way from a folder to another one, `.` for the same. */
export function relativePath(from: string, to: string): string {
  const [here, there] = [from, to].map((path) => path.split('/').filter((part) => part !== ''));
  if (!here || !there || from.startsWith('/') !== to.startsWith('/')) return to;
  let shared = 0;
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared++;
  const parts = [...here.slice(shared).map(() => '..'), ...there.slice(shared)];
  return parts.join('/') || '.';
}
