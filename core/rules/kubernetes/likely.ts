/** What a name or port that leads nowhere may have been meant to be. */
import { nearest } from '../../config/nearest.ts';

/** The candidate that is spelt alike, or the only one there is; of several others none is more likely. */
export function likely<T extends string | number>(wrong: string | number, candidates: readonly T[]): readonly T[] {
  const distinct = [...new Set(candidates)].filter((one) => one !== wrong);
  const near = nearest(`${wrong}`, distinct.map(String));
  return distinct.length > 1 ? distinct.filter((one) => `${one}` === near) : distinct;
}
