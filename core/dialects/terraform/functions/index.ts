/**
 * Terraform's built-in functions, by name. What stands in a table is evaluated; what Terraform has besides is known by
 * name only, with the reason why its answer is not known. Every other name is a mistake.
 */
import type { UnknownReason } from '../../../values/value.ts';
import { conversionFunctions } from './conversion.ts';
import type { FunctionDefinition } from './definition.ts';
import { encodingFunctions } from './encoding.ts';
import { listFunctions } from './lists.ts';
import { mapFunctions } from './maps.ts';
import { networkFunctions } from './network.ts';
import { numericFunctions } from './numeric.ts';
import { setFunctions } from './sets.ts';
import { textFunctions } from './text.ts';

const tables: readonly (readonly FunctionDefinition[])[] = [
  conversionFunctions,
  encodingFunctions,
  listFunctions,
  mapFunctions,
  networkFunctions,
  numericFunctions,
  setFunctions,
  textFunctions,
];

export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  tables.flat().map((definition) => [definition.name, definition]),
);

/** `terraform metadata functions -json` of 1.11.4, without what the tables hold. */
const others: Readonly<Partial<Record<UnknownReason['code'], string>>> = {
  external: `abspath basename dirname file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 fileset filesha1
    filesha256 filesha512 pathexpand templatefile`,
  computed: 'plantimestamp timestamp uuid bcrypt',
  unsupported: `base64gzip base64sha256 base64sha512 csvdecode ephemeralasnull formatdate md5 rsadecrypt sha1
    sha256 sha512 templatestring textdecodebase64 textencodebase64 timeadd timecmp urldecode uuidv5 yamldecode yamlencode`,
};

/** Why a function that Terraform has is not evaluated; `undefined` for names that Terraform does not have. */
export const unevaluated: ReadonlyMap<string, UnknownReason['code']> = new Map(
  (Object.entries(others) as [UnknownReason['code'], string][]).flatMap(([code, names]) =>
    names.split(/\s+/).map((name) => [name, code] as const),
  ),
);
