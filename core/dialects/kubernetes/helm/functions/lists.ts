/** Functions of lists. */
import { bool, type Datum, int, list, truth, unknown } from '../data.ts';
import { type FunctionTable, type Implementation, listOf, plain, same, strict, whole } from './definition.ts';

/** Lists are no longer than this. */
const maxItems = 20_000;

/** A function of the list that is its first argument. */
function ofList(compute: (items: readonly Datum[], rest: readonly Datum[]) => Datum | undefined): Implementation {
  return (args) => {
    const [first, ...rest] = args;
    if (first?.type === 'unknown') return first;
    const items = listOf(first);
    return (items && compute(items, rest)) ?? unknown('invalid', 'list');
  };
}

const append = ofList((items, added) => list([...items, ...added]));
const prepend = ofList((items, added) => list([...added, ...items]));
const first = ofList((items) => items[0] ?? { type: 'nil' });
const last = ofList((items) => items.at(-1) ?? { type: 'nil' });
const rest = ofList((items) => list(items.slice(1)));
const initial = ofList((items) => list(items.slice(0, -1)));
const reverse = ofList((items) => list(items.toReversed()));
const compact = ofList((items) => list(items.filter((item) => truth(item) !== false)));
const uniq = ofList((items) => list(distinct(items)));
const without = ofList((items, removed) =>
  list(items.filter((item) => !removed.some((other) => same(item, other) === true))),
);

const has: Implementation = ([needle, items]) => {
  const among = listOf(items);
  if (!needle || !among) return items?.type === 'unknown' ? items : unknown('invalid', 'has');
  const answers = among.map((item) => same(item, needle));
  if (answers.includes(true)) return bool(true);
  return answers.includes(undefined) ? unknown('no-default', 'has') : bool(false);
};

const slice: Implementation = strict(([value, start, end]) => {
  const items = listOf(value);
  return items && list(items.slice(whole(start), end === undefined ? undefined : whole(end)));
});

const concat: Implementation = strict((args) => {
  const lists = args.map(listOf);
  const length = lists.reduce((sum, items) => sum + (items?.length ?? 0), 0);
  if (length > maxItems) return unknown('limit', 'concat');
  return lists.some((items) => !items) ? undefined : list(lists.flatMap((items) => items ?? []));
});

function distinct(items: readonly Datum[]): Datum[] {
  const kept: Datum[] = [];
  const texts = new Set<string>();
  for (const item of items) {
    if (item.type === 'string' && !item.open) {
      if (texts.has(item.text)) continue;
      texts.add(item.text);
    } else if (kept.length < 200 && kept.some((other) => same(item, other) === true)) continue;
    kept.push(item);
  }
  return kept;
}

function counted(from: number, to: number, step: number): Datum | undefined {
  if (step === 0 || (to - from) / step < 0) return list([]);
  if (Math.abs((to - from) / step) > maxItems) return unknown('limit', 'until');
  const items: Datum[] = [];
  for (let i = from; step > 0 ? i < to : i > to; i += step) items.push(int(i));
  return list(items);
}

const must = (table: FunctionTable): FunctionTable =>
  Object.fromEntries(Object.entries(table).map(([name, fn]) => [`must${name[0]?.toUpperCase()}${name.slice(1)}`, fn]));

const both = { append, prepend, first, last, rest, initial, reverse, compact, uniq, without, has, slice, push: append };

export const listFunctions: FunctionTable = {
  ...both,
  ...must(both),
  concat,
  list: (args) => list(args),
  tuple: (args) => list(args),
  until: strict(([to]) => counted(0, whole(to), whole(to) < 0 ? -1 : 1)),
  untilStep: strict(([from, to, step]) => counted(whole(from), whole(to), whole(step))),
  seq: strict((args) => {
    const [a = 0, b, c] = args.map(whole);
    const [from, step, to] =
      b === undefined ? [1, a < 1 ? -1 : 1, a] : c === undefined ? [a, a > b ? -1 : 1, b] : [a, b, c];
    const numbers = counted(from, to + Math.sign(step), step);
    if (numbers?.type !== 'list') return numbers;
    const text = numbers.items.map((item) => plain(item)).join(' ');
    return { type: 'string', text, pieces: [{ text }], open: undefined };
  }),
  chunk: strict(([size, items]) => {
    const all = listOf(items);
    const width = Math.max(1, whole(size));
    if (!all) return undefined;
    const chunks: Datum[] = [];
    for (let i = 0; i < all.length; i += width) chunks.push(list(all.slice(i, i + width)));
    return list(chunks);
  }),
};
