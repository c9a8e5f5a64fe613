/**
 * Paths as replacements write them: `spec.template.spec.containers.[name=web].image`, `data.a\.b`, `*` for each item,
 * `-` for a new one, a number for one item (kyaml/utils/pathsplitter.go, kyaml/yaml/match.go).
 */
import type { Location } from '../../../text/source.ts';
import { type Data, known, type Value } from '../../../values/value.ts';
import { emptyMap, isNull, itemsIn, listOf, mapIn, textAt, textIn, withData, withMember } from './editing.ts';

/** A `.` within brackets or behind a backslash is no separator; brackets without `=` only hold a key together. */
export function stepsOf(path: string): readonly string[] {
  const steps = path.match(/(?:\[[^\]]*\]|\\.|[^.[\\])+/gs) ?? [];
  return steps.map((step) => {
    const [, key] = /^\[([^=\]]*)\]$/.exec(step) ?? [];
    return key ?? (step.startsWith('[') ? step : step.replaceAll('\\.', '.'));
  });
}

export function found(value: Value | undefined, steps: readonly string[]): Value | undefined {
  return steps.reduce<Value | undefined>((inner, step) => {
    const items = itemsIn(inner);
    if (items) return items.find((item, index) => isItem(item, index, step));
    const member = mapIn(inner)?.entries.get(step)?.value;
    return isNull(member) ? undefined : member;
  }, value);
}

function isItem(item: Value, index: number, step: string): boolean {
  const [, key, wanted] = /^\[([^=\]]*)=(.*)\]$/s.exec(step) ?? [];
  if (key === undefined) return step === '*' || step === String(index);
  const text = key === '' ? textIn(item) : textAt(item, ...stepsOf(key));
  return text === wanted;
}

/** Changes what the path means; `undefined` where it means nothing. `create` adds the keys that are missing. */
export function changedAlong(
  value: Value,
  steps: readonly string[],
  create: Location | undefined,
  change: (value: Value | undefined) => Value,
): Value | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return change(value);
  if (value.kind !== 'known') return value;
  const items = itemsIn(value);
  if (items) return changedItems(value, items, step, rest, create, change);
  const map = mapIn(value);
  if (!map) return undefined;
  const member = map.entries.get(step);
  if (!member && !create) return undefined;
  const start = member && !isNull(member.value) ? member.value : undefined;
  const inner =
    rest.length === 0
      ? change(start)
      : changedAlong(start ?? known<Data>(emptyMap, create ?? value.at), rest, create, change);
  const key = member?.key ?? create ?? value.at;
  return inner && withData(value, withMember(map, step, { key, value: inner }));
}

function changedItems(
  list: Value,
  items: readonly Value[],
  step: string,
  rest: readonly string[],
  create: Location | undefined,
  change: (value: Value | undefined) => Value,
): Value | undefined {
  if (step === '-') {
    const added = rest.length === 0 ? change(undefined) : undefined;
    return added && listOf([...items, added], list);
  }
  let some = false;
  const result = items.map((item, index) => {
    const changed = isItem(item, index, step) ? changedAlong(item, rest, create, change) : undefined;
    some ||= changed !== undefined;
    return changed ?? item;
  });
  return some ? listOf(result, list) : undefined;
}
