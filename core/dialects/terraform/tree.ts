/**
 * What all modules of one configuration share: what evaluation may still cost, the problems found, and who answers
 * for an address. A reference means the same object in whichever module it is followed.
 */
import type { Unknown, Value } from '../../values/value.ts';
import type { Workspace } from '../surroundings.ts';
import type { Comments, Problem } from '../unit.ts';
import type { Named } from './bodies.ts';
import type { DeclaredBlock, ResourceDeclaration } from './declarations.ts';
import type { InstalledModules } from './installed-modules.ts';
import type { Instance, Instances } from './instances.ts';
import type { Module } from './module.ts';
import { maxWork, type Scope, type Work } from './scope.ts';

const evaluating = Symbol('evaluating');
/** Values by name, each evaluated when it is first asked for. */
export type Memo<T = Value> = Map<string, T | typeof evaluating>;

interface Made {
  readonly kind: Instances['kind'];
  readonly address: string;
  readonly instance: Instance;
  readonly scope: Scope;
  /** What its block says. */
  readonly named: ReadonlyMap<string, Named>;
  readonly attributes: Memo;
}

/** One instance of a resource or data source. */
export interface MadeResource extends Made {
  readonly what: 'resource' | 'data';
  readonly declaration: ResourceDeclaration;
}

/** One instance of a module call. */
export interface MadeCall extends Made {
  readonly what: 'call';
  /** Path of the call: `web.inner`. */
  readonly key: string;
  readonly declaration: DeclaredBlock;
  /** Found and read when it is first asked for; why not, where it cannot be. */
  readonly child: () => Module | Unknown;
}

export interface Tree {
  readonly work: Work;
  readonly problems: Problem[];
  readonly workspace: Workspace;
  /** Folder of the root module. */
  readonly root: string;
  readonly installed: InstalledModules;
  readonly made: Map<string, MadeResource | MadeCall>;
  /** Comments in the texts of child modules. */
  readonly comments: Comments[];
  readonly report: (problem: Problem) => void;
  /** What a child module's texts have besides declarations; each text counts once. */
  readonly addTexts: (problems: readonly Problem[], comments: readonly Comments[]) => void;
  modules: number;
}

export function newTree(workspace: Workspace, root: string, installed: InstalledModules): Tree {
  const problems: Problem[] = [];
  const comments: Comments[] = [];
  const reported = new Set<string>();
  return {
    work: { left: maxWork, depth: 0 },
    problems,
    workspace,
    root,
    installed,
    made: new Map(),
    comments,
    report,
    addTexts(others, further) {
      for (const problem of others) report(problem);
      for (const one of further) if (!comments.some(({ source }) => source === one.source)) comments.push(one);
    },
    modules: 0,
  };

  function report(problem: Problem): void {
    const { rule, at } = problem;
    const key = `${rule}:${at.start}:${at.end}:${at.source.path}`;
    if (reported.has(key)) return;
    reported.add(key);
    problems.push(problem);
  }
}

/** The value of a name: made when it is first asked for. Who asks for it while it is being made is in a cycle. */
export function once<T>(memo: Memo<T>, name: string, make: () => T, cycle: () => T): T {
  const before = memo.get(name);
  if (before === evaluating) return cycle();
  if (before !== undefined) return before as T;
  memo.set(name, evaluating);
  const value = make();
  memo.set(name, value);
  return value;
}
