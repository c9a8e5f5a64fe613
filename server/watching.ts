/** workspace/didChangeWatchedFiles: what was read of a file that has changed on disk is read again. */
import { basename, dirname } from 'node:path';
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver/node';
import { configFileNames } from '../core/config/schema.ts';
import { endings, isSkipped } from '../files/discover.ts';
import { isConfiguration } from './configurations.ts';
import type { Folders } from './folders.ts';
import { isWithin, pathOf } from './paths.ts';

const ignoreFiles: readonly string[] = ['.gitignore', '.portguardignore'];
/** Text that is not linted itself, but that linted files take in. */
const beside = ['.tpl', '.tftpl', '.tmpl', '.txt', '.sh', '.properties', '.env', '.toml', '.tgz'];

/** Deletions of everything: of a folder that is deleted, the files are not named. */
const watchers: FileSystemWatcher[] = [
  { globPattern: `**/*{${[...endings, ...beside].join(',')}}` },
  { globPattern: `**/{Kustomization,${[...configFileNames, ...ignoreFiles].join(',')}}` },
  { globPattern: '**/.git/info/exclude' },
  { globPattern: '**/*', kind: WatchKind.Delete },
];

export function registerWatchers({ client }: Pick<Connection, 'client'>): Promise<unknown> {
  return client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** @param walkAnew is called where other files may be looked at than before */
export function watchedFiles(folders: Folders, walkAnew: () => void) {
  return ({ changes }: Pick<DidChangeWatchedFilesParams, 'changes'>): void => {
    let isScopeNew = false;
    for (const { uri, type } of changes) {
      const path = pathOf(uri);
      if (path === undefined) continue;
      if (isConfiguration(path)) folders.queue.urgent(path);
      const scope = scopeOf(path);
      if (scope !== undefined) {
        folders.configurations.forget();
        outdateBelow(scope);
        isScopeNew = true;
      } else if (type === FileChangeType.Deleted) outdateBelow(path);
      // What is typed counts, not what is saved of it.
      if (type !== FileChangeType.Changed || !folders.isOpen(path)) outdateAround(dirname(path));
    }
    if (isScopeNew) walkAnew();
  };

  function outdateBelow(top: string): void {
    for (const [folder] of folders.known.entries()) if (isWithin(folder, top)) folders.outdated(folder);
  }

  function outdateAround(folder: string): void {
    const lookers = folders.known.lookingInto(folder);
    // Package managers write thousands of files that nobody looks at.
    const isOfInterest = folders.known.get(folder) || lookers.length > 0 || !folder.split('/').some(isSkipped);
    if (isOfInterest) for (const one of [folder, ...lookers]) folders.outdated(one);
  }
}

/** The folder in which a file decides what is looked at, and how. */
function scopeOf(path: string): string | undefined {
  if (isConfiguration(path) || ignoreFiles.includes(basename(path))) return dirname(path);
  return path.endsWith('/.git/info/exclude') ? path.slice(0, -'/.git/info/exclude'.length) : undefined;
}
