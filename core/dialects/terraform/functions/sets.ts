/** Functions of sets. */
import type { Location } from '../../../text/source.ts';
import { type Known, unknown, type Value } from '../../../values/value.ts';
import { itemsIn, kindOfSequence, sequence } from '../collections.ts';
import { convert } from '../convert.ts';
import { fingerprint, setItems } from '../equality.ts';
import { type Type, typeOf, unify } from '../types.ts';
import { any, type FunctionDefinition, general, mistyped, refuse } from './definition.ts';

export const setFunctions: readonly FunctionDefinition[] = [
  general('setunion', 1, any, (sets, at) => ofSets(sets, at, (all) => all.flat())),
  general('setintersection', 1, any, (sets, at) =>
    ofSets(sets, at, ([first = [], ...rest]) => first.filter((item) => rest.every((other) => includes(other, item)))),
  ),
  general('setsubtract', 2, 2, (sets, at) =>
    ofSets(sets, at, ([first = [], second = []]) => first.filter((item) => !includes(second, item))),
  ),
  general('setproduct', 2, any, (sets, at) => product(sets, at)),
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
  const lists: (readonly Value[])[] = [];
  for (const set of sets) {
    const items = itemsIn(set);
    if (!items) return mistyped(set, 'set', at);
    lists.push(items);
  }
  const type = unify(lists.flat().map((item) => typeOf(item)));
  if (type === undefined) return refuse('sets of different types', at);
  const converted = lists.map((items) => setItems(items.map((item) => convert(item, type))));
  const result = combineSets(converted);
  const open = converted.flat().some((item) => fingerprint(item) === undefined);
  if (open && result.length < converted.flat().length) return unknown('computed', 'set', at);
  return sequence('set', setItems(result), at, type === 'any' || type === 'null' ? undefined : type);
}

function elementType(set: Known): Type {
  const type = typeOf(set);
  if (typeof type === 'string' || type.kind === 'object') return 'any';
  return type.kind === 'tuple' ? (unify(type.elements) ?? 'any') : type.element;
}

function product(sets: readonly Known[], at: Location): Value {
  let rows: Value[][] = [[]];
  let anySet = false;
  for (const set of sets) {
    const list = kindOfSequence(set.value) === 'tuple' ? convert(set, { kind: 'list', element: 'any' }) : set;
    const items = list.kind === 'known' ? itemsIn(list) : undefined;
    if (!items) return mistyped(set, 'set', at);
    if (rows.length * items.length > 10_000) return unknown('limit', 'setproduct', at);
    rows = rows.flatMap((row) => items.map((item) => [...row, item]));
    anySet ||= kindOfSequence(set.value) === 'set';
  }
  const tuples = rows.map((row) => sequence('tuple', row, at));
  const elements = sets.map((set) => elementType(set));
  return sequence(anySet ? 'set' : 'list', anySet ? setItems(tuples) : tuples, at, { kind: 'tuple', elements });
}
