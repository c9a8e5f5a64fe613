/** How sensitivity travels: what is made of something sensitive is sensitive. */
import { asSensitive, isSensitive } from '../../values/sensitive.ts';
import type { Value } from '../../values/value.ts';
import { hasSecrets } from './collections.ts';

/** `made` of values of which one is sensitive itself. */
export function markedBy(made: Value, ...from: readonly Value[]): Value {
  return from.some(isSensitive) && !isSensitive(made) ? asSensitive(made) : made;
}

/** `made` of values of which one is sensitive or holds something that is. */
export function markedDeeplyBy(made: Value, ...from: readonly Value[]): Value {
  return from.some((value) => isSensitive(value) || hasSecrets(value)) ? asSensitive(made) : made;
}
