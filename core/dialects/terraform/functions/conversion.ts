/** Type conversions and marks. `try` and `can` are not here: they decide which of their arguments count. */
import { asPlain, asSensitive, isSensitive } from '../../../values/sensitive.ts';
import { known, type Value } from '../../../values/value.ts';
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
  own('sensitive', ([value]) => asSensitive(value as Value)),
  own('nonsensitive', ([value]) => asPlain(value as Value)),
  own('ephemeralasnull', ([value]) => value as Value),
  own('issensitive', ([value], at) => {
    const secret = isSensitive(value as Value);
    // A value that is not known yet may turn out to be sensitive.
    return value?.kind === 'unknown' && !secret ? { ...value, at } : known(secret, at);
  }),
];

/** The value keeps its place: what is underlined is the argument, which is what a person would change. */
function to(name: string, type: Type): FunctionDefinition {
  return own(name, ([value]) => convert(value as Value, type));
}

function own(name: string, implement: FunctionDefinition['implement']): FunctionDefinition {
  return { ...tolerant(name, 1, 1, implement), marks: 'own' };
}
