/**
 * Shapes of a snapshot's JSON, written as JSON Schema (the few words of it that are needed). One description serves as
 * the TypeScript type, the check with places, and the schema in the documentation.
 */

export type Shape = TextShape | NumberShape | FlagShape | ListShape | RecordShape;

interface Described {
  readonly description?: string;
}

export interface TextShape extends Described {
  readonly type: 'string';
  readonly enum?: readonly string[];
}

export interface NumberShape extends Described {
  readonly type: 'integer';
  readonly const?: number;
}

export interface FlagShape extends Described {
  readonly type: 'boolean';
}

export interface ListShape<S extends Shape = Shape> extends Described {
  readonly type: 'array';
  readonly items: S;
}

export interface RecordShape<
  P extends Readonly<Record<string, Shape>> = Readonly<Record<string, Shape>>,
  R extends string = string,
> extends Described {
  readonly type: 'object';
  readonly properties: P;
  readonly required: readonly R[];
}

/** The TypeScript type of what has a shape. What is not required may also be said to be undefined. */
export type Of<S> = S extends { readonly type: 'string'; readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly type: 'string' }
    ? string
    : S extends { readonly type: 'integer' }
      ? number
      : S extends { readonly type: 'boolean' }
        ? boolean
        : S extends { readonly type: 'array'; readonly items: infer I }
          ? readonly Of<I>[]
          : S extends { readonly type: 'object'; readonly properties: infer P; readonly required: readonly (infer R)[] }
            ? OfRecord<P, R>
            : never;

type OfRecord<P, R> = { readonly [K in keyof P & R]: Of<P[K]> } & {
  readonly [K in Exclude<keyof P, R>]?: Of<P[K]> | undefined;
};

export const text = { type: 'string' } as const;
export const number = { type: 'integer' } as const;
export const flag = { type: 'boolean' } as const;

/** A text with a remark for the reader of the schema. */
export function said(description: string): { readonly type: 'string'; readonly description: string } {
  return { type: 'string', description };
}

export function oneOf<const E extends readonly string[]>(...words: E): { readonly type: 'string'; readonly enum: E } {
  return { type: 'string', enum: words };
}

export function list<S extends Shape>(items: S): ListShape<S> {
  return { type: 'array', items };
}

/** An object; further members are allowed, so that a later version may add some. */
export function record<const R extends string, P extends Readonly<Record<R, Shape>> & Readonly<Record<string, Shape>>>(
  required: readonly R[],
  properties: P,
): RecordShape<P, R> {
  return { type: 'object', properties, required };
}
