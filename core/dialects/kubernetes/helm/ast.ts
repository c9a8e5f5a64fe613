/** The tree of a template: Go's text/template. Spans are offsets in the template's text. */
import type { Span } from '../../../text/source.ts';

export type Statement =
  | TextStatement
  | PrintStatement
  | BranchStatement
  | RangeStatement
  | CallStatement
  | JumpStatement;

/** Text outside of actions, trimmed. */
export interface TextStatement extends Span {
  readonly kind: 'text';
}
export interface PrintStatement extends Span {
  readonly kind: 'print';
  readonly pipe: Pipe;
}
/** `if` and `with`. The span is that of the action that opens it. */
export interface BranchStatement extends Span {
  readonly kind: 'if' | 'with';
  readonly pipe: Pipe;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}
export interface RangeStatement extends Span {
  readonly kind: 'range';
  readonly pipe: Pipe;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}
/** `template`, and `block` after its definition. */
export interface CallStatement extends Span {
  readonly kind: 'template';
  readonly name: string;
  readonly pipe: Pipe | undefined;
}
export interface JumpStatement extends Span {
  readonly kind: 'break' | 'continue';
}

export interface Pipe extends Span {
  /** Names with `$`: one, or two in a range. */
  readonly variables: readonly string[];
  /** `:=` makes them, `=` changes them. */
  readonly declares: boolean;
  readonly commands: readonly Command[];
}

/** A function or method with its arguments, or a value alone. */
export interface Command extends Span {
  readonly words: readonly Operand[];
}

export type Operand = Span &
  (
    | { readonly kind: 'dot' | 'nil' }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'number'; readonly value: number; readonly float: boolean }
    | { readonly kind: 'bool'; readonly value: boolean }
    | { readonly kind: 'function'; readonly name: string }
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'pipe'; readonly pipe: Pipe }
    /** `.a.b`, `$x.a`, `(…).a`: fields behind something. */
    | { readonly kind: 'fields'; readonly of: Operand; readonly path: readonly string[] }
  );

export interface Template {
  readonly body: readonly Statement[];
  /** `define`s and `block`s by name. */
  readonly definitions: ReadonlyMap<string, readonly Statement[]>;
}

/** Why a text is no template; the span is where. */
export interface TemplateProblem extends Span {
  readonly what: string;
}
