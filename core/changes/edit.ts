/** Edits of a text, and what the ways of writing them have in common. */
import { groupedBy } from '../config/lookup.ts';
import type { SourceText, Span } from '../text/source.ts';
import type { Plain } from './plain.ts';

/** Other text for a span (an empty one: an insertion). Offsets are UTF-16 code units of the text before all edits. */
export interface Edit extends Span {
  readonly text: string;
  /** The part of the new text that a person still has to say: it is selected where the editor can. */
  readonly placeholder?: string;
}

export interface FileEdit extends Edit {
  /** The file as a person opens it. */
  readonly source: SourceText;
}

/** A setting below a container: keys from the outside in. `undefined` takes it away. */
export interface Setting {
  readonly path: readonly string[];
  readonly to: Plain | undefined;
}

/**
 * A text as changes see it. Spans are those of values and blocks as the readers give them. Whatever cannot be written
 * without guessing is `undefined`: it stands behind a variable, or in a form that is not looked into.
 */
export interface Structure {
  /** Another value at the place of one; the quotes stay. */
  replace(at: Span, by: Plain): readonly Edit[] | undefined;
  /** One entry of a list, or of a text with commas, by several: the span is that of the entry. */
  exchange(at: Span, items: readonly Plain[]): readonly Edit[] | undefined;
  /** Whether the list, or the text with commas, that has the entry at a span already has this one. */
  isListed(at: Span, item: Plain): boolean;
  /** Settings of the block, mapping or resource at a span, written anew or added. */
  set(container: Span, settings: readonly Setting[]): readonly Edit[] | undefined;
  /** Takes a block, a list's item, an entry of a text with commas or a setting (by its value) out. */
  remove(item: Span): readonly Edit[] | undefined;
  /** The characters of an item that can change places with those of its like. */
  placeOf(item: Span): Span | undefined;
  /** One more resource behind the one at a span. */
  beside(item: Span, name: string, type: string, settings: Plain): readonly Edit[] | undefined;
  /**
   * The same item with other settings, written behind it, once for each variant.
   * @param named for a resource: its further names, as many as variants
   */
  copies(item: Span, variants: readonly (readonly Setting[])[], named?: readonly string[]): readonly Edit[] | undefined;
  /** One more item in the list of this path below a container; the list is made where there is none. */
  append(container: Span, path: readonly string[], item: Plain): readonly Edit[] | undefined;
}

/** Settings by their outermost key, each with what stands below it. */
export function byFirstKey(settings: readonly Setting[]): ReadonlyMap<string, readonly Setting[]> {
  return new Map(
    [...groupedBy(settings, ({ path: [name = ''] }) => name)].map(([name, group]) => [
      name,
      group.map(({ path, to }) => ({ path: path.slice(1), to })),
    ]),
  );
}

/** What settings make where nothing stands yet; `undefined` where they only take away. */
export function madeOf(settings: readonly Setting[]): Plain | undefined {
  const whole = settings.find(({ path }) => path.length === 0);
  if (whole) return whole.to;
  const members = [...byFirstKey(settings)].flatMap(([name, group]) => {
    const made = madeOf(group);
    return made === undefined ? [] : [[name, made] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

/** All edits, or none where one of them cannot be written. */
export function all(parts: readonly (readonly Edit[] | undefined)[]): readonly Edit[] | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? undefined : known.flat();
}

/** @param edits in any order, of one text, none inside of another */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  // Of several insertions at one place the first stays first.
  const inOrder = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => b.edit.start - a.edit.start || b.index - a.index);
  let result = text;
  for (const { edit } of inOrder) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return result;
}

/** A part of a text after edits that lie inside of it. `undefined` when one does not. */
export function partAfter(text: string, part: Span, edits: readonly Edit[]): string | undefined {
  if (edits.some(({ start, end }) => start < part.start || end > part.end)) return undefined;
  const shifted = edits.map((edit) => ({ ...edit, start: edit.start - part.start, end: edit.end - part.start }));
  return applyEdits(text.slice(part.start, part.end), shifted);
}

/** From the first character of the line that an offset stands in. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Up to the line break, which is left out, of the line that an offset stands in. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end - 1 >= offset ? end - 1 : end;
}

/** The white space that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Whether only white space stands before an offset in its line. */
export function isFirstInLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** Whole lines of an item, its line break included: `undefined` where something else stands in them. */
export function wholeLines(text: string, { start, end }: Span): Span | undefined {
  if (!isFirstInLine(text, start)) return undefined;
  const last = lineEnd(text, end);
  if (!/^[ \t,]*(?:(?:#|\/\/).*)?$/.test(text.slice(end, last))) return undefined;
  const next = text.indexOf('\n', last);
  return { start: lineStart(text, start), end: next < 0 ? text.length : next + 1 };
}
