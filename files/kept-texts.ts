/**
 * Texts of files that are kept from one look at them to the next: the same object as long as the file is the same, so
 * that what was derived from it is not derived again. How much is kept is bounded.
 */
import { statSync } from 'node:fs';
import type { SourceText } from '../core/text/source.ts';
import { type ReadFile, readSource, unreadable } from './read.ts';

export interface KeptTextsOptions {
  /** Path as people are shown it. */
  readonly shown: (path: string) => string;
  /** Larger files are not read, bytes. */
  readonly maxFileSize: number;
}

interface Kept {
  /** What tells a file from its next version. */
  readonly stamp: string;
  readonly file: ReadFile;
}

export class KeptTexts {
  readonly #options: KeptTextsOptions;
  /** By absolute path; what was asked for last stands last. */
  readonly #kept = new Map<string, Kept>();
  #characters = 0;

  constructor(options: KeptTextsOptions) {
    this.#options = options;
  }

  /** A file's text, or why there is none; `named` as in files/read.ts. */
  read(path: string, named: boolean): ReadFile {
    const { shown, maxFileSize } = this.#options;
    const stamp = stampOf(path, named);
    if (typeof stamp !== 'string') {
      this.#drop(path);
      return { source: undefined, finding: unreadable(shown(path), stamp.error) };
    }
    const before = this.#kept.get(path);
    const file = before?.stamp === stamp ? before.file : readSource(path, shown(path), { limit: maxFileSize, named });
    this.#drop(path);
    this.#kept.set(path, { stamp, file });
    this.#characters += file.source?.text.length ?? 0;
    return file;
  }

  /** The text of a file around those that are linted; none for what is no UTF-8, or too large. */
  textOf(path: string): SourceText | undefined {
    const { source, finding } = this.read(path, false);
    return finding ? undefined : source;
  }

  /** Lets go what was not asked for lately: of all but those in use, this many characters are kept. */
  trim(characters: number, inUse: () => ReadonlySet<string>): void {
    if (this.#characters <= 2 * characters) return;
    const used = inUse();
    let left = characters;
    for (const [path, kept] of [...this.#kept].reverse()) {
      if (used.has(path)) continue;
      left -= lengthOf(kept);
      if (left < 0) this.#drop(path);
    }
  }

  #drop(path: string): void {
    const kept = this.#kept.get(path);
    if (kept) this.#characters -= lengthOf(kept);
    this.#kept.delete(path);
  }
}

function lengthOf({ file: { source } }: Kept): number {
  return source?.text.length ?? 0;
}

function stampOf(path: string, named: boolean): string | { readonly error: unknown } {
  try {
    const { mtimeMs, ctimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${ctimeMs} ${size} ${ino} ${named}`;
  } catch (error) {
    return { error };
  }
}
