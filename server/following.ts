/** What the server takes up once the client is ready: settings, folders of the workspace, files that change on disk. */
import { type Connection, FileChangeType, type TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientFeatures } from './capabilities.ts';
import { detailOf } from './failure.ts';
import { type EditorSettings, followSettings } from './settings.ts';
import { registerWatchers, watchedFiles } from './watching.ts';
import type { Workspace } from './workspace.ts';

/**
 * @param uris the folders of the workspace as the client had them at first
 * @param take takes the settings, and answers with those from before
 */
export async function following(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  workspace: Workspace,
  client: ClientFeatures,
  uris: readonly string[],
  take: (read: EditorSettings) => EditorSettings,
): Promise<void> {
  /** One that fails does not keep the server from the others. */
  const trying = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      connection.console.error(`${what}: ${detailOf(error)}`);
    }
  };
  const watched = watchedFiles(workspace.folders, workspace.walk);
  connection.onDidChangeWatchedFiles(watched);
  // Of a client that watches nothing this is known at least.
  documents.onDidSave(({ document: { uri } }) => {
    if (!client.watchesFiles) watched({ changes: [{ uri, type: FileChangeType.Changed }] });
  });

  let isFollowing = false;
  const settled = trying('settings', () =>
    followSettings(connection, client, (read) => {
      const before = take(read);
      if (before.codeLens.enabled !== read.codeLens.enabled) workspace.refreshLenses();
      if (before.inlayHints.enabled !== read.inlayHints.enabled) workspace.refreshInlayHints();
      const isOther = before.lint.scope !== read.lint.scope || before.index.maxFiles !== read.index.maxFiles;
      if (isOther && isFollowing) workspace.rescope();
    }),
  );
  if (client.watchesFiles) void trying('watching files', () => registerWatchers(connection));
  let tops = uris;
  if (client.hasWorkspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      tops = [...tops.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
      if (isFollowing) workspace.setTops(tops);
    });
  }
  await settled;
  isFollowing = true;
  workspace.setTops(tops);
}
