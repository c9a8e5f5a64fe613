/**
 * The folders that are looked at: those of the open documents, those that look into them, and, as far as the index
 * goes, the others of the workspace. Of the first two everything is kept that a question may be about; of the others
 * what is said and who gets in, without their texts.
 */
import { dirname, resolve } from 'node:path';
import { readUnits } from '../core/dialects/units.ts';
import type { TemplateUnit } from '../core/drift/group-pairs.ts';
import type { Text } from '../core/text/message.ts';
import { SourceText } from '../core/text/source.ts';
import type { FolderJob } from '../files/discover.ts';
import { inputReader } from '../files/inputs.ts';
import { KeptTexts } from '../files/kept-texts.ts';
import { templateUnits } from '../files/template-units.ts';
import { Configurations, isConfiguration, toldOfConfiguration } from './configurations.ts';
import { Known } from './known.ts';
import { type Linted, type LintRequest, lintFolder, readLocalFolder } from './linted.ts';
import { pathOf, slashed } from './paths.ts';
import { Queue } from './queue.ts';
import { type OpenDocument, TypedTexts } from './texts.ts';
import { withoutTexts } from './told.ts';
import { WorkspaceFolders } from './workspace-folders.ts';

/** As the command line has it without options, bytes. */
const maxFileSize = 5e6;
/** Characters of texts that are kept beside those of folders that are kept whole: many call the same module. */
const keptCharacters = 5e5;
/** Of the folders that look into an open one so many are linted at once and kept whole; the others have time. */
const maxLookers = 16;
/** A lint waits for a pause in the typing that is as long as the last one took, within these bounds; milliseconds. */
const [shortestPause, longestPause] = [20, 300];

export interface FoldersOptions {
  /** All open documents, now. */
  readonly documents: () => readonly OpenDocument[];
  /** What all folders together say about these files may have changed. */
  readonly onChange: (paths: ReadonlySet<string>) => void;
  /** A folder has been linted; whether it is one that questions are asked about. */
  readonly onLinted: (isWhole: boolean) => void;
  /** A lint failed. The folder keeps what was known of it. */
  readonly onFailure: (folder: string, error: unknown) => void;
  readonly onProblem: (problem: Text) => void;
  /** Whether a folder of the workspace is of interest while no document of it is open. */
  readonly isIndexed: (folder: string) => boolean;
}

export class Folders {
  readonly known = new Known();
  readonly configurations: Configurations;
  readonly workspace: WorkspaceFolders;
  readonly queue: Queue;
  readonly #options: FoldersOptions;
  readonly #typed: TypedTexts;
  readonly #kept = new KeptTexts({ shown: slashed, maxFileSize });
  /** Those that are kept whole. */
  readonly #linted = new Map<string, Linted>();
  /** How long the last lint took, milliseconds. */
  readonly #took = new Map<string, number>();

  /** @param idle work for when nothing is due: each call does a piece of it, and says whether there is more */
  constructor(options: FoldersOptions, idle: () => boolean = () => false) {
    this.#options = options;
    this.configurations = new Configurations(options.onProblem);
    this.workspace = new WorkspaceFolders(this.configurations);
    this.#typed = new TypedTexts(options.documents);
    this.queue = new Queue({ work: (folder) => this.#work(folder), idle });
  }

  /** A document was opened or closed: its folder is linted, and those that look into it. */
  openedOrClosed(uri: string): void {
    this.#touched(uri, 0);
    // What looked into a folder that is closed now need not be kept whole any longer.
    for (const folder of this.#linted.keys()) if (!this.isWhole(folder)) this.queue.later(folder);
  }

  /** The same where a document has changed, and will perhaps go on changing. */
  changed(uri: string): void {
    const took = this.#took.get(dirname(pathOf(uri) ?? '')) ?? 0;
    this.#touched(uri, Math.min(longestPause, Math.max(shortestPause, took)));
  }

  /** What was linted with a document's text as it is now, its own folder first; waits for a lint that is due. */
  async around(uri: string): Promise<readonly Linted[]> {
    if (pathOf(uri) === undefined) return [];
    await this.settled();
    return this.last(uri);
  }

  /** The same as it was linted last, for those who would rather not wait. */
  last(uri: string): readonly Linted[] {
    const path = pathOf(uri);
    if (path === undefined) return [];
    const folder = dirname(path);
    return [folder, ...this.known.lookingInto(folder)].flatMap((one) => this.#linted.get(one) ?? []);
  }

  /** A folder as it would be linted if a file of it (absolute path) had this text. Nothing of it is kept. */
  lintedWith(path: string, text: string): Linted | undefined {
    const folder = dirname(path);
    const job = this.#jobOf(folder);
    const typed = new Map(this.#typed.all()).set(resolve(path), new SourceText(path, text));
    return job && this.#linting(folder, job, typed);
  }

  /**
   * A folder's units as an account is compared with them; `undefined` where nothing of it is looked at. Of one that is
   * not kept whole nothing is kept.
   * @param changed texts instead of those that are typed or on disk, by absolute path
   */
  templates(folder: string, changed: ReadonlyMap<string, SourceText> = new Map()): readonly TemplateUnit[] | undefined {
    const linted = this.#linted.get(folder);
    if (linted && changed.size === 0) return templateUnits(linted.folder, linted.units);
    const job = this.#jobOf(folder);
    if (!job || !this.configurations.files().for(job.folder).lint) return undefined;
    const read = readLocalFolder(this.#requestFor(folder, job, new Map([...this.#typed.all(), ...changed])));
    const units = templateUnits(read, readUnits(read.sources, read.surroundings));
    this.#trim();
    return units;
  }

  /** Whether a file (absolute path) is one that is looked at by itself, and so the user's own. */
  isLookedAt(path: string): boolean {
    const folder = dirname(path);
    return this.workspace.topOf(folder) !== undefined && (this.#jobOf(folder)?.files.includes(resolve(path)) ?? false);
  }

  /** No lint that somebody waits for is due any more. */
  settled(): Promise<void> {
    return this.queue.settled();
  }

  /** What is known of a folder may no longer be true, by what is on disk. */
  outdated(folder: string): void {
    if (this.isWhole(folder)) this.queue.urgent(folder);
    else this.queue.later(folder);
  }

  /** Which folders are of interest has changed. */
  allOutdated(): void {
    this.configurations.forget();
    for (const [folder] of this.known.entries()) this.outdated(folder);
    for (const path of this.#typed.paths()) this.queue.urgent(dirname(path));
  }

  /** Lints a folder of the workspace that nobody has asked about yet. */
  index(job: FolderJob): void {
    const folder = slashed(job.folder);
    // Who has a file of it open has it linted, or waits for it.
    if (!this.#linted.has(folder) && !this.queue.isUrgent(folder)) this.#guarded(folder, () => this.#lint(folder, job));
  }

  /** All folders that are kept whole. */
  whole(): readonly Linted[] {
    return [...this.#linted.values()];
  }

  /** The text of an open file (absolute path), the same object as it is linted. */
  typed(path: string): SourceText | undefined {
    return this.#typed.all().get(resolve(path));
  }

  /** A file as it is typed, or else as it is on disk; `undefined` where it is neither. */
  textOf(path: string): SourceText | undefined {
    return this.typed(path) ?? this.#kept.textOf(resolve(path));
  }

  isOpen(path: string): boolean {
    return this.#typed.paths().includes(path);
  }

  #touched(uri: string, pause: number): void {
    const path = pathOf(uri);
    if (path === undefined) return;
    if (isConfiguration(path)) this.queue.urgent(path, pause);
    const folder = dirname(path);
    this.queue.urgent(folder, pause);
    for (const looker of this.known.lookingInto(folder)) {
      if (this.isWhole(looker)) this.queue.urgent(looker, pause);
      else this.queue.later(looker);
    }
  }

  /** Whether all of a folder is kept: it has an open document, or is one of the first that look into one that has. */
  isWhole(folder: string): boolean {
    const open = new Set(this.#typed.paths().map((path) => dirname(path)));
    if (open.has(folder)) return true;
    return [...open].some((one) => this.known.lookingInto(one).slice(0, maxLookers).includes(folder));
  }

  #work(folder: string): void {
    this.#guarded(folder, () => {
      if (isConfiguration(folder)) this.#checkConfiguration(folder);
      else this.#lint(folder, this.#isWanted(folder) ? this.#jobOf(folder) : undefined);
    });
  }

  #isWanted(folder: string): boolean {
    return this.isWhole(folder) || (this.workspace.topOf(folder) !== undefined && this.#options.isIndexed(folder));
  }

  #jobOf(folder: string): FolderJob | undefined {
    const native = resolve(folder);
    const open = [...this.#typed.all().keys()].filter((path) => dirname(path) === native);
    return this.workspace.jobOf(folder, new Set(open));
  }

  #guarded(folder: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.onFailure(folder, error);
    }
  }

  #linting(folder: string, job: FolderJob, typed: ReadonlyMap<string, SourceText>): Linted {
    return lintFolder(this.#requestFor(folder, job, typed));
  }

  #requestFor(folder: string, job: FolderJob, typed: ReadonlyMap<string, SourceText>): LintRequest {
    return {
      job,
      top: resolve(this.workspace.topOf(folder) ?? folder),
      typed,
      kept: this.#kept,
      configs: this.configurations.files(),
      inputs: inputReader(slashed, maxFileSize, this.#options.onProblem),
      maxFileSize,
    };
  }

  #trim(): void {
    this.#kept.trim(keptCharacters, () => new Set([...this.#linted.values()].flatMap(({ read }) => [...read])));
  }

  #lint(folder: string, job: FolderJob | undefined): void {
    const began = performance.now();
    const linted = job && this.#linting(folder, job, this.#typed.all());
    const open = this.#typed.paths().filter((path) => dirname(path) === folder);
    const changed = new Set([...this.known.set(folder, linted?.told), ...open]);
    if (linted && this.isWhole(folder)) {
      this.#linted.set(folder, linted);
      this.#took.set(folder, performance.now() - began);
    } else {
      this.#took.delete(folder);
      this.#linted.delete(folder);
      this.known.set(folder, linted && withoutTexts(linted.told));
    }
    this.#trim();
    const { path, problems } = this.configurations.files().for(resolve(folder));
    if (path !== undefined && (problems.length > 0 || this.known.get(slashed(path)))) {
      this.#checkConfiguration(slashed(path));
    }
    this.#options.onChange(changed);
    this.#options.onLinted(this.#linted.has(folder));
  }

  /** Says what is wrong in a configuration, of what is typed or else of what is on disk. */
  #checkConfiguration(path: string): void {
    const source = this.textOf(path);
    this.#options.onChange(this.known.set(path, source && toldOfConfiguration(source)));
  }
}
