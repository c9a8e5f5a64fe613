/** What stands in the file for a value: parsed sets forget how they were spelt (-1/-1 and 1/65535 are one set). */
import type { Fix } from '../../changes/change.ts';
import type { Resource } from '../../dialects/resource.ts';
import type { Known, Unknown, Value } from '../../values/value.ts';

/** The literal text of a known value, without quotes; undefined for defaults and for values that are put together. */
export function writtenText(value: Known<unknown>): string | undefined {
  if (value.byDefault) return undefined;
  const { source, start, end } = value.definedAt ?? value.at;
  const text = source.text.slice(start, end).trim();
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  return quoted ? quoted[2] : text;
}

/** Texts that stand in a field and that its reader refused, each with its place. */
export function refused<T>(value: Value<T> | undefined, looksLike: RegExp): readonly Unknown[] {
  if (value === undefined || value.kind === 'known') return [];
  const parts = value.kind === 'unknown' ? [value] : value.options.filter((option) => option.kind === 'unknown');
  // Evaluators say `invalid` too, of references to nothing: only what reads like the field itself is judged.
  return parts.filter(({ reason }) => reason.code === 'invalid' && looksLike.test(reason.subject.trim()));
}

/** What was refused, written as it is meant; where it stands behind a name nobody can say what that would change. */
export function inPlace(resource: Resource, { at, reason }: Unknown, by: string): readonly Fix[] {
  const text = at.source.text.slice(at.start, at.end);
  if (text.replace(/^(["'])(.*)\1$/s, '$2').trim() !== reason.subject.trim()) return [];
  const title = { en: `Write ${by}`, zh: `改为 ${by}` };
  return [{ title, changes: [{ kind: 'replace', resource, at, by }] }];
}
