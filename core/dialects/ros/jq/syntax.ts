/** A jq program as a tree. */
import type { Json } from './json.ts';

export type Node =
  | { readonly kind: 'identity' }
  | { readonly kind: 'everything' }
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'text'; readonly format: string; readonly parts: readonly (string | Node)[] }
  | { readonly kind: 'format'; readonly name: string }
  | Access
  | { readonly kind: 'array'; readonly items: Node | undefined }
  | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: 'negate'; readonly operand: Node }
  | { readonly kind: 'pipe'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'comma'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'and' | 'or' | 'alternative'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'update'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'if'; readonly test: Node; readonly whenTrue: Node; readonly whenFalse: Node | undefined }
  | { readonly kind: 'try'; readonly body: Node; readonly handler: Node | undefined }
  | {
      readonly kind: 'reduce';
      readonly source: Node;
      readonly pattern: Pattern;
      readonly start: Node;
      readonly update: Node;
    }
  | {
      readonly kind: 'foreach';
      readonly source: Node;
      readonly pattern: Pattern;
      readonly start: Node;
      readonly update: Node;
      readonly extract: Node | undefined;
    }
  | { readonly kind: 'define'; readonly definition: Definition; readonly body: Node }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'bind'; readonly source: Node; readonly patterns: readonly Pattern[]; readonly body: Node }
  | { readonly kind: 'label'; readonly name: string; readonly body: Node }
  | { readonly kind: 'break'; readonly name: string };

/** What hangs on a term. With a `?` behind it, its own error is no error; one of its target still is. */
export type Access = { readonly target: Node; readonly isOptional?: boolean } & (
  | { readonly kind: 'index'; readonly key: Node }
  | { readonly kind: 'slice'; readonly from: Node | undefined; readonly to: Node | undefined }
  | { readonly kind: 'iterate' }
);

export type Operator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=';

export interface ObjectEntry {
  readonly key: Node;
  readonly value: Node;
}

export interface Definition {
  readonly name: string;
  /** `f` for a filter, `$f` for a value. */
  readonly parameters: readonly string[];
  readonly body: Node;
}

/** What stands behind `as`. */
export type Pattern =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | { readonly kind: 'object'; readonly entries: readonly PatternEntry[] };

export interface PatternEntry {
  /** Binds the value under the key as well: `{$name: pattern}`. */
  readonly variable: string | undefined;
  readonly key: Node;
  readonly value: Pattern | undefined;
}
