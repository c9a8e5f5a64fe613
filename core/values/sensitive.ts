/**
 * Values that are not to be shown: Terraform's `sensitive`, a password's variable. Rules look at them like at all
 * others; whoever prints a value asks first. The mark travels in an additional field of the same objects.
 */
import type { Value } from './value.ts';

interface Marked {
  readonly sensitive?: boolean;
}

/** Whether the value itself must not be shown. What is inside of a list or map is asked for itself. */
export function isSensitive(value: Value<unknown>): boolean {
  if (value.kind === 'oneOf') return value.options.some((option) => (option as Marked).sensitive === true);
  return (value as Marked).sensitive === true;
}

export function asSensitive<V extends Value<unknown>>(value: V): V {
  if (value.kind !== 'oneOf') return { ...value, sensitive: true };
  return { ...value, options: value.options.map(asSensitive) };
}

export function asPlain<V extends Value<unknown>>(value: V): V {
  if (!isSensitive(value)) return value;
  if (value.kind !== 'oneOf') return { ...value, sensitive: false };
  return { ...value, options: value.options.map(asPlain) };
}
