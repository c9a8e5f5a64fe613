/** What handlers are made of: `handler(components) => (params) => result`. */
import type { Language } from '../core/text/message.ts';
import type { Folders } from './folders.ts';

export interface Components {
  readonly documents: { get(uri: string): OffsetDocument | undefined };
  readonly folders: Pick<Folders, 'around'>;
  /** The client's; known once it has introduced itself. */
  readonly language: () => Language;
}

interface OffsetDocument {
  offsetAt(position: { readonly line: number; readonly character: number }): number;
}
