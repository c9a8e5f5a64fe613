/**
 * The walk through the workspace: every folder is linted once, whenever the server has nothing else to do. What is
 * known of folders that the walk no longer comes to is given up.
 */
import type { FolderJob, Undiscovered } from '../files/discover.ts';
import type { Folders } from './folders.ts';
import { slashed } from './paths.ts';

export interface IndexingOptions {
  /** How many files are looked at beyond those of open folders. */
  readonly maxFiles: () => number;
  /** The walk goes on; called for each folder with files. */
  readonly onStep: (files: number) => void;
  readonly onEnd: (outcome: IndexOutcome) => void;
}

export interface IndexOutcome {
  readonly files: number;
  readonly folders: number;
  /** Files that were left out because there are too many. */
  readonly left: number;
  /** Folders that cannot be listed. */
  readonly unreadable: readonly string[];
  readonly milliseconds: number;
}

type Walk = Generator<FolderJob | Undiscovered | undefined>;

export class Indexing {
  readonly #options: IndexingOptions;
  #walk: Walk | undefined;
  #visited = new Set<string>();
  #unreadable: string[] = [];
  #files = 0;
  #left = 0;
  #began = 0;
  #isComplete = false;

  constructor(options: IndexingOptions) {
    this.#options = options;
  }

  /** Whether everything has been looked at that is to be. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Whether a folder is one that is looked at, as far as the walk has come. */
  covers(folder: string): boolean {
    return this.#visited.has(folder) || this.#left === 0;
  }

  /** Begins anew; one that is under way ends. */
  start(folders: Folders): void {
    this.#walk = folders.workspace.walk();
    this.#visited = new Set();
    this.#unreadable = [];
    [this.#files, this.#left, this.#began, this.#isComplete] = [0, 0, Date.now(), false];
    folders.queue.wake();
  }

  /** Ends it where it is: what is known stays. */
  stop(): void {
    this.#walk = undefined;
    this.#isComplete = true;
  }

  /** One folder; false when there are no more. */
  step(folders: Folders): boolean {
    if (!this.#walk) return false;
    const { value, done } = this.#walk.next();
    if (done) {
      this.#end(folders);
      return false;
    }
    if (value === undefined) return true;
    if ('problem' in value) {
      this.#unreadable.push(slashed(value.path));
      return true;
    }
    this.#visit(value, folders);
    return true;
  }

  #visit(job: FolderJob, folders: Folders): void {
    const folder = slashed(job.folder);
    const isWhole = folders.isWhole(folder);
    if (!isWhole && this.#files + job.files.length > this.#options.maxFiles()) {
      this.#left += job.files.length;
      return;
    }
    if (!isWhole) this.#files += job.files.length;
    this.#visited.add(folder);
    folders.index(job);
    this.#options.onStep(this.#files);
  }

  #end(folders: Folders): void {
    this.#walk = undefined;
    this.#isComplete = true;
    for (const [folder] of folders.known.entries()) if (!this.#visited.has(folder)) folders.outdated(folder);
    this.#options.onEnd({
      files: this.#files,
      folders: this.#visited.size,
      left: this.#left,
      unreadable: this.#unreadable,
      milliseconds: Date.now() - this.#began,
    });
  }
}
