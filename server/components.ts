/** What handlers are made of: `handler(components) => (params) => result`. */
import type { Position } from 'vscode-languageserver/node';
import type { Language } from '../core/text/message.ts';
import type { ClientFeatures } from './capabilities.ts';
import type { Folders } from './folders.ts';
import type { LiveAccount } from './live-account.ts';
import type { RulePage } from './rule-page.ts';
import type { EditorSettings } from './settings.ts';
import type { OpenDocument } from './texts.ts';

export interface Components {
  readonly documents: { get(uri: string): OffsetDocument | undefined };
  readonly folders: Pick<
    Folders,
    | 'around'
    | 'last'
    | 'whole'
    | 'typed'
    | 'settled'
    | 'known'
    | 'isOpen'
    | 'isWhole'
    | 'isLookedAt'
    | 'lintedWith'
    | 'templates'
    | 'configurations'
    | 'textOf'
    | 'workspace'
  >;
  readonly client: () => ClientFeatures;
  /** The document that is open at an absolute path. */
  readonly openAt: (path: string) => OpenDocument | undefined;
  /** Absolute paths of the workspace's folders. */
  readonly workspaceFolders: () => readonly string[];
  /** The client's; known once it has introduced itself. */
  readonly language: () => Language;
  /** As the client has them now. */
  readonly settings: () => EditorSettings;
  /** Where the documentation of a rule is. */
  readonly rulePage: RulePage;
  /** The live account that the client has open; read when it is first asked for. */
  readonly account: () => LiveAccount | undefined;
}

interface OffsetDocument {
  offsetAt(position: Position): number;
  positionAt(offset: number): Position;
}
