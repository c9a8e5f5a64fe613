/**
 * The tree of a text in HCL's native syntax. Plain data, discriminated by `kind`; it holds what is written, not what
 * it means. Every node's span lies inside its parent's. A broken text gives a smaller tree, with `missing` where an
 * expression should stand. The parser keeps every tree lower than a few
 * thousand nodes (see the two limits below), so whoever walks it may recurse.
 */
import type { Span } from '../../text/source.ts';

/** Brackets, blocks, operators and templates may be nested this deeply; what lies deeper is a syntax problem. */
export const MAX_NESTING = 200;
/** Chains (`a + b + c …`, `a.b.c …`) lean to the left and may be this long. */
export const MAX_HEIGHT = 1000;

export type Node = Body | Attribute | Block | Label | Expression | ObjectItem | TemplatePart;

export interface Body extends Span {
  readonly kind: 'body';
  /** In the order of the text. A redefined attribute is here as often as it is written; the first one counts. */
  readonly items: readonly (Attribute | Block)[];
}

export interface Attribute extends Span {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

export interface Block extends Span {
  readonly kind: 'block';
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly Label[];
  /** Absent in a broken text, as is `closeBrace`. */
  readonly openBrace: Span | undefined;
  /** What stands between the braces. */
  readonly body: Body;
  readonly closeBrace: Span | undefined;
}

export interface Label extends Span {
  readonly kind: 'label';
  /** Without quotes, escapes decoded. The span includes the quotes. */
  readonly value: string;
  readonly quoted: boolean;
}

export type Expression =
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | Template
  | Variable
  | GetAttr
  | Index
  | Splat
  | SplatItem
  | Call
  | Tuple
  | ObjectExpression
  | For
  | Conditional
  | Binary
  | Unary
  | Parenthesised
  | Missing;

export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
  /** As written: `value` may have lost digits. */
  readonly text: string;
}

export interface BooleanLiteral extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullLiteral extends Span {
  readonly kind: 'null';
}

/**
 * A quoted string, a heredoc or a bare template. With exactly one part, an interpolation, its value is that
 * expression's, whatever its type; otherwise it is the string of all parts.
 */
export interface Template extends Span {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
  /** Between the quotes, or the lines between a heredoc's markers. */
  readonly content: Span;
  readonly heredoc: Heredoc | undefined;
}

export interface Heredoc {
  readonly marker: string;
  /** `<<-`: the common indentation has been taken out of the literal parts' values. */
  readonly flush: boolean;
}

export type TemplatePart = TemplateLiteral | TemplateInterpolation | TemplateIf | TemplateFor;

export interface TemplateLiteral extends Span {
  readonly kind: 'literal';
  /** Escapes decoded, indentation of `<<-` and white space next to `~` taken out: ready to be joined. */
  readonly value: string;
}

export interface TemplateInterpolation extends Span {
  readonly kind: 'interpolation';
  readonly expression: Expression;
}

export interface TemplateIf extends Span {
  readonly kind: 'templateIf';
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  readonly whenFalse: readonly TemplatePart[];
}

export interface TemplateFor extends Span {
  readonly kind: 'templateFor';
  readonly key: Name | undefined;
  readonly value: Name;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
}

/** A name that the text introduces: the variables of a `for`. Empty where it is missing. */
export interface Name extends Span {
  readonly name: string;
}

export interface Variable extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

export interface GetAttr extends Span {
  readonly kind: 'getAttr';
  readonly object: Expression;
  /** As written, so it takes the last `name.length` characters of the span. Empty behind a dot without a name. */
  readonly name: string;
}

export interface Index extends Span {
  readonly kind: 'index';
  readonly collection: Expression;
  readonly key: Expression;
  /** `a.0` instead of `a[0]`. */
  readonly legacy: boolean;
}

/**
 * `source[*]…` (full) or `source.*…` (attributes only). `each` is what is taken of every element: the steps behind the
 * star, starting from a `splatItem`. The steps that a splat doesn't cover (`[0]` in `a.*.b[0]`) are applied to the
 * splat itself, so that evaluation needs no rule of its own.
 */
export interface Splat extends Span {
  readonly kind: 'splat';
  readonly source: Expression;
  readonly full: boolean;
  readonly each: Expression;
}

/** The element at hand inside of a splat's `each`; its span is the star's. */
export interface SplatItem extends Span {
  readonly kind: 'splatItem';
}

export interface Call extends Span {
  readonly kind: 'call';
  /** With its namespace: `provider::alicloud::name`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expression[];
  /** `f(list...)` */
  readonly expandFinal: boolean;
}

export interface Tuple extends Span {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

export interface ObjectItem extends Span {
  readonly kind: 'item';
  /** A bare `variable` as key means its name; in parentheses it means its value. */
  readonly key: Expression;
  readonly value: Expression;
}

export interface For extends Span {
  readonly kind: 'for';
  /** Written in braces: the result is an object, else a tuple. */
  readonly object: boolean;
  readonly key: Name | undefined;
  readonly value: Name;
  readonly collection: Expression;
  readonly keyResult: Expression | undefined;
  readonly result: Expression;
  readonly condition: Expression | undefined;
  /** `=> value...` */
  readonly group: boolean;
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export interface Parenthesised extends Span {
  readonly kind: 'parenthesised';
  readonly expression: Expression;
}

/** Where an expression should stand. A problem says so. */
export interface Missing extends Span {
  readonly kind: 'missing';
}
