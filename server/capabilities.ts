/** What the server can do, and what of the client's abilities it makes use of. */
import { type ClientCapabilities, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver/node';

/** What the client can do. */
export interface ClientFeatures {
  readonly refreshesLenses: boolean;
  /** It answers `workspace/configuration`. */
  readonly asksSettings: boolean;
  readonly registersSettings: boolean;
  /** It asks for diagnostics; others have them sent. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  /** It takes diagnostics of other files with those that it asked for. */
  readonly relatesDiagnostics: boolean;
  /** It tells when files change on disk, of those that it is asked to watch. */
  readonly watchesFiles: boolean;
  readonly hasWorkspaceFolders: boolean;
}

export function featuresOf({ workspace, textDocument }: ClientCapabilities): ClientFeatures {
  return {
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    asksSettings: workspace?.configuration === true,
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
    ...(pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'portguard', interFileDependencies: true, workspaceDiagnostics: true } }
      : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
