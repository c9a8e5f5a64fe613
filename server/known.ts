/**
 * All that is known of the workspace, folder by folder, and the questions that lead from one folder to another: what do
 * all of them say about a file, and which of them look into a folder. It reads nothing and lints nothing.
 */
import { ToldOnce } from '../core/told-once.ts';
import { byWalk } from './paths.ts';
import type { Said } from './said.ts';
import type { Told } from './told.ts';

export class Known {
  readonly #told = new Map<string, Told>();
  /** Folders that say something about a file. */
  readonly #tellers = new Map<string, Set<string>>();
  /** Folders that look into a folder. */
  readonly #lookers = new Map<string, Set<string>>();
  /** Said about a file by all together, as long as nothing has changed. */
  readonly #together = new Map<string, readonly Said[]>();

  get(folder: string): Told | undefined {
    return this.#told.get(folder);
  }

  /** By folder. */
  entries(): IterableIterator<[string, Told]> {
    return this.#told.entries();
  }

  /** All files about which something is said. */
  paths(): IterableIterator<string> {
    return this.#tellers.keys();
  }

  /** Takes what a folder tells now, `undefined` for nothing at all; answers with the files that it is about. */
  set(folder: string, told: Told | undefined): ReadonlySet<string> {
    const before = this.#told.get(folder);
    const changed = new Set<string>();
    for (const path of before ? pathsOf(before) : []) {
      remove(this.#tellers, path, folder);
      changed.add(path);
    }
    for (const seen of before?.seen ?? []) remove(this.#lookers, seen, folder);
    if (told) this.#told.set(folder, told);
    else this.#told.delete(folder);
    for (const path of told ? pathsOf(told) : []) {
      add(this.#tellers, path, folder);
      changed.add(path);
    }
    for (const seen of told?.seen ?? []) add(this.#lookers, seen, folder);
    for (const path of changed) this.#together.delete(path);
    return changed;
  }

  /** The other folders that look into this one, in the order of a walk. */
  lookingInto(folder: string): readonly string[] {
    return [...(this.#lookers.get(folder) ?? [])].filter((one) => one !== folder).sort(byWalk);
  }

  /** What all folders say about a file, once where several say the same; the same array until one has another word. */
  said(path: string): readonly Said[] {
    const before = this.#together.get(path);
    if (before) return before;
    const once = new ToldOnce<Said>();
    for (const folder of [...(this.#tellers.get(path) ?? [])].sort(byWalk)) {
      const told = this.#told.get(folder);
      for (const one of told?.said.get(path) ?? []) once.add(one);
      for (const one of told?.needed.get(path) ?? []) once.needed(one);
    }
    const said = once.all().map(({ finding }) => finding);
    if (this.#tellers.has(path)) this.#together.set(path, said);
    return said;
  }
}

function pathsOf({ said, needed }: Told): readonly string[] {
  return [...said.keys(), ...needed.keys()];
}

function add(sets: Map<string, Set<string>>, key: string, member: string): void {
  const set = sets.get(key);
  if (set) set.add(member);
  else sets.set(key, new Set([member]));
}

function remove(sets: Map<string, Set<string>>, key: string, member: string): void {
  const set = sets.get(key);
  set?.delete(member);
  if (set?.size === 0) sets.delete(key);
}
