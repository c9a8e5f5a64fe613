/** Texts as the client has them: what is typed counts everywhere, in modules that others call, too. */
import { resolve } from 'node:path';
import { SourceText } from '../core/text/source.ts';
import { pathOf } from './paths.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

export class TypedTexts {
  readonly #documents: () => readonly OpenDocument[];
  readonly #texts = new WeakMap<OpenDocument, { readonly version: number; readonly text: SourceText }>();

  constructor(documents: () => readonly OpenDocument[]) {
    this.#documents = documents;
  }

  /** By path as the file system has it; the same object for the same version of a document. */
  all(): ReadonlyMap<string, SourceText> {
    const texts = new Map<string, SourceText>();
    for (const document of this.#documents()) {
      const path = pathOf(document.uri);
      if (path !== undefined) texts.set(resolve(path), this.#textOf(document, path));
    }
    return texts;
  }

  /** Paths of the open files. */
  paths(): readonly string[] {
    return this.#documents().flatMap(({ uri }) => pathOf(uri) ?? []);
  }

  #textOf(document: OpenDocument, path: string): SourceText {
    const { version } = document;
    const before = this.#texts.get(document);
    if (before?.version === version) return before.text;
    const text = new SourceText(path, document.getText());
    this.#texts.set(document, { version, text });
    return text;
  }
}
