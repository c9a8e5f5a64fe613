/**
 * Names in files: where they are declared and where they are used. Each dialect lists them from its syntax trees, so
 * that a broken file still answers for what can be read; what a name means is decided by its key alone.
 */
import type { Location, Span } from '../text/source.ts';

/** One place of a name. */
export interface Name {
  /** The same for all places that mean the same thing. */
  readonly key: string;
  /** In the text that it is read from, which may lie inside another one. */
  readonly at: Location;
  /** What else leads to it: the rest of `var.x.y[0]`, at which an editor asks for `var.x`, too. */
  readonly reach?: Location;
  /** Where it is declared: the whole of what it names. */
  readonly declares?: Location | undefined;
}

/** The names with the smallest reach around an offset of the file at this path; the end of a place belongs to it. */
export function namesAt(names: readonly Name[], path: string, offset: number): readonly Name[] {
  let found: Name[] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const { source, start, end } = name.at.source.outermost(name.reach ?? name.at);
    if (source.path !== path || offset < start || offset > end || end - start > length) continue;
    if (end - start < length) found = [];
    length = end - start;
    found.push(name);
  }
  return found;
}

/** All places of what is named here, each once. */
export function placesOf(names: readonly Name[], here: readonly Name[]): readonly Name[] {
  const keys = new Set(here.map(({ key }) => key));
  const places = new Map<string, Name>();
  for (const name of names) {
    if (!keys.has(name.key)) continue;
    const place = name.at.source.outermost(name.at);
    const id = `${place.source.path}\0${place.start}\0${place.end}`;
    // One text may be a declaration and a use; then it counts as the former.
    if (!places.has(id) || name.declares) places.set(id, name);
  }
  return [...places.values()];
}

/** The words of a span in which nothing else stands: without its quotes. */
export function unquoted({ start, end }: Span, text: string): Span {
  const first = text[start];
  const isQuoted = end - start > 1 && (first === '"' || first === "'") && text[end - 1] === first;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
