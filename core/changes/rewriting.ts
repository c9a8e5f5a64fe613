/** Fixes that write a value anew where it stands: at its use, or where a name that stands for it is defined. */
import type { Resource } from '../dialects/resource.ts';
import type { Text } from '../text/message.ts';
import type { Known } from '../values/value.ts';
import { type Fix, isWrittenHere } from './change.ts';
import type { Plain } from './plain.ts';

/** @param title what it does, without where */
export function rewritten(resource: Resource, value: Known<unknown>, by: Plain, title: Text): readonly Fix[] {
  if (isWrittenHere(value)) return [{ title, changes: [{ kind: 'replace', resource, at: value.at, by }] }];
  const { definedAt, way = [] } = value;
  // What was computed on the way stands nowhere as it is.
  if (!definedAt || way.some(({ kind }) => kind === 'operand')) return [];
  return [{ title: whereDefined(title), changes: [{ kind: 'replace', resource, at: definedAt, by }] }];
}

function whereDefined({ en, zh }: Text): Text {
  return { en: `${en} where it is defined`, zh: `${zh}（在其定义处）` };
}
