/** What Terraform refuses, and how far that goes. */
import type { Location } from '../../text/source.ts';
import { isList, isMap, unknown, type Value } from '../../values/value.ts';
import { isRefusedInside } from './collections.ts';
import { refuse } from './functions/definition.ts';
import { traitsOf } from './traits.ts';

/** Whether Terraform would refuse the value, or something inside of it. */
export function isRefused(value: Value): boolean {
  if (value.kind === 'unknown') return value.reason.code === 'invalid';
  if (value.kind === 'oneOf') return value.options.every(isRefused);
  const data = value.value;
  if (isList(data)) return data.items.some(isRefused);
  if (!isMap(data)) return false;
  for (const member of data.entries.values()) if (isRefused(member.value)) return true;
  return false;
}

/**
 * The refusal of an expression that has such operands, if one of them has a mistake in it. A mistake inside of what a
 * name stands for is not counted: it is said where the name is defined, and the rest of that value is still worth
 * looking at.
 */
export function mistakeIn(operands: readonly Value[], at: Location): Value | undefined {
  const bad = operands.find((value) => isRefusedInside(value) && !(value.kind === 'known' && value.definedAt));
  if (!bad) return undefined;
  return bad.kind === 'unknown' ? unknown('invalid', bad.reason.subject, at) : refuse('mistake in a part of it', at);
}

/** Names that are declared nowhere, calls of functions that do not exist: refused before anything is evaluated. */
export function isStaticallyRefused(value: Value): boolean {
  if (value.kind === 'unknown') return traitsOf(value).static === true;
  return value.kind === 'oneOf' && value.options.some(isStaticallyRefused);
}
