/** Readers that only the API's answers need. */
import { PortSet } from '../../../network/ports.ts';
import { known, type Value } from '../../../values/value.ts';
import { itemsOf, type Reader, read, valueAt } from '../../catalogue.ts';
import { ports, text } from '../../fields.ts';

type Optional<T> = Value<T> | undefined;

/** One reader for rules of each direction: the other side is the source inbound and the destination outbound. */
export function byDirection<F>(ingress: Reader<F>, egress: Reader<F>): Reader<F> {
  const direction = text('direction', { lower: true });
  return {
    paths: [...direction.paths, ...ingress.paths, ...egress.paths],
    read(scope) {
      const value = direction.read(scope);
      return (value?.kind === 'known' && value.value === 'egress' ? egress : ingress).read(scope);
    },
  };
}

/** Whether an item of a list has this word (lower case) at a path; where it has, that word is the place. */
export function someItemIs(list: string, path: string, word: string): Reader<Optional<boolean>> {
  const inItem = read(path, (data) => (typeof data === 'string' ? data.toLowerCase() : undefined));
  return {
    paths: [list, `${list}.${path}`],
    read(scope) {
      const value = valueAt(scope, list);
      if (value === undefined || value.kind === 'unknown') return value;
      const words = itemsOf(value).map((root) => inItem.read({ ...scope, root, at: root.at }));
      const found = words.find((one) => one?.kind === 'known' && one.value === word);
      return known(found !== undefined, found?.at ?? value.at);
    },
  };
}

/** Whether a list has anything in it. */
export function someItem(list: string): Reader<Value<boolean>> {
  return {
    paths: [list],
    read(scope) {
      const value = valueAt(scope, list);
      if (value === undefined) return { kind: 'known', value: false, at: scope.at, byDefault: true };
      if (value.kind === 'unknown') return value;
      const [first] = itemsOf(value);
      return known(first !== undefined, first?.at ?? value.at);
    },
  };
}

/** The union of a list of port ranges. */
export function portsOfList(list: string): Reader<Optional<PortSet>> {
  const range = ports('', {});
  return {
    paths: [list],
    read(scope) {
      const value = valueAt(scope, list);
      if (value === undefined || value.kind === 'unknown') return value;
      let union = PortSet.none;
      for (const root of itemsOf(value)) {
        const one = range.read({ ...scope, root, at: root.at });
        if (one?.kind !== 'known') return one;
        union = union.union(one.value);
      }
      return union.isEmpty ? undefined : known(union, value.at);
    },
  };
}
