/** What the name of a repeated block stands for in expressions: one object, or a list or map of its instances. */
import type { Location } from '../../text/source.ts';
import { type Data, known, type MapMember, oneOf, type Value } from '../../values/value.ts';
import { referenceTo } from '../resource.ts';
import { mapping, sequence } from './collections.ts';
import type { Instances } from './instances.ts';
import type { MadeCall, MadeResource } from './tree.ts';

export interface Expanded {
  readonly made: readonly (MadeResource | MadeCall)[];
  readonly whole: Value;
}

/** `address` is the block's own, without index. */
export function wholeOf(
  address: string,
  at: Location,
  kind: Instances['kind'],
  made: readonly { readonly address: string; readonly instance: { readonly key: number | string | undefined } }[],
  counts: readonly number[] | undefined,
): Value {
  const references = made.map((one) => known<Data>(referenceTo(one.address), at));
  switch (kind) {
    case 'count':
      return sequence('tuple', references, at);
    case 'each': {
      const members = new Map<string, MapMember>();
      for (const [i, { instance }] of made.entries()) {
        members.set(String(instance.key), { key: at, value: references[i] as Value });
      }
      return mapping('object', members, at);
    }
    case 'single':
    case 'open': {
      const whole = known<Data>(referenceTo(address), at);
      const few = counts?.every((count) => count <= maxAlternatives);
      if (!counts || !few) return whole;
      const lists = counts.map((count) =>
        sequence(
          'tuple',
          Array.from({ length: count }, () => whole),
          at,
        ),
      );
      return oneOf(lists, at);
    }
  }
}

/** Lists of this length are still worth telling apart where `count` is one of several numbers. */
const maxAlternatives = 16;
