/** Functions of sets. */
import type { Location } from '../../../text/source.ts';
import { asSensitive } from '../../../values/sensitive.ts';
import { type Known, unknown, type Value } from '../../../values/value.ts';
import { itemsIn, kindOfSequence, sequence } from '../collections.ts';
import { combine } from '../combine.ts';
import { convert } from '../convert.ts';
import { fingerprint, setItems } from '../equality.ts';
import { withoutMarks } from '../marks.ts';
import { type Type, typeOf } from '../types.ts';
import { unify } from '../unify.ts';
import { type FunctionDefinition, mistyped, refuse, typed } from './definition.ts';

const setOfAny: Type = { kind: 'set', element: 'any' };
const several = { parameters: [setOfAny], rest: setOfAny };

export const setFunctions: readonly FunctionDefinition[] = [
  typed('setunion', several, (sets, at) => ofSets(sets, at, (all) => all.flat())),
  typed('setintersection', several, (sets, at) =>
    ofSets(sets, at, ([first = [], ...rest]) => first.filter((item) => rest.every((other) => includes(other, item)))),
  ),
  typed('setsubtract', { parameters: [setOfAny, setOfAny] }, (sets, at) =>
    ofSets(sets, at, ([first = [], second = []]) => first.filter((item) => !includes(second, item))),
  ),
  typed('setproduct', { parameters: [], rest: 'any', atLeast: 2, marks: 'shallow' }, product),
];

function includes(items: readonly Value[], wanted: Value): boolean {
  const print = fingerprint(wanted);
  return items.some((item) => fingerprint(item) === print);
}

/** Unions keep what is unknown; the others need to know all elements. */
function ofSets(
  sets: readonly Known[],
  at: Location,
  combineSets: (sets: readonly (readonly Value[])[]) => Value[],
): Value {
  const elements = sets.flatMap((set) => {
    const element = elementOf(typeOf(set));
    return element === 'dynamic' && itemsIn(set)?.length === 0 ? [] : [element];
  });
  const type = unify(elements);
  if (type === undefined) return refuse('sets of different types', at);
  return combine(
    sets.map((set) => convert(set, { kind: 'set', element: type })),
    at,
    (converted) => {
      const all = converted.map((set) => itemsIn(set) ?? []);
      const result = combineSets(all);
      const open = all.flat().some((item) => fingerprint(item) === undefined);
      if (open && result.length < all.flat().length) return unknown('computed', 'set', at);
      return sequence('set', setItems(result), at, type);
    },
  );
}

function elementOf(type: Type): Type {
  return typeof type !== 'string' && 'element' in type ? type.element : 'any';
}

/** Every combination, the last one changing fastest; of lists a list, else a set. */
function product(sets: readonly Known[], at: Location): Value {
  let rows: Value[][] = [[]];
  let allLists = true;
  const types: Type[] = [];
  for (const set of sets) {
    const items = itemsIn(set);
    if (!items) return mistyped(set, 'set', at);
    const tuple = kindOfSequence(set.value) === 'tuple';
    const type = tuple ? unify(items.map((item) => typeOf(item))) : elementOf(typeOf(set));
    if (type === undefined) return refuse('elements of different types', at);
    if (rows.length * items.length > maxRows) return unknown('limit', 'setproduct', at);
    const own = items.map((item) => convert(item, type));
    rows = rows.flatMap((row) => own.map((item) => [...row, item]));
    types.push(type);
    allLists &&= kindOfSequence(set.value) !== 'set';
  }
  const tuples = rows.map((row) => sequence('tuple', row, at));
  const element: Type = { kind: 'tuple', elements: types };
  if (allLists) return sequence('list', tuples, at, element);
  const [values, secret] = withoutMarks(tuples);
  const made = sequence('set', setItems(values), at, element);
  return secret ? asSensitive(made) : made;
}

const maxRows = 10_000;
