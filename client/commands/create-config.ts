/** portguard.createConfig: a commented configuration to start from, the one that `portguard init` writes. */
import { l10n, Uri, window, workspace } from 'vscode';
import { configFileNames } from '../../core/config/file-names.ts';
import { configTemplate } from '../../core/config/template.ts';
import { editorLanguage } from '../language-of-editor.ts';

/** Writes it into a folder of the workspace and opens it; one that is there already is only opened. */
export async function createConfig(): Promise<void> {
  const text = configTemplate[editorLanguage()];
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    await window.showTextDocument(await workspace.openTextDocument({ language: 'yaml', content: text }));
    return;
  }
  const placeHolder = l10n.t('The folder that the configuration is for');
  const folder = folders.length === 1 ? folders[0] : await window.showWorkspaceFolderPick({ placeHolder });
  if (!folder) return;
  const before = await existing(folder.uri);
  const file = before ?? Uri.joinPath(folder.uri, configFileNames[0]);
  if (!before) await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  await window.showTextDocument(file);
}

async function existing(folder: Uri): Promise<Uri | undefined> {
  const entries = await workspace.fs.readDirectory(folder);
  const name = configFileNames.find((one) => entries.some(([entry]) => entry === one));
  return name === undefined ? undefined : Uri.joinPath(folder, name);
}
