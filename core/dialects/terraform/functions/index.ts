/**
 * Terraform's built-in functions, by name. What stands in a table is evaluated; what Terraform has besides is known by
 * name only, with the reason why its answer is not known. Every other name is a mistake.
 */
import type { UnknownReason } from '../../../values/value.ts';
import { charsetFunctions } from './charsets.ts';
import { conversionFunctions } from './conversion.ts';
import { csvFunctions } from './csv.ts';
import type { FunctionDefinition } from './definition.ts';
import { encodingFunctions } from './encoding.ts';
import { fileFunctions } from './files.ts';
import { hashFunctions } from './hashes.ts';
import { listFunctions } from './lists.ts';
import { mapFunctions } from './maps.ts';
import { networkFunctions } from './network.ts';
import { numericFunctions } from './numeric.ts';
import { providerFunctions } from './provider.ts';
import { rsaFunctions } from './rsa.ts';
import { setFunctions } from './sets.ts';
import { templateFunctions } from './templates.ts';
import { textFunctions } from './text.ts';
import { timeFunctions } from './time.ts';
import { yamlFunctions } from './yaml.ts';

const tables: readonly (readonly FunctionDefinition[])[] = [
  charsetFunctions,
  conversionFunctions,
  csvFunctions,
  encodingFunctions,
  fileFunctions,
  hashFunctions,
  listFunctions,
  mapFunctions,
  networkFunctions,
  numericFunctions,
  providerFunctions,
  rsaFunctions,
  setFunctions,
  templateFunctions,
  textFunctions,
  timeFunctions,
  yamlFunctions,
];

export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  tables.flat().map((definition) => [definition.name, definition]),
);

/** `terraform metadata functions -json` of 1.11.4, without what the tables hold. */
const others: Readonly<Partial<Record<UnknownReason['code'], string>>> = {
  computed: 'plantimestamp timestamp uuid bcrypt',
  unsupported: 'base64gzip',
};

/** Why a function that Terraform has is not evaluated; `undefined` for names that Terraform does not have. */
export const unevaluated: ReadonlyMap<string, UnknownReason['code']> = new Map(
  (Object.entries(others) as [UnknownReason['code'], string][]).flatMap(([code, names]) =>
    names.split(/\s+/).map((name) => [name, code] as const),
  ),
);
