/** Type conversions. `try` and `can` are not here: they decide which of their arguments count. */
import type { Location } from '../../../text/source.ts';
import { known, type Value } from '../../../values/value.ts';
import { convert } from '../convert.ts';
import { isMarked, marked, unmarked } from '../sensitivity.ts';
import type { Type } from '../types.ts';
import { type FunctionDefinition, tolerant } from './definition.ts';

export const conversionFunctions: readonly FunctionDefinition[] = [
  to('tostring', 'string'),
  to('tonumber', 'number'),
  to('tobool', 'bool'),
  to('tolist', { kind: 'list', element: 'any' }),
  to('toset', { kind: 'set', element: 'any' }),
  to('tomap', { kind: 'map', element: 'any' }),
  marks('sensitive', marked),
  marks('nonsensitive', unmarked),
  marks('issensitive', (value, at) => (value.kind === 'unknown' ? value : known(isMarked(value), at))),
  same('ephemeralasnull'),
];

/** The value keeps its place: what is underlined is the argument, which is what a person would change. */
function to(name: string, type: Type): FunctionDefinition {
  return tolerant(name, 1, 1, ([value]) => convert(value as Value, type));
}

function marks(name: string, f: (value: Value, at: Location) => Value): FunctionDefinition {
  return { ...tolerant(name, 1, 1, ([value], at) => f(value as Value, at)), handlesMarks: true };
}

function same(name: string): FunctionDefinition {
  return tolerant(name, 1, 1, ([value]) => value as Value);
}
