/**
 * The folders of the open documents: each is linted when its texts, or those that it looks into, have rested for a
 * moment. What a lint made is kept until the next one, so that a question about a document costs no evaluation.
 */
import { dirname } from 'node:path';
import type { Language, Text } from '../core/text/message.ts';
import { pathOf } from './folder.ts';
import { type Linted, lintFolder } from './linted.ts';

/** Typing pauses shorter than this do not start a lint, milliseconds. */
const pause = 150;

export interface OpenDocument {
  readonly uri: string;
  getText(): string;
}

export interface FoldersOptions {
  /** All open documents, now. */
  readonly documents: () => readonly OpenDocument[];
  readonly language: () => Language;
  readonly onProblem: (problem: Text) => void;
  /** What all folders say about a file has changed. */
  readonly onChange: (path: string) => void;
  /** A folder has been linted. */
  readonly onLinted: () => void;
  /** A lint failed. The folder keeps what was known of it. */
  readonly onFailure: (folder: string, error: unknown) => void;
}

interface Waiting {
  readonly timer: NodeJS.Timeout;
  readonly ended: Promise<void>;
  readonly end: () => void;
}

export class Folders {
  readonly #options: FoldersOptions;
  /** Those of which a document is open. */
  readonly #linted = new Map<string, Linted>();
  readonly #waiting = new Map<string, Waiting>();

  constructor(options: FoldersOptions) {
    this.#options = options;
  }

  /** A document was opened, changed or closed: its folder is linted, and those that look into it. */
  changed(uri: string): void {
    const path = pathOf(uri);
    if (path === undefined) return;
    const folder = dirname(path);
    this.#schedule(folder);
    for (const [other, { seen }] of this.#linted) if (seen.has(folder)) this.#schedule(other);
  }

  /** What was linted with a document's text as it is now, its own folder first; waits for a lint that is due. */
  async around(uri: string): Promise<readonly Linted[]> {
    const path = pathOf(uri);
    if (path === undefined) return [];
    const folder = dirname(path);
    // Any of them may turn out to look into this folder.
    await this.settled();
    const own = this.#linted.get(folder);
    const others = [...this.#linted].filter(([name, { seen }]) => name !== folder && seen.has(folder));
    return [...(own ? [own] : []), ...others.map(([, linted]) => linted)];
  }

  /** No lint is due any more. */
  async settled(): Promise<void> {
    for (let [due] = this.#waiting.values(); due; [due] = this.#waiting.values()) await due.ended;
  }

  /** A folder as it would be linted if a file of it (absolute path) had this text. Nothing of it is kept. */
  lintedWith(path: string, text: string): Linted {
    const { language, onProblem } = this.#options;
    const open = this.#open().set(path, text);
    return lintFolder({ folder: dirname(path), open, language: language(), onProblem });
  }

  /** All folders, as they were linted last. */
  all(): readonly Linted[] {
    return [...this.#linted.values()];
  }

  #schedule(folder: string): void {
    const before = this.#waiting.get(folder);
    clearTimeout(before?.timer);
    const { promise: ended, resolve: end } = before ? { promise: before.ended, resolve: before.end } : deferred();
    const timer = setTimeout(() => {
      this.#waiting.delete(folder);
      try {
        this.#lint(folder);
        this.#options.onLinted();
      } catch (error) {
        this.#options.onFailure(folder, error);
      } finally {
        end();
      }
    }, pause);
    this.#waiting.set(folder, { timer, ended, end });
  }

  /** Texts of the open files by absolute path. */
  #open(): Map<string, string> {
    const open = new Map<string, string>();
    for (const document of this.#options.documents()) {
      const path = pathOf(document.uri);
      if (path !== undefined) open.set(path, document.getText());
    }
    return open;
  }

  #lint(folder: string): void {
    const { language, onProblem, onChange } = this.#options;
    const open = this.#open();
    const isOpen = [...open.keys()].some((path) => dirname(path) === folder);
    const before = this.#linted.get(folder);
    const after = isOpen ? lintFolder({ folder, open, language: language(), onProblem }) : undefined;
    if (after) this.#linted.set(folder, after);
    else this.#linted.delete(folder);
    for (const path of new Set([...(before?.found.keys() ?? []), ...(after?.found.keys() ?? [])])) onChange(path);
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
