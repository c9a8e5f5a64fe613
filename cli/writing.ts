/** Writing changed texts into the files that they were made of. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Changed } from '../core/changes/fix-all.ts';
import type { Text } from '../core/text/message.ts';

const byteOrderMark = '\uFEFF';

/**
 * @param before texts as they were read, by path as it is shown
 * @returns what could not be written, one sentence for each file; the others are written
 */
export function writeChanged(changed: Changed, before: ReadonlyMap<string, string>): readonly Text[] {
  const problems: Text[] = [];
  for (const [path, { text }] of changed) {
    try {
      const file = resolve(path);
      const now = readFileSync(file, 'utf8');
      const mark = now.startsWith(byteOrderMark) ? byteOrderMark : '';
      // Edits are about the text that was read: another one, or one in another encoding, stays as it is.
      if (now.slice(mark.length) !== before.get(path)) problems.push(moved(path));
      else writeFileSync(file, mark + text);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      problems.push({ en: `${path} cannot be written (${code}).`, zh: `无法写入 ${path}（${code}）。` });
    }
  }
  return problems;
}

function moved(path: string): Text {
  return {
    en: `${path} was not written: its text is not the one that was read, or not in UTF-8. Run the command again.`,
    zh: `未写入 ${path}：其内容与读取时不同，或不是 UTF-8 编码。请重新运行。`,
  };
}
