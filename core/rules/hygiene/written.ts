/** What stands in the file for a value: parsed sets forget how they were spelt (-1/-1 and 1/65535 are one set). */
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
