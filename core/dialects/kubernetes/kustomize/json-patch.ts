/**
 * JSON patches (RFC 6902) on values: add, remove, replace, move, copy, test. An operation that finds nothing at its path
 * makes Kustomize stop; here it is told, and the object stays as it was.
 */
import type { Location } from '../../../text/source.ts';
import { known, type MapMember, type Value } from '../../../values/value.ts';
import { isNull, itemsIn, listOf, mapIn, textAt, valueAt, withData, withMember } from './editing.ts';

export interface Operation {
  readonly op: string;
  readonly path: readonly string[];
  readonly from: readonly string[];
  readonly value: Value | undefined;
  /** Where its path is written. */
  readonly at: Location;
}

/** Its operations, `undefined` for what is no JSON patch. */
export function operationsIn(patch: Value): readonly Operation[] | undefined {
  return itemsIn(patch)?.flatMap((item) => {
    const op = textAt(item, 'op');
    const path = valueAt(item, 'path');
    const pointer = textAt(item, 'path');
    if (op === undefined || !path || pointer === undefined) return [];
    const value = mapIn(item)?.entries.get('value')?.value;
    return [{ op, path: stepsOf(pointer), from: stepsOf(textAt(item, 'from') ?? ''), value, at: path.at }];
  });
}

/** RFC 6901: `~1` is a slash within a key, `~0` a tilde. */
function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The object after the operation; `undefined` where the operation cannot be carried out. */
export function operated(object: Value, { op, path, from, value, at }: Operation): Value | undefined {
  switch (op) {
    case 'add':
      return edited(object, path, value ?? known(null, at), at, 'add');
    case 'replace':
      return edited(object, path, value ?? known(null, at), at, 'replace');
    case 'remove':
      return edited(object, path, undefined, at, 'remove');
    case 'copy':
    case 'move': {
      const moved = found(object, from);
      const rest = moved && op === 'move' ? edited(object, from, undefined, at, 'remove') : object;
      return moved && rest && edited(rest, path, moved, at, 'add');
    }
    case 'test':
      return holds(found(object, path), value) ? object : undefined;
    default:
      return undefined;
  }
}

function found(value: Value | undefined, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((inner, step) => {
    const items = itemsIn(inner);
    return items ? items[indexIn(step, items.length) ?? -1] : mapIn(inner)?.entries.get(step)?.value;
  }, value);
}

/** What is not known may well be what the test wants. */
function holds(actual: Value | undefined, wanted: Value | undefined): boolean {
  if (actual && actual.kind !== 'known') return true;
  if (!actual || isNull(actual)) return !wanted || isNull(wanted);
  const [items, others] = [itemsIn(actual), itemsIn(wanted)];
  if (items) return items.length === others?.length && items.every((item, i) => holds(item, others?.[i]));
  const [map, other] = [mapIn(actual), mapIn(wanted)];
  if (!map) return wanted?.kind === 'known' && wanted.value === actual.value;
  return (
    map.entries.size === other?.entries.size &&
    [...map.entries].every(([key, { value }]) => holds(value, other?.entries.get(key)?.value))
  );
}

type Edit = 'add' | 'replace' | 'remove';

/** A document may be nested as deeply as the reader lets it; a path as long as it likes finds nothing below. */
function edited(
  value: Value,
  path: readonly string[],
  next: Value | undefined,
  at: Location,
  edit: Edit,
): Value | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return edit === 'remove' ? undefined : next;
  if (value.kind !== 'known') return value;
  const items = itemsIn(value);
  if (items) return editedList(value, items, step, rest, next, at, edit);
  const map = mapIn(value);
  if (!map) return undefined;
  const member = map.entries.get(step);
  if (rest.length > 0) {
    const inner = member && edited(member.value, rest, next, at, edit);
    return inner && member && withData(value, withMember(map, step, { key: member.key, value: inner }));
  }
  // The library that Kustomize uses replaces what is not there, too.
  if (!member && edit === 'remove') return undefined;
  const replaced: MapMember | undefined = next && { key: at, value: next };
  return withData(value, withMember(map, step, replaced));
}

function editedList(
  list: Value,
  items: readonly Value[],
  step: string,
  rest: readonly string[],
  next: Value | undefined,
  at: Location,
  edit: Edit,
): Value | undefined {
  const index = step === '-' ? items.length : indexIn(step, items.length);
  if (index === undefined) return undefined;
  const result = [...items];
  const item = items[index];
  if (rest.length > 0) {
    const inner = item && edited(item, rest, next, at, edit);
    if (!inner) return undefined;
    result[index] = inner;
  } else if (edit === 'add' && next) result.splice(index, 0, next);
  else if (!item) return undefined;
  else if (next) result[index] = next;
  else result.splice(index, 1);
  return listOf(result, list);
}

/** Negative ones count from the end. */
function indexIn(step: string, length: number): number | undefined {
  if (!/^-?\d{1,6}$/.test(step)) return undefined;
  const index = Number(step);
  const place = index < 0 ? length + index : index;
  return place >= 0 && place <= length ? place : undefined;
}
