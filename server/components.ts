/** What handlers are made of: `handler(components) => (params) => result`. */
import type { Language } from '../core/text/message.ts';
import type { Folders } from './folders.ts';
import type { RulePage } from './rule-page.ts';
import type { EditorSettings } from './settings.ts';

export interface Components {
  readonly documents: { get(uri: string): OffsetDocument | undefined };
  readonly folders: Pick<Folders, 'around' | 'all' | 'settled'>;
  /** The client's; known once it has introduced itself. */
  readonly language: () => Language;
  /** As the client has them now. */
  readonly settings: () => EditorSettings;
  /** Where the documentation of a rule is. */
  readonly rulePage: RulePage;
}

interface OffsetDocument {
  offsetAt(position: { readonly line: number; readonly character: number }): number;
}
