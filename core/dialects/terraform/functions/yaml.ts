/** YAML text to values and back. */
import type { Value } from '../../../values/value.ts';
import { type FunctionDefinition, outcome, scalar, tolerant } from './definition.ts';
import { yamlValue } from './yaml-decode.ts';
import { yamlText } from './yaml-encode.ts';

export const yamlFunctions: readonly FunctionDefinition[] = [
  scalar('yamldecode', ['string'], ([text], at) => yamlValue(text, at)),
  tolerant('yamlencode', 1, 1, ([value], at) => outcome(yamlText(value as Value, at), at)),
];
