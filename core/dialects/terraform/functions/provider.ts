/** Functions of Terraform's built-in provider: variables files and expressions as text. */

import { visit } from '../../../syntax/hcl/index.ts';
import { hclFileOf } from '../../../syntax/parsed.ts';
import { type Location, SourceText } from '../../../text/source.ts';
import { isReference, type Known, known, type MapMember, type Value } from '../../../values/value.ts';
import { mapping, membersIn } from '../collections.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import { evaluate } from '../expressions.ts';
import type { Scope } from '../scope.ts';
import { freeNames } from '../template-names.ts';
import { afterCreation, costly, type FunctionDefinition, mistyped, outcome, refuse, tolerant } from './definition.ts';
import { hclAttributes, hclText, isIdentifier } from './hcl-text.ts';
import { fileOf } from './written.ts';

export const providerFunctions: readonly FunctionDefinition[] = [
  tolerant('provider::terraform::encode_expr', 1, 1, ([value], at) => {
    const isNull = value?.kind === 'known' && value.value === null;
    return isNull ? refuse('null argument', at) : outcome(hclText(value as Value, at), at);
  }),
  tolerant('provider::terraform::encode_tfvars', 1, 1, ([value], at) =>
    combine([value as Value], at, ([all]) => outcome(variablesText(all as Known, at), at)),
  ),
  tolerant('provider::terraform::decode_tfvars', 1, 1, ([value], at, scope) =>
    combine([convert(value as Value, 'string')], at, ([text]) =>
      typeof text?.value === 'string'
        ? variablesIn(text as Known<string>, scope, at)
        : mistyped(text as Known, 'string', at),
    ),
  ),
].map(costly);

function variablesText(all: Known, at: Location): string | Value {
  if (isReference(all.value)) return afterCreation(all.value, at);
  const members = membersIn(all);
  if (!members) return refuse('object of variables', at);
  for (const name of members.keys()) if (!isIdentifier(name)) return refuse(`variable ${name}`, at);
  return hclAttributes(
    Array.from(members, ([name, { value }]) => [name, value] as const),
    at,
  );
}

/** As Terraform reads a variables file: attributes only, without functions and names. */
function variablesIn(text: Known<string>, scope: Scope, at: Location): Value {
  const source =
    fileOf(text) ?? new SourceText(at.source.path, text.value, { source: at.source, toHost: () => at.start });
  const { body, problems } = hclFileOf(source);
  if (problems.length > 0) return refuse('variables file', at);
  const members = new Map<string, MapMember>();
  for (const item of body.items) {
    if (item.kind !== 'attribute') return refuse('block in a variables file', at);
    let calls = false;
    visit(item, (node) => {
      calls ||= node.kind === 'call';
      return !calls;
    });
    if (calls || freeNames(item.value).size > 0) return refuse(`value of ${item.name}`, at);
    const value = evaluate(item.value, { source, module: scope.module, bindings: undefined });
    const placed = value.kind === 'known' && !fileOf(text) ? known(value.value, at) : value;
    members.set(item.name, { key: at, value: placed });
  }
  return mapping('object', members, at);
}
