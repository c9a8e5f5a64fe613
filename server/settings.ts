/** The settings of the section `portguard`: read from the client, with a default for whatever it leaves out. */
import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import type { ClientFeatures } from './capabilities.ts';

export interface EditorSettings {
  readonly lint: {
    /** Of `openFiles`, only what is open is told about. */
    readonly scope: 'workspace' | 'openFiles';
  };
  /** How many files are looked at beyond the folders of those that are open. */
  readonly index: { readonly maxFiles: number };
  readonly codeLens: { readonly enabled: boolean };
  readonly inlayHints: { readonly enabled: boolean };
}

export const defaultSettings: EditorSettings = {
  lint: { scope: 'workspace' },
  index: { maxFiles: 10_000 },
  codeLens: { enabled: true },
  inlayHints: { enabled: false },
};

/** @param section what the client has there, of whatever shape */
export function settingsOf(section: unknown): EditorSettings {
  const scope = at(section, 'lint', 'scope');
  const maxFiles = at(section, 'index', 'maxFiles');
  return {
    lint: { scope: scope === 'openFiles' || scope === 'workspace' ? scope : defaultSettings.lint.scope },
    index: {
      maxFiles: typeof maxFiles === 'number' && maxFiles >= 0 ? Math.floor(maxFiles) : defaultSettings.index.maxFiles,
    },
    codeLens: { enabled: flag(at(section, 'codeLens', 'enabled'), defaultSettings.codeLens.enabled) },
    inlayHints: { enabled: flag(at(section, 'inlayHints', 'enabled'), defaultSettings.inlayHints.enabled) },
  };
}

function at(section: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((holder, name) => {
    if (typeof holder !== 'object' || holder === null) return undefined;
    return (holder as Readonly<Record<string, unknown>>)[name];
  }, section);
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

const section = 'portguard';

/** Reads the settings once the client is ready, and again whenever it says that they have changed. */
export async function followSettings(
  connection: Connection,
  { asksSettings, registersSettings }: ClientFeatures,
  onRead: (settings: EditorSettings) => void,
): Promise<void> {
  connection.onDidChangeConfiguration(async ({ settings }) => {
    onRead(settingsOf(asksSettings ? await connection.workspace.getConfiguration(section) : at(settings, section)));
  });
  if (registersSettings) await connection.client.register(DidChangeConfigurationNotification.type, { section });
  if (asksSettings) onRead(settingsOf(await connection.workspace.getConfiguration(section)));
}
