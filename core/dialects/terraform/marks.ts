/** How sensitivity travels: what is made of something sensitive is sensitive. */
import { asPlain, asSensitive, isSensitive } from '../../values/sensitive.ts';
import { isList, isMap, type Known, type MapMember, type Unknown, type Value } from '../../values/value.ts';
import { elementTypeOf, hasSecrets, kindOfMapping, kindOfSequence, mapping, sequence } from './collections.ts';

/**
 * The elements of a set, whose marks are the set's: which element is sensitive would tell which value it has. The
 * second answer is whether there were any.
 */
export function withoutMarks(values: readonly Value[]): readonly [readonly Value[], boolean] {
  const secret = values.some((value) => isSensitive(value) || hasSecrets(value));
  return [secret ? values.map(unmarked) : values, secret];
}

function unmarked(value: Value): Value {
  if (value.kind === 'oneOf')
    return { ...value, options: value.options.map((option) => unmarked(option) as Known | Unknown) };
  const plain = asPlain(value);
  if (plain.kind === 'unknown' || !hasSecrets(plain)) return plain;
  const { value: data, at } = plain;
  if (isList(data))
    return { ...plain, ...sequence(kindOfSequence(data), data.items.map(unmarked), at, elementTypeOf(data)), at };
  if (!isMap(data)) return plain;
  const members = new Map<string, MapMember>();
  for (const [name, member] of data.entries) members.set(name, { key: member.key, value: unmarked(member.value) });
  return { ...plain, ...mapping(kindOfMapping(data), members, at, elementTypeOf(data)), at };
}

/** `made` of values of which one is sensitive itself. What is refused says nothing of them. */
export function markedBy(made: Value, ...from: readonly Value[]): Value {
  return isRefusal(made) ? made : markedAnyway(made, ...from);
}

/** The same where Terraform keeps the marks of what it refuses. */
export function markedAnyway(made: Value, ...from: readonly Value[]): Value {
  return from.some(isSensitive) && !isSensitive(made) ? asSensitive(made) : made;
}

function isRefusal(value: Value): boolean {
  return value.kind === 'unknown' && value.reason.code === 'invalid';
}

/** `made` of values of which one is sensitive or holds something that is. */
export function markedDeeplyBy(made: Value, ...from: readonly Value[]): Value {
  if (isRefusal(made) || !from.some((value) => isSensitive(value) || hasSecrets(value))) return made;
  return asSensitive(unmarked(made));
}
