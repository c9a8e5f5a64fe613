/** Terraform values to YAML text and back. */
import type { Known, Value } from '../../../values/value.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import { costly, type FunctionDefinition, mistyped, outcome, tolerant } from './definition.ts';
import { decodedYaml } from './yaml-decode.ts';
import { yamlText } from './yaml-encode.ts';

export const yamlFunctions: readonly FunctionDefinition[] = [
  tolerant('yamldecode', 1, 1, ([text], at, scope) =>
    combine([convert(text as Value, 'string')], at, ([known]) =>
      typeof known?.value === 'string'
        ? decodedYaml(known as Known<string>, at, scope)
        : mistyped(known as Known, 'string', at),
    ),
  ),
  tolerant('yamlencode', 1, 1, ([value], at) => outcome(yamlText(value as Value, at), at)),
].map(costly);
