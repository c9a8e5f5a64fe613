/**
 * Where `terraform init` put the modules of registries and repositories: `.terraform/modules/modules.json` lists them
 * by the path of their calls (`web.inner`), with folders seen from the root module.
 */

import { get, itemsOf, scalarText } from '../../syntax/navigate.ts';
import { dataFileOf } from '../../syntax/parsed.ts';
import { joinPath } from '../../text/path.ts';
import type { Workspace } from '../surroundings.ts';

/** The folder of the module that this call was installed for. */
export type InstalledModules = (callPath: string) => string | undefined;

const manifest = '.terraform/modules/modules.json';

/** Reads the list when a folder is first asked for. */
export function installedModules({ read }: Workspace, root: string): InstalledModules {
  let folders: ReadonlyMap<string, string> | undefined;
  return (callPath) => {
    folders ??= readManifest();
    return folders.get(callPath);
  };

  function readManifest(): ReadonlyMap<string, string> {
    const source = read(joinPath(root, manifest));
    const [document] = source ? dataFileOf(source).documents : [];
    const found = new Map<string, string>();
    if (!document) return found;
    for (const entry of itemsOf(get(document.root, 'Modules', document), document)) {
      const [key, folder] = ['Key', 'Dir'].map((name) => scalarText(get(entry, name, document)));
      if (key && folder) found.set(key, joinPath(root, folder));
    }
    return found;
  }
}

/** Not the user's own text: what `init` brought. */
export function isVendored(path: string): boolean {
  return /(?:^|\/)\.(?:terraform|terragrunt-cache)\//.test(path);
}
