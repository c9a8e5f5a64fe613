/**
 * What is taken for granted while a part of the template is evaluated. Inside a resource with `Condition: C`, C is
 * true; inside the second branch of `Fn::If: [C, …]`, C is false; and what C says about parameters holds as well.
 * Without this, a template's own correlations would come out as possibilities that can never happen.
 */
import type { DataNode } from '../../syntax/data.ts';
import type { Value } from '../../values/value.ts';

export interface Scope {
  /** Conditions that are assumed to be true or false. */
  readonly assumed: ReadonlyMap<string, boolean>;
  /** Parameters with the values that the assumptions leave. */
  readonly parameters: ReadonlyMap<string, Value>;
  /** `ALIYUN::Index` inside a resource with a Count. */
  readonly index: Value<number> | undefined;
  /** Conditions evaluated under these assumptions; `undefined` while one is being evaluated. */
  readonly conditions: Map<string, Value | undefined>;
  /** What anchors stand for, evaluated under these assumptions; `undefined` while one is being evaluated. */
  readonly anchors: Map<DataNode, { readonly value: Value | undefined } | undefined>;
  /** Scopes with one assumption more, by `name=true`. */
  readonly inner: Map<string, Scope>;
}

export function newScope(
  assumed: ReadonlyMap<string, boolean> = new Map(),
  parameters: ReadonlyMap<string, Value> = new Map(),
  index?: Value<number>,
): Scope {
  return { assumed, parameters, index, conditions: new Map(), anchors: new Map(), inner: new Map() };
}

/** The same assumptions for one of the copies that a Count makes. */
export function withIndex(scope: Scope, index: Value<number>): Scope {
  return newScope(scope.assumed, scope.parameters, index);
}
