/** A function's call as it stands in the template, and the ways in which implementations read its arguments. */
import type { DataNode } from '../../../syntax/data.ts';
import { resolveAlias } from '../../../syntax/navigate.ts';
import type { Location } from '../../../text/source.ts';
import {
  type Data,
  isList,
  isReference,
  known,
  type ListData,
  mapValue,
  unknown,
  type Value,
} from '../../../values/value.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Scope } from '../scope.ts';
import { referenceText } from '../text.ts';

export interface Call {
  /** `Ref`, `Fn::Join`. */
  readonly name: string;
  readonly argument: DataNode | undefined;
  /** The whole call, tag or key included. */
  readonly at: Location;
  readonly scope: Scope;
  readonly evaluation: Evaluation;
}

/** `undefined` is `ALIYUN::NoValue`. */
export type Implementation = (call: Call) => Value | undefined;

/** The arguments' nodes: the items of a list, or the one thing that stands there. */
export function argumentNodes({ argument, evaluation }: Call): readonly DataNode[] {
  const node = resolveAlias(argument, evaluation.template.document);
  if (!node) return [];
  return node.kind === 'sequence' && node.tag === undefined ? node.items : [node];
}

/** The arguments' values; one that is `ALIYUN::NoValue` keeps its place as null. */
export function argumentValues(call: Call): readonly Value[] {
  const { argument, scope, evaluation } = call;
  if (!argument) return [];
  const nodes = argumentNodes(call);
  if (nodes.length === 1 && nodes[0] === argument) {
    const value = evaluate(call, argument);
    return value.kind === 'known' && isList(value.value) ? value.value.items : [value];
  }
  return nodes.map((node) => evaluation.value(node, scope) ?? known(null, evaluation.at(node)));
}

export function evaluate({ scope, evaluation }: Call, node: DataNode): Value {
  return evaluation.value(node, scope) ?? known(null, evaluation.at(node));
}

/** The call is not written as the function wants it: too few arguments, a wrong type. */
export function malformed({ name, at }: Call): Value {
  return unknown('invalid', name, at);
}

/** A list's own items, where it is known to be one; text is split at commas, as ROS does for list parameters. */
export function asList(value: Value, at: Location): Value<ListData> {
  return mapValue(value, (one): Value<ListData> => {
    const { value: data } = one;
    if (isList(data)) return { ...one, value: data };
    if (isReference(data)) return unknown('computed', referenceText(data), at);
    if (typeof data !== 'string') return unknown('invalid', 'not a list', at);
    const items = data === '' ? [] : data.split(',').map((word): Value => ({ ...one, value: word.trim() }));
    return { ...one, value: { type: 'list', items } };
  });
}

/** What a function makes of a list's items; of each list, where it is one of several. */
export function withItems(call: Call, list: Value, f: (items: readonly Value[]) => Value): Value {
  return mapValue<Data, Data>(list, (one) => {
    const items = asList(one, call.at);
    return items.kind === 'known' ? f(items.value.items) : items.kind === 'unknown' ? items : malformed(call);
  });
}

export function asBoolean(data: Data): boolean | undefined {
  if (data === true || data === 1) return true;
  if (data === false || data === 0) return false;
  const word = typeof data === 'string' ? data.toLowerCase() : undefined;
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

/** A number, or text that is one. */
export function numberOf(data: Data): number | undefined {
  if (typeof data === 'number') return data;
  return typeof data === 'string' && data.trim() !== '' && Number.isFinite(Number(data)) ? Number(data) : undefined;
}
