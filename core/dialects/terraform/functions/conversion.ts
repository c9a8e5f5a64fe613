/** Type conversions. `try` and `can` are not here: they decide which of their arguments count. */
import type { Value } from '../../../values/value.ts';
import { convert } from '../convert.ts';
import type { Type } from '../types.ts';
import { type FunctionDefinition, tolerant } from './definition.ts';

export const conversionFunctions: readonly FunctionDefinition[] = [
  to('tostring', 'string'),
  to('tonumber', 'number'),
  to('tobool', 'bool'),
  to('tolist', { kind: 'list', element: 'any' }),
  to('toset', { kind: 'set', element: 'any' }),
  to('tomap', { kind: 'map', element: 'any' }),
  // Marks of secrecy do not change what a rule may know.
  same('sensitive'),
  same('nonsensitive'),
];

/** The value keeps its place: what is underlined is the argument, which is what a person would change. */
function to(name: string, type: Type): FunctionDefinition {
  return tolerant(name, 1, 1, ([value]) => convert(value as Value, type));
}

function same(name: string): FunctionDefinition {
  return tolerant(name, 1, 1, ([value]) => value as Value);
}
