/** `flatten`: lists inside of lists are opened at all levels. */
import type { Location } from '../../../text/source.ts';
import { isList, type Known, known, unknown, type Value } from '../../../values/value.ts';
import { itemsIn, sequence } from '../collections.ts';
import { combine } from '../combine.ts';
import { markedBy } from '../marks.ts';
import { mistyped } from './definition.ts';

export function flattened(list: Known, at: Location): Value {
  const items = itemsIn(list);
  return items ? flatten(items, at) : mistyped(list, 'list', at);
}

/** What is one of several lists makes the whole one of several. */
function flatten(items: readonly Value[], at: Location): Value {
  const flat: Value[] = [];
  const opened: Value[] = [];
  let maybe = false;
  const open = (item: Value): void => {
    const inner = item.kind === 'known' ? itemsIn(item) : undefined;
    if (inner) {
      opened.push(item);
      inner.forEach(open);
      return;
    }
    flat.push(item);
    maybe ||= isOneOfLists(item);
  };
  items.forEach(open);
  if (!maybe) return markedBy(sequence('tuple', flat, at), ...opened);
  const made = combine(flat.map(certain), at, () => sequence('tuple', flat, at));
  return made.kind === 'unknown' ? unknown('limit', 'flatten', at) : markedBy(flattenOptions(flat, at), ...opened);
}

function isOneOfLists(item: Value): boolean {
  return item.kind === 'oneOf' && item.options.some((option) => option.kind === 'known' && isList(option.value));
}

/** Stands for an element when only the number of combinations matters. */
function certain(value: Value): Value {
  return value.kind === 'unknown' ? known(null, value.at) : value;
}

function flattenOptions(items: readonly Value[], at: Location): Value {
  const lists = items.filter(isOneOfLists);
  return combine(lists, at, (chosen) =>
    flatten(
      items.map((item) => chosen[lists.indexOf(item)] ?? item),
      at,
    ),
  );
}
