/**
 * What is said about files, without their texts: plain data that may be kept for a whole workspace. Places have their
 * ranges, which is all that a client needs of them.
 */
import type { Range } from 'vscode-languageserver/node';
import type { Finding } from '../core/lint.ts';
import type { Severity } from '../core/rules/rule.ts';
import type { Text } from '../core/text/message.ts';
import type { Location } from '../core/text/source.ts';
import type { Spot, Tellable } from '../core/told-once.ts';
import { rangeOf } from './ranges.ts';

export interface Place extends Spot {
  readonly range: Range;
}

/** A finding. */
export interface Said extends Tellable {
  readonly severity: Severity;
  readonly at: Place;
  readonly related: readonly { readonly at: Place; readonly message: Text }[];
}

export function saidOf({ rule, severity, certainty, message, at, resource, related }: Finding): Said {
  return {
    rule,
    severity,
    certainty,
    message,
    at: placeOf(at),
    ...(resource === undefined ? {} : { resource }),
    related: related.map((one) => ({ at: placeOf(one.at), message: one.message })),
  };
}

export function placeOf(at: Location): Place {
  const { source, start, end } = at;
  return { source: { path: source.path }, start, end, range: rangeOf({ source, start, end: Math.max(start, end) }) };
}

/** The same data without a hold on the texts: pieces of a text keep the whole of it alive. */
export function detached<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}
