/** Writing what a command says to a file, or to stdout where none is named. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Console } from './terminal.ts';

/** False, with the reason on stderr, where the file cannot be written. */
export function writeOutput(file: string | undefined, text: string, console: Console): boolean {
  if (file === undefined) {
    console.out(text);
    return true;
  }
  try {
    writeFileSync(resolve(file), text);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    console.error({
      en: `The result cannot be written to ${file} (${code}).`,
      zh: `无法将结果写入 ${file}（${code}）。`,
    });
    return false;
  }
}
