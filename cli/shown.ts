/** Paths as people read them. */
import { isAbsolute, relative, sep } from 'node:path';
import type { Text } from '../core/text/message.ts';

/** Relative to the current folder, absolute outside of it; with `/`. */
export function shownPath(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  const shown = inside === '' ? '.' : inside.startsWith('..') || isAbsolute(inside) ? path : inside;
  return shown.split(sep).join('/');
}

export function missing(path: string): Text {
  return {
    en: `There is no file or folder "${path}".`,
    zh: `文件或目录“${path}”不存在。`,
  };
}
