/** What the names of a jq program mean at one place in it. */
import type { Json } from './json.ts';
import type { Definition, Node } from './syntax.ts';

export interface Scope {
  readonly variables: Variable | undefined;
  readonly functions: Bound | undefined;
  readonly labels: Label | undefined;
}

interface Variable {
  readonly name: string;
  readonly value: Json;
  readonly next: Variable | undefined;
}

/** A function, or an argument that is a filter: the latter runs in the scope of its caller. */
export interface Bound {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Node;
  /** The scope that the body sees; `undefined` for a definition, which sees itself and what stands before it. */
  readonly caller: Scope | undefined;
  readonly variables: Variable | undefined;
  readonly labels: Label | undefined;
  readonly next: Bound | undefined;
}

export interface Label {
  readonly name: string;
  readonly next: Label | undefined;
}

export const emptyScope: Scope = { variables: undefined, functions: undefined, labels: undefined };

export function withVariable(scope: Scope, name: string, value: Json): Scope {
  return { ...scope, variables: { name, value, next: scope.variables } };
}

export function withDefinition(scope: Scope, { name, parameters, body }: Definition): Scope {
  const { variables, labels, functions } = scope;
  return { ...scope, functions: { name, parameters, body, caller: undefined, variables, labels, next: functions } };
}

export function withFilter(scope: Scope, name: string, body: Node, caller: Scope): Scope {
  const { functions } = scope;
  const bound: Bound = { name, parameters: [], body, caller, variables: undefined, labels: undefined, next: functions };
  return { ...scope, functions: bound };
}

export function withLabel(scope: Scope, name: string): { readonly scope: Scope; readonly label: Label } {
  const label = { name, next: scope.labels };
  return { scope: { ...scope, labels: label }, label };
}

/** The scope of a definition's body, before its parameters are bound. */
export function insideOf(bound: Bound): Scope {
  return bound.caller ?? { variables: bound.variables, functions: bound, labels: bound.labels };
}

export function findVariable({ variables }: Scope, name: string): Variable | undefined {
  let one = variables;
  while (one && one.name !== name) one = one.next;
  return one;
}

export function findFunction({ functions }: Scope, name: string, arity: number): Bound | undefined {
  let one = functions;
  while (one && (one.name !== name || one.parameters.length !== arity)) one = one.next;
  return one;
}

export function findLabel({ labels }: Scope, name: string): Label | undefined {
  let one = labels;
  while (one && one.name !== name) one = one.next;
  return one;
}
