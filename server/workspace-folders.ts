/** The folders of the workspace, and which files in and around them are looked at: those of the command line. */
import { dirname, resolve } from 'node:path';
import {
  type DiscoverOptions,
  discovering,
  type FolderJob,
  jobOf,
  namedJob,
  type Undiscovered,
} from '../files/discover.ts';
import type { Configurations } from './configurations.ts';
import { isWithin } from './paths.ts';

export class WorkspaceFolders {
  readonly #configurations: Configurations;
  #tops: readonly string[] = [];

  constructor(configurations: Configurations) {
    this.#configurations = configurations;
  }

  /** The outermost folders; one that lies in another is looked at with it. */
  set(tops: readonly string[]): void {
    this.#tops = tops.filter((one) => !tops.some((other) => other !== one && isWithin(one, other)));
  }

  /** The folder of the workspace that a folder lies in. */
  topOf(folder: string): string | undefined {
    return this.#tops.find((top) => isWithin(folder, top));
  }

  /**
   * What is to be looked at in a folder. Outside of the workspace these are the open files only, with what lies beside
   * them as what they are understood with. Nothing that is ignored is looked at, even where it is open.
   *
   * @param open paths of the files that are open there, as the file system has them
   */
  jobOf(folder: string, open: ReadonlySet<string>): FolderJob | undefined {
    const native = resolve(folder);
    const top = this.topOf(folder);
    return top === undefined
      ? namedJob(native, open, this.#options(native))
      : jobOf(native, resolve(top), open, this.#options(native));
  }

  /** All of them, folder by folder; nothing for a folder without such files. */
  *walk(): Generator<FolderJob | Undiscovered | undefined> {
    for (const top of this.#tops) yield* discovering([resolve(top)], this.#options(resolve(top)));
  }

  #options(cwd: string): DiscoverOptions {
    const excluded = (path: string, isFolder: boolean): boolean =>
      this.#configurations.files().for(dirname(path)).ignored(path, isFolder) === 'ignored';
    return { cwd, ignoreFiles: true, forceIgnore: true, excluded };
  }
}
