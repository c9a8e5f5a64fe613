/**
 * What an expression can see: the names of its module, and those that blocks and `for` expressions bind around it.
 * Expressions know the module only through this interface, so that where its values come from (defaults, tfvars, a
 * calling module) is no concern of theirs.
 */
import type { Location, SourceText, Span } from '../../text/source.ts';
import { type Reference, unknown, usedAt, type Value } from '../../values/value.ts';
import type { Workspace } from '../surroundings.ts';
import type { Problem } from '../unit.ts';

export interface Scope {
  /** The text that the expression stands in. */
  readonly source: SourceText;
  readonly module: ModuleNames;
  readonly bindings: Binding | undefined;
}

/** A linked list, innermost first: a `for` in a `for` hides names without copying them. */
export interface Binding {
  readonly name: string;
  readonly value: Value;
  readonly outer: Binding | undefined;
}

export interface ModuleNames {
  variable(name: string, at: Location): Value;
  local(name: string, at: Location): Value;
  /** All of a resource: a reference to it, or a list or map of its instances. */
  resource(type: string, name: string, at: Location): Value;
  /** All of a data source; `undefined` where none of this name is declared. */
  data(type: string, name: string, at: Location): Value | undefined;
  /** All of a module that is called: its outputs are its attributes; `undefined` where no such call is declared. */
  call(name: string, at: Location): Value | undefined;
  /** All outputs of one instance of a module; `undefined` where the reference means something else. */
  outputs(reference: Reference, at: Location): Value | undefined;
  /** An attribute of one resource: what its block says, else a reference to the attribute. */
  attribute(resource: Reference, name: string, at: Location): Value;
  /** `open`: any number of instances. `single`: one without a key. `undefined`: declared nowhere. */
  instancesOf(address: string): 'single' | 'open' | 'instance' | undefined;
  report(problem: Problem): void;
  /** Inside of a template file, which may not ask for another. */
  readonly template?: 'file' | 'text';
  /** Folders of this module and of the root module, like that of a `SourceText`'s path, and what can be read. */
  readonly files: { readonly workspace: Workspace; readonly folder: string; readonly root: string };
  readonly work: Work;
}

/** What evaluation may still cost, so that no text keeps it busy for long. One for a module. */
export interface Work {
  /** Steps left: nodes visited and values moved. */
  left: number;
  /** Evaluations under way inside each other. */
  depth: number;
}

/** A large module takes some ten thousand steps; this many take less than a second. */
export const maxWork = 600_000;
/**
 * A level takes up to ten stack frames, and half of the default stack must do. No expression is nested this deeply
 * (the parser's `MAX_NESTING`), but chains of locals may be.
 */
export const maxNesting = 400;

export function locate(scope: Scope, { start, end }: Span): Location {
  return { source: scope.source, start, end };
}

/** Takes `steps` from what is left; false when there is not enough. */
export function spend(scope: Scope, steps: number): boolean {
  const { work } = scope.module;
  work.left -= steps;
  return work.left >= 0;
}

export function tooMuch(at: Location): Value {
  return unknown('limit', 'evaluation', at);
}

export function bind(scope: Scope, name: string, value: Value): Scope {
  return { ...scope, bindings: { name, value, outer: scope.bindings } };
}

/** The value that a block or `for` around the expression gives to a name, seen from `at`. */
export function boundValue(scope: Scope, name: string, at: Location): Value | undefined {
  for (let binding = scope.bindings; binding; binding = binding.outer) {
    if (binding.name === name) return usedAt(binding.value, at);
  }
  return undefined;
}
