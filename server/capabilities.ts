/** What the server can do, and what of the client's abilities it makes use of. */
import { type ClientCapabilities, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver/node';

/** What the client can do. */
export interface ClientFeatures {
  readonly refreshesLenses: boolean;
  /** It answers `workspace/configuration`. */
  readonly asksSettings: boolean;
  readonly registersSettings: boolean;
}

export function featuresOf({ workspace }: ClientCapabilities): ClientFeatures {
  return {
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    asksSettings: workspace?.configuration === true,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  };
}

export function serverCapabilities(): ServerCapabilities {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    hoverProvider: true,
    codeLensProvider: { resolveProvider: true },
  };
}
