/** What the server can do, and what of the client's abilities it makes use of. */
import {
  type ClientCapabilities,
  CodeActionKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';

/** Fixes of a whole file, as editors apply them on saving. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.portguard`;
/** Inserting a rule that lets somebody in. */
export const insertRuleKind = `${CodeActionKind.Refactor}.portguard.insertRule`;

/** What the client can do. */
export interface ClientFeatures {
  readonly refreshesLenses: boolean;
  /** It answers `workspace/configuration`. */
  readonly asksSettings: boolean;
  readonly registersSettings: boolean;
  /** It shows where a definition was asked from, and the whole of what is declared. */
  readonly linksDefinitions: boolean;
  readonly refreshesInlayHints: boolean;
  /** Edits may have versions, and make files. */
  readonly documentChanges: boolean;
  /** Edits may have places for the cursor. */
  readonly snippets: boolean;
  /** It shows the page of a rule (command `portguard.openRule`) and asks for a rule to insert. */
  readonly isOurs: boolean;
  /** It asks for diagnostics; others have them sent. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  /** It takes diagnostics of other files with those that it asked for. */
  readonly relatesDiagnostics: boolean;
  /** It tells when files change on disk, of those that it is asked to watch. */
  readonly watchesFiles: boolean;
  readonly hasWorkspaceFolders: boolean;
}

/** @param options `initializationOptions` of the client, of whatever shape; ours sends `commands: true` */
export function featuresOf({ workspace, textDocument }: ClientCapabilities, options?: unknown): ClientFeatures {
  return {
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    asksSettings: workspace?.configuration === true,
    linksDefinitions: textDocument?.definition?.linkSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippets: workspace?.workspaceEdit?.snippetEditSupport === true,
    isOurs: typeof options === 'object' && options !== null && 'commands' in options && options.commands === true,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatesDiagnostics: textDocument?.diagnostic?.relatedDocumentSupport === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasWorkspaceFolders: workspace?.workspaceFolders === true,
  };
}

export function serverCapabilities({ pullsDiagnostics }: ClientFeatures): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    codeLensProvider: { resolveProvider: true },
    // A quote or a space begins a value, a slash stands in ports and rules, a dot in addresses.
    completionProvider: { triggerCharacters: ['"', "'", ' ', '/', '.'] },
    definitionProvider: true,
    referencesProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, insertRuleKind] },
    ...(pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'portguard', interFileDependencies: true, workspaceDiagnostics: true } }
      : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
