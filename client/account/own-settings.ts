/** The configuration at the top of the workspace: which networks are its own, and which ports may face the internet. */
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { configFileNames } from '../../core/config/file-names.ts';

/** Its text; `undefined` where there is none. */
export async function ownConfiguration(): Promise<string | undefined> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) return undefined;
  for (const name of configFileNames) {
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder.uri, name)));
    } catch {
      // Not by this name.
    }
  }
  return undefined;
}

/** Tells when there is another one. */
export function watchOwnConfiguration(changed: () => void): Disposable {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) return new Disposable(() => {});
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, `{${configFileNames.join(',')}}`));
  return Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
  );
}
